"""The table of clocks and holidays, docs/clocks.yml: each time limit as data, and its faults.

An entry with a fault is left out: the check (library/check/rules/clocks.py) stops the build before
any page could show it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, get_args

from library.clock.count import Span, Unit, Way, check_span
from library.clock.holidays import LAST, WEEKDAYS, Holiday
from library.clock.problem import ClockProblem
from library.common.data_file import NAME, entries_of, is_texts, not_text, open_table, unknown_key
from library.common.fault import Fault
from library.common.fills import DAYS, NOT_FILLS, Fill, read_fills
from library.common.nearest import nearest

FILE = "clocks.yml"  # below docs/
KEYS = ("holidays", "clocks")
BRACES = re.compile(r"\{[^{}]*\}|[{}]")
UNITS, WAYS = get_args(Unit), get_args(Way)
ALWAYS = ("id", "group", "name", "who", "rules", "say", "page")  # of each clock
COUNTED = ("start", "zero", "number", "unit", "due")  # of each clock with a number
MAY_HAVE = ("letter", "state", "fills")
SWITCHES = ("holidays_count", "first_counts")
LISTS = ("rules", "moves")
CHOICES = {"unit": UNITS, "way": WAYS}
KNOWN = (*ALWAYS, *COUNTED, *MAY_HAVE, *SWITCHES, "ask", "way", "moves")
EMPTY: tuple[object, ...] = (None, "", [])
NO_NUMBER = (
    "It has no number (how many days). Add it. A clock without one has ask instead, and no unit."
)
MONTHS, MOST_WEEKDAYS = 12, 4


@dataclass(frozen=True)
class Clock:
    """A time limit in the table. Texts may cite rules, such as "34 CFR 300.11(a)"."""

    id: str
    group: str  # the heading it is under
    name: str
    who: str  # who has to act
    rules: tuple[str, ...]  # the rules that say so
    say: str  # a kind reminder, with {start} and {due}
    page: str  # where to read more, below docs/
    span: Span | None = None  # None: federal law sets no number
    ask: str = ""  # without a number: what to ask instead
    start: str = ""  # the day to type
    zero: str = ""  # why that day is day 0
    due: str = ""  # what has to be done by the last day
    state: str = ""  # what a state may change
    moves: tuple[str, ...] = ()  # what stops, ends or changes the clock
    letter: str = ""  # below docs/
    fills: tuple[Fill, ...] = ()  # what it takes along to the letter

    @property
    def texts(self) -> tuple[str, ...]:
        """Return all texts about the law, in reading order."""
        own = (self.ask, self.zero, self.due, self.state, *self.moves)
        return tuple(text for text in own if text)


@dataclass(frozen=True)
class Table:
    """All clocks and holidays, in the order of the file."""

    clocks: tuple[Clock, ...] = ()
    holidays: tuple[Holiday, ...] = ()

    @property
    def by_id(self) -> dict[str, Clock]:
        """Return the clocks by id."""
        return {clock.id: clock for clock in self.clocks}

    @property
    def groups(self) -> dict[str, list[Clock]]:
        """Return the clocks by heading."""
        found: dict[str, list[Clock]] = {}
        for clock in self.clocks:
            found.setdefault(clock.group, []).append(clock)
        return found

    @property
    def text(self) -> str:
        """Return everything that names a rule, as one text."""
        return "\n".join(text for clock in self.clocks for text in (*clock.rules, *clock.texts))

    def for_device(self) -> dict[str, Any]:
        """Return the data for the page's script, ready for JSON."""
        spans = {clock.id: asdict(clock.span) for clock in self.clocks if clock.span}
        return {"spans": spans, "holidays": [asdict(holiday) for holiday in self.holidays]}


def read_table(held: object) -> tuple[Table, list[Fault]]:
    """Return the table and its faults; `held` is the parsed YAML."""
    opened = open_table(held, KEYS, "table of clocks")
    if isinstance(opened, Fault):
        return Table(), [opened]
    table, faults = opened
    clocks: dict[str, Clock] = {}
    holidays: dict[str, Holiday] = {}
    for entry in entries_of(table.get("holidays"), "holidays", faults):
        if found := _wrong_holiday(entry):
            faults.append(Fault(str(entry.get("name") or ""), found))
        elif entry["name"] in holidays:
            faults.append(Fault(entry["name"], "This holiday appears twice. Keep one."))
        else:
            holidays[entry["name"]] = _holiday(entry)
    for entry in entries_of(table.get("clocks"), "clocks", faults):
        name = str(entry.get("id") or "")
        if found_all := list(_wrong_clock(entry)):
            faults += [Fault(name, found) for found in found_all]
        elif name in clocks:
            faults.append(Fault(name, f'The id "{name}" appears twice. Give each its own.'))
        else:
            clocks[name] = _clock(entry)
    return Table(tuple(clocks.values()), tuple(holidays.values())), faults


def _clock(entry: Mapping[str, Any]) -> Clock:
    span = _span(entry) if "number" in entry else None
    texts = {key: entry[key].strip() for key in entry if isinstance(entry[key], str)}
    for key in ("unit", "way"):
        texts.pop(key, None)
    rules, moves = tuple(entry["rules"]), tuple(entry.get("moves", ()))
    fills = read_fills(entry.get("fills", [])) or ()
    return Clock(**texts, rules=rules, moves=moves, span=span, fills=fills)


def _span(entry: Mapping[str, Any]) -> Span:
    switches = {key: entry.get(key) is True for key in SWITCHES}
    return Span(entry["number"], entry["unit"], entry.get("way", "after"), **switches)


def _wrong_clock(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield everything that is wrong with a clock."""
    words = [str(key) for key in entry]
    meant = {word: nearest(word, KNOWN) for word in words if word not in KNOWN}
    named = {*words, *meant.values()}
    counted = "number" in named or ("ask" not in named and not named.isdisjoint(COUNTED))
    needed = (*ALWAYS, *(COUNTED if counted else ("ask",)))
    allowed = (*needed, *MAY_HAVE, *((*SWITCHES, "way", "moves") if counted else ()))
    for word, guess in meant.items():
        yield unknown_key(word, guess, "a clock")
    for word in words:
        if word in KNOWN and word not in allowed:
            sort = "with" if counted else "without"
            yield f'"{word}" is not for a clock {sort} a number. Delete it, or correct its name.'
    missing = [key for key in needed if entry.get(key) in EMPTY and key not in meant.values()]
    if "number" in missing:
        missing.remove("number")
        yield NO_NUMBER
    if missing:
        yield f"It has no {', '.join(missing)}. Add it, as in the entries around it."
    for key in allowed:
        if entry.get(key) not in EMPTY:
            yield from _wrong_value(key, entry[key], counted)
    if counted and not missing and not meant:
        yield from _wrong_span(entry)


def _wrong_value(key: str, value: object, counted: bool) -> Iterator[str]:
    if key in LISTS:
        if not is_texts(value):
            yield (
                f'"{key}" must be a list of texts, each on a line that starts with "- ". If one '
                "has a colon in it, put it in quotes."
            )
    elif key == "fills":
        fills = read_fills(value)
        if fills is None:
            yield NOT_FILLS
        elif not counted and any(day in fill.text for fill in fills for day in DAYS):
            yield f'"fills" may have no {" or ".join(DAYS)}: a clock without a number has no days.'
    elif key in SWITCHES:
        if type(value) is not bool:
            yield f'"{key}" must be true, or left out.'
    elif key == "number":
        if type(value) is not int:
            yield '"number" must be a whole number, such as 60.'
    elif not isinstance(value, str):
        yield not_text(key, value)
    elif key == "id" and not NAME.fullmatch(value):
        yield '"id" must be lowercase letters, digits and hyphens, such as first-meeting.'
    elif key in CHOICES and value not in CHOICES[key]:
        yield f'"{key}" must be one of {", ".join(CHOICES[key])}.'
    elif key == "say":
        known = {"{start}", "{due}"} if counted else {"{start}"}
        if set(BRACES.findall(value)) - known:
            yield f'"say" may have {" and ".join(sorted(known))}, and no other braces.'
        for day in sorted(known):
            if (wrong := f"({day[1:-1]})") in value:
                yield f'"say" has {wrong}, which would be shown. Write {day}, in curly braces.'


def _wrong_span(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the parts of a time limit together."""
    if entry.get("holidays_count") is True and entry["unit"] != "business":
        yield '"holidays_count" is for business days only.'
    if entry.get("first_counts") is True and entry["unit"] in ("month", "year"):
        yield '"first_counts" is for days only.'
    if type(entry.get("number")) is int and entry["unit"] in UNITS:
        try:
            check_span(Span(entry["number"], entry["unit"], "after"))
        except ClockProblem:
            number = entry["number"]
            yield f'"number" is {number}, out of range for a time limit. Look it up in the rule.'


def _holiday(entry: Mapping[str, Any]) -> Holiday:
    """Return the holiday of an entry without faults."""
    since = {"since": entry["since"]} if "since" in entry else {}
    if "day" in entry:
        return Holiday(entry["name"], entry["month"], entry["day"], **since)
    nth = LAST if entry["nth"] == "last" else entry["nth"]
    weekday = WEEKDAYS.index(entry["weekday"])
    return Holiday(entry["name"], entry["month"], 0, weekday, nth, **since)


def _wrong_holiday(entry: Mapping[str, Any]) -> str:
    """Return what is wrong with a holiday, or ""."""
    if not isinstance(entry.get("name"), str) or not entry["name"]:
        return "A holiday has no name. Add it."
    if not _within(entry.get("month"), 1, MONTHS):
        return '"month" must be a number from 1 to 12.'
    if "since" in entry and not _within(entry["since"], 1900, 2200):
        return '"since" must be a year, such as 2021.'
    keys = set(entry) - {"name", "month", "since"}
    if keys == {"day"}:
        # 2024 has a February 29
        days = monthrange(2024, entry["month"])[1]
        fine = _within(entry["day"], 1, days)
        return "" if fine else f'"day" must be a day of that month, from 1 to {days}.'
    if keys != {"weekday", "nth"}:
        return 'Write either "day", or "weekday" and "nth", as in the entries around it.'
    if entry["weekday"] not in WEEKDAYS:
        return f'"weekday" must be one of {", ".join(WEEKDAYS)}.'
    if entry["nth"] != "last" and not _within(entry["nth"], 1, MOST_WEEKDAYS):
        return '"nth" must be a number from 1 to 4, or last.'
    return ""


def _within(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most
