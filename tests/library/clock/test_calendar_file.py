"""The calendar file of the IEP year, byte for byte, and the days that it names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from library.clock.calendar_file import CalendarWords, calendar_file
from library.clock.year import Moment, Year, read_year, yearly_day

WORDS = CalendarWords("The year", "More: {}. Advice; no law, no limit.")
SHORT = {
    "checked": date(2026, 3, 1),
    "guide": "guides/year.md",
    "moments": [
        {
            "id": "read-it",
            "when": "third Monday of July",
            "title": "Read it, and ask",
            "say": r"Read \ write; send.",
            "page": "letters/ask.md",
        },
        {
            "id": "look-back",
            "when": "May 15",
            "title": "Look back",
            "say": "Ask.",
            "page": "a.md",
        },
    ],
}
FILE = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//iep-year//EN
NAME:The year
X-WR-CALNAME:The year
REFRESH-INTERVAL;VALUE=DURATION:P7D
X-PUBLISHED-TTL:P7D
BEGIN:VEVENT
UID:read-it@iep.example.test
DTSTAMP:20260301T000000Z
DTSTART;VALUE=DATE:20260720
DTEND;VALUE=DATE:20260721
RRULE:FREQ=YEARLY;BYMONTH=7;BYDAY=3MO
SUMMARY:Read it\, and ask
DESCRIPTION:Read \\ write\; send.\n\nMore: https://iep.example.test/letters
 /ask/. Advice\; no law\, no limit.
URL:https://iep.example.test/letters/ask/
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:look-back@iep.example.test
DTSTAMP:20260301T000000Z
DTSTART;VALUE=DATE:20260515
DTEND;VALUE=DATE:20260516
RRULE:FREQ=YEARLY
SUMMARY:Look back
DESCRIPTION:Ask.\n\nMore: https://iep.example.test/. Advice\; no law\, no l
 imit.
URL:https://iep.example.test/
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def test_the_file_is_this_letter_by_letter() -> None:
    year, faults = read_year(SHORT)
    assert faults == []
    addresses = ["https://iep.example.test/letters/ask/", "https://iep.example.test/"]
    made = calendar_file(year, addresses, "iep.example.test", WORDS)
    assert made.decode() == FILE.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text", ["x" * 300, "é" * 150, "a" + "漢字" * 70, "👋" * 60, "a, b; " * 40]
)
def test_no_line_is_longer_than_75_bytes_and_none_breaks_a_letter(text: str) -> None:
    on = yearly_day("May 15", "")
    assert on
    year = Year(date(2026, 1, 1), "g.md", (Moment("m", text, text, "p.md", on),))
    made = calendar_file(year, ["https://x.test/"], "x.test", WORDS)
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    whole = made.replace(b"\r\n ", b"").decode().split("\r\n")
    escaped = text.replace(";", r"\;").replace(",", r"\,")
    assert f"SUMMARY:{escaped}" in whole


@pytest.mark.parametrize(
    ("when", "rule", "days"),
    [
        ("first Monday of August", "BYMONTH=8;BYDAY=1MO", ["2026-08-03", "2027-08-02"]),
        ("fourth Friday of February", "BYMONTH=2;BYDAY=4FR", ["2026-02-27", "2027-02-26"]),
        ("last Sunday of May", "BYMONTH=5;BYDAY=-1SU", ["2026-05-31", "2027-05-30"]),
        ("August 1", "", ["2026-08-01", "2027-08-01"]),
        ("December 31", "", ["2026-12-31", "2027-12-31"]),
    ],
)
def test_a_calendar_counts_the_same_days(when: str, rule: str, days: list[str]) -> None:
    on = yearly_day(when, "")
    assert on
    moment = Moment("m", "T", "S", "p.md", on)
    made = calendar_file(Year(date(2026, 9, 1), "g.md", (moment,)), ["u"], "h", WORDS).decode()
    lines = dict(
        line.split(":", 1) for line in made.split("\r\n") if line[:5] in ("DTSTA", "RRULE")
    )
    assert lines["RRULE"] == f"FREQ=YEARLY{';' if rule else ''}{rule}"
    start = lines["DTSTART;VALUE=DATE"]
    found = list(rrulestr(f"DTSTART:{start}\nRRULE:{lines['RRULE']};COUNT=2"))
    assert [day.date().isoformat() for day in found] == days
    assert [moment.day_in(year).isoformat() for year in (2026, 2027)] == days


@pytest.mark.parametrize(
    "when",
    """February 29|February 30|April 31|May 0|May 015|Mai 15|may 15|15 May|fifth Monday of May|
    first Mon of May|first Monday of Spring|Monday|first Monday of May 2|2026-05-15""".split("|"),
)
def test_a_day_that_does_not_come_every_year_is_none(when: str) -> None:
    assert yearly_day(when.strip(), "") is None


@pytest.mark.parametrize("place", ["first 1", "second 2", "third 3", "fourth 4", "last -1"])
def test_a_weekday_has_a_place_in_its_month(place: str) -> None:
    name, nth = place.split()
    on = yearly_day(f"{name} Tuesday of November", "A")
    assert on and (on.name, on.month, on.weekday, on.nth) == ("A", 11, 1, int(nth))


def test_the_months_are_those_of_the_year() -> None:
    names = (
        "January February March April May June July August September October November December"
    ).split()
    days = [yearly_day(f"{name} 28", "") for name in names]
    assert [on and (on.month, on.day) for on in days] == [(month, 28) for month in range(1, 13)]


MOMENT = SHORT["moments"][0]  # type: ignore[index]
NO_DAY = (
    '"when" must be a day that comes every year, such as first Monday of August, last Friday of '
    "May, or August 15."
)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"when": "  third  Monday of\nJuly"}, ""),
        ({"when": "May 32"}, NO_DAY),
        ({"say": "", "page": None}, (
            "It has no say, page. Add it, as in the moments around it."
        )),
        (
            {"note": "A."},
            '"note" is not a word we use in a moment. Delete it, or correct its name.',
        ),
        (
            {"say": 5},
            '"say: 5" is read as a number, not as text. Put straight quotes around it: say: "5"',
        ),
        ({"say": "a\u200bb"}, '"say" has a character that cannot be seen. Type it again.'),
        ({"title": "a" * 60}, ""),
        ({"title": "a" * 61}, '"title" has 61 characters. At most 60 fit a calendar.'),
        ({"say": "a" * 301}, '"say" has 301 characters. At most 300 fit a calendar.'),
        ({"page": "a" * 201}, '"page" has 201 characters. At most 200 fit a calendar.'),
        ({"id": "a" * 41}, ""),
        ({"id": "a" * 42}, '"id" has 42 characters. At most 41 fit a calendar.'),
        ({"id": "A"}, '"id" must be lowercase letters, digits and hyphens.'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_moment_is_told(change: dict[str, Any], message: str) -> None:
    moment = MOMENT | change
    year, faults = read_year(SHORT | {"moments": [moment]})
    assert [(each.entry, each.message) for each in faults] == (
        [(moment["id"], message)] if message else []
    )
    assert len(year.moments) == (0 if message else 1)


def test_what_is_wrong_with_the_file_of_moments_is_told() -> None:
    held = {"checked": "soon", "guide": "", "moments": [MOMENT, MOMENT]}
    year, faults = read_year(held)
    assert [(each.entry, each.message) for each in faults] == [
        ("", '"checked" must be a day, such as 2026-11-30.'),
        ("", '"guide" must be the path of a page, such as guides/a-guide.md.'),
        ("read-it", 'The id "read-it" appears twice. Give each its own.'),
    ]
    assert year == Year()
    year, faults = read_year([])
    assert [each.message for each in faults] == ["This file has no moments. Undo the last change."]
