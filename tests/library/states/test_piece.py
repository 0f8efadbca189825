"""What a device is given of a state, and how numbers are read from the words of a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from library.states.piece import LimitWords, Words, clock_unit, state_piece
from library.states.proof import FLOORS, Shown, said_in
from library.states.record import Limit, Name, Place, State, read_state

NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
RECORD: dict[str, Any] = {
    "title": "Ohio",
    "names": [{"word": "ETR", "means": "the report", "language": ""}],
    "places": [{"what": "agency", "name": "The office", "address": "https://ohio.gov/"}],
    "limits": [
        {
            "topic": "evaluation",
            "number": 60,
            "unit": "days",
            "starts": "the day of consent",
            "exceptions": "Not in summer.",
            "cite": "Ohio 1",
            "quote": "within sixty days",
            "address": "https://ohio.gov/1",
            "read": date(2026, 11, 20),
            "by": "research",
        }
    ],
}
WORDS = Words(
    here="In Ohio",
    none="None",
    compare="Compare",
    more="More",
    forget="Forget",
    use="Use it",
    names=("means",),
    limits=(LimitWords("Line", "Read", "Clock", "Source"),),
)


def ohio() -> State:
    return read_state("oh", RECORD)


@pytest.mark.parametrize(
    ("unit", "breaks_out", "counted"),
    [
        ("days", False, "calendar"),
        ("days", True, "breaks"),
        ("calendar days", True, "breaks"),
        ("school days", True, "school"),
        ("business days", False, "business"),
        ("instructional days", False, "school"),
        ("months", False, "month"),
        ("years", True, "year"),
    ],
)
def test_the_clock_counts_a_unit_in_its_way(unit: str, breaks_out: bool, counted: str) -> None:
    [limit] = ohio().limits
    assert clock_unit(replace(limit, unit=unit, breaks_out=breaks_out)) == counted


def test_a_device_is_given_all_that_its_pages_show() -> None:
    state = ohio()
    assert isinstance(state.names[0], Name) and isinstance(state.places[0], Place)
    assert isinstance(state.limits[0], Limit)
    assert state_piece(Shown(state, state.limits, ()), WORDS) == {
        "name": "Ohio",
        "here": "In Ohio",
        "none": "",
        "compare": "Compare",
        "more": "More",
        "forget": "Forget",
        "use": "Use it",
        "names": [["ETR", "means", ""]],
        "limits": [
            {
                "topic": "evaluation",
                "line": "Line",
                "read": "Read",
                "clock": "Clock",
                "source": "Source",
                "also": "Not in summer.",
                "cite": "Ohio 1",
                "address": "https://ohio.gov/1",
                "number": 60,
                "unit": "calendar",
                "until": "2027-11-20",
            }
        ],
        "people": [["The office", "https://ohio.gov/"]],
    }


@pytest.mark.parametrize(("said", "shown"), [(True, ""), ("true", "Compare"), (None, "Compare")])
def test_a_state_is_compared_if_each_of_its_limits_says_so(said: object, shown: str) -> None:
    [limit] = RECORD["limits"]
    state = read_state("oh", RECORD | {"limits": [limit | {"compared": said}]})
    assert state_piece(Shown(state, state.limits, ()), WORDS)["compare"] == shown


@pytest.mark.parametrize(("number", "word"), [*enumerate(NUMBERS, 1)])
def test_a_number_in_words_is_read(number: int, word: str) -> None:
    assert said_in(f"within {word} school days of it") == {(number, "school days")}
    assert said_in(f"within {word} ({number}) days") == {(number, "days")}


def test_federal_rights_with_a_number_name_their_rule() -> None:
    assert {topic: (floor.days, floor.is_most, floor.cite) for topic, floor in FLOORS.items()} == {
        "first-meeting": (30, True, "34 CFR 300.323(c)(1)"),
        "records": (45, True, "34 CFR 300.613(a)"),
        "reevaluation": (1095, True, "34 CFR 300.303(b)(2)"),
        "state-complaint": (365, False, "34 CFR 300.153(c)"),
        "state-decision": (60, True, "34 CFR 300.152(a)"),
        "hearing-decision": (45, True, "34 CFR 300.515(a)"),
    }
