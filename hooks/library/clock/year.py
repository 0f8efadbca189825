"""The table of the IEP year, docs/iep-year.yml: moments that come each year, and its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from library.clock.holidays import DAY, LAST, WEEKDAYS, Holiday
from library.common.data_file import (
    NAME,
    entries_of,
    is_missing,
    misnamed,
    named_twice,
    not_text,
    open_table,
    unknown_key,
)
from library.common.fault import Fault

FILE = "iep-year.yml"  # below docs/
KEYS = ("checked", "guide", "moments")
TEXTS = {"id": 41, "when": 40, "title": 60, "say": 300, "page": 200}  # the most characters of each
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": LAST}
ON_WEEKDAY = re.compile(
    rf"(?P<place>{'|'.join(PLACES)}) (?P<weekday>{'|'.join(WEEKDAYS)}) of (?P<month>\w+)"
)
ON_DAY = re.compile(r"(?P<month>[A-Z]\w+) (?P<day>[1-9]\d?)")
SOME_YEAR = 2001  # not a leap year: a day that it has comes every year


@dataclass(frozen=True)
class Moment:
    """A day that comes each year, and what to do then."""

    id: str
    title: str
    say: str  # one or two sentences; may cite rules, such as "34 CFR 300.323(a)"
    page: str  # below docs/: "checklists/back-to-school.md"
    on: Holiday  # which day it is; the name is the title

    def day_in(self, year: int) -> date:
        """Return the day in a year, 1 to 9998."""
        day = date(year, self.on.month, 1)
        while not self.on.falls_on(day):
            day += DAY
        return day


@dataclass(frozen=True)
class Year:
    """The moments of a year; without the file, none."""

    checked: date = date.min  # when somebody last compared the moments with the guide
    guide: str = ""  # below docs/: the page that tells the year
    moments: tuple[Moment, ...] = ()


def read_year(held: object) -> tuple[Year, list[Fault]]:
    """Return the table in the file, and its faults; `held` is what YAML has read.

    With a fault, the table is empty.
    """
    opened = open_table(held, KEYS, "moments")
    if isinstance(opened, Fault):
        return Year(), [opened]
    table, faults = opened
    checked, guide = table.get("checked"), table.get("guide")
    if type(checked) is not date:
        faults.append(Fault("", '"checked" must be a day, such as 2026-11-30.'))
    if not isinstance(guide, str) or not guide:
        faults.append(Fault("", '"guide" must be the path of a page, such as guides/a-guide.md.'))
    entries = entries_of(table.get("moments"), "moments", faults)
    faults += (Fault(str(one.get("id") or ""), wrong) for one in entries for wrong in _wrong(one))
    faults += named_twice(str(one.get("id")) for one in entries)
    if faults:
        return Year(), faults
    assert isinstance(checked, date) and isinstance(guide, str)
    return Year(checked, guide, tuple(map(_moment, entries))), []


def _moment(entry: Mapping[str, str]) -> Moment:
    """Return the moment of an entry without faults."""
    texts = {key: " ".join(entry[key].split()) for key in TEXTS}
    on = yearly_day(texts.pop("when"), texts["title"])
    assert on, "_wrong reports it"
    return Moment(**texts, on=on)


def yearly_day(text: str, name: str) -> Holiday | None:
    """Return the day that "first Monday of August" or "August 15" means; None for other texts.

    A day must come every year, so February 29 is none.
    """
    if found := ON_WEEKDAY.fullmatch(text):
        if found["month"] in MONTHS:
            weekday = WEEKDAYS.index(found["weekday"])
            month = MONTHS.index(found["month"]) + 1
            return Holiday(name, month, weekday=weekday, nth=PLACES[found["place"]])
    elif (found := ON_DAY.fullmatch(text)) and found["month"] in MONTHS:
        month, day = MONTHS.index(found["month"]) + 1, int(found["day"])
        try:
            date(SOME_YEAR, month, day)
        except ValueError:
            return None
        return Holiday(name, month, day)
    return None


def _wrong(entry: Mapping[Any, Any]) -> Iterator[str]:
    """Yield what is wrong with one moment."""
    meant = misnamed(entry, TEXTS)
    for key, guess in meant.items():
        yield unknown_key(key, guess, "a moment")
    empty = [key for key in TEXTS if is_missing(entry.get(key))]
    if missing := [key for key in empty if key not in meant.values()]:
        yield f"It has no {', '.join(missing)}. Add it, as in the moments around it."
    for key, value in entry.items():
        if key in empty or key not in TEXTS:
            continue
        if not isinstance(value, str):
            yield not_text(key, value)
        elif not " ".join(value.split()).isprintable():
            yield f'"{key}" has a character that cannot be seen. Type it again.'
        elif len(value) > TEXTS[key]:
            yield f'"{key}" has {len(value)} characters. At most {TEXTS[key]} fit a calendar.'
        elif key == "id" and not NAME.fullmatch(value):
            yield '"id" must be lowercase letters, digits and hyphens.'
        elif key == "when" and not yearly_day(" ".join(value.split()), ""):
            yield (
                '"when" must be a day that comes every year, such as first Monday of August, last '
                "Friday of May, or August 15."
            )
