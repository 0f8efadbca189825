"""A small good library, and one change to it: the basis of the table of bad files."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from library.check import check_library
from library.check.problem import Problem
from library.check.settings import load_settings

GOOD = Path(__file__).with_name("good")
NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)  # noon in New York
TODAY = NOW.date()
PAGES = {
    "post": "docs/articles/posts/sample.md",
    "checklist": "docs/checklists/sheet.md",
    "letter": "docs/letters/ask.md",
    "term": "docs/glossary/prior-written-notice.md",
    "about": "docs/about/index.md",
    "home": "docs/index.md",
}


def problems_of(root: Path, *, tools: bool = False) -> list[str]:
    """Return the lines that `run.py check` prints for the library in a folder."""
    return [str(problem) for problem in found_in(root, tools=tools)]


def found_in(root: Path, *, tools: bool = False) -> list[Problem]:
    """Return the problems of the library in a folder."""
    return check_library(root, now=NOW, settings=load_settings(root), tools=tools)


def make_case(root: Path, case: dict[str, Any]) -> None:
    """Put the good library, with the case's change, in a folder.

    page: the page to change (default "post"); change, to: a text in it and its replacement;
    text: the whole new text; add: text at its end; encoding: how it is saved;
    files: other files, as text, as bytes (!!binary), or as a number of bytes;
    delete: files to delete.
    rules: the names of the rules that find something; says: every line that the check prints.
    """
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    path = root / PAGES[case.get("page", "post")]
    text = path.read_text(encoding="utf-8")
    if "change" in case:
        assert text.count(case["change"]) == 1, f"{case['change']!r} is not there once"
        text = text.replace(case["change"], case["to"])
    text = case.get("text", text) + case.get("add", "")
    path.write_bytes(text.encode(case.get("encoding", "utf-8")))
    for name, content in case.get("files", {}).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        made = b"x" * content if isinstance(content, int) else content
        file.write_bytes(made.encode() if isinstance(made, str) else made)
    for name in case.get("delete", []):
        (root / name).unlink()
