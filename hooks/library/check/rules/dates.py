"""Dates: how they are written, and what they say about each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from library.check.characters import LONG_DASH
from library.check.problem import Problem, Rule
from library.check.source import Entry, Source
from library.common.days import Clock
from library.content.schema import POST, Key
from library.content.waiting import Wait, waiting

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
TIME = re.compile(r"[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?[ ]*(?:(Z)|([-+])(\d{2}):?(\d{2}))?")
US_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
LOOSE = re.compile(rf"(\d{{4}})[-/.{LONG_DASH}](\d{{1,2}})[-/.{LONG_DASH}](\d{{1,2}})")
DASHES = re.compile(f"[{LONG_DASH}]")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WORDS = re.compile(r"([A-Za-z]{3})[a-z]*\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
EXAMPLE = "2026-11-24"
FARTHEST = 3  # years from now: what is later is a slip of the pen

NO_DATE = Rule("wrong-type", '"{key}" must be a date: year, month, day. {advice}', builds=False)
SMART_DASH = Rule(
    "smart-dash",
    "The date has long dashes, as Word makes them. Write it with the hyphen on the keyboard: "
    '"{meant}". `python3 run.py check --fix` repairs it for you.',
    builds=False,
)
IMPOSSIBLE_DATE = Rule(
    "impossible-date",
    '"{text}" is not a real day or time. Correct "{key}": year-month-day, such as '
    "2026-11-24; a time comes after a T, with seconds: 2026-11-24T09:30:00.",
    builds=False,
)
US_ORDER = Rule(
    "us-date",
    'Write the year first, then month and day: "{meant}" and not "{text}".',
    builds=False,
)
FAR_AHEAD = Rule(
    "date-far-ahead",
    '"{key}" is in the year {year}. Correct the year: nothing here is planned more than '
    f"{FARTHEST} years ahead.",
    level="hint",
)
STAYS_OFF = Rule(
    "stays-off",
    "This article stays off the site until {until}. {advice}",
    level="hint",
)
UPDATED_BEFORE_DATE = Rule(
    "updated-before-date",
    '"updated" ({updated}) is before "date" ({published}). Correct one of the two, or leave '
    '"updated" out.',
)
REVIEW_PASSED = Rule(
    "review-passed",
    "The facts on this page were due for a check on {day}. Check them, then set "
    '"checked" to today and "review" a year ahead.',
    level="hint",
)
CHECKED_AHEAD = Rule(
    "checked-ahead",
    '"checked" ({day}) is in the future. Write the day the facts were last checked.',
)
UPDATED_AHEAD = Rule(
    "updated-ahead",
    '"updated" ({day}) is in the future. Write the day of the last change.',
)


def check_date(source: Source, key: Key, entry: Entry) -> Iterator[Problem]:
    """Report what is wrong with the way one date is written."""
    text = entry.text.strip()
    if read_day(text) is not None and entry.tag == "timestamp":
        if key.type == "day" and not DAY.fullmatch(text):
            yield _wrong(source, entry, f'Leave out the time: write "{key.name}: {text[:10]}".')
        return
    if read_day(text) is not None:
        if entry.tag == "str" and re.search(rf"[\"']{re.escape(text)}", source.top.text):
            yield _wrong(source, entry, "Delete the quotation marks around the date.")
            return
        moment = read_moment(text) if key.type == "moment" else None
        shown = moment.isoformat() if moment else text[:10]
        yield _wrong(source, entry, f'Write it like this: "{key.name}: {shown}".')
        return
    if DASHES.search(text) and (meant := _meant(text)):
        yield source.problem(SMART_DASH, entry.line, meant=meant)
        return
    if DAY.match(text):
        yield source.problem(IMPOSSIBLE_DATE, entry.line, text=text[:40], key=key.name)
        return
    meant = _meant(text) or EXAMPLE
    if US_DATE.fullmatch(text):
        yield source.problem(US_ORDER, entry.line, text=text[:40], meant=meant)
        return
    yield _wrong(source, entry, f'We cannot read "{text[:40]}". Write it like "{meant}".')


def _wrong(source: Source, entry: Entry, advice: str) -> Problem:
    return source.problem(NO_DATE, entry.line, key=entry.name, advice=advice)


def read_day(text: str) -> date | None:
    """Return the day of `2026-11-24` or `2026-11-24T09:30:00`; None if it is not a real day."""
    found = read_moment(text)
    return found.date() if isinstance(found, datetime) else found


def read_moment(text: str) -> date | datetime | None:
    """Return the day or time a text names, with its zone if it has one; None if it is neither."""
    match = DAY.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    time = TIME.fullmatch(rest) if rest else None
    if rest and time is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if time is None:
            return day
        hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_offset(time))
    except ValueError:
        return None


def _offset(time: re.Match[str]) -> timezone | None:
    """Return the zone of a time; ValueError for one of a day or more."""
    if time[4]:
        return UTC
    if not time[5]:
        return None
    return timezone(int(f"{time[5]}1") * timedelta(hours=int(time[6]), minutes=int(time[7])))


def is_draft(source: Source) -> bool:
    """Return whether a page says "draft: true"."""
    return source.value("draft").lower() in ("true", "yes", "on")


def wait_of(source: Source, clock: Clock) -> Wait | None:
    """Return why an article is not on the site yet; None if it is, and for any other page."""
    if source.kind is not POST:
        return None
    return waiting(is_draft(source), read_moment(source.value("date")), clock)


def check_waiting(source: Source, clock: Clock) -> Iterator[Problem]:
    """Report until when an article stays off the site, and what to do."""
    wait = wait_of(source, clock)
    if wait is None:
        return
    if wait.draft:
        key, advice = "draft", "Delete the line when the article is ready."
    else:
        key, advice = "date", "Then it appears by itself; to publish it sooner, change the date."
    yield source.problem(STAYS_OFF, source.line_of(key), until=wait.say(clock), advice=advice)


def _meant(text: str) -> str:
    """Return the day that was probably meant, as 2026-11-24, or an empty string."""
    if match := LOOSE.match(text):
        year, month, day = match.groups()
    elif match := US_DATE.fullmatch(text):
        month, day, year = match.groups()
        year = year if len(year) == 4 else f"20{year}"
        if int(month) > 12 and text[2:3] == "-" and len(year) == 4 and len(match[3]) == 2:
            year, month, day = f"20{month}", day, match[3]  # 26-11-29: the year is first already
        elif int(month) > 12:
            month, day = day, month
    elif (match := WORDS.fullmatch(text)) and match[1].lower() in MONTHS:
        month, day, year = str(MONTHS.index(match[1].lower()) + 1), match[2], match[3]
    else:
        return ""
    found = f"{int(year):04}-{int(month):02}-{int(day):02}"
    return found if read_day(found) else ""


def check_dates(source: Source, clock: Clock) -> Iterator[Problem]:
    """Compare a page's dates with each other and with today."""
    published = read_day(source.value("date"))
    updated = read_day(source.value("updated"))
    if published and updated and updated < published:
        line = source.line_of("updated")
        yield source.problem(UPDATED_BEFORE_DATE, line, updated=updated, published=published)
    today = clock.today
    for key in ("date", "review"):
        day = read_day(source.value(key))
        if day and day.year > today.year + FARTHEST:
            yield source.problem(FAR_AHEAD, source.line_of(key), key=key, year=day.year)
    review = read_day(source.value("review"))
    if review and review < today:
        yield source.problem(REVIEW_PASSED, source.line_of("review"), day=review)
    for key, rule in (("checked", CHECKED_AHEAD), ("updated", UPDATED_AHEAD)):
        day = read_day(source.value(key))
        if day and day > max(today, published or today):
            yield source.problem(rule, source.line_of(key), day=day)
