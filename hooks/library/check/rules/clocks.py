"""Rules on the table of clocks, docs/clocks.yml: each is complete, cited, and easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from library.check.problem import Problem, Rule
from library.check.rules.citations import uncited_law
from library.check.rules.data_file import (
    at_entry,
    line_of,
    markdown_in,
    missing_pages,
    read_entries,
    unknown_blanks,
    unread_rules,
)
from library.check.rules.reading import Syllables, reading_grade, smog_grade
from library.check.settings import CheckSettings, read_settings
from library.clock.table import FILE, Clock, Table, read_table
from library.common.nearest import nearest
from library.markdown.citations import PATTERN

CLOCKS = f"docs/{FILE}"
WHOLE = re.compile(PATTERN)
PATTERN_OF_RULES = re.compile(r"\d+ CFR [\d.]+(?:\([a-z0-9]+\))*")
DAYS = re.compile(r"\b(\d+)[ -](?:\w+ )?days?\b|\bdays? (\d+)\b", re.IGNORECASE)

CLOCK_ENTRY = Rule("clock-entry", "{named}{what}")
OTHER_NUMBER = Rule(
    "clock-words",
    'In "{entry}": the number is {number}, but the words say {said} days. Make them the same.',
)
LONE_GROUP = Rule(
    "clock-words",
    'In "{entry}": no other clock has the heading "{group}". Did you mean "{near}"?',
    level="hint",
)
CLOCKS_GRADE = Rule(
    "reading-grade",
    "The clocks read at grade {grade:.1f}; we aim for {aim:g} or lower.",
    level="hint",
)
CLOCKS_LONG_WORDS = Rule(
    "long-words",
    "The clocks read at SMOG grade {grade:.1f}; use shorter words where you can.",
    level="hint",
)


def check_clocks(root: Path, settings: CheckSettings, *, reading: bool) -> list[Problem]:
    """Return what is wrong with the table of the project in `root`; without one, nothing.

    Without `reading`, it gives no hints on words that are hard to read.
    """
    problems: list[Problem] = []
    held = read_settings(root, CLOCKS, problems)
    if held is None:
        return problems
    text = (root / CLOCKS).read_text(encoding="utf-8")
    table, faults = read_table(held)
    for fault in faults:
        problems.append(_entry(text, fault.entry, fault.message))
    for clock in table.clocks:
        links = missing_pages(filter(None, (clock.letter, clock.page)), root)
        blanks = unknown_blanks(clock.letter, clock.fills, root)
        texts = [(key, text) for key, text in vars(clock).items() if isinstance(text, str)]
        marks = markdown_in([*texts, *(("moves", move) for move in clock.moves)])
        wrong = (*_wrong_rules(clock, settings), *links, *blanks, *marks)
        problems += [_entry(text, clock.id, each) for each in wrong]
    problems += _check_words(table, text)
    return [*problems, *(_check_reading(table, text, settings) if reading else ())]


def _check_reading(table: Table, text: str, settings: CheckSettings) -> Iterator[Problem]:
    syllables = Syllables()
    prose = {clock.id: "\n\n".join((*clock.texts, clock.say)) for clock in table.clocks}
    found, hints = read_entries(CLOCKS, text, prose, settings.sentence_words)
    yield from hints
    everything = [sentence for own in found.values() for sentence in own]
    grade = reading_grade(everything, syllables)
    if grade and grade > settings.reading_grade:
        yield CLOCKS_GRADE.at(CLOCKS, 1, grade=grade, aim=settings.reading_grade)
    score = smog_grade(everything, syllables)
    if score and score > settings.smog_grade:
        yield CLOCKS_LONG_WORDS.at(CLOCKS, 1, grade=score)


def _entry(text: str, entry: str, what: str) -> Problem:
    return at_entry(CLOCK_ENTRY, CLOCKS, text, entry, what)


def _check_words(table: Table, text: str) -> Iterator[Problem]:
    """Yield hints on words that no longer fit a number or the other clocks."""
    for clock in table.clocks:
        if clock.span and clock.span.unit not in ("month", "year"):
            said = DAYS.findall(PATTERN_OF_RULES.sub("", " ".join((*clock.texts, clock.say))))
            numbers = sorted({int(one or other) for one, other in said} - {0})  # "day 0"
            if numbers and clock.span.number not in numbers:
                listed = " and ".join(map(str, numbers))
                line = line_of(clock.id, text, "number")
                yield OTHER_NUMBER.at(
                    CLOCKS, line, entry=clock.id, number=clock.span.number, said=listed
                )
        near = [name for name in table.groups if name != clock.group and _alike(clock.group, name)]
        if near and len(table.groups[clock.group]) == 1:
            line = line_of(clock.id, text, "group")
            yield LONE_GROUP.at(CLOCKS, line, entry=clock.id, group=clock.group, near=near[0])


def _alike(one: str, other: str) -> bool:
    return other.casefold().startswith(one.casefold()) or bool(nearest(one, [other]))


def _wrong_rules(clock: Clock, settings: CheckSettings) -> Iterator[str]:
    for rule in clock.rules:
        if not WHOLE.fullmatch(rule):
            yield f'"{rule[:60]}" is not a citation. Write it like 34 CFR 300.301(c)(1).'
    own = {key: getattr(clock, key) for key in ("ask", "zero", "due", "state")}
    yield from uncited_law([*own.items(), *(("moves", move) for move in clock.moves)])
    yield from unread_rules((*clock.rules, *clock.texts), settings)
