"""Rules on letters and checklists: that their forms, sheets and files can be made from them."""

from __future__ import annotations

from collections.abc import Iterator

from library.check.problem import Problem
from library.check.source import Source
from library.checklist import item_problems
from library.letter import parse_letter


def check_sheet(source: Source) -> Iterator[Problem]:
    """Check the text of a letter or a checklist; other kinds of pages have no such rules."""
    if source.kind is None or source.top.state != "read":
        return
    if source.kind.name == "letter":
        letter = parse_letter(
            source.body,
            subject=source.value("subject") or "(said already)",
            first_line=source.line_at(0),
            subject_line=source.line_of("subject"),
        )
        for found in letter.problems:
            yield _problem(source, found.line, "letter-form", found.message)
    elif source.kind.name == "checklist":
        for item in item_problems(source.text):
            yield _problem(source, item.line, "checklist-form", item.message)


def _problem(source: Source, line: int, rule: str, message: str) -> Problem:
    return Problem(source.path, line, "error", rule, f"{message[0].upper()}{message[1:]}.")
