"""What the site says of a state in sentences: on a reader's device, and under a result."""

from __future__ import annotations

import re
from typing import Any

from library.search.text import Section
from library.states.proof import Shown
from library.states.record import Limit

# A federal rule in parentheses: the page has it, and a result shows none, as of other pages.
FEDERAL_RULE = re.compile(r" \(34 CFR (?:[^()]|\([^()]*\))*\)")


def limit_span(limit: Limit, words: Any) -> str:
    """Return how long a limit is: "45 school days"."""
    unit = f"{limit.unit.replace(' ', '_')}_{'one' if limit.number == 1 else 'other'}"
    return f"{limit.number} {vars(words.states_units)[unit]}"


def limit_line(limit: Limit, words: Any) -> str:
    """Return what a limit is of, how long it is, and from when it counts."""
    what = vars(words.states_topics)[limit.topic]
    line: str = words.states.line.format(
        what=what, span=limit_span(limit, words), starts=limit.starts
    )
    return line


def state_sections(shown: Shown, words: Any) -> tuple[Section, ...]:
    """Return what a result shows of a state's page, which is made from its record (state.html).

    A state's limit stands with the state's rule. What no limit is of is the federal one.
    """
    said, state = words.states, shown.state
    limits = [f"{limit_line(limit, words)[:-1]} ({limit.cite})." for limit in shown.ordered]
    if not shown.about("evaluation"):
        limits.append(f"{said.none} {said.floor}")
    names = [f"{name.word} {said.means.format(name.means)}" for name in state.names]
    labels = vars(said) | {"protection and advocacy": said.protection}
    people = [
        f"{labels[place.what if place.what in labels else place.what.replace(' ', '_')]}"
        f" {place.name}."
        for place in state.places
    ]
    parts = (
        ("limits", said.limits, limits),
        ("same", said.same, [said.same_complaint]),
        ("names", said.names, names),
        ("people", said.people, people),
    )
    return tuple(
        Section(head, FEDERAL_RULE.sub("", "\n".join(lines)), anchor)
        for anchor, head, lines in parts
        if lines
    )
