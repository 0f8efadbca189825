"""Rules on the ready sets of the binder, docs/binder.yml: each names pages that can be put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from library.binder.table import FILE, Binder, read_binder
from library.check.problem import Problem, Rule
from library.check.rules.data_file import at_entry, is_page, missing_pages
from library.check.settings import read_settings
from library.common.nearest import nearest
from library.content.kinds import kind_of
from library.content.schema import LETTER

BINDER = f"docs/{FILE}"
BINDER_ENTRY = Rule("binder-entry", "{named}{what}")
BLANK = re.compile(r"\[([^\[\]\n]+)\]")
NOT_FOR_IT = (
    '"{}" cannot be put into a binder. Name a checklist, a letter, a guide, or a page of "also".'
)


def check_binder(root: Path) -> list[Problem]:
    """Return what is wrong with the ready sets of the project in `root`; without any, nothing."""
    problems: list[Problem] = []
    held = read_settings(root, BINDER, problems)
    if held is None:
        return problems
    text = (root / BINDER).read_text(encoding="utf-8")
    binder, faults = read_binder(held)
    found = [(fault.entry, fault.message) for fault in faults]
    found += [("", wrong) for wrong in missing_pages(binder.also, root)]
    found += [("", wrong) for wrong in _wrong_letter(binder, root)]
    for one in binder.sets:
        found += [(one.id, wrong) for wrong in _wrong_pages(binder, one.pages, root)]
    return [*problems, *(at_entry(BINDER_ENTRY, BINDER, text, *each) for each in found)]


def _wrong_letter(binder: Binder, root: Path) -> Iterator[str]:
    """Yield what is wrong with the letter that the sums of the weekly log go into."""
    path = binder.log_letter
    if not path:
        return
    if not is_page(path, root) or kind_of(path) is not LETTER:
        yield f'"{path}" is not a letter. Name one of docs/{LETTER.folder}/.'
        return
    text = (root / "docs" / path).read_text(encoding="utf-8", errors="replace")
    for blank in filter(None, (binder.log_field, binder.log_date)):
        if f"[{blank}]" not in text:
            found = nearest(blank, BLANK.findall(text))
            advice = f"Did you mean [{found}]?" if found else "Write one of its blanks."
            yield f'There is no blank "{blank}" in {path}. {advice}'


def _wrong_pages(binder: Binder, pages: tuple[str, ...], root: Path) -> Iterator[str]:
    yield from missing_pages(pages, root)
    yield from (NOT_FOR_IT.format(p) for p in pages if is_page(p, root) and not binder.takes(p))
