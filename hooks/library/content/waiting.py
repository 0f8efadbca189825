"""Whether an article is on the site yet: the one place that decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from library.common.days import Clock


@dataclass(frozen=True)
class Wait:
    """Why an article stays off the site for now."""

    draft: bool  # it says "draft: true"
    appears: datetime | None  # when its date comes, in the owner's time zone; None if it has come

    def say(self, clock: Clock) -> str:
        """Return until when it waits, to complete "stays off the site until"."""
        day = clock.say(self.appears) if self.appears else ""
        if not self.draft:
            return day
        return 'its line "draft: true" is deleted' + (f", then until {day}" if day else "")


def waiting(draft: bool, when: date | datetime | None, clock: Clock) -> Wait | None:
    """Return why an article is not on the site yet; None if it is.

    `draft` and `when` are its own settings. `draft: true` keeps it off; a future date keeps it
    off until that day, whatever `draft` says.
    """
    appears = clock.start(when) if when else None
    if appears and appears <= clock.now:
        appears = None
    return Wait(draft, appears) if draft or appears else None
