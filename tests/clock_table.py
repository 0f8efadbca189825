"""The sample's table of clocks (tests/sample/docs/clocks.yml), for tests that count with it."""

from __future__ import annotations

from pathlib import Path

import yaml

from library.clock.table import Table, read_table

FILE = Path(__file__).parent / "sample/docs/clocks.yml"


def sample_table() -> Table:
    """Return the clocks and holidays of the sample. Raises AssertionError for a faulty one."""
    table, faults = read_table(yaml.safe_load(FILE.read_text(encoding="utf-8")))
    assert not faults, faults
    return table


HOLIDAYS = sample_table().holidays
