"""The record of a state, docs/states/<code>.md: its words, its people, its time limits.

The front matter is the record; library/content/schema.py says what is in it. What cannot be read is
empty here: the check tells why, and nothing that lacks its proof is published (proof.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from library.content.front_matter import read_yaml
from library.content.kinds import is_index, slug_in
from library.content.schema import STATE

TOP = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Name:
    """A word that this state has of its own."""

    word: str
    means: str  # what this site calls it, or what the letters stand for
    language: str  # "" for English


@dataclass(frozen=True)
class Place:
    """An office, or somebody who helps; `what` is one of library.content.schema.PLACES."""

    what: str
    name: str
    address: str  # "" if we know none
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Limit:
    """A time limit in the state's own rules, with its proof."""

    topic: str  # one of library.content.schema.TOPICS
    number: int
    unit: str  # one of library.content.schema.UNITS
    starts: str
    exceptions: str
    breaks_out: bool  # school breaks or the summer do not count
    cite: str
    quote: str
    address: str
    edition: str
    read: date | None
    by: str  # a role
    compared: bool

    @property
    def until(self) -> date | None:
        """Return the last day on which the reading counts as fresh: a year after it."""
        if self.read is None:
            return None
        try:
            return self.read.replace(year=self.read.year + 1)
        except ValueError:  # February 29
            return self.read.replace(year=self.read.year + 1, day=28)

    def counts_on(self, today: date) -> bool:
        """Return whether it was read in the year up to this day."""
        return bool(self.read and self.until and self.read <= today <= self.until)

    def is_old(self, today: date) -> bool:
        """Return whether it was read more than a year ago."""
        return self.until is not None and today > self.until


@dataclass(frozen=True)
class State:
    """What is known of one state."""

    code: str  # "oh": the name of its file
    name: str
    names: tuple[Name, ...] = ()
    places: tuple[Place, ...] = ()
    limits: tuple[Limit, ...] = ()

    def place(self, what: str) -> list[Place]:
        """Return its places of one sort."""
        return [place for place in self.places if place.what == what]


R = TypeVar("R", Name, Place, Limit)


def read_states(docs: Path) -> list[State]:
    """Return the records in docs/states/, by name. A file without readable front matter is none."""
    found = []
    for path in sorted((docs / STATE.folder).glob("*.md")):
        if is_index(path.name) or path.name.startswith(("_", ".")):
            continue
        try:
            top = TOP.match(path.read_text(encoding="utf-8"))
            meta = read_yaml(top[1]) if top else None
        except (OSError, ValueError, yaml.YAMLError):  # the check reports it
            continue
        if isinstance(meta, dict):
            found.append(read_state(slug_in(path.name), meta))
    return sorted(found, key=lambda state: state.name)


def read_state(code: str, meta: Mapping[str, Any]) -> State:
    """Return front matter as a record."""
    return State(
        code,
        str(meta.get("title") or ""),
        tuple(_entries(Name, meta.get("names"))),
        tuple(_entries(Place, meta.get("places"))),
        tuple(_entries(Limit, meta.get("limits"))),
    )


def _entries(sort: type[R], value: object) -> Iterable[R]:
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, dict):
            yield sort(**{key.name: _value(key.type, entry.get(key.name)) for key in fields(sort)})


def _day(value: object) -> date | None:
    """Return a day in quotes, as the form editor writes it in an entry; None if it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _value(wanted: object, value: Any) -> Any:
    """Return a YAML value as its field needs it, by the name of the field's type."""
    match wanted:
        case "int":
            return value if type(value) is int else 0
        case "bool":
            return value is True
        case "date | None":
            return value if type(value) is date else _day(value)
        case "tuple[str, ...]":
            return tuple(map(str, value)) if isinstance(value, list) else ()
    return "" if value is None else " ".join(str(value).split())
