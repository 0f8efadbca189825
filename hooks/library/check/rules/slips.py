"""Slips of the pen that no spelling checker sees, and links whose words say nothing: only hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from operator import eq

from library.check.problem import Problem, Rule, in_short
from library.check.rules.markup import Heading
from library.check.source import Source, lower

TWICE = re.compile(r"\b(?P<word>[A-Za-z]+)(?:[ ]+|[ ]*\n[ ]*)(?P=word)\b", re.IGNORECASE)
LETTERS_OR_SIGNS = re.compile(r"[a-z]+|[^a-z\s]+")
MAY_BE_TWICE = frozenset({"had", "that"})
OPENS = re.compile(r"\((?=\d+ CFR )")
PART_ENDS = re.compile(r"\n[ ]*(?:\n|[-*+] |\d+\. )")
VAGUE = re.compile(
    r"\[(?P<words>(?:click )?here|(?:read |learn )?more|(?:this )?(?:link|page)|this)\]\(",
    re.IGNORECASE,
)

WORD_TWICE = Rule("word-twice", '"{shown}": this word appears twice. Delete one.', level="hint")
NOT_CLOSED = Rule(
    "bracket-open",
    'The parenthesis before "{shown}" is never closed. Put ) after the rule.',
    level="hint",
)
VAGUE_LINK = Rule(
    "vague-link",
    'The words "{words}" do not say where this link leads. Parents who listen to the page hear '
    "only the links: write the name of that page.",
    level="hint",
)
SAME_HEADING = Rule(
    "same-heading",
    'There is another heading "{heading}" in line {line}. Make the two differ: a link to it can '
    "lead to only one.",
    level="hint",
)


def check_slips(source: Source, found: list[Heading]) -> Iterator[Problem]:
    """Check a page's body, without code and comments; `found` are its headings."""
    text = source.prose
    for match in TWICE.finditer(text) if _may_repeat(text) else ():
        if match["word"].lower() not in MAY_BE_TWICE:
            shown = " ".join(match[0].split())
            yield source.problem_at(WORD_TWICE, match.start(), shown=shown)
    for match in OPENS.finditer(text):
        end = PART_ENDS.search(text, match.end())
        part = text[match.start() : end.start() if end else len(text)]
        if not _closes(part):
            yield source.problem_at(NOT_CLOSED, match.start(), shown=" ".join(part[1:40].split()))
    for match in VAGUE.finditer(text) if "](" in text else ():
        yield source.problem_at(VAGUE_LINK, match.start(), words=match["words"])
    first: dict[str, int] = {}
    for heading in found:
        name, line = heading.text.casefold(), source.line_at(heading.position)
        if name in first:
            yield source.problem(
                SAME_HEADING, line, heading=in_short(heading.text, 60), line=first[name]
            )
        first.setdefault(name, line)


def _may_repeat(text: str) -> bool:
    """Return whether anything is there twice in a row with only space between: told quickly."""
    words = LETTERS_OR_SIGNS.findall(lower(text))
    return any(map(eq, words, islice(words, 1, None)))


def _closes(text: str) -> bool:
    """Return whether the parenthesis at the start of a text has its partner."""
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return True
    return False
