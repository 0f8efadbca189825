"""What day it is, and when a day begins, by the owner's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.common.days import Clock, present, zone_named

NEW_YORK = zone_named(None)


def at(moment: str, zone: str | None = None) -> Clock:
    return Clock(datetime.fromisoformat(moment), zone_named(zone))


@pytest.mark.parametrize(
    ("moment", "zone", "today"),
    [
        ("2026-12-01T04:59:59Z", None, date(2026, 11, 30)),  # winter: five hours behind UTC
        ("2026-12-01T05:00:00Z", None, date(2026, 12, 1)),
        ("2026-07-01T03:59:59Z", None, date(2026, 6, 30)),  # summer: four
        ("2026-07-01T04:00:00Z", None, date(2026, 7, 1)),
        ("2026-12-01T07:59:59Z", "America/Los_Angeles", date(2026, 11, 30)),
        ("2026-11-30T21:00:00-08:00", None, date(2026, 12, 1)),
        ("2026-11-30T15:00:00Z", "Asia/Tokyo", date(2026, 12, 1)),
    ],
)
def test_today(moment: str, zone: str | None, today: date) -> None:
    assert at(moment, zone).today == today


@pytest.mark.parametrize(
    ("when", "start"),
    [
        (date(2026, 12, 1), "2026-12-01T05:00:00+00:00"),
        (date(2026, 7, 1), "2026-07-01T04:00:00+00:00"),
        (date(2026, 3, 8), "2026-03-08T05:00:00+00:00"),  # the day that has 23 hours
        (date(2026, 11, 1), "2026-11-01T04:00:00+00:00"),  # the day that has 25
        (datetime(2026, 12, 1, 9), "2026-12-01T14:00:00+00:00"),  # no zone: the owner's
        (datetime(2026, 12, 1, 9, tzinfo=UTC), "2026-12-01T09:00:00+00:00"),
        (datetime(9999, 12, 31, 23, tzinfo=UTC), "9999-12-31T23:00:00-05:00"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00-04:56:02"),
    ],
)
def test_a_day_begins(when: date, start: str) -> None:
    found = at("2026-01-01T00:00:00Z").start(when)
    assert found == datetime.fromisoformat(start) and found.tzinfo is NEW_YORK


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from([None, "Asia/Kolkata"]))
def test_a_day_is_today_from_its_first_moment_on(day: date, zone: str | None) -> None:
    first = at("2026-01-01T00:00:00Z", zone).start(day).astimezone(UTC)
    assert Clock(first, zone_named(zone)).today == day
    assert Clock(first - timedelta(seconds=1), zone_named(zone)).today == day - timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-12-01T05:00:00Z", "December 1, 2026, New York time"),
        ("2026-12-01T14:05:00Z", "December 1, 2026, 9:05 a.m., New York time"),
        ("2026-12-01T17:00:00Z", "December 1, 2026, 12:00 p.m., New York time"),
    ],
)
def test_in_words(moment: str, words: str) -> None:
    assert at("2026-01-01T00:00:00Z").say(datetime.fromisoformat(moment)) == words


@pytest.mark.parametrize("name", ["Eastern", "America", "../etc/passwd", "", 5, ["UTC"], "a\0b"])
def test_what_is_no_time_zone(name: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # that is all it says
        zone_named(name)


def test_the_moment_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    assert present() == datetime.fromtimestamp(1780000000, UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert present().tzinfo is UTC
