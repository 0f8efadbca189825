"""Steps keep the number that was written: a list that goes on after a paragraph goes on counting.

Python-Markdown starts each list at 1, unless its processor of numbered lists is told otherwise
(https://python-markdown.github.io/reference/#lazy_ol); MkDocs has no setting for it.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.blockprocessors import OListProcessor
from markdown.extensions import Extension


class NumberedListsExtension(Extension):
    """Gives `<ol>` the number of its first step as `start`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Put a processor that heeds the number in the place (40) of Python-Markdown's own."""
        md.parser.blockprocessors.register(_KeepsNumber(md.parser), "olist", 40)


class _KeepsNumber(OListProcessor):
    LAZY_OL = False
