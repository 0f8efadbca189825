"""Rules on the table of clocks, docs/clocks.yml: each is complete, cited, and easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from library.check.problem import Problem, Rule
from library.check.rules.reading import Syllables, reading_grade, sentences, smog_grade
from library.check.settings import CheckSettings, read_settings
from library.check.source import read_source
from library.clock.table import FILE, Clock, Table, read_table
from library.markdown.citations import PATTERN, SECTION

CLOCKS = f"docs/{FILE}"
WHOLE = re.compile(PATTERN)

CLOCK_ENTRY = Rule("clock-entry", "{named}{what}")
LONG_CLOCK_SENTENCE = Rule(
    "long-sentence",
    'In "{entry}" a sentence has {words} words: "{shown} ...". Make it two; the limit is {most}.',
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
        wrong = (*_wrong_rules(clock, settings), *_wrong_links(clock, root))
        problems += [_entry(text, clock.id, each) for each in wrong]
    return [*problems, *(_check_reading(table, text, settings) if reading else ())]


def _check_reading(table: Table, text: str, settings: CheckSettings) -> Iterator[Problem]:
    syllables = Syllables()
    everything = []
    longest, most = settings.sentence_words, settings.reading_grade
    for clock in table.clocks:
        prose = "\n\n".join((*clock.texts, clock.say))
        found = sentences(read_source(CLOCKS, FILE, prose))
        everything += found
        for sentence in found:
            if len(sentence.words) > longest:
                yield LONG_CLOCK_SENTENCE.at(
                    CLOCKS,
                    _line_of(clock.id, text),
                    entry=clock.id,
                    words=len(sentence.words),
                    shown=sentence.text[:60],
                    most=longest,
                )
    grade = reading_grade(everything, syllables)
    if grade and grade > most:
        yield CLOCKS_GRADE.at(CLOCKS, 1, grade=grade, aim=most)
    score = smog_grade(everything, syllables)
    if score and score > settings.smog_grade:
        yield CLOCKS_LONG_WORDS.at(CLOCKS, 1, grade=score)


def _entry(text: str, entry: str, what: str) -> Problem:
    named = f'In "{entry}": ' if entry else ""
    return CLOCK_ENTRY.at(CLOCKS, _line_of(entry, text), named=named, what=what)


def _line_of(entry: str, text: str) -> int:
    """Return the line of an entry by its id or name; 1 if it has none."""
    named = re.search(rf"\b(?:id|name): {re.escape(entry)}(?![\w-])", text) if entry else None
    return text.count("\n", 0, named.start()) + 1 if named else 1


def _wrong_rules(clock: Clock, settings: CheckSettings) -> Iterator[str]:
    for rule in clock.rules:
        if not WHOLE.fullmatch(rule):
            yield f'"{rule[:60]}" is not a citation. Write it like 34 CFR 300.301(c)(1).'
    for cite in sorted({*SECTION.findall(" ".join((*clock.rules, *clock.texts)))}):
        if cite not in settings.citations:
            yield f"{cite} is not in our register of rules. Correct it, or read it and add it."


def _wrong_links(clock: Clock, root: Path) -> Iterator[str]:
    for path in filter(None, (clock.letter, clock.page)):
        inside = not path.startswith("/") and ".." not in path.split("/")
        if not (inside and path.endswith(".md") and (root / "docs" / path).is_file()):
            yield f'There is no page "{path[:80]}" in docs/. Correct the path.'
