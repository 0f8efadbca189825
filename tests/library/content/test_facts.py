"""What a page's top block says, typed."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from library.content.facts import FACTS, PostFacts, SheetFacts, TermFacts, facts_of
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


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_fact_is_a_key_that_pages_may_have(kind: Kind) -> None:
    sort = FACTS[kind.name]
    declared = {key.name for one in KINDS for key in one.keys}
    assert {each.name for each in fields(sort)} <= declared
    assert issubclass(sort, SheetFacts) == kind.is_sheet
