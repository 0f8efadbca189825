"""Markdown's inline patterns, tried only on texts that can hold a match.

Most pieces of a text hold none of the sixteen patterns. Python-Markdown asks each of them through
three calls. Here a pattern is asked only if the text holds what each of its matches must have, such
as "[" for a link. Written for the release that tests/hooks/test_fast_build.py names.
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


class QuickInlineExtension(Extension):
    """Lets the inline processors skip what does not match. To be the last of the extensions."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Change the processor that is there."""
        for processor in md.treeprocessors:
            if type(processor) is InlineProcessor:
                processor.__class__ = QuickInlineProcessor


class QuickInlineProcessor(InlineProcessor):
    """Gives what its parent gives; a pattern without a match in the text is not tried further."""

    @cached_property
    def _patterns(self) -> list[tuple[int, Any, Callable[[str], object], Callable[[str], object]]]:
        """The patterns with their numbers, what looks for what they need, and for a match."""
        patterns: Iterable[Any] = self.inlinePatterns
        found = [(number, each, each.getCompiledRegExp()) for number, each in enumerate(patterns)]
        return [
            (number, each, any_of(needed(regex)), regex.search) for number, each, regex in found
        ]

    @cached_property
    def _may_match(self) -> Callable[[str], object]:
        """What looks for anything that any of the patterns needs."""
        every = [needed(pattern.getCompiledRegExp()) for _, pattern, _, _ in self._patterns]
        return any_of([text for texts in every for text in texts] if all(every) else [])

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self._may_match(data):
            return data
        for number, pattern, may_match, finds in self._patterns:
            if number < patternIndex or not may_match(data) or not finds(data):
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, number, start
                )
        return data


def any_of(texts: Iterable[str]) -> Callable[[str], object]:
    """Return what tells whether a text holds one of these; it always says so if there are none."""
    return re.compile("|".join(map(re.escape, texts))).search


def needed(regex: re.Pattern[str]) -> tuple[str, ...]:
    """Return texts one of which stands in each match of a pattern, () where none is sure to.

    Marks rather than letters, since few texts hold them; with re.IGNORECASE marks alone.
    """
    sure = _needed(parser.parse(regex.pattern, regex.flags))
    if regex.flags & re.IGNORECASE:
        sure = (texts for texts in sure if not any(map(_has_letter, texts)))
    return _rarest(sure)


def _needed(parts: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    run = ""  # of letters and marks one after the other
    for kind, value in [*parts, (None, None)]:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if run:
            yield (run,)
            run = ""
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            if value[0]:  # at least once
                yield from _needed(value[2])
        elif kind is op.SUBPATTERN and not value[1]:  # a group that sets no flags of its own
            yield from _needed(value[3])
        elif kind is op.ASSERT:  # what stands before or after; it is part of the text too
            yield from _needed(value[1])
        elif kind is op.BRANCH:
            choices = [_rarest(_needed(branch)) for branch in value[1]]
            if all(choices):
                yield tuple(text for texts in choices for text in texts)
        elif kind is op.IN and all(each is op.LITERAL for each, _ in value):
            yield tuple(chr(code) for _, code in value)


def _rarest(choices: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return min(choices, key=lambda texts: (any(map(_is_common, texts)), len(texts)), default=())


def _is_common(text: str) -> bool:
    return all(character.isalnum() or character in " .," for character in text)


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))
