"""The table of the binder, docs/binder.yml: the ready sets as data, and what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from library.common.data_file import (
    NAME,
    entries_of,
    is_missing,
    is_texts,
    misnamed,
    named_twice,
    not_text,
    open_table,
    unknown_key,
)
from library.common.fault import Fault
from library.content.kinds import kind_of
from library.content.schema import GUIDE

FILE = "binder.yml"  # below docs/
LOG = "log.md"  # below docs/: the page of the weekly log
PAGE = "binder.md"  # below docs/: the page of the binder
HTML = re.compile(r"[<>&]")
KEYS = ("sets", "also", "log_letter", "log_field", "log_date")
SET_TEXTS = {"id": 41, "name": 50, "about": 160}  # the most characters of each
MOST_PAGES = 20  # of a set: more than a family wants to print at once


@dataclass(frozen=True)
class ReadySet:
    """Pages that go together: what a family needs for one thing."""

    id: str
    name: str
    about: str
    pages: tuple[str, ...]  # below docs/: "letters/ask-to-meet.md", in the order of the binder


@dataclass(frozen=True)
class Binder:
    """The ready sets, and which pages can be put in besides sheets and guides."""

    sets: tuple[ReadySet, ...] = ()
    also: tuple[str, ...] = ()
    log_letter: str = ""  # below docs/: the letter that takes the sums of the weekly log
    log_field: str = ""  # the blank of that letter which they go into, as in its square brackets
    log_date: str = ""  # the blank that takes the first week without all of the help

    def takes(self, path: str) -> bool:
        """Return whether the page of a file below docs/ can be put into a binder."""
        kind = kind_of(path)
        return path in self.also or bool(kind and (kind.is_sheet or kind is GUIDE))


def read_binder(held: object) -> tuple[Binder, list[Fault]]:
    """Return the table in the file, and its faults; `held` is what YAML has read.

    With a fault, the table is empty.
    """
    opened = open_table(held, KEYS, "sets")
    if isinstance(opened, Fault):
        return Binder(), [opened]
    table, faults = opened
    entries, also = entries_of(table.get("sets"), "sets", faults), table.get("also") or []
    if not is_texts(also):
        faults.append(Fault("", '"also" must be a list of paths, each on a line with a hyphen.'))
    log = {key: table.get(key) or "" for key in ("log_letter", "log_field", "log_date")}
    if not all(isinstance(value, str) for value in log.values()) or bool(log["log_letter"]) != bool(
        log["log_field"]
    ):
        faults.append(Fault("", '"log_letter" and "log_field" must both be texts. Add the other.'))
    elif log["log_date"] and not log["log_letter"]:
        faults.append(Fault("", '"log_date" is a blank of "log_letter". Add that, or delete it.'))
    faults += (
        Fault(str(one.get("id") or one.get("name") or ""), wrong)
        for one in entries
        for wrong in _wrong(one)
    )
    faults += named_twice(str(one.get("id")) for one in entries)
    if faults:
        return Binder(), faults
    sets = (
        ReadySet(**{key: one[key].strip() for key in SET_TEXTS}, pages=tuple(one["pages"]))
        for one in entries
    )
    return Binder(tuple(sets), tuple(also), **log), []


def _wrong(entry: Mapping[Any, Any]) -> Iterator[str]:
    """Yield what is wrong with one set."""
    keys = (*SET_TEXTS, "pages")
    meant = misnamed(entry, keys)
    for key, guess in meant.items():
        yield unknown_key(key, guess, "a set")
    empty = [key for key in keys if is_missing(entry.get(key))]
    if missing := [key for key in empty if key not in meant.values()]:
        yield f"It has no {', '.join(missing)}. Add it, as in the sets around it."
    for key, value in entry.items():
        if key in empty or key not in keys:
            continue
        if key == "pages":
            if not is_texts(value):
                yield '"pages" must be a list of paths, each on a line that starts with "- ".'
            elif len(value) > MOST_PAGES:
                yield f'"pages" has {len(value)} entries. At most {MOST_PAGES} are of use.'
            elif len(set(value)) < len(value):
                yield '"pages" names a page twice. Keep one.'
        elif not isinstance(value, str):
            yield not_text(key, value)
        elif HTML.search(value):
            yield f'"{key}" may have only plain words, without <, >, and &.'
        elif len(value) > SET_TEXTS[key]:
            yield f'"{key}" has {len(value)} characters. At most {SET_TEXTS[key]} fit a phone.'
        elif key == "id" and not NAME.fullmatch(value):
            yield '"id" must be lowercase letters, digits and hyphens.'
