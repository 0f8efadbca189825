"""Random time limits, with odd ones among them: for Python and the script, which must agree."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, cast, get_args

from clock_table import HOLIDAYS

from library.clock.count import MOST, Calendar, Closed, Count, Span, Unit, Way, count
from library.clock.problem import ClockProblem

TODAY = date(2026, 11, 29)
EDGES = [date(2028, 2, 29), date(2024, 2, 29), date(2027, 12, 31), date(2028, 1, 1)]


Case = tuple[Span, date, Calendar]


def cases(how_many: int) -> Iterator[Case]:
    """Yield limits, the same ones each time: first edge cases, then random ones."""
    chance = random.Random(17)
    edges = [*_edges()]
    yield from edges
    for _ in range(how_many - len(edges)):
        yield _span(chance), _start(chance), _known(chance)


def _edges() -> Iterator[Case]:
    """Yield limits that can just be counted, and ones that just cannot."""
    year = Closed(date(2026, 9, 8), date(2027, 6, 24))
    for number in (9, 10, 11):  # school day 10 after June 10 is the last day of school
        yield Span(number, "school"), date(2027, 6, 10), Calendar(HOLIDAYS, school_years=(year,))
    for gap in (119, 120, 121):
        start = year.first - timedelta(days=gap)
        yield Span(1, "school"), start, Calendar(HOLIDAYS, school_years=(year,))
    for days in (365, 366, 367):
        long = Closed(year.first, year.first + timedelta(days=days))
        yield Span(1, "school"), TODAY, Calendar(HOLIDAYS, school_years=(long,))
    for days in (0, 1, 2):
        following = Closed(year.last + timedelta(days=days), date(2028, 6, 1))
        yield Span(5, "school"), TODAY, Calendar(HOLIDAYS, school_years=(year, following))
    for days in (-1, 0, 1):
        off = Closed(date(2026, 12, 24), date(2026, 12, 24) + timedelta(days=days))
        known = Calendar(HOLIDAYS, school_years=(year,), no_school=(off,))
        yield Span(20, "school"), date(2026, 12, 20), known
        yield Span(9, "calendar", breaks_out=True), date(2026, 12, 20), known
    for unit, most in MOST.items():
        for number in (0, 1, most, most + 1):
            yield Span(number, cast(Unit, unit)), TODAY, Calendar(HOLIDAYS, school_years=(year,))
    for bound in (date(2016, 11, 29), date(2029, 11, 29)):
        for days in (-1, 0, 1):
            yield Span(1, "business"), bound + timedelta(days=days), Calendar(HOLIDAYS)
    for month in range(1, 13):  # each holiday, whatever weekday it falls on
        for first in range(2020, 2031):
            yield Span(25, "business"), date(first, month, 1), Calendar(HOLIDAYS)


def answer(span: Span, start: date, known: Calendar) -> dict[str, Any]:
    """Return what Python makes of a limit, as JSON holds it."""
    try:
        return as_json(count(span, start, known, TODAY))
    except ClockProblem as problem:
        return {"code": problem.code, "about": problem.about}


def as_json(found: Count) -> dict[str, Any]:
    """Return a count as the script gives it."""
    days = [{**asdict(day), "on": day.on.isoformat()} for day in found.days]
    return {
        "start": found.start.isoformat(),
        "due": found.due.isoformat(),
        "days": days,
        "notes": list(found.notes),
    }


def question(span: Span, start: date, known: Calendar) -> list[Any]:
    """Return what the script is given for a limit; the holidays are the same for all."""
    return [
        asdict(span),
        start.isoformat(),
        {
            "state_holidays": sorted(day.isoformat() for day in known.state_holidays),
            "school_years": [_range(year) for year in known.school_years],
            "no_school": [_range(off) for off in known.no_school],
        },
    ]


def _range(closed: Closed) -> dict[str, str]:
    return {"first": closed.first.isoformat(), "last": closed.last.isoformat()}


def _span(chance: random.Random) -> Span:
    unit: Unit = chance.choice(get_args(Unit))
    way: Way = chance.choices(get_args(Way), (3, 1))[0]
    most = {"calendar": 200, "business": 60, "school": 60, "month": 24, "year": 3}[unit]
    odd = chance.random() < 0.04
    number = chance.choice((0, -1, 401, 1001)) if odd else chance.randint(1, most)
    return Span(
        number,
        unit,
        way,
        holidays_count=unit == "business" and chance.random() < 0.3,
        first_counts=unit in ("calendar", "business", "school") and chance.random() < 0.2,
        breaks_out=unit == "calendar" and chance.random() < 0.4,
    )


def _start(chance: random.Random) -> date:
    if chance.random() < 0.05:
        return chance.choice(EDGES)
    if chance.random() < 0.03:
        return date(chance.choice((1, 1999, 2015, 2046, 9999)), 12, 31)
    return TODAY + timedelta(days=chance.randint(-500, 500))


def _known(chance: random.Random) -> Calendar:
    years = []
    for year in range(2025, 2025 + chance.choice((0, 1, 2, 3, 3, 3))):
        first = date(year, 8, 1) + timedelta(days=chance.randint(0, 45))
        years.append(Closed(first, first + timedelta(days=chance.randint(250, 310))))
    if chance.random() < 0.04 and years:
        years[0] = chance.choice(
            (
                Closed(years[0].last, years[0].first),
                Closed(years[0].first, years[0].first + timedelta(days=500)),
                Closed(date(2025, 9, 6), date(2025, 9, 7)),
                Closed(date(2026, 7, 1), date(2027, 6, 1)),
            )
        )
    off = []
    for _ in range(chance.randint(0, 12)):
        start = date(2025, 9, 1) + timedelta(days=chance.randint(0, 900))
        off.append(Closed(start, start + timedelta(days=chance.choice((0, 0, 1, 4, 9)))))
    if chance.random() < 0.03:
        off.append(Closed(date(2027, 1, 5), date(2027, 1, 4)))
    if chance.random() < 0.03:
        off.append(Closed(date(2020, 1, 1), date(2030, 1, 1)))
    state = {TODAY + timedelta(days=chance.randint(-300, 300)) for _ in range(chance.randint(0, 4))}
    return Calendar(HOLIDAYS, frozenset(state), tuple(years), tuple(off))
