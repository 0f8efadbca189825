"""The frame of a file of data: a table with a closed list of keys, some of them lists of entries.

What an entry may hold is said where it is read: library/path/table.py and its like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from library.common.fault import Fault

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
    wrong = [key for key in held if key not in keys]
    message = '"{}" does not belong in this file, which has only {}.'
    return held, [Fault("", message.format(key, listed)) for key in wrong]


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


def is_texts(value: object) -> bool:
    """Return whether a value is a list of texts that are not empty."""
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
