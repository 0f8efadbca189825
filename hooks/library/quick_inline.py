"""Markdown's inline patterns, tried only on texts that can hold a match.

Most pieces of a text hold none of the three dozen patterns. Python-Markdown asks each of them
through three calls; that was a third of the whole build. Here a pattern is asked only if the text
holds a character that each of its matches must have, such as "[" for a link. Written for the
release that tests/hooks/test_save_work.py names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

SHORT = 50  # characters; longer texts seldom come twice


class QuickInlineExtension(Extension):
    """Lets the inline processors skip what does not match. To be the last of the extensions."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Change the processors that are there: Markdown's own, and that of "smarty"."""
        for processor in md.treeprocessors:
            if type(processor) is InlineProcessor:
                processor.__class__ = QuickInlineProcessor


class QuickInlineProcessor(InlineProcessor):
    """Gives what its parent gives; a pattern without a match in the text is not tried further."""

    @cached_property
    def _patterns(self) -> list[tuple[int, Any, str, Callable[[str], object]]]:
        """The patterns with their numbers, a character each needs, and what looks for a match."""
        patterns: Iterable[Any] = self.inlinePatterns
        found = [(number, each, each.getCompiledRegExp()) for number, each in enumerate(patterns)]
        return [(number, each, needed(regex), regex.search) for number, each, regex in found]

    @cached_property
    def _plain(self) -> set[str]:
        """Short texts in which nothing matches, such as the line ends between blocks."""
        return set()

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or data in self._plain:
            return data
        before = data
        for number, pattern, character, finds in self._patterns:
            if character not in data or number < patternIndex or not finds(data):
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, number, start
                )
        if data is before and not patternIndex and len(data) < SHORT:
            self._plain.add(data)
        return data


def needed(regex: re.Pattern[str]) -> str:
    """Return a character that stands in each match of a pattern, "" where none is sure to.

    A mark rather than a letter, since few texts hold it; with re.IGNORECASE marks alone.
    """
    sure = sorted(_needed(parser.parse(regex.pattern, regex.flags)), key=_is_common)
    marks_only = regex.flags & re.IGNORECASE
    return next((each for each in sure if not (marks_only and each.isalpha())), "")


def _needed(parts: Iterable[Any]) -> Iterator[str]:
    for kind, value in parts:
        if kind is op.LITERAL:
            yield chr(value)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            if value[0]:  # at least once
                yield from _needed(value[2])
        elif kind is op.SUBPATTERN and not value[1]:  # a group that sets no flags of its own
            yield from _needed(value[3])
        elif kind is op.ASSERT:  # what stands before or after; it is part of the text too
            yield from _needed(value[1])


def _is_common(character: str) -> bool:
    return character.isalnum() or character in " .,"
