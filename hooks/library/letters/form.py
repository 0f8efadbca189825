"""The form of a letter: its blanks in parts with a name, not fourteen fields in a row."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from library.letters.line import Placeholder


def form_parts(
    placeholders: Sequence[Placeholder], parts: str, rest: str
) -> list[tuple[str, list[Placeholder]]]:
    """Return the name of each part that has blanks, with them, in the order of the letter.

    `parts` has a line for each: "You = your name, your phone*". A blank is in the first part that
    has its label; `rest` is the name of the last part, for all others.
    """
    lines = [line.partition(" = ") for line in parts.splitlines()]
    names = [*(name for name, _, _ in lines), rest]
    found: dict[str, list[Placeholder]] = {name: [] for name in names}
    for placeholder in placeholders:
        known = (name for name, _, labels in lines if is_named(placeholder, labels))
        found[next(known, rest)].append(placeholder)
    return [(name, own) for name, own in found.items() if own]


def is_named(placeholder: Placeholder, labels: str) -> bool:
    """Return whether a blank's label is one of these: "your name, your phone*"."""
    label = placeholder.label.lower().replace("\u2019", "'")
    return any(fnmatchcase(label, one.strip()) for one in labels.split(","))
