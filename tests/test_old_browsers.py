"""Readers' scripts run in browsers of 2020: nothing in them is newer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

OVERRIDES = Path(__file__).resolve().parents[1] / "overrides"
SCRIPTS = sorted(
    path for path in OVERRIDES.rglob("*.js") if "admin" not in path.relative_to(OVERRIDES).parts
)
# Safari 14 does not read a file that holds the first two at all, and Chrome 90 does not know the
# others.
TOO_NEW = re.compile(
    r"\(\?<[=!]|\bstatic\s*\{|\.at\(|\.findLast(?:Index)?\(|\bstructuredClone\("
    r"|\bObject\.hasOwn\(|\.to(?:Sorted|Reversed|Spliced)\(|\bObject\.groupBy\("
)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_holds_what_a_browser_of_2020_lacks(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [f"{n}: {line}" for n, line in enumerate(lines, 1) if TOO_NEW.search(line)] == []


@pytest.mark.parametrize(
    "line", ["/(?<=a)b/", "/(?<!a)b/", "row.at(-1)", "structuredClone(x)", "a.findLast(f)"]
)
def test_what_is_too_new_is_found(line: str) -> None:
    assert TOO_NEW.search(line)
    assert not TOO_NEW.search("row[row.length - 1]; /(?<name>a)/; word.slice(0, at)")
