"""Which articles wait, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from library.common.days import Clock, zone_named
from library.content.waiting import waiting

MIDNIGHT = datetime(2026, 12, 1, 5, tzinfo=UTC)  # in New York
CLOCK = Clock(MIDNIGHT, zone_named(None))
NINE = "December 1, 2026, 9:00 a.m., New York time"


@pytest.mark.parametrize(
    ("draft", "when", "until"),
    [
        (False, date(2026, 11, 30), ""),
        (False, date(2026, 12, 1), ""),  # from midnight on
        (False, date(2026, 12, 2), "December 2, 2026, New York time"),
        (False, datetime(2026, 12, 1, 9), NINE),
        (False, datetime(2026, 12, 1, 4, 59, tzinfo=UTC), ""),
        (False, None, ""),
        (True, date(2026, 11, 30), 'its line "draft: true" is deleted'),
        (True, None, 'its line "draft: true" is deleted'),
        (True, datetime(2026, 12, 1, 9), f'its line "draft: true" is deleted, then until {NINE}'),
    ],
)
def test_until_when_it_waits(draft: bool, when: date | None, until: str) -> None:
    wait = waiting(draft, when, CLOCK)
    assert (wait.say(CLOCK) if wait else "") == until
