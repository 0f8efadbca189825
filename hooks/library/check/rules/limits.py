"""Rules on how much of a thing a page may hold: what more of it would stop the readers of Markdown.

Python-Markdown and rumdl take time by the square of some signs in a paragraph, or of the lines of a
page; a text with a hundred thousand stars is a mistake or an attack. The limits are ten times what
any page of ours has, and keep both below seconds (bench/fuzz.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.check.problem import Problem
from library.check.source import Source

LINES = 5_000
SIGNS = '*_`[]()<>&\\~^{}|!"'
IN_PAGE = 3_000  # of one sign
IN_BLOCK = 300  # of one sign, between two empty lines
WORD = 1_000  # letters and signs without a blank; the longest address of ours has a third
COLUMNS = 40  # of a table; each row takes as many as the first, whether it has them or not
EMPTY_LINES = re.compile(r"\n[ \t]*\n")
# Twenty marks of lists and quotes in one line, or a line that starts sixteen steps to the right.
DEEP = re.compile(
    r"\n(?:(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])){20}|(?: {0,3}\t| {4}){16}[ \t]*\S)"
)


def check_limits(source: Source) -> Iterator[Problem]:
    """Give what makes a page too much for the other rules; only quick looks are taken."""
    body = source.body
    if body.count("\n") > LINES:
        yield _problem(
            source, 0, f"The page has more than {LINES:,} lines. Split it into several pages."
        )
    line = max(source.text.split("\n"), key=len)
    if len(line) >= WORD and (long := re.search(rf"\S{{{WORD}}}", source.text)):
        yield _problem(
            source,
            long.start() - source.body_start,
            f"Here is a word of more than {WORD:,} letters, perhaps something pasted. Delete it.",
        )
    if deep := DEEP.search(f"\n{body}"):
        yield _problem(
            source,
            deep.start(),
            "This line stands far too deep inside other lists or quotes. Start it farther left, "
            "and use one list inside another at most.",
        )
    rows = re.finditer(r"[^\n]+", body) if body.count("|") > COLUMNS else ()
    if wide := next((row for row in rows if row[0].count("|") > COLUMNS), None):
        yield _problem(
            source,
            wide.start(),
            f"This table has more than {COLUMNS} columns. Make several smaller ones of it.",
        )
    for sign in SIGNS:
        count = body.count(sign)
        start = _crowded(body, sign) if count > IN_BLOCK and sign != "|" else None
        if start is not None:
            yield _too_many(source, start, sign, IN_BLOCK, "paragraph or list")
        elif count > IN_PAGE:
            yield _too_many(source, body.index(sign), sign, IN_PAGE, "page")


def _crowded(body: str, sign: str) -> int | None:
    """Return where a block starts that holds too many of a sign, None if none does."""
    start = 0
    for gap in [*EMPTY_LINES.finditer(body), None]:
        end = gap.start() if gap else len(body)
        if body.count(sign, start, end) > IN_BLOCK:
            return start
        start = gap.end() if gap else end
    return None


def _too_many(source: Source, position: int, sign: str, most: int, what: str) -> Problem:
    return _problem(
        source,
        position,
        f"From here on, this {what} holds the sign {sign} more than {most:,} times, which no "
        "reader of ours can take. Delete what is too much, or put empty lines in between.",
    )


def _problem(source: Source, position: int, message: str) -> Problem:
    return Problem(source.path, source.line_at(position), "error", "too-tangled", message)
