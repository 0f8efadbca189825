"""The frame of a file of data: a table with a closed list of keys, some of them lists of entries.

What an entry may hold is said where it is read: library/path/table.py and its like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from library.common.fault import Fault
from library.common.nearest import nearest

NAME = re.compile(r"[a-z][a-z0-9-]{1,40}")  # the id of an entry


def open_table(
    held: object, keys: Sequence[str], what: str
) -> tuple[dict[Any, Any], list[Fault]] | Fault:
    """Return the table that YAML has read, and a fault for each key that it may not have.

    If it is no table, return that fault alone; `what` it lacks then, such as "moments".
    """
    if not isinstance(held, dict):
        return Fault("", f"This file has no {what}. Undo the last change.")
    listed = ", ".join(keys)
    message = '"{}" does not belong in this file, which has only {}.{}'
    meant = misnamed(held, keys)
    guesses = {key: f' Did you mean "{guess}"?' if guess else "" for key, guess in meant.items()}
    return held, [Fault("", message.format(key, listed, guesses[key])) for key in meant]


def entries_of(
    value: object, name: str, faults: list[Fault], *, needs_one: bool = False
) -> list[dict[str, Any]]:
    """Return the entries of a list; what is none goes to the faults."""
    if not isinstance(value, list) or (needs_one and not value):
        faults.append(Fault("", f'"{name}" must be a list. Undo the last change to it.'))
        return []
    if not all(isinstance(entry, dict) for entry in value):
        faults.append(Fault("", f'An entry of "{name}" has no keys, such as "id: ...".'))
    return [entry for entry in value if isinstance(entry, dict)]


def named_twice(names: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each id that more than one entry has."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        if seen[name] == 2:
            yield Fault(name, f'The id "{name}" appears twice. Give each its own.')


def misnamed(entry: Mapping[Any, Any], known: Iterable[str]) -> dict[str, str]:
    """Return the keys that an entry may not have, each with the one that it may mean, or ""."""
    known = list(known)
    left = [key for key in known if key not in entry]
    return {str(key): nearest(str(key), left) for key in entry if key not in known}


def unknown_key(key: str, guess: str, what: str) -> str:
    """Return what to do about a key that an entry may not have; `what` it is: "a moment"."""
    advice = f'Did you mean "{guess}"?' if guess else "Delete it, or correct its name."
    return f'"{key[:40]}" is not a word we use in {what}. {advice}'


def is_missing(value: object) -> bool:
    """Return whether a value is not there, or empty; "No", which YAML reads as False, is there."""
    return value is None or value in ("", [], {})


def not_text(key: str, value: object) -> str:
    """Return what to do about a value that YAML does not read as a text."""
    if isinstance(value, bool):
        read_as, shown = "yes or no", "Yes" if value else "No"
    elif isinstance(value, int | float):
        read_as, shown = "a number", str(value)
    elif isinstance(value, date):
        read_as, shown = "a date", str(value)
    else:
        return f'"{key}" must be a text. If it holds a colon, put it in quotes.'
    return (
        f'"{key}: {shown}" is read as {read_as}, not as text. Put straight quotes around it: '
        f'{key}: "{shown}"'
    )


def is_texts(value: object) -> bool:
    """Return whether a value is a list of texts that are not empty."""
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
