"""Rules on the guided path, docs/now.yml: its ways are whole, its law is cited, it is easy to read.

What is wrong with the ways themselves is found by library/path/table.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from library.check.problem import Problem, Rule
from library.check.rules.citations import uncited_law
from library.check.rules.data_file import (
    at_entry,
    is_page,
    line_of,
    markdown_in,
    missing_pages,
    read_entries,
    unknown_blanks,
    unread_rules,
)
from library.check.rules.front_matter import check_texts
from library.check.rules.links import anchors
from library.check.rules.markup import headings
from library.check.rules.reading import Syllables, reading_grade
from library.check.settings import CheckSettings, parse_settings, read_settings
from library.check.source import read_source
from library.clock.table import FILE as CLOCKS
from library.clock.table import read_table
from library.content.kinds import kind_of
from library.content.schema import ASKED, CHECKLIST, LETTER
from library.markdown.citations import PATTERN
from library.path.table import FILE, NOT_ASKED, GuidedPath, Leaf, Question, read_path

PATH = f"docs/{FILE}"
CITES = re.compile(PATTERN)

PATH_ENTRY = Rule("path-entry", "{named}{what}")
LEAF_GRADE = Rule(
    "reading-grade",
    '"{entry}" reads at grade {grade:.1f}; we aim for {aim:g} or lower. Shorter sentences and '
    "words help.",
    level="hint",
)
PATH_GRADE = Rule(
    "reading-grade",
    "The path reads at grade {grade:.1f}; we aim for {aim:g} or lower.",
    level="hint",
)


def check_path(root: Path, settings: CheckSettings, *, reading: bool) -> list[Problem]:
    """Return what is wrong with the path of the project in `root`; without one, nothing.

    Without `reading`, it gives no hints on words that are hard to read.
    """
    problems: list[Problem] = []
    held = read_settings(root, PATH, problems)
    if held is None:
        return problems
    text = (root / PATH).read_text(encoding="utf-8")
    path, faults = read_path(held)
    problems += (asked := [*_check_asked(text)])
    told = {NOT_ASKED} if asked else set()
    found = [(fault.entry, fault.message) for fault in faults if fault.message not in told]
    clocks = _clocks(root)
    for leaf in path.leaves:
        found += [(leaf.id, wrong) for wrong in _wrong_leaf(leaf, clocks, root, settings)]
    for place in path.places.values():
        own = [(key, text) for key, text in vars(place).items() if isinstance(text, str)]
        if isinstance(place, Question):
            own += [("say", answer.say) for answer in place.answers]
        found += [(place.id, wrong) for wrong in markdown_in(own)]
    problems += [at_entry(PATH_ENTRY, PATH, text, entry, what) for entry, what in found]
    return [*problems, *(_check_reading(path, text, settings) if reading else ())]


def _check_asked(text: str) -> Iterator[Problem]:
    """Check what parents type, as the same list at the top of a page."""
    rest = text.partition("\n")[2]  # so that a line keeps its number below the "---" of a page
    page = read_source(PATH, FILE, f"---\n{rest}\n---\n")
    if entry := page.top.by_name.get("asked"):
        yield from check_texts(page, ASKED, entry)


def _clocks(root: Path) -> set[str] | None:
    """Return the ids of the clocks; None if the table cannot be read (reported elsewhere)."""
    try:
        held = parse_settings((root / "docs" / CLOCKS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return set()
    except (OSError, ValueError, yaml.YAMLError):
        return None
    table, faults = read_table(held)
    return {clock.id for clock in table.clocks} | {fault.entry for fault in faults}


def _wrong_leaf(
    leaf: Leaf, clocks: set[str] | None, root: Path, settings: CheckSettings
) -> Iterator[str]:
    page, _, anchor = leaf.help.partition("#")
    yield from missing_pages(filter(None, (leaf.page, page, leaf.letter, leaf.sheet)), root)
    if anchor and is_page(page, root) and anchor not in _anchors(root, page):
        yield f'There is no heading "#{anchor}" on {page}. Correct it.'
    if leaf.letter and kind_of(leaf.letter) is not LETTER:
        yield f'"{leaf.letter}" is not a letter. Name one of docs/{LETTER.folder}/.'
    yield from unknown_blanks(leaf.letter, leaf.fills, root)
    if leaf.sheet and kind_of(leaf.sheet) is not CHECKLIST:
        yield f'"{leaf.sheet}" is not a checklist. Name one of docs/{CHECKLIST.folder}/.'
    if leaf.clock and clocks is not None and leaf.clock not in clocks:
        yield f'There is no clock "{leaf.clock}" in docs/{CLOCKS}. Write the id of one.'
    if leaf.law and not CITES.search(leaf.law):
        yield '"law" names no rule. Write it like (34 CFR 300.301(c)(1)).'
    yield from uncited_law((("do", leaf.do), ("team", leaf.team)))  # "say" is what a parent says
    yield from unread_rules((leaf.law, leaf.do, leaf.say, leaf.team), settings)


def _anchors(root: Path, inside: str) -> dict[str, None]:
    text = (root / "docs" / inside).read_text(encoding="utf-8", errors="replace")
    source = read_source(f"docs/{inside}", inside, text)
    return anchors(source, headings(source))


def _check_reading(path: GuidedPath, text: str, settings: CheckSettings) -> Iterator[Problem]:
    syllables, aim = Syllables(), settings.reading_grade
    texts = {
        one.id: (one.ask, one.hint, one.urgent, *(answer.say for answer in one.answers))
        for one in path.questions
    }
    texts |= {
        leaf.id: (leaf.urgent, leaf.do, leaf.say, leaf.law, leaf.team) for leaf in path.leaves
    }
    prose = {entry: "\n\n".join(filter(None, own)) for entry, own in texts.items()}
    found, hints = read_entries(PATH, text, prose, settings.sentence_words)
    yield from hints
    for entry, own in found.items():
        grade = reading_grade(own, syllables)
        if grade and grade > aim:
            yield LEAF_GRADE.at(PATH, line_of(entry, text), entry=entry, grade=grade, aim=aim)
    grade = reading_grade([sentence for own in found.values() for sentence in own], syllables)
    if grade and grade > aim:
        yield PATH_GRADE.at(PATH, 1, grade=grade, aim=aim)
