"""Rules on the IEP year, docs/iep-year.yml: its days, its rules, its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from library.check.problem import Problem, Rule
from library.check.rules.data_file import at_entry, missing_pages, read_entries, unread_rules
from library.check.rules.reading import Syllables, reading_grade
from library.check.settings import CheckSettings, read_settings
from library.clock.year import FILE, Year, read_year

YEAR = f"docs/{FILE}"
YEAR_ENTRY = Rule("year-entry", "{named}{what}")
YEAR_GRADE = Rule(
    "reading-grade",
    "The moments read at grade {grade:.1f}; we aim for {aim:g} or lower.",
    level="hint",
)


def check_year(root: Path, settings: CheckSettings, *, reading: bool) -> list[Problem]:
    """Return what is wrong with the moments of the project in `root`; without any, nothing.

    Without `reading`, it gives no hints on words that are hard to read.
    """
    problems: list[Problem] = []
    held = read_settings(root, YEAR, problems)
    if held is None:
        return problems
    text = (root / YEAR).read_text(encoding="utf-8")
    year, faults = read_year(held)
    found = [(fault.entry, fault.message) for fault in faults]
    if year.guide:
        found += [("", wrong) for wrong in missing_pages([year.guide], root)]
    for moment in year.moments:
        found += [(moment.id, wrong) for wrong in missing_pages([moment.page], root)]
        found += [(moment.id, wrong) for wrong in unread_rules([moment.say], settings)]
    problems += (at_entry(YEAR_ENTRY, YEAR, text, *each) for each in found)
    return [*problems, *(_check_reading(year, text, settings) if reading else ())]


def _check_reading(year: Year, text: str, settings: CheckSettings) -> Iterator[Problem]:
    prose = {moment.id: f"{moment.title}.\n\n{moment.say}" for moment in year.moments}
    found, hints = read_entries(YEAR, text, prose, settings.sentence_words)
    yield from hints
    grade = reading_grade([sentence for own in found.values() for sentence in own], Syllables())
    if grade and grade > settings.reading_grade:
        yield YEAR_GRADE.at(YEAR, 1, grade=grade, aim=settings.reading_grade)
