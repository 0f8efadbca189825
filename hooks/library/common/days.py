"""Days and hours by the owner's clock, in the time zone `extra.time_zone` in mkdocs.yml.

The only place that reads the time. Two runs with the same SOURCE_DATE_EPOCH (seconds since 1970,
https://reproducible-builds.org/specs/source-date-epoch/) get the same time.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from datetime import time as hour
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "America/New_York"


@dataclass(frozen=True)
class Clock:
    """A time, and the time zone whose days count."""

    now: datetime  # in any time zone, but with one
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """Return the owner's day."""
        return self.now.astimezone(self.zone).date()

    def start(self, when: date | datetime) -> datetime:
        """Return the moment, in the owner's zone, when a day begins or a time comes.

        A time without a zone is in the owner's.
        """
        if not isinstance(when, datetime):
            return datetime.combine(when, hour(), self.zone)
        if when.tzinfo is None or when.year in (MINYEAR, MAXYEAR):  # no such day in another zone
            return when.replace(tzinfo=self.zone)
        return when.astimezone(self.zone)

    def say(self, when: datetime) -> str:
        """Return a time in words: "December 1, 2026, New York time"."""
        own = when.astimezone(self.zone)
        oclock = f"{own.hour % 12 or 12}:{own:%M} {'a.m.' if own.hour < 12 else 'p.m.'}, "
        city = self.zone.key.rpartition("/")[2].replace("_", " ")
        at = "" if own.time() == hour() else oclock
        return f"{own:%B} {own.day}, {own.year}, {at}{city} time"


def present() -> datetime:
    """Return the time of this run."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or time.time()
    return datetime.fromtimestamp(float(seconds), UTC)


def zone_named(name: object) -> ZoneInfo:
    """Return a time zone by its name in the IANA list; None means the default.

    Raises ValueError for any other value.
    """
    if name is not None and not isinstance(name, str):
        raise ValueError(name)
    try:
        return ZoneInfo(DEFAULT_ZONE if name is None else name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: "America" is a folder
        raise ValueError(name) from error
