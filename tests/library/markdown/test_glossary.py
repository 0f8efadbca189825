"""Terms and the links that lead to them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from library.markdown.glossary import GlossaryExtension, Term, read_terms

NOTICE = Term(
    "Prior written notice",
    "glossary/prior-written-notice.md",
    "A letter that gives a decision and its reasons.",
    ("Prior written notice", "PWN"),
    ("aviso previo por escrito",),
)
PLAN = Term("IEP", "glossary/iep.md", "The written plan.", ("IEP",), ())
TEAM = Term("IEP team", "glossary/iep-team.md", "Those who write it.", ("IEP team",), ())
EARLY = Term("Early childhood", "glossary/ec.md", "Before school.", ("Early childhood", "EC"), ())


def convert(
    text: str,
    source: str = "articles/posts/a.md",
    excerpt: bool = False,
    extensions: tuple[str, ...] = (),
) -> BeautifulSoup:
    """Convert a text as MkDocs does: its link resolver knows the file."""
    md = Markdown(extensions=[*extensions, GlossaryExtension([NOTICE, PLAN, TEAM, EARLY])])
    resolver = Treeprocessor(md)
    resolver.file = SimpleNamespace(src_uri=source)  # type: ignore[attr-defined]
    md.treeprocessors.register(resolver, "relpath", 0)
    if excerpt:
        md.treeprocessors.register(Treeprocessor(md), "excerpt", 0)
    return BeautifulSoup(md.convert(text), "html.parser")


def linked(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [(a.get_text(), str(a["href"])) for a in page.select(".ip-term > a")]


def test_the_first_use_leads_to_the_term_with_its_meaning_beside_it() -> None:
    page = convert("Ask for prior written notice. A PWN gives reasons.")
    assert linked(page) == [("prior written notice", "/glossary/prior-written-notice.md")]
    link, meaning = page.select_one(".ip-term > a"), page.select_one(".ip-meaning")
    assert link is not None and meaning is not None
    assert link["aria-describedby"] == meaning["id"]
    assert meaning["role"] == "tooltip"
    assert meaning.get_text() == NOTICE.meaning
    meaning.decompose()
    assert page.get_text() == "Ask for prior written notice. A PWN gives reasons."


def test_the_longer_name_wins_and_plurals_count() -> None:
    assert linked(convert("The IEP team reads both IEPs.")) == [
        ("IEP team", "/glossary/iep-team.md"),
        ("IEPs", "/glossary/iep.md"),
    ]
    assert linked(convert("Two ECes, then a PWN.")) == [
        ("ECes", "/glossary/ec.md"),
        ("PWN", "/glossary/prior-written-notice.md"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## The IEP",
        "[the IEP](https://example.org/)",
        "`IEP`",
        "A non-IEP child, and IEPX.",
        "Write ec- or ec.",  # short forms only as they are written
    ],
)
def test_no_link_in_headings_links_code_or_parts_of_words(text: str) -> None:
    assert linked(convert(text)) == []


def test_the_head_of_a_table_has_no_link() -> None:
    table = "| | PWN |\n|---|---|\n| When | With a PWN |"
    md = convert(table, extensions=("tables",))
    assert md.select_one("thead a") is None
    assert linked(md) == [("PWN", "/glossary/prior-written-notice.md")]


@pytest.mark.parametrize("source", ["checklists/a.md", "letters/a.md", "glossary/iep.md"])
def test_sheets_and_the_glossary_itself_are_left_as_they_are(source: str) -> None:
    assert linked(convert("The IEP.", source)) == []


def test_excerpts_in_lists_are_left_as_they_are() -> None:
    assert linked(convert("The IEP.", excerpt=True)) == []


def test_terms_are_read_from_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "iep.md").write_text(
        "---\ntitle: IEP\ndescription: The plan.\nalso: [the plan]\nspanish: el plan\n---\n\nText\n"
    )
    (folder / "index.md").write_text("---\ntitle: Glossary\n---\n")
    (folder / "broken.md").write_text("no front matter")
    assert read_terms(tmp_path) == [
        Term("IEP", "glossary/iep.md", "The plan.", ("IEP", "the plan"), ("el plan",))
    ]
