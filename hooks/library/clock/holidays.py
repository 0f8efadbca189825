"""Federal holidays: the days in 5 U.S.C. 6103(a), and the workday on which each is observed.

The list itself is in docs/clocks.yml, as it is law and may change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
MONDAY, FRIDAY, SATURDAY = 0, 4, 5
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST = -1


@dataclass(frozen=True)
class Holiday:
    """A yearly holiday: on a day of a month, or on a weekday of one."""

    name: str
    month: int
    day: int = 0  # of the month; 0 if a weekday sets it
    weekday: int = MONDAY  # 0 is Monday
    nth: int = 0  # the third Monday: 3; the last one: LAST
    since: int = MINYEAR  # the first year in which it was a holiday

    def falls_on(self, on: date) -> bool:
        """Return whether a day is the holiday itself, which may be a Saturday or Sunday."""
        if on.month != self.month or on.year < self.since:
            return False
        if self.day:
            return on.day == self.day
        if on.weekday() != self.weekday:
            return False
        if self.nth == LAST:
            return (on + 7 * DAY).month != self.month
        return (on.day - 1) // 7 == self.nth - 1


class Kept(NamedTuple):
    """A workday on which federal offices are closed."""

    name: str
    moved: bool  # the holiday itself is the Saturday after, or the Sunday before


def kept_on(on: date, holidays: Iterable[Holiday]) -> Kept | None:
    """Return the holiday that is observed on a workday, or None.

    A Saturday holiday is observed on the Friday before, a Sunday holiday on the Monday after.
    """
    holidays = tuple(holidays)
    for holiday in holidays:
        if holiday.falls_on(on):
            return Kept(holiday.name, moved=False)
    beside = {FRIDAY: DAY, MONDAY: -DAY}.get(on.weekday())
    if beside is None or on in (date(MAXYEAR, 12, 31), date(MINYEAR, 1, 1)):
        return None
    for holiday in holidays:
        if holiday.falls_on(on + beside):
            return Kept(holiday.name, moved=True)
    return None
