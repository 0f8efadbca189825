"""Rules on the IEP year, docs/iep-year.yml: its days, its rules, its pages."""

from __future__ import annotations

from pathlib import Path

from library.check.problem import Problem, Rule
from library.check.rules.data_file import at_entry, missing_pages, unread_rules
from library.check.settings import CheckSettings, read_settings
from library.clock.year import FILE, read_year

YEAR = f"docs/{FILE}"
YEAR_ENTRY = Rule("year-entry", "{named}{what}")


def check_year(root: Path, settings: CheckSettings) -> list[Problem]:
    """Return what is wrong with the moments of the project in `root`; without any, nothing."""
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
    return [*problems, *(at_entry(YEAR_ENTRY, YEAR, text, *each) for each in found)]
