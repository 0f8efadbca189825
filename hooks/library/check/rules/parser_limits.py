"""Limits on how much of one thing a page may hold; more would stall the Markdown parsers.

The time that Python-Markdown and rumdl take grows with the square of some characters in a
paragraph, and of the lines in a page; a hundred thousand stars are a mistake or an attack. The
limits are ten times what any of our pages has, and keep both within seconds (bench/fuzz.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.check.problem import Problem, Rule
from library.check.source import Source

LINES = 5_000
SIGNS = '*_`[]()<>&\\~^{}|!"'
IN_PAGE = 3_000  # of one character
IN_BLOCK = 300  # of one character, between two blank lines
WORD = 1_000  # characters without a space; our longest address has a third
COLUMNS = 40  # of a table; each row gets as many as the first, whether it has them or not
EMPTY_LINES = re.compile(r"\n[ \t]*\n")
# Twenty list or quote marks in one line, or a line that is indented sixteen steps.
DEEP = re.compile(
    r"\n(?:(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])){20}|(?: {0,3}\t| {4}){16}[ \t]*\S)"
)

TOO_MANY_LINES = Rule(
    "too-tangled",
    f"The page has more than {LINES:,} lines. Split it into several pages.",
    builds=False,
)
LONG_WORD = Rule(
    "too-tangled",
    f"This word has more than {WORD:,} letters, perhaps something pasted. Delete it.",
    builds=False,
)
TOO_DEEP = Rule(
    "too-tangled",
    "This line is far too deep inside other lists or quotes. Start it farther left, and put at "
    "most one list inside another.",
    builds=False,
)
WIDE_TABLE = Rule(
    "too-tangled",
    f"This table has more than {COLUMNS} columns. Split it into several smaller ones.",
    builds=False,
)
TOO_MANY_SIGNS = Rule(
    "too-tangled",
    "From here on, this {what} has the character {sign} more than {most:,} times, which is more "
    "than our programs can read. Delete some, or put blank lines in between.",
    builds=False,
)


def check_limits(source: Source) -> Iterator[Problem]:
    """Yield what makes a page too much for the other rules; this takes only quick looks."""
    body = source.body
    if body.count("\n") > LINES:
        yield source.problem_at(TOO_MANY_LINES, 0)
    line = max(source.text.split("\n"), key=len)
    if len(line) >= WORD and (long := re.search(rf"\S{{{WORD}}}", source.text)):
        yield source.problem_at(LONG_WORD, long.start() - source.body_start)
    if deep := DEEP.search(f"\n{body}"):
        yield source.problem_at(TOO_DEEP, deep.start())
    rows = re.finditer(r"[^\n]+", body) if body.count("|") > COLUMNS else ()
    if wide := next((row for row in rows if row[0].count("|") > COLUMNS), None):
        yield source.problem_at(WIDE_TABLE, wide.start())
    for sign in SIGNS:
        count = body.count(sign)
        start = _crowded(body, sign) if count > IN_BLOCK and sign != "|" else None
        if start is not None:
            yield source.problem_at(
                TOO_MANY_SIGNS, start, sign=sign, most=IN_BLOCK, what="paragraph or list"
            )
        elif count > IN_PAGE:
            first = body.index(sign)
            yield source.problem_at(TOO_MANY_SIGNS, first, sign=sign, most=IN_PAGE, what="page")


def _crowded(body: str, sign: str) -> int | None:
    """Return where a block with too many of one character starts, None if there is none."""
    start = 0
    for gap in [*EMPTY_LINES.finditer(body), None]:
        end = gap.start() if gap else len(body)
        if body.count(sign, start, end) > IN_BLOCK:
            return start
        start = gap.end() if gap else end
    return None
