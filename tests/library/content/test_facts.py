"""What a page's top block says, typed."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from library.content.facts import (
    FACTS,
    ChecklistFacts,
    LetterFacts,
    PageFacts,
    PostFacts,
    SheetFacts,
    Task,
    TermFacts,
    facts_of,
)
from library.content.schema import KINDS, Kind


def test_what_a_post_says() -> None:
    found = facts_of(
        "articles/posts/a.md",
        {
            "title": "A",
            "description": "Why.",
            "checked": date(2026, 1, 2),
            "questions": ["When?", 504],
            "checklist": "packing",
            "letter": ["ask", "thank"],
        },
    )
    assert isinstance(found, PostFacts)
    assert (found.title, found.checked, found.updated) == ("A", date(2026, 1, 2), None)
    assert found.questions == ("When?", "504")
    assert (found.checklist, found.letter) == (("packing",), ("ask", "thank"))


def test_the_names_of_a_term() -> None:
    found = facts_of("glossary/a.md", {"also": ["PWN"], "spanish": "aviso"})
    assert isinstance(found, TermFacts)
    assert found.names == ("PWN", "aviso")
    assert found.spanish_also == ()


def test_a_page_that_says_nothing_has_empty_facts() -> None:
    found = facts_of("checklists/a.md", {"fields": None, "notes": "3", "checked": "soon"})
    assert isinstance(found, ChecklistFacts)
    assert found == ChecklistFacts("", "", None, "", None, None, (), (), "", (), 0)  # type: ignore[arg-type]


def test_what_a_checklist_and_a_letter_say() -> None:
    day = date(2026, 1, 2)
    meta = {"title": 504, "updated": day, "categories": ["A", None], "change": "More.", "asked": 1}
    sheet = facts_of("checklists/a.md", meta | {"fields": ["Name"], "notes": 3, "purpose": "P"})
    assert isinstance(sheet, ChecklistFacts)
    assert (sheet.title, sheet.updated, sheet.categories) == ("504", day, ("A",))
    assert (sheet.change, sheet.asked) == ("More.", ("1",))
    assert (sheet.fields, sheet.notes, sheet.purpose) == (("Name",), 3, "P")
    letter = facts_of("letters/a.md", meta | {"subject": "S", "before_sending": [{"ask": "Q"}]})
    assert isinstance(letter, LetterFacts)
    assert (letter.subject, letter.before_sending) == ("S", [{"ask": "Q"}])


def test_the_tasks_of_the_home_page() -> None:
    tasks = [{"text": "Ask", "page": "a.md"}, "none", {"text": None}]
    found = facts_of("index.md", {"promise": "We help.", "tasks": tasks})
    assert isinstance(found, PageFacts)
    assert (found.promise, found.tasks) == ("We help.", (Task("Ask", "a.md"), Task("", "")))
    assert facts_of("a.png", {"promise": "We help."}) == facts_of("a.md", {"promise": "We help."})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_fact_is_a_key_that_pages_may_have(kind: Kind) -> None:
    sort = FACTS[kind.name]
    declared = {key.name for one in KINDS for key in one.keys}
    assert {each.name for each in fields(sort)} <= declared
    assert issubclass(sort, SheetFacts) == kind.is_sheet
