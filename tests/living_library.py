"""Keeps tests away from docs/ and from the owner's settings in mkdocs.yml: tests judge code.

Those change any day, by people who do not program; `check` and the strict build judge them. A test
that opens a file in docs/, lists it, or reads mkdocs.yml fails and says so. Tests read the sample
(tests/sample/), and take our own settings from `project_settings`.

A process that a test starts is not watched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS, SETTINGS = str(ROOT / "docs"), str(ROOT / "mkdocs.yml")
# Of https://docs.python.org/3/library/audit_events.html
EVENTS = {"open", "os.listdir", "os.scandir"}
_allowed = [False]  # of this process: the hook that reads it can never be taken off again


@contextmanager
def reading_the_living_library() -> Iterator[None]:
    """Allow the code in the block to read docs/ and mkdocs.yml; say there why it must."""
    before, _allowed[0] = _allowed[0], True
    try:
        yield
    finally:
        _allowed[0] = before


def watch() -> None:
    """Begin to watch this process; there is no end to it."""
    sys.addaudithook(_stop)


def _stop(event: str, arguments: tuple[object, ...]) -> None:
    if event not in EVENTS or _allowed[0] or not isinstance(arguments[0], str | os.PathLike):
        return
    name = os.fsdecode(arguments[0])
    if event == "open" and arguments[1] is None and not name.startswith(os.sep):
        return  # os.open, of a name in a folder that it holds open: shutil.rmtree
    path = os.path.abspath(name)  # noqa: PTH100 (quicker than a Path)
    if path in (SETTINGS, DOCS) or path.startswith(DOCS + os.sep):
        pytest.fail(
            f"A test must not read {os.path.relpath(path, ROOT)}: it changes on any day, and "
            "`check` judges it. Use tests/sample/, or project_settings() for mkdocs.yml."
        )
