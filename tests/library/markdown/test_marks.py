"""Marks: a sentence ends in one for all its rules, and an article has at most twelve."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from library.markdown.citations import Regulation
from library.markdown.glossary import GlossaryExtension, Term
from library.markdown.marks import MOST, CitationExtension, MarkWords, with_marks
from library.markdown.outside_links import OutsideLinksExtension
from library.markdown.sources import Sources, sources_of
from library.markdown.task_list import TaskListExtension

ECFR = "https://www.ecfr.gov/current/title-34/section-"
MEMO = "https://sites.ed.gov/idea/memo/"


def regulation(cite: str, url: str = "") -> Regulation:
    number = cite.rpartition(" ")[2]
    return Regulation(cite, f"Title of {number}", url or ECFR + number, "2025", date.min, "read")


REGISTER = {
    entry.cite: entry
    for entry in (
        *(regulation(f"34 CFR {number}") for number in ("300.11", "300.301", "300.323", "300.8")),
        regulation("OSEP Memo 11-07", MEMO),
    )
}
WORDS = MarkWords(
    "Rule {number}: {rules}", "Rules {number}: {rules}", "{rules} and {last}", "Rules", "Point {}"
)
ONE, TWO = "(34 CFR 300.323(d))", "(34 CFR 300.301(c)(1); 34 CFR 300.11)"


def converted(text: str, *, path: str = "", excerpt: bool = False) -> str:
    md = Markdown(
        extensions=[
            "tables",
            TaskListExtension(),
            OutsideLinksExtension(),
            CitationExtension(REGISTER, WORDS),
        ]
    )
    if path:
        processor: Any = Treeprocessor(md)
        processor.file = SimpleNamespace(src_uri=path)
        md.treeprocessors.register(processor, "relpath", 0)
    if excerpt:
        md.treeprocessors.register(Treeprocessor(md), "excerpt", 0)
    html: str = md.convert(text)
    return html


def shown(text: str, **options: Any) -> str:
    """Return the words of a text, each mark as its number in brackets."""
    page = BeautifulSoup(converted(text, **options), "html.parser")
    for mark in page.select(".ip-ref"):
        mark.replace_with(f"[{mark.get_text()}]")
    return page.get_text()


def sources(text: str, **options: Any) -> Sources:
    return sources_of(converted(text, **options), text, REGISTER)


def cites(text: str, **options: Any) -> list[list[tuple[str, list[str]]]]:
    """Return for each mark its points: (words, rules with their parts)."""
    return [
        [
            (
                point.words,
                [rule.regulation.cite + "".join(rule.parts) for rule in point.rules],
            )
            for point in note.points
        ]
        for note in sources(text, **options).notes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"It is so {ONE}.", "It is so.[1]"),
        (f"It is so {TWO}. Go on.", "It is so.[1] Go on."),
        (f"One {ONE}, and two {TWO}. Three.", "One, and two.[1] Three."),
        (f"One {ONE}, so ask. Three.", "One, so ask.[1] Three."),
        (f"One {ONE}. Two {TWO}.", "One.[1] Two.[2]"),
        (f"Done. {ONE} Next one.", "Done.[1] Next one."),
        (f'He said "it {ONE}." Next.', 'He said "it."[1] Next.'),
        (f"The U.S. office {ONE} reads the U.S. law so. Next.",
         "The U.S. office reads the U.S. law so.[1] Next."),
        (f"They must come {ONE}:", "They must come:[1]"),
        (f"**Free {ONE}.** Next one.", "Free.[1] Next one."),
        (f"See [this]({MEMO}) first {ONE}", "See this first[1]"),
        (f"It may not wait ([OSEP Memo 11-07]({MEMO}); 34 CFR 300.8).", "It may not wait.[1]"),
    ],
)  # fmt: skip
def test_the_sentence_ends_in_one_mark(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Under 34 CFR 300.323(d) the school does it.",
        "Both (all 13, 34 CFR 300.8(c)).",
        "(see 34 CFR 300.323)",
        "It is so (34 CFR 300.999).",
        "`(34 CFR 300.323)`",
        "[in a link (34 CFR 300.323)](https://example.org)",
        "## A heading (34 CFR 300.323)",
    ],
)
def test_what_is_part_of_the_words_stays(text: str) -> None:
    page = BeautifulSoup(converted(text), "html.parser")
    assert not page.select(".ip-ref")
    assert "34 CFR 300." in page.get_text()


def test_a_mark_is_a_link_to_its_entry_with_a_name() -> None:
    page = BeautifulSoup(converted(f"It is so {TWO}."), "html.parser")
    (link,) = page.select("sup.ip-ref > a")
    assert link["href"] == "#rule-1" and link["id"] == "rule-1-mark"
    assert link["aria-label"] == "Rules 1: 34 CFR 300.301(c)(1) and 300.11"
    (link,) = BeautifulSoup(converted(f"It is so {ONE}."), "html.parser").select(".ip-ref a")
    assert link["aria-label"] == "Rule 1: 34 CFR 300.323(d)"


def test_the_sources_are_those_of_each_mark() -> None:
    text = f"One {TWO}. Two {ONE}, and again {ONE}. By 34 CFR 300.8(c), yes."
    assert cites(text) == [
        [("", ["34 CFR 300.301(c)(1)", "34 CFR 300.11"])],
        [("", ["34 CFR 300.323(d)"])],
    ]
    found = sources(text)
    assert [source.regulation.cite for source in found.others] == ["34 CFR 300.8"]
    assert {cite for _, cite in found.first_named()} == {
        "34 CFR 300.301", "34 CFR 300.11", "34 CFR 300.323"
    }  # fmt: skip


def test_the_name_of_a_box_has_no_mark_in_it() -> None:
    page = BeautifulSoup(converted(f"- [ ] Ask for it {ONE}"), "html.parser")
    assert [label.get_text() for label in page.select("label")] == ["Ask for it"]
    assert page.select_one("label + .ip-ref")


def test_addresses_have_numbers_that_go_on_from_the_marks() -> None:
    text = f"It is so {ONE}. See [a](https://a.org/), [b](https://b.org/), [a](https://a.org/)."
    assert sources(text).addresses == ((2, "https://a.org/"), (3, "https://b.org/"))


def test_a_list_of_articles_has_plain_words() -> None:
    html = converted(f"It is so {ONE}. By 34 CFR 300.8(c), yes.", excerpt=True)
    assert html == "<p>It is so. By 34 CFR 300.8(c), yes.</p>"


def test_the_meaning_of_a_term_is_no_part_of_the_sentence() -> None:
    terms = [Term("IEP", "glossary/iep.md", "A plan. It is written.", ("IEP",), ())]
    md = Markdown(extensions=[GlossaryExtension(terms), CitationExtension(REGISTER, WORDS)])
    processor: Any = Treeprocessor(md)
    processor.file = SimpleNamespace(src_uri="articles/posts/a.md")
    md.treeprocessors.register(processor, "relpath", 0)
    page = BeautifulSoup(md.convert(f"So {ONE} the IEP starts. Next."), "html.parser")
    mark = page.select_one(".ip-ref")
    assert mark is not None and str(mark.previous_sibling) == " starts."


# ---- At most twelve ----------------------------------------------------------------------

ARTICLE = "articles/posts/a.md"
MANY = [f"One {ONE}. Two {TWO}."] * 7


def test_a_paragraph_has_one_mark_where_the_sentences_have_too_many() -> None:
    text = "\n\n".join(MANY)
    assert shown(text, path=ARTICLE).splitlines() == [
        f"One. Two.[{number}]" for number in range(1, 8)
    ]
    assert cites(text, path=ARTICLE)[0] == [
        ("", ["34 CFR 300.323(d)", "34 CFR 300.301(c)(1)", "34 CFR 300.11"])
    ]


def test_then_the_longest_list_has_one_below_it_that_tells_of_each_point() -> None:
    items = ["- Plain words\n", *(f"- **Day {n}:** so {ONE}.\n" for n in (1, 2)), f"- So {TWO}.\n"]
    text = "Lead.\n\n" + "".join(items) + "\n" + "\n\n".join([f"So {ONE}."] * 11)
    words = shown(text, path=ARTICLE)
    assert "Day 2: so.\nSo.\n\nRules[1]\nSo.[2]" in words and "[12]" in words
    assert cites(text, path=ARTICLE)[0] == [
        ("Day 1", ["34 CFR 300.323(d)"]),
        ("Day 2", ["34 CFR 300.323(d)"]),
        ("Point 4", ["34 CFR 300.301(c)(1)", "34 CFR 300.11"]),
    ]


def test_what_comes_before_such_a_list_keeps_its_mark() -> None:
    items = "".join(f"- **Day {n}:** so {ONE}.\n" for n in (1, 2, 3))
    text = f"Lead so {ONE}.\n\n{items}\n" + "\n\n".join([f"So {ONE}."] * 10)
    words = shown(text, path=ARTICLE)
    assert words.startswith("Lead so.[1]\n") and "Rules[2]" in words and "[12]" in words
    assert "34 CFR" not in words


def test_a_table_tells_of_each_row() -> None:
    rows = "".join(f"| Row {n} | A {ONE} | B {TWO} |\n" for n in (1, 2))
    text = f"| What | When | Who |\n|---|---|---|\n{rows}\n" + "\n\n".join([f"So {ONE}."] * 11)
    assert "Rules[1]" in shown(text, path=ARTICLE)
    assert cites(text, path=ARTICLE)[0] == [
        (f"Row {n}", ["34 CFR 300.323(d)", "34 CFR 300.301(c)(1)", "34 CFR 300.11"]) for n in (1, 2)
    ]


def test_the_head_of_a_table_is_told_by_its_first_cell() -> None:
    rows = f"| **What** | When {ONE} |\n|---|---|\n| Row | B {TWO} |\n\n"
    notes = cites(rows + "\n\n".join([f"So {ONE}."] * 11), path=ARTICLE)
    assert [words for words, _ in notes[0]] == ["What", "Row"]


def test_a_point_is_told_by_its_bold_words_its_number_or_its_first_words() -> None:
    days = "".join(f"- **Day {n}:** so {ONE}.\n" for n in (1, 2, 3))
    items = f"Lead so {ONE}.\n\n{days}- {ONE}\n- Plain so {ONE}.\n\n"
    notes = cites(items + "\n\n".join([f"So {ONE}."] * 10), path=ARTICLE)
    assert [words for words, _ in notes[1]] == ["Day 1", "Day 2", "Day 3", "Point 4", "Point 5"]
    part = [f"{'a' * 21} {'b' * 22} {ONE}.", f"{'a' * 21}, {'b' * 22} more {ONE}.", ONE]
    notes = cites("\n\n".join([*part, *[f"So it is {ONE}."] * 10]), path=ARTICLE)
    assert [words for words, _ in notes[0]][:4] == [
        f"{'a' * 21} {'b' * 22}", f"{'a' * 21} …", "", "So it is",
    ]  # fmt: skip


def test_then_a_part_of_the_page_has_one_at_its_end() -> None:
    part = "\n\n".join(f"Paragraph {n} says so {ONE}." for n in range(1, 8))
    text = f"## One\n\n{part}\n\n## Two\n\n{part}\n\n- One {ONE}\n- Two {ONE}\n"
    notes = cites(text, path=ARTICLE)
    assert len(notes) <= MOST
    assert ("Paragraph 7 says so", ["34 CFR 300.323(d)"]) in notes[-1]
    assert "Two\n\nRules[8]" in shown(text, path=ARTICLE)


def test_only_an_article_has_so_few() -> None:
    assert len(cites("\n\n".join([f"So {ONE}."] * 20), path="guides/myths.md")) == 20


def test_plain_texts_have_marks_numbered_through_all_and_stay_plain() -> None:
    texts = [f"Say *this* & go {ONE}. Then <b>wait</b>.", "No rule.", "", f"By then {TWO}."]
    first, second, empty, last = with_marks(texts, REGISTER, WORDS)
    assert first.startswith("Say *this* &amp; go.<sup") and "&lt;b&gt;wait&lt;/b&gt;." in first
    assert (second, empty) == ("No rule.", "")
    assert 'href="#rule-1"' in first and 'href="#rule-2"' in last
    notes = sources_of(first + last, "", REGISTER).notes
    assert [note.points[0].rules[0].regulation.cite for note in notes] == [
        "34 CFR 300.323",
        "34 CFR 300.301",
    ]
    named = with_marks(["Under 34 CFR 300.323(d) you may."], REGISTER, WORDS)[0]
    assert 'class="ip-cite"' in named and "ip-ref" not in named
