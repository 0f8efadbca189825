"""Data files that hooks read before the check does: a mistake is reported, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from small_project import ABOUT, Project

NESTED = "[" * 2_000 + "]" * 2_000
TERM, REGISTER, META = "glossary/term.md", "regulations.yml", "checklists/.meta.yml"
RESULTS, CLOCKS, PATH = "about/accessibility.yml", "clocks.yml", "now.yml"
BINDER, YEAR = "binder.yml", "iep-year.yml"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (TERM, f"---\ntitle: {NESTED}\n---\n\nA\n"),
        (TERM, "---\ndescription: No title.\n---\n\nA\n"),
        (TERM, "---\ntitle: a: b\n---\n\nA\n"),
        (TERM, "---\ntitle: [a]\ndescription: {a: b}\nalso: 3\n---\n\nA\n"),
        (TERM, "---\ntitle: a\nupdated: 2026-02-31\n---\n\nA\n"),
        (TERM, b"---\ntitle: Jos\xe9\n---\n\nA\n"),
        (REGISTER, NESTED),
        (REGISTER, "a: b\n"),
        (REGISTER, "- cite: 34 CFR 300.1\n"),
        (REGISTER, "- cite: 'x\n"),
        (REGISTER, b"- cite: \xe9\n"),
        (META, NESTED),
        (META, "- a\n"),
        (RESULTS, NESTED),
        (RESULTS, "a: b\n"),
        (CLOCKS, NESTED),
        (CLOCKS, "a: b\n"),
        (CLOCKS, "holidays: []\nclocks: [{id: x}]\n"),
        (CLOCKS, b"clocks: \xe9\n"),
        (PATH, NESTED),
        (PATH, "a: b\n"),
        (PATH, "questions: [{id: x}]\nleaves: [3]\n"),
        (PATH, b"leaves: \xe9\n"),
        (BINDER, NESTED),
        (BINDER, "a: b\n"),
        (BINDER, "sets: [{id: x}]\nalso: 3\n"),
        (BINDER, b"sets: \xe9\n"),
        (YEAR, NESTED),
        (YEAR, "a: b\n"),
        (YEAR, "checked: 2026-02-28\nguide: 3\nmoments: [{id: x}]\n"),
        (YEAR, b"moments: \xe9\n"),
        ("articles/.authors.yml", NESTED),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_slip_is_told_with_its_file(tmp_path: Path, path: str, text: str | bytes) -> None:
    project = Project(tmp_path)
    about = f"title: Statement\ndescription: {ABOUT.format('this')}\n"
    project.write("about/accessibility.md", f"---\ntemplate: accessibility.html\n{about}---\n\nA\n")
    project.write(path, "")
    data = text if isinstance(text, bytes) else text.encode()
    (project.root / "docs" / path).write_bytes(data)
    with pytest.raises(Abort):
        project.build()
    if "authors" in path:  # the blog plugin reads it first, and reports it in its own words
        assert path in project.messages[0]
    else:
        assert f"docs/{path}:" in project.messages[0]
        project.build("serve")
