"""Markdown's inline patterns, tried without a function call for each that does not match.

Most pieces of a text hold none of the two dozen patterns. Python-Markdown asks each of them
through three calls; that was a third of the whole build. Written for the release that
tests/hooks/test_save_work.py names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
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
    def _patterns(self) -> list[tuple[int, Any, Callable[[str], object]]]:
        """The patterns with their numbers, and what looks for a first match."""
        patterns: Iterable[Any] = self.inlinePatterns
        return [(n, each, each.getCompiledRegExp().search) for n, each in enumerate(patterns)]

    @cached_property
    def _plain(self) -> set[str]:
        """Short texts in which nothing matches, such as the line ends between blocks."""
        return set()

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or data in self._plain:
            return data
        before = data
        for number, pattern, finds in self._patterns:
            if number < patternIndex or not finds(data):
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, number, start
                )
        if data is before and not patternIndex and len(data) < SHORT:
            self._plain.add(data)
        return data
