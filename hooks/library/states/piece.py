"""What a device shows of the state that its reader chose: a small file, states/<code>.json.

Each limit carries the last day on which it may be shown, because a device keeps such a file.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from library.states.proof import Shown
from library.states.record import Limit

# The units of the clock page, by those of a record (overrides/clock.html).
CLOCK_UNITS = {
    "days": "calendar",
    "calendar days": "calendar",
    "school days": "school",
    "business days": "business",
    "instructional days": "school",
    "months": "month",
    "years": "year",
}


def clock_unit(limit: Limit) -> str:
    """Return how the clock page counts a limit."""
    unit = CLOCK_UNITS[limit.unit]
    return "breaks" if limit.breaks_out and unit == "calendar" else unit


@dataclass(frozen=True)
class LimitWords:
    """What a page says of a limit."""

    line: str
    read: str  # when it was read; the link to its rule comes before it
    clock: str  # on the page of the clock
    source: str  # what the clock takes as the limit's source


@dataclass(frozen=True)
class Words:
    """What a page says of a state; `limits` as in `Shown.ordered`."""

    here: str
    none: str  # that no limit for evaluations was read
    compare: str  # that nobody has compared the numbers with the pages themselves
    more: str
    forget: str
    use: str
    names: tuple[str, ...]  # what each of the state's own words means, without that word
    limits: tuple[LimitWords, ...]


def state_piece(shown: Shown, words: Words) -> dict[str, Any]:
    """Return the file's content."""
    return {
        "name": shown.state.name,
        "here": words.here,
        "none": "" if shown.about("evaluation") else words.none,
        "compare": "" if shown.compared else words.compare,
        "more": words.more,
        "forget": words.forget,
        "use": words.use,
        "names": [
            [name.word, means, name.language]
            for name, means in zip(shown.state.names, words.names, strict=True)
        ],
        "limits": [
            {
                "topic": limit.topic,
                **asdict(said),
                "also": limit.exceptions,
                "cite": limit.cite,
                "address": limit.address,
                "number": limit.number,
                "unit": clock_unit(limit),
                "until": f"{limit.until}",
            }
            for limit, said in zip(shown.ordered, words.limits, strict=True)
        ],
        "people": [[place.name, place.address] for place in shown.state.places if place.address],
    }
