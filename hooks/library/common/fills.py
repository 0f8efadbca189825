"""What a page takes along to a letter: texts for its blanks, on the reader's device alone.

A leaf of the path and a clock name them as `fills`. overrides/assets/javascripts/carry.js remembers
them when a reader goes on to the letter, and letter/kept.js fills them in.
"""

from __future__ import annotations

from dataclasses import dataclass

KEYS = ("field", "text")
DAYS = ("{start}", "{due}")  # only of a clock: days that the reader typed, or that were counted


@dataclass(frozen=True)
class Fill:
    """A text for a blank of a letter; `field` is what stands between its brackets."""

    field: str
    text: str


def read_fills(value: object) -> tuple[Fill, ...] | None:
    """Return the fills in an entry of a file of data, or None if they are not a list of them."""
    if not isinstance(value, list):
        return None
    fills = []
    for one in value:
        if not isinstance(one, dict) or set(one) != {*KEYS}:
            return None
        if not all(isinstance(one[key], str) and one[key].strip() for key in KEYS):
            return None
        fills.append(Fill(one["field"].strip(), one["text"].strip()))
    return tuple(fills)


NOT_FILLS = (
    '"fills" must be a list; each entry has "field", a blank of the letter without its brackets, '
    'and "text", such as "text: {start}" in quotes.'
)
