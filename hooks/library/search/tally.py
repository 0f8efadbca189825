"""What all pages say together: sums that are corrected when a page changes, not made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

DIGITS = 5  # binary, of a figure that says how often something is on the whole site
Change = Callable[..., None]  # Counter.update, which adds, or Counter.subtract


@dataclass
class Tally:
    """Sums over pages, in whole numbers: to take a page away undoes exactly that it was added."""

    said: Counter[str] = field(default_factory=Counter)  # how heavily they count for each concept
    pages: Counter[str] = field(default_factory=Counter)  # on how many of them it is
    in_texts: Counter[str] = field(default_factory=Counter)  # in how many texts
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)  # as `said`, for each pair
    words: Counter[str] = field(default_factory=Counter)  # on how many pages each word is
    of_all: Counter[str] = field(default_factory=Counter)  # "texts", "units", "length" of `said`

    def without_zeros(self) -> Tally:
        """Return the sums without what no page says any more."""
        return Tally(*(+sums for sums in vars(self).values()))

    def to_keep(self) -> tuple[dict[Any, int], ...]:
        """Return the sums in types that `marshal` has."""
        return tuple(dict(sums) for sums in vars(self).values())


def about(number: int) -> int:
    """Return a number of the whole site with its first binary digits alone, at most 3 % off.

    What a page's texts weigh is counted against it. So a small change of one page leaves nearly
    all of these figures, and with them what all other pages weigh, as they were.
    """
    low = max(0, number.bit_length() - DIGITS)
    return (number + (1 << low >> 1)) >> low << low
