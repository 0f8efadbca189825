"""A measurement of a built site refuses to measure nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"
READS_A_SITE = [
    file for file in sorted(BENCH.glob("*.py")) if '"--site"' in file.read_text("utf-8")
]


@pytest.mark.parametrize("file", READS_A_SITE, ids=lambda file: file.name)
def test_without_a_site_there_are_no_figures(file: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(file), "--site", "nothing"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "There is no site in nothing/. Run this first: python3 run.py build\n"


def test_some_measurements_read_a_site() -> None:
    assert len(READS_A_SITE) > 3
