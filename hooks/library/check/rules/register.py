"""Rules on the register of the law, docs/regulations.yml: entries are complete, links official."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from library.check.problem import Problem, Rule
from library.markdown.citations import is_section, statutes

REGISTER = "docs/regulations.yml"
KEYS = ("cite", "title", "url", "edition", "checked", "sure")
SURE = ("read", "guidance")
LINE = re.compile(r"[- ]*(?P<key>\w+):")
CHECKED = re.compile(r"[- ]*checked: *(?P<day>\d{4}-\d\d-\d\d)\b")
# 34 C.F.R. § 300.323(d): an entry is a whole section.
CFR_FORM = re.compile(
    r"34\s*(?i:C\.?\s*F\.?\s*R\.?)\s*(?:§+\s*|Sec(?:tion|\.)\s*)?(?P<number>\d+\.\d+)(?:\(\w+\))*"
)
WEB = re.compile(r"https?://[\w.-]+(?:[/?#]\S*)?$", re.ASCII)

# What to do about a rule that is not in it. No guess at another number: it would be believed.
UNREAD_RULE = (
    "We have not read {cite}. If the number is right, somebody has to read it and add it to "
    f"{REGISTER} (or ask in your proposal). If it is not, correct it."
)
NO_LIST = Rule(
    "settings-unreadable",
    "This file has no list of rules. Undo the last change to it.",
    builds=False,
)
INCOMPLETE = Rule(
    "register-entry",
    "Entry {number} of the register ({cite}) has no {missing}. Add it, as in the entries around "
    "it.",
)
OTHER_FORM = Rule(
    "register-entry",
    "No page could cite this entry as it is written. Write: cite: {wanted}",
)
TWICE = Rule("register-entry", "{cite} appears twice. Keep one of the two entries.")
NO_ADDRESS = Rule(
    "register-entry",
    'The address "{url}" in entry {number} of the register is not a web address. Write one that '
    "starts with https://.",
)
NOT_OFFICIAL = Rule(
    "register-entry",
    "{cite} leads to {url}, which is not the official text of this section. Write: url: {official}",
)
NO_DAY = Rule(
    "register-entry",
    '"checked" of {cite} must be a day: year-month-day, such as 2026-11-24.',
)
AHEAD = Rule(
    "register-entry",
    '"checked" ({day}) is in the future. Write the day somebody last read the rule.',
)
NOT_SURE = Rule(
    "register-entry",
    '"sure" of {cite} must be read (somebody read the rule itself) or guidance (somebody read an '
    "official text about it).",
)


def addresses(register: object) -> dict[str, str]:
    """Return the address of each citation."""
    return {str(entry["cite"]): str(entry.get("url")) for entry in _entries(register, "cite")}


def check_register(register: object, text: str) -> Iterator[Problem]:
    """Check the register; `register` is the parsed file, `text` the file itself."""
    if not isinstance(register, list):
        yield NO_LIST.at(REGISTER, 1)
    lines = _lines_of(text)
    seen: set[str] = set()
    for number, entry in enumerate(_entries(register), start=1):
        yield from _check_entry(
            number, entry, seen, lines[number - 1] if number <= len(lines) else {}
        )
        seen.add(str(entry.get("cite")))


def _lines_of(text: str) -> list[dict[str, int]]:
    """Return the line of each entry, as "", and of each of its keys."""
    found: list[dict[str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip(" ").startswith("- "):
            found.append({"": number})
        if found and (match := LINE.match(line)):
            found[-1].setdefault(match["key"], number)
    return found


def check_read_days(root: Path, today: date) -> Iterator[Problem]:
    """Report each entry that says that somebody read the rule on a day to come."""
    try:
        lines = (root / REGISTER).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return
    for number, line in enumerate(lines, 1):
        if (match := CHECKED.match(line)) and match["day"] > today.isoformat():
            yield AHEAD.at(REGISTER, number, day=match["day"])


def _entries(register: object, key: str = "") -> list[dict[str, Any]]:
    """Return the entries; with `key`, only those that have it."""
    found = register if isinstance(register, list) else []
    entries = [entry if isinstance(entry, dict) else {} for entry in found]
    return [entry for entry in entries if not key or entry.get(key)]


def _as_cited(cite: str) -> str:
    """Return a citation of a rule or a statute in the form that pages can use, others as is."""
    if section := CFR_FORM.fullmatch(cite):
        return f"34 CFR {section['number']}"
    whole = (found.cite for found in statutes(cite) if (found.start, found.end) == (0, len(cite)))
    return next(whole, cite)


def _check_entry(
    number: int, entry: dict[str, Any], seen: set[str], lines: dict[str, int]
) -> Iterator[Problem]:
    line = lines.get("", 1)
    at = {key: lines.get(key, line) for key in KEYS}
    cite = str(entry.get("cite") or "no citation")
    if lacking := [key for key in KEYS if not entry.get(key)]:
        missing = ", ".join(lacking)
        yield INCOMPLETE.at(REGISTER, line, number=number, cite=cite, missing=missing)
        return
    if (wanted := _as_cited(cite)) != cite:
        yield OTHER_FORM.at(REGISTER, at["cite"], wanted=wanted)
    if cite in seen:
        yield TWICE.at(REGISTER, at["cite"], cite=cite)
    url = str(entry["url"])
    official = f"https://www.ecfr.gov/current/title-34/section-{cite.removeprefix('34 CFR ')}"
    if not WEB.match(url):
        yield NO_ADDRESS.at(REGISTER, at["url"], url=url[:60], number=number)
    elif is_section(cite) and url != official:
        yield NOT_OFFICIAL.at(REGISTER, at["url"], cite=cite, url=url[:80], official=official)
    if type(entry["checked"]) not in (date, datetime):
        yield NO_DAY.at(REGISTER, at["checked"], cite=cite[:60])
    if entry["sure"] not in SURE:
        yield NOT_SURE.at(REGISTER, at["sure"], cite=cite[:60])
