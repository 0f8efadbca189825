"""Markdown's inline patterns, tried without a function call for each that does not match.

Most pieces of a text hold none of the two dozen patterns. Python-Markdown asks each of them
through three calls; that was a third of the whole build. Written for the release that
tests/library/test_quick_inline.py names.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString


class QuickInlineExtension(Extension):
    """Lets the inline processors skip what does not match. To be the last of the extensions."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Change the processors that are there: Markdown's own, and that of "smarty"."""
        for processor in md.treeprocessors:
            if type(processor) is InlineProcessor:
                processor.__class__ = QuickInlineProcessor


class QuickInlineProcessor(InlineProcessor):
    """Gives what its parent gives; a pattern without a match in the text is not tried further."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        for number, pattern in enumerate(self.inlinePatterns):
            if number < patternIndex or (
                isinstance(pattern, InlinePattern) and not pattern.getCompiledRegExp().search(data)
            ):
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, number, start
                )
        return data
