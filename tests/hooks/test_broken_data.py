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


SLIPS: dict[str, list[str | bytes]] = {
    TERM: [
        f"---\ntitle: {NESTED}\n---\n\nA\n",
        "---\ndescription: No title.\n---\n\nA\n",
        "---\ntitle: a: b\n---\n\nA\n",
        "---\ntitle: [a]\ndescription: {a: b}\nalso: 3\n---\n\nA\n",
        "---\ntitle: a\nupdated: 2026-02-31\n---\n\nA\n",
        b"---\ntitle: Jos\xe9\n---\n\nA\n",
    ],
    REGISTER: [NESTED, "a: b\n", "- cite: 34 CFR 300.1\n", "- cite: 'x\n", b"- cite: \xe9\n"],
    META: [NESTED, "- a\n"],
    RESULTS: [NESTED, "a: b\n"],
    CLOCKS: [NESTED, "a: b\n", "holidays: []\nclocks: [{id: x}]\n", b"clocks: \xe9\n"],
    PATH: [NESTED, "a: b\n", "questions: [{id: x}]\nleaves: [3]\n", b"leaves: \xe9\n"],
    BINDER: [NESTED, "a: b\n", "sets: [{id: x}]\nalso: 3\n", b"sets: \xe9\n"],
    YEAR: [
        NESTED,
        "a: b\n",
        "checked: 2026-02-28\nguide: 3\nmoments: [{id: x}]\n",
        b"moments: \xe9\n",
    ],
}
MOST = max(map(len, SLIPS.values()))


def project(folder: Path, **files: str | bytes) -> Project:
    """Return a small project with these files in docs/."""
    made = Project(folder)
    about = f"title: Statement\ndescription: {ABOUT.format('this')}\n"
    made.write("about/accessibility.md", f"---\ntemplate: accessibility.html\n{about}---\n\nA\n")
    for path, text in files.items():
        made.write(path, "")
        data = text if isinstance(text, bytes) else text.encode()
        (made.root / "docs" / path).write_bytes(data)
    return made


@pytest.mark.parametrize(
    ("path", "text"),
    [(path, text) for path, texts in SLIPS.items() for text in texts],
    ids=lambda value: str(value)[:30],
)
def test_a_slip_is_told_with_its_file(tmp_path: Path, path: str, text: str | bytes) -> None:
    made = project(tmp_path, **{path: text})
    with pytest.raises(Abort):
        made.build()
    assert f"docs/{path}:" in made.messages[0]


@pytest.mark.parametrize("turn", range(MOST))
def test_serve_goes_on_with_a_slip_in_every_file(tmp_path: Path, turn: int) -> None:
    project(tmp_path, **{path: texts[turn % len(texts)] for path, texts in SLIPS.items()}).build(
        "serve"
    )


def test_a_slip_in_the_authors_is_told_in_the_blogs_own_words(tmp_path: Path) -> None:
    made = project(tmp_path, **{"articles/.authors.yml": NESTED})
    with pytest.raises(Abort):
        made.build()
    assert "articles/.authors.yml" in made.messages[0]
