"""The table of clocks as data: what is read from it, and what is wrong with an entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from library.clock.count import Span
from library.clock.holidays import Holiday
from library.clock.table import Clock, Table, read_table
from library.common.fills import Fill

SAMPLE = Path(__file__).parents[2] / "sample/docs/clocks.yml"
HOLIDAY = {"name": "Labor Day", "month": 9, "weekday": "Monday", "nth": 1}


def said(*holidays: dict[str, Any]) -> list[tuple[str, str]]:
    _, faults = read_table({"holidays": [*holidays], "clocks": []})
    return [(fault.entry, fault.message) for fault in faults]


def test_holidays_are_read() -> None:
    fixed = {"name": "Juneteenth", "month": 6, "day": 19, "since": 2021}
    last = {"name": "Memorial Day", "month": 5, "weekday": "Monday", "nth": "last"}
    table, faults = read_table({"holidays": [HOLIDAY, fixed, last], "clocks": []})
    assert faults == []
    read = [(one.name, one.month, one.day, one.weekday, one.nth) for one in table.holidays]
    assert [each[:3] for each in read] == [
        ("Labor Day", 9, 0), ("Juneteenth", 6, 19), ("Memorial Day", 5, 0),
    ]  # fmt: skip
    assert (read[0][3:], read[2][3:]) == ((0, 1), (0, -1))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"month": 12}, ""),
        ({"month": 13}, '"month" must be a number from 1 to 12.'),
        ({"since": 1899}, '"since" must be a year, such as 2021.'),
        ({"day": 1}, 'Write either "day", or "weekday" and "nth", as in the entries around it.'),
        (
            {"weekday": "Mon"},
            '"weekday" must be one of Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, '
            "Sunday.",
        ),
        ({"nth": 4}, ""),
        ({"nth": 5}, '"nth" must be a number from 1 to 4, or last.'),
    ],
)
def test_what_is_wrong_with_a_holiday_is_told(change: dict[str, Any], message: str) -> None:
    assert said(HOLIDAY | change) == ([("Labor Day", message)] if message else [])


def test_a_holiday_has_a_name_and_is_there_once() -> None:
    assert said(HOLIDAY | {"name": ""}) == [("", "A holiday has no name. Add it.")]
    assert said(HOLIDAY, HOLIDAY) == [("Labor Day", "This holiday appears twice. Keep one.")]


def test_a_fixed_holiday_is_a_day_of_its_month() -> None:
    fixed = {"name": "A", "month": 1}
    wrong = [("A", '"day" must be a day of that month, from 1 to 31.')]
    assert [said(fixed | {"day": day}) for day in (0, 1, 31, 32)] == [wrong, [], [], wrong]


def test_what_is_no_list_is_told() -> None:
    _, faults = read_table({"holidays": 3, "clocks": []})
    assert [fault.message for fault in faults] == [
        '"holidays" must be a list. Undo the last change to it.'
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({}, ""),
        ({"unit": "days"}, '"unit" must be one of calendar, business, school, month, year.'),
        ({"unit": "year", "number": 1, "first_counts": True}, '"first_counts" is for days only.'),
        (
            {"unit": "calendar", "holidays_count": True},
            '"holidays_count" is for business days only.',
        ),
        (
            {"unit": "calendar", "number": 1001},
            '"number" is 1001, out of range for a time limit. Look it up in the rule.',
        ),
    ],
)
def test_what_is_wrong_with_the_parts_of_a_limit_is_told(
    change: dict[str, Any], message: str
) -> None:
    held = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    clock = next(one for one in held["clocks"] if one.get("unit") == "calendar")
    _, faults = read_table({"holidays": [], "clocks": [clock | change]})
    assert [fault.message for fault in faults] == ([message] if message else [])


COUNTED = {
    "id": "plan",
    "group": "Meetings",
    "name": "The plan",
    "who": "The school",
    "rules": ["34 CFR 300.323(c)(1)"],
    "say": "Due by {due}, as I asked on {start}.",
    "page": "a.md",
    "start": "The day they agree",
    "zero": "That day is day 0.",
    "number": 30,
    "unit": "calendar",
    "due": "The meeting",
}
ASKED = {key: COUNTED[key] for key in ("id", "group", "name", "who", "rules", "page")} | {
    "say": "Asked on {start}.",
    "ask": "Ask for a day.",
}


def faults_of(*clocks: dict[str, Any]) -> list[tuple[str, str]]:
    _, faults = read_table({"holidays": [], "clocks": [*clocks]})
    return [(fault.entry, fault.message) for fault in faults]


def test_clocks_are_read() -> None:
    more = {
        "way": "before",
        "moves": ["A summer ends it."],
        "state": "A state may say more.",
        "letter": "b.md",
        "fills": [{"field": "day", "text": "{due}"}],
        "holidays_count": True,
        "unit": "business",
    }
    clocks = [COUNTED | more, ASKED | {"id": "answer"}]
    table, faults = read_table({"holidays": [], "clocks": clocks})
    assert faults == []
    plan = Clock(
        id="plan",
        group="Meetings",
        name="The plan",
        who="The school",
        rules=("34 CFR 300.323(c)(1)",),
        say="Due by {due}, as I asked on {start}.",
        page="a.md",
        span=Span(30, "business", "before", holidays_count=True),
        start="The day they agree",
        zero="That day is day 0.",
        due="The meeting",
        state="A state may say more.",
        moves=("A summer ends it.",),
        letter="b.md",
        fills=(Fill("day", "{due}"),),
    )
    answer = Clock(
        id="answer",
        group="Meetings",
        name="The plan",
        who="The school",
        rules=("34 CFR 300.323(c)(1)",),
        say="Asked on {start}.",
        page="a.md",
        ask="Ask for a day.",
    )
    assert table == Table((plan, answer))
    assert table.by_id == {"plan": plan, "answer": answer}
    assert table.groups == {"Meetings": [plan, answer]}
    assert table.text.split("\n") == [
        "34 CFR 300.323(c)(1)",
        "That day is day 0.",
        "The meeting",
        "A state may say more.",
        "A summer ends it.",
        "34 CFR 300.323(c)(1)",
        "Ask for a day.",
    ]
    assert table.for_device()["spans"]["plan"]["way"] == "before"


NO_LIST = (
    'must be a list of texts, each on a line that starts with "- ". If one has a colon in it, put '
    "it in quotes."
)


@pytest.mark.parametrize(
    ("base", "change", "message"),
    [
        (COUNTED, {"first_counts": True}, ""),
        (COUNTED, {"first_counts": 1}, '"first_counts" must be true, or left out.'),
        (COUNTED, {"number": "30"}, '"number" must be a whole number, such as 60.'),
        (COUNTED, {"number": 0}, (
            '"number" is 0, out of range for a time limit. Look it up in the rule.'
        )),
        (COUNTED, {"way": "back"}, '"way" must be one of after, before.'),
        (COUNTED, {"who": 3}, (
            '"who: 3" is read as a number, not as text. Put straight quotes around it: who: "3"'
        )),
        (COUNTED, {"id": "A b"}, (
            '"id" must be lowercase letters, digits and hyphens, such as first-meeting.'
        )),
        (COUNTED, {"say": "{due} {day}"}, (
            '"say" may have {due} and {start}, and no other braces.'
        )),
        (COUNTED, {"say": "On (start)."}, (
            '"say" has (start), which would be shown. Write {start}, in curly braces.'
        )),
        (ASKED, {"say": "By {due}."}, '"say" may have {start}, and no other braces.'),
        (ASKED, {"say": "By (due)."}, ""),
        (COUNTED, {"rules": "34 CFR 300.323"}, f'"rules" {NO_LIST}'),
        (COUNTED, {"moves": [1]}, f'"moves" {NO_LIST}'),
        (COUNTED, {"ask": "Ask."}, (
            '"ask" is not for a clock with a number. Delete it, or correct its name.'
        )),
        (ASKED, {"moves": ["A."]}, (
            '"moves" is not for a clock without a number. Delete it, or correct its name.'
        )),
        (COUNTED, {"stat": "A."}, (
            '"stat" is not a word we use in a clock. Did you mean "state"?'
        )),
        (COUNTED, {"xyzzy": "A."}, (
            '"xyzzy" is not a word we use in a clock. Delete it, or correct its name.'
        )),
        (COUNTED, {"due": "", "zero": None}, (
            "It has no zero, due. Add it, as in the entries around it."
        )),
        (COUNTED, {"number": None}, (
            "It has no number (how many days). Add it. A clock without one has ask instead, and "
            "no unit."
        )),
        (COUNTED, {"fills": [{"field": "a"}]}, (
            '"fills" must be a list; each entry has "field", a blank of the letter without its '
            'brackets, and "text", such as "text: {start}" in quotes.'
        )),
        (COUNTED, {"fills": [{"field": "a", "text": "{due}"}]}, ""),
        (ASKED, {"fills": [{"field": "a", "text": "today"}]}, ""),
        (ASKED, {"fills": [{"field": "a", "text": "{due}"}]}, (
            '"fills" may have no {start} or {due}: a clock without a number has no days.'
        )),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_clock_is_told(
    base: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    clock = base | change
    assert faults_of(clock) == ([(clock["id"], message)] if message else [])


def test_an_id_is_there_once_and_an_entry_with_a_fault_is_left_out() -> None:
    assert faults_of(COUNTED, ASKED) == [
        ("plan", 'The id "plan" appears twice. Give each its own.')
    ]
    table, _ = read_table({"holidays": [], "clocks": [COUNTED | {"number": 0}, ASKED]})
    assert [clock.ask for clock in table.clocks] == ["Ask for a day."]


def test_a_holiday_keeps_its_first_year() -> None:
    fixed = {"name": "Juneteenth", "month": 6, "day": 19, "since": 2021}
    weekday = HOLIDAY | {"since": 1900}
    table, _ = read_table({"holidays": [fixed, weekday], "clocks": []})
    assert table.holidays == (
        Holiday("Juneteenth", 6, 19, since=2021),
        Holiday("Labor Day", 9, weekday=0, nth=1, since=1900),
    )
    assert said(HOLIDAY | {"since": 2200}) == []
    assert said(HOLIDAY | {"since": 2201}) == [
        ("Labor Day", '"since" must be a year, such as 2021.')
    ]


def test_a_clock_with_words_of_a_count_and_without_ask_lacks_its_number() -> None:
    bare = {key: value for key, value in ASKED.items() if key != "ask"}
    assert faults_of(bare) == [
        ("plan", "It has no ask. Add it, as in the entries around it."),
    ]
    assert faults_of(bare | {"start": "The day you ask"}) == [
        (
            "plan",
            "It has no number (how many days). Add it. A clock without one has ask instead, and "
            "no unit.",
        ),
        ("plan", "It has no zero, unit, due. Add it, as in the entries around it."),
    ]
