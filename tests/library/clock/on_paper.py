"""Counts a time limit as with a pencil: on calendars printed by Python's `calendar`.

It shares nothing with library.clock and does no arithmetic with days. The months are printed, the
columns Sa and Su and the holidays are crossed out, and a finger moves from cell to cell. The
federal holidays below were looked up in printed months and typed, each on the workday when it is
observed.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from functools import cache

Cell = tuple[str, int]  # a day as 2026-03-02, and the column in which it is printed

FIRST_YEAR, LAST_YEAR = 2018, 2031
COLUMN = 3  # characters
WEEKEND = (5, 6)  # the columns Sa and Su

FEDERAL = """
2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11
2025-11-27 2025-12-25
2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11
2026-11-26 2026-12-25
2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11
2027-11-25 2027-12-24
2027-12-31 2028-01-17 2028-02-21 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-10-09 2028-11-10
2028-11-23 2028-12-25
2029-01-01 2029-01-15 2029-02-19 2029-05-28 2029-06-19 2029-07-04 2029-09-03 2029-10-08 2029-11-12
2029-11-22 2029-12-25
""".split()


@cache
def printed() -> list[Cell]:
    """Return the days of all years in reading order, read from the printed months."""
    cells = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            weeks = calendar.TextCalendar().formatmonth(year, month).splitlines()[2:]
            for week in weeks:
                for column in range(7):
                    number = week[column * COLUMN : column * COLUMN + 2].strip()
                    if number:
                        cells.append((f"{year}-{month:02}-{number.zfill(2)}", column))
    return cells


def days_of_page(first: str, last: str) -> set[str]:
    """Return the days from the first to the last, as one would color them."""
    return {day for day, _ in printed() if first <= day <= last}


def due_on_paper(
    start: str,
    number: int,
    unit: str,
    *,
    back: bool = False,
    crossed: Sequence[str] = (),
    first_counts: bool = False,
) -> str:
    """Return the last day of a limit; `crossed` are the days crossed out besides weekends."""
    if unit in ("month", "year"):
        return _same_day_later(start, number, unit)
    weekends = unit in ("business", "school")
    out = {day for day, column in printed() if weekends and column in WEEKEND} | {*crossed}
    cells = [day for day, _ in printed()]
    finger = cells.index(start)
    left = number
    if first_counts and start not in out:
        left -= 1
    while left:
        finger += -1 if back else 1
        if cells[finger] not in out:
            left -= 1
    return cells[finger]


def _same_day_later(start: str, number: int, unit: str) -> str:
    """Turn the pages of the months, and read the same day there, or the last one of the page."""
    pages = sorted({day[:7] for day, _ in printed()})
    page = pages[pages.index(start[:7]) + number * (12 if unit == "year" else 1)]
    days = [day for day, _ in printed() if day[:7] == page]
    same = page + start[7:]
    return same if same in days else days[-1]
