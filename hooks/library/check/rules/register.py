"""Rules on the register of the law, docs/regulations.yml: each entry is whole and leads right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from library.check.problem import Problem
from library.markdown.citations import is_section

REGISTER = "docs/regulations.yml"
KEYS = ("cite", "title", "url", "edition", "checked", "sure")
SURE = ("read", "guidance")
WEB = re.compile(r"https?://[\w.-]+(?:[/?#]\S*)?$", re.ASCII)


def addresses(register: object) -> dict[str, str]:
    """Return the addresses of what may be cited, by citation."""
    return {str(entry["cite"]): str(entry.get("url")) for entry in _entries(register, "cite")}


def check_register(register: object, text: str) -> Iterator[Problem]:
    """Check the register; `register` is what stands in the file, `text` the file itself."""
    if not isinstance(register, list):
        message = "This file holds no list of rules. Undo the last change to it."
        yield Problem(REGISTER, 1, "error", "settings-unreadable", message)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("- ")]
    seen: set[str] = set()
    for number, entry in enumerate(_entries(register), start=1):
        line = lines[number - 1] if number <= len(lines) else 1
        for message in _faults(number, entry, seen):
            yield Problem(REGISTER, line, "error", "register-entry", message)
        seen.add(str(entry.get("cite")))


def _entries(register: object, key: str = "") -> list[dict[str, Any]]:
    """Return the entries; with `key` only those that have it."""
    found = register if isinstance(register, list) else []
    entries = [entry if isinstance(entry, dict) else {} for entry in found]
    return [entry for entry in entries if not key or entry.get(key)]


def _faults(number: int, entry: dict[str, Any], seen: set[str]) -> Iterator[str]:
    cite = str(entry.get("cite") or "no citation")
    if missing := [key for key in KEYS if not entry.get(key)]:
        yield (
            f"Entry {number} of the register ({cite}) has no {', '.join(missing)}. Add it, as in "
            "the entries around it."
        )
        return
    if cite in seen:
        yield f"{cite} is there twice. Keep one of the two entries."
    url = str(entry["url"])
    official = f"https://www.ecfr.gov/current/title-34/section-{cite.removeprefix('34 CFR ')}"
    if not WEB.match(url):
        yield (
            f'The address "{url[:60]}" in entry {number} of the register is none of the web. Write '
            "one that starts with https://."
        )
    elif is_section(cite) and url != official:
        yield (
            f"{cite} leads to {url[:80]}, which is not the official text of this section. "
            f"Write: url: {official}"
        )
    if type(entry["checked"]) not in (date, datetime):
        yield f'"checked" of {cite[:60]} must be a day: year-month-day, such as 2026-11-24.'
    if entry["sure"] not in SURE:
        yield (
            f'"sure" of {cite[:60]} must be read (the text of the rule itself was read) or '
            "guidance (an official text about it was read)."
        )
