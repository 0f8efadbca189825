"""Tries an inline pattern on a text only if the text has the characters that the pattern needs.

Python-Markdown tries each of its twenty patterns on each piece of text, and nearly all find
nothing: a text without a bracket has no link. To look for a few characters is far quicker.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# By the name of a pattern, what each of its matches contains: one of these. A pattern that is not
# named here is always tried.
NEEDS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "ip_bare_address": ("://", "www."),
    "ip_bare_mail": ("@",),
    "linebreak": ("\n",),
    "html": ("<",),
    "entity": ("&",),
    "delimiter": ("*", "_"),
    "ip_citation": ("34 CFR ",),
}
ALWAYS = ("",)


class QuickInlineExtension(Extension):
    """Passes over patterns that can find nothing; to be added after all other extensions."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Take the place of Markdown's own processor."""
        md.treeprocessors.register(_QuickInline(md), "inline", 20)


class _QuickInline(InlineProcessor):
    # What Python makes of the name `__handleInline` in the class above.
    def _InlineProcessor__handleInline(self, data: str, at: int = 0) -> str:  # noqa: N802
        if isinstance(data, AtomicString):
            return data
        try_pattern = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        start = 0
        while at < len(self._patterns):
            pattern, needs = self._patterns[at]
            matched = False
            for need in needs:  # not `any`: to make a generator takes longer than to look
                if need in data:
                    data, matched, start = try_pattern(pattern, data, at, start)
                    break
            if not matched:
                at, start = at + 1, 0
        return data

    @cached_property
    def _patterns(self) -> list[tuple[Any, tuple[str, ...]]]:
        """All patterns in order, with their needs; none is added once the first page is read."""
        known = {
            self.inlinePatterns[name]: NEEDS[name] for name in NEEDS if name in self.inlinePatterns
        }
        return [(pattern, known.get(pattern, ALWAYS)) for pattern in self.inlinePatterns]
