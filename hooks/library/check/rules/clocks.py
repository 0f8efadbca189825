"""Rules on the table of clocks, docs/clocks.yml: each is complete, cited, and easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from library.check.problem import Problem, Rule
from library.check.rules.data_file import line_of, long_sentences, missing_pages, unread_rules
from library.check.rules.reading import Syllables, reading_grade, sentences, smog_grade
from library.check.settings import CheckSettings, read_settings
from library.check.source import read_source
from library.clock.table import FILE, Clock, Table, read_table
from library.markdown.citations import PATTERN

CLOCKS = f"docs/{FILE}"
WHOLE = re.compile(PATTERN)

CLOCK_ENTRY = Rule("clock-entry", "{named}{what}")
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
        wrong = (*_wrong_rules(clock, settings), *links)
        problems += [_entry(text, clock.id, each) for each in wrong]
    return [*problems, *(_check_reading(table, text, settings) if reading else ())]


def _check_reading(table: Table, text: str, settings: CheckSettings) -> Iterator[Problem]:
    syllables = Syllables()
    everything = []
    for clock in table.clocks:
        prose = "\n\n".join((*clock.texts, clock.say))
        found = sentences(read_source(CLOCKS, FILE, prose))
        everything += found
        yield from long_sentences(CLOCKS, text, clock.id, found, settings.sentence_words)
    grade = reading_grade(everything, syllables)
    if grade and grade > settings.reading_grade:
        yield CLOCKS_GRADE.at(CLOCKS, 1, grade=grade, aim=settings.reading_grade)
    score = smog_grade(everything, syllables)
    if score and score > settings.smog_grade:
        yield CLOCKS_LONG_WORDS.at(CLOCKS, 1, grade=score)


def _entry(text: str, entry: str, what: str) -> Problem:
    named = f'In "{entry}": ' if entry else ""
    return CLOCK_ENTRY.at(CLOCKS, line_of(entry, text), named=named, what=what)


def _wrong_rules(clock: Clock, settings: CheckSettings) -> Iterator[str]:
    for rule in clock.rules:
        if not WHOLE.fullmatch(rule):
            yield f'"{rule[:60]}" is not a citation. Write it like 34 CFR 300.301(c)(1).'
    yield from unread_rules((*clock.rules, *clock.texts), settings)
