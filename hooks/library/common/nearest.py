"""Did you mean ...?"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return the known word most like `word`, or an empty string.

    `cutoff` is how alike they must be, from 0 to 1, as difflib measures it.
    """
    by_folded = {entry.casefold(): entry for entry in known}
    found = get_close_matches(word.casefold()[:200], by_folded, n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ' Did you mean "x"?' for the nearest known word, or an empty string."""
    found = nearest(word, known)
    return f' Did you mean "{found}"?' if found else ""
