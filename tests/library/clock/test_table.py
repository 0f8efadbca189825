"""The table of clocks as data: what is read from it, and what is wrong with an entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from library.clock.table import read_table

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
