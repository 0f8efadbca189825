"""Adds lines to `extra.redirects` in mkdocs.yml, and leaves the rest of the file alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from library.check.settings import parse_settings, redirects_of

START = re.compile(r"(?m)^(?P<indent>[ ]+)redirects:(?P<rest>[^\n]*)$")
PLAIN = re.compile(r"/[\w./~%+-]*")


def with_redirects(text: str, new: Mapping[str, str]) -> str:
    """Return mkdocs.yml with a line for each old address without one.

    Raises ValueError if the place for them is not found.
    """
    known = redirects_of(parse_settings(text))
    wanted = {old: page for old, page in new.items() if old not in known}
    if not wanted:
        return text
    start = START.search(text)
    if start is None:
        raise ValueError("mkdocs.yml has no line redirects:")
    step = start["indent"] + "  "
    head, below = text[: start.end()], text[start.end() :]
    if empty := re.match(r"\s*\{\s*\}\s*(?P<note>#.*)?$", start["rest"]):
        note = f"  {empty['note']}" if empty["note"] else ""
        head = f"{text[: start.start()]}{start['indent']}redirects:{note}"
    block = re.match(rf"(?:\n(?:{step}[^\n]*|[ \t]*(?=\n{step})))*", below)
    kept = block[0] if block else ""
    lines = "".join(f"\n{step}{_quoted(old)}: {page}" for old, page in wanted.items())
    made = f"{head}{kept}{lines}{below[len(kept) :]}"
    if redirects_of(parse_settings(made)) != known | wanted:
        raise ValueError("the lines under redirects: in mkdocs.yml are not in their usual form")
    return made


def _quoted(old: str) -> str:
    if PLAIN.fullmatch(old):
        return old
    return yaml.safe_dump(old, default_style='"', allow_unicode=True, width=10_000).strip()
