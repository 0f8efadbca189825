"""Markdown that breaks on the page and that rumdl does not know: lists from Word, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.check.problem import Problem
from library.check.source import Source

# One look at each line for what may be wrong is four times faster than the rules below.
SUSPECT = re.compile(r"(?m)^[ \t]*(?:[•·‣▪●○–]|\d{1,3}\)|[-*+][ \t]*\[|!!!|\?\?\?)")
WORD_LIST = re.compile(r"(?m)^[ \t]*(?:[•·‣▪●○]|–[ \t])[ \t]*\S")
ROUND_NUMBER = re.compile(r"(?m)^[ ]{0,3}(?P<number>\d{1,3})\)[ ]")
TICK_BOX = re.compile(r"(?m)^[ \t]*[-*+](?:\[[ xX]?\]|[ \t]+(?:\[\]|\[[ xX]\](?=\S)(?![\[(:])))")
BOX = re.compile(r"(?m)^(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)(?P<head>[^\n]*)$")
BELOW = re.compile(r"(?:[ \t]*\n)*(?P<indent>[ \t]*)(?P<words>\S?)")
STEP = 4  # blanks by which the text of a box stands to the right of it
BOX_HEAD = re.compile(r"[ ]?[\w-]+(?:[ ]+\"[^\"]*\")?[ ]*")


def check_broken_markdown(source: Source) -> Iterator[Problem]:
    """Check a page's body, code and comments left out."""
    text = source.prose
    if not SUSPECT.search(text):
        return
    for match in WORD_LIST.finditer(text):
        yield _problem(
            source,
            match.end() - 1,
            "This line starts with a bullet or a long dash, as Word makes them. Start each line of "
            "a list with a hyphen and a space: - like this.",
        )
    for match in ROUND_NUMBER.finditer(text):
        number = match["number"]
        yield _problem(
            source,
            match.start("number"),
            f"A step starts with a number, a period, and a space: {number}. and not {number}).",
        )
    for match in TICK_BOX.finditer(text):
        yield _problem(
            source,
            match.end() - 1,
            "This would be no box to tick. Write a hyphen, a space, [ ] with a space inside, and a "
            "space: - [ ] like this.",
        )
    yield from _check_boxes(source, text)


def _check_boxes(source: Source, text: str) -> Iterator[Problem]:
    for match in BOX.finditer(text):
        below = BELOW.match(text, match.end())
        if not BOX_HEAD.fullmatch(match["head"]):
            yield _problem(
                source,
                match.start("head"),
                "A box starts with a word for its kind, and its title in straight quotes: "
                '!!! note "A short title".',
            )
        elif not below or not below["words"] or _width(below) < _width(match) + STEP:
            yield _problem(
                source,
                match.start("head"),
                "This box has no text in it. Start each line of its text with four spaces.",
            )


def _width(match: re.Match[str]) -> int:
    return len(match["indent"].expandtabs(STEP))


def _problem(source: Source, position: int, message: str) -> Problem:
    return Problem(source.path, source.line_at(position), "error", "markdown-breaks", message)
