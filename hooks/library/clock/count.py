"""Counts the days of a time limit, and says whether each day counts, and why.

How it counts:

- The day on which something happens is day 0; the next day that counts is day 1. Only a limit on
  how long something may last (45 school days in another setting) counts its first day too.
- Every day is a calendar day (34 CFR 300.11(a)). Some states do not count long breaks.
- A business day is Monday to Friday without federal and state holidays (34 CFR 300.11(b)); where a
  rule says that holidays count, they do (34 CFR 300.148(d)(1)(ii)).
- A school day is a day on which children are in school (34 CFR 300.11(c)): Monday to Friday between
  the first and the last day of the school year, without the days the reader typed as days off. A
  federal holiday that the reader did not type is counted and named, as some schools are open then.
- A month or a year ends on the same day of the month; if that month is shorter, on its last day.
- An end on a weekend or a holiday does not move: part 300 has no such rule. The page points it out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from library.clock.holidays import DAY, SATURDAY, Holiday, kept_on
from library.clock.problem import ClockProblem

Unit = Literal["calendar", "business", "school", "month", "year"]
Way = Literal["after", "before"]
Why = Literal[
    "start",  # day 0
    "counts",
    "weekend",
    "federal-holiday",
    "state-holiday",
    "no-school",  # typed as a day off
    "no-school-year",  # before the first day of school, or after the last
]
Note = Literal["due-weekend", "due-holiday", "shorter-month", "moved-holiday", "school-holiday"]

LONGEST_AGO = 10  # years before today
FARTHEST_AHEAD = 3  # years after today
MOST = {"calendar": 1000, "business": 1000, "school": 400, "month": 120, "year": 10}
LONGEST_SCHOOL_YEAR = timedelta(days=366)
LONGEST_SUMMER = timedelta(days=120)  # a longer gap means that a school year was not typed
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
WRITTEN = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")


@dataclass(frozen=True)
class Span:
    """How long a limit is."""

    number: int
    unit: Unit
    way: Way = "after"
    holidays_count: bool = False  # of business days
    first_counts: bool = False  # of days: the day itself is day 1
    breaks_out: bool = False  # of calendar days: days off do not count


@dataclass(frozen=True)
class Closed:
    """Days off, from the first to the last; the two are the same for a single day."""

    first: date
    last: date


@dataclass(frozen=True)
class Calendar:
    """What is known about the days: holidays, and the school years that the reader typed."""

    holidays: tuple[Holiday, ...] = ()  # federal
    state_holidays: frozenset[date] = frozenset()
    school_years: tuple[Closed, ...] = ()  # first and last day of school, in date order
    no_school: tuple[Closed, ...] = ()


@dataclass(frozen=True)
class Day:
    """A day in the count, or the end of a month or year in it."""

    on: date
    why: Why
    number: int | None  # None: it does not count
    holiday: str = ""  # the federal holiday observed on it, if that matters
    moved: bool = False  # the holiday itself is the Saturday or Sunday next to it


@dataclass(frozen=True)
class Count:
    """A time limit, counted out."""

    start: date
    due: date
    days: tuple[Day, ...]  # in the order of the count, day 0 first
    notes: tuple[Note, ...] = field(default=())


def read_day(typed: str) -> date:
    """Return a typed day: 2026-03-02 or 3/2/2026. Raises ClockProblem."""
    text = typed.strip()
    if not text:
        raise ClockProblem("no-day")
    found = ISO.fullmatch(text) or WRITTEN.fullmatch(text)
    if found is None:
        raise ClockProblem("not-a-day", text)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise ClockProblem("no-such-day", text) from None


def check_start(start: date, today: date) -> None:
    """Raise ClockProblem for a day too far from today to be intended."""
    if start < _years_on(today, -LONGEST_AGO):
        raise ClockProblem("too-long-ago", start.isoformat())
    if start > _years_on(today, FARTHEST_AHEAD):
        raise ClockProblem("too-far-off", start.isoformat())


def check_span(span: Span) -> None:
    """Raise ClockProblem for a number that no limit has."""
    if span.number < 1:
        raise ClockProblem("no-number")
    if span.number > MOST[span.unit]:
        raise ClockProblem("number-too-high", str(MOST[span.unit]))


def check_days_off(known: Calendar) -> None:
    """Raise ClockProblem for days off that end before they begin."""
    for off in known.no_school:
        if off.last < off.first:
            raise ClockProblem("break-ends-first", off.last.isoformat())


def check_school(known: Calendar) -> None:
    """Raise ClockProblem for impossible school years, and for ones without a school day."""
    if not known.school_years:
        raise ClockProblem("no-school-year")
    before: date | None = None
    for year in known.school_years:
        if year.last < year.first:
            raise ClockProblem("school-ends-first", year.last.isoformat())
        if year.last - year.first > LONGEST_SCHOOL_YEAR:
            raise ClockProblem("school-too-long", year.last.isoformat())
        if before and year.first <= before:
            raise ClockProblem("school-years-cross", year.first.isoformat())
        before = year.last
    weekdays = (on for year in known.school_years for on in _days(year) if on.weekday() < SATURDAY)
    if not any(_off(on, known) is None for on in weekdays):
        raise ClockProblem("no-school-days")


def count(span: Span, start: date, known: Calendar, today: date) -> Count:
    """Count a time limit from a day. Raises ClockProblem, whose code says what was typed wrong.

    `today` only limits which days are accepted.
    """
    check_start(start, today)
    check_span(span)
    if span.unit in ("month", "year"):
        return _with_notes(span, _count_months(span, start), known)
    if span.unit == "school" or span.breaks_out:
        check_days_off(known)
    if span.unit == "school":
        check_school(known)
    return _with_notes(span, _count_days(span, start, known), known)


def _count_days(span: Span, start: date, known: Calendar) -> list[Day]:
    step = DAY if span.way == "after" else -DAY
    days = [] if span.first_counts else [Day(start, "start", 0)]
    on = start if span.first_counts else start + step
    number = 0
    while True:
        if span.unit == "school":
            _check_within_school(on, start, known)
        day = _judged(span, on, known)
        if day.why == "counts":
            number += 1
            day = Day(on, day.why, number, day.holiday, day.moved)
        days.append(day)
        if number == span.number:
            return days
        on += step


def _judged(span: Span, on: date, known: Calendar) -> Day:
    """Return the day with the reason why it counts or not; its number is set later."""
    if span.unit == "calendar":
        out = span.breaks_out and _is_day_off(on, known)
        return Day(on, "no-school" if out else "counts", None)
    if on.weekday() >= SATURDAY:
        return Day(on, "weekend", None)
    kept = kept_on(on, known.holidays)
    name, moved = kept or ("", False)
    if span.unit == "school":
        why = _off(on, known) or "counts"
        return Day(on, why, None, name, moved) if why == "counts" else Day(on, why, None)
    if span.holidays_count:
        return Day(on, "counts", None)
    if kept:
        return Day(on, "federal-holiday", None, name, moved)
    if on in known.state_holidays:
        return Day(on, "state-holiday", None)
    return Day(on, "counts", None)


def _off(on: date, known: Calendar) -> Why | None:
    """Return why there is no school on a workday; None if there is."""
    if not any(year.first <= on <= year.last for year in known.school_years):
        return "no-school-year"
    return "no-school" if _is_day_off(on, known) else None


def _is_day_off(on: date, known: Calendar) -> bool:
    return any(off.first <= on <= off.last for off in known.no_school)


def _check_within_school(on: date, start: date, known: Calendar) -> None:
    """Raise ClockProblem if the count leaves the school years that were typed."""
    first, last = known.school_years[0].first, known.school_years[-1].last
    if on > last:
        raise ClockProblem("school-year-over", last.isoformat())
    if on < first and (on < start or first - start > LONGEST_SUMMER):
        raise ClockProblem("school-year-later", first.isoformat())


def _count_months(span: Span, start: date) -> list[Day]:
    months = span.number * (12 if span.unit == "year" else 1)
    size = months // span.number
    sign = 1 if span.way == "after" else -1
    ends = (_months_on(start, sign * size * n) for n in range(1, span.number + 1))
    return [Day(start, "start", 0), *(Day(on, "counts", n) for n, on in enumerate(ends, 1))]


def _with_notes(span: Span, days: list[Day], known: Calendar) -> Count:
    due, start = days[-1].on, days[0].on
    notes: list[Note] = []
    if due.weekday() >= SATURDAY:
        notes.append("due-weekend")
    elif span.unit not in ("business", "school") and kept_on(due, known.holidays):
        notes.append("due-holiday")
    if span.unit in ("month", "year") and due.day != start.day:
        notes.append("shorter-month")
    if any(day.moved and day.why == "federal-holiday" for day in days):
        notes.append("moved-holiday")
    if any(day.holiday and day.why == "counts" for day in days):
        notes.append("school-holiday")
    return Count(start, due, tuple(days), tuple(notes))


def _days(closed: Closed) -> Iterator[date]:
    for number in range((closed.last - closed.first).days + 1):
        yield closed.first + number * DAY


def _months_on(on: date, months: int) -> date:
    """Return the same day of the month, `months` later; the last day if the month is shorter."""
    number = on.year * 12 + on.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def _years_on(on: date, years: int) -> date:
    return _months_on(on, 12 * years) if MINYEAR <= on.year + years <= MAXYEAR else on
