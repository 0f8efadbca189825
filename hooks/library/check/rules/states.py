"""Rules on the states' records: a number is published only with its proof, and only for a year.

What is wrong with a limit itself is found by library/states/proof.py, which the build asks, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import yaml

from library.check.problem import Problem, Rule
from library.check.rules.data_file import at_entry
from library.check.settings import read_settings
from library.check.source import FIRST_LINE, Source
from library.common.days import Clock
from library.content.front_matter import read_yaml
from library.content.schema import STATE, UNITS
from library.states.hosts import FILE, read_hosts, state_of
from library.states.names import STATES
from library.states.proof import Doubt, doubts_of_all
from library.states.record import State, read_state

HOSTS = f"docs/{FILE}"
OF_THE_STATE = ("agency", "rules", "rights notice", "complaint", "hearing office")

NO_STATE = Rule(
    "state-name",
    'There is no state with the code "{code}". The name of the file is the two letters of its '
    "state, such as oh.md.",
)
OTHER_NAME = Rule("state-name", 'This file is the record of {name}. Write "title: {name}".')
READ_AHEAD = Rule(
    "state-read",
    '"read" ({day}) is in the future. Write the day on which somebody read the rule.',
)
READ_LONG_AGO = Rule(
    "state-old",
    "{number} {unit} ({topic}) was last read on {day}, so the page no longer shows it. Open "
    "{address}, compare the words with the quote, and write today's day after read.",
    level="hint",
)
NOT_OF_THE_STATE = Rule(
    "state-host",
    "{address} is on no official host of {state}. Give the page of the state's own office. If the "
    f"state itself runs this host, add it to {HOSTS} with the reason.",
)
HOST_ENTRY = Rule("host-entry", "{named}{what}")
# How each doubt of library/states/proof.py is reported; the message is its own.
QUOTE = Rule("state-quote", "{message}")
HOST = Rule("state-host", "{message}")
FLOOR = Rule("state-floor", "{message}")
CLASH = Rule("state-clash", "{message}")
TOLD = {rule.name: rule for rule in (QUOTE, HOST, FLOOR, CLASH)}


def check_hosts(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the state of each official host, and what is wrong with their list."""
    problems: list[Problem] = []
    held = read_settings(root, HOSTS, problems)
    if held is None:
        return {}, problems
    hosts, faults = read_hosts(held)
    text = (root / HOSTS).read_text(encoding="utf-8")
    return hosts, [
        *problems,
        *(at_entry(HOST_ENTRY, HOSTS, text, fault.entry, fault.message) for fault in faults),
    ]


def check_states(
    pages: Mapping[str, Source], hosts: Mapping[str, str], clock: Clock
) -> Iterator[Problem]:
    """Check all records; `pages` by path below docs/, `hosts` the state of each official host."""
    sources = {page.inside: page for page in pages.values() if page.kind is STATE}
    states: dict[str, State] = {}
    for page in sources.values():
        if page.top.state == "read" and (meta := _meta(page)) is not None:
            code = page.inside.rpartition("/")[2].removesuffix(".md")
            yield from _check_name(page, code)
            states[code] = read_state(code, meta)
            yield from _check_places(page, states[code], hosts)
            yield from _check_age(page, states[code], clock.today)
    for code, number, doubt in doubts_of_all(list(states.values()), hosts):
        if _is_told(doubt, states[code], number):
            continue
        page = sources[f"{STATE.folder}/{code}.md"]
        line = _line(page, "limits", number, doubt.line)
        yield page.problem(TOLD[doubt.rule], line, message=doubt.message)


def _is_told(doubt: Doubt, state: State, number: int) -> bool:
    """Return whether another message tells of the same fault.

    What is wrong with the form of a limit is told of its key; a clash, at the later of the two.
    """
    limit = state.limits[number]
    if doubt.rule == QUOTE.name:
        return limit.number <= 0 or limit.unit not in UNITS or not limit.quote
    return doubt.rule == CLASH.name and not any(
        before.topic == limit.topic for before in state.limits[:number]
    )


def _meta(page: Source) -> dict[str, object] | None:
    """Return the front matter; None if it cannot be read, which is reported elsewhere."""
    try:
        meta = read_yaml(page.top.text)
    except (ValueError, yaml.YAMLError):
        return None
    return meta if isinstance(meta, dict) else None


def _check_name(page: Source, code: str) -> Iterator[Problem]:
    if code not in STATES:
        yield page.problem(NO_STATE, 1, code=code[:20])
    elif page.value("title") and page.value("title") != STATES[code]:
        yield page.problem(OTHER_NAME, page.line_of("title"), name=STATES[code])


def _check_places(page: Source, state: State, hosts: Mapping[str, str]) -> Iterator[Problem]:
    for number, place in enumerate(state.places):
        if place.what not in OF_THE_STATE or not place.address:
            continue
        if state_of(place.address, hosts) != state.code:
            line = _line(page, "places", number, "address")
            address = place.address[:80]
            yield page.problem(NOT_OF_THE_STATE, line, address=address, state=state.name)


def _check_age(page: Source, state: State, today: date) -> Iterator[Problem]:
    for number, limit in enumerate(state.limits):
        if limit.read is None:
            continue  # the check of the front matter tells
        line = _line(page, "limits", number, "read")
        if limit.read > today:
            yield page.problem(READ_AHEAD, line, day=limit.read)
        elif limit.is_old(today):
            yield page.problem(
                READ_LONG_AGO,
                line,
                number=limit.number,
                unit=limit.unit,
                topic=limit.topic,
                day=limit.read,
                address=limit.address[:200],
            )


def _line(page: Source, key: str, number: int, part: str) -> int:
    """Return the line of a part of the entry with this number, or of the entry, or of the key."""
    node = page.top.by_name[key].node
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    tables = [entry for entry in entries if isinstance(entry, yaml.MappingNode)]
    if number >= len(tables):
        return page.line_of(key)
    start: int = tables[number].start_mark.line
    for name, _ in tables[number].value:
        if name.value == part:
            start = name.start_mark.line
    return start + FIRST_LINE
