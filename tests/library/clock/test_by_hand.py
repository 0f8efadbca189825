"""Time limits counted by hand (by_hand.yml), against library.clock and paper calendars."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from clock_table import HOLIDAYS

from library.clock.count import Calendar, Closed, Span, count
from library.content.front_matter import Loader
from tests.library.clock.on_paper import FEDERAL, days_of_page, due_on_paper, printed

TODAY = date(2026, 11, 29)
HELD = yaml.load(Path(__file__).with_name("by_hand.yml").read_text(encoding="utf-8"), Loader)
CASES = [
    pytest.param(case, id=f"{number}: {case['cite']} from {case['start']}")
    for number, case in enumerate(HELD["cases"], 1)
]


def calendar_of(case: dict[str, Any]) -> Calendar:
    """Return what is known of the days of a case."""
    school = HELD["schools"].get(case.get("school"), {"years": [], "free": []})
    return Calendar(
        holidays=HOLIDAYS,
        state_holidays=frozenset(case.get("state_holidays", [])),
        school_years=tuple(Closed(*year) for year in school["years"]),
        no_school=tuple(Closed(*off) for off in school["free"]),
    )


def span_of(case: dict[str, Any]) -> Span:
    """Return how long the limit of a case is."""
    keys = ("way", "holidays_count", "first_counts", "breaks_out")
    return Span(case["number"], case["unit"], **{key: case[key] for key in keys if key in case})


def crossed_out(case: dict[str, Any]) -> list[str]:
    """Return the days that one crosses out on paper, besides weekends."""
    if case["unit"] == "business":
        federal = [] if case.get("holidays_count") else FEDERAL
        return [*federal, *map(str, case.get("state_holidays", []))]
    if "school" not in case:
        return []
    school = HELD["schools"][case["school"]]
    off = {day for first, last in school["free"] for day in days_of_page(str(first), str(last))}
    if case["unit"] != "school":
        return sorted(off)
    years = (days_of_page(str(first), str(last)) for first, last in school["years"])
    return sorted({day for day, _ in printed()} - set().union(*years) | off)


def test_there_are_two_hundred_cases_of_every_unit() -> None:
    assert len(CASES) >= 200
    assert {case["unit"] for case in HELD["cases"]} == set(
        "calendar business school month year".split()
    )
    assert sum(case["how"] == "eye" for case in HELD["cases"]) >= 20


@pytest.mark.parametrize("case", CASES)
def test_the_count_ends_on_the_day_counted_by_hand(case: dict[str, Any]) -> None:
    assert count(span_of(case), case["start"], calendar_of(case), TODAY).due == case["due"]


@pytest.mark.parametrize("case", CASES)
def test_the_finger_on_paper_ends_there_too(case: dict[str, Any]) -> None:
    due = due_on_paper(
        str(case["start"]),
        case["number"],
        case["unit"],
        back=case.get("way") == "before",
        crossed=crossed_out(case),
        first_counts=case.get("first_counts", False),
    )
    assert due == str(case["due"])
