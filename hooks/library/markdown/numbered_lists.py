"""Steps keep the number that was written: a list that goes on after a paragraph goes on counting.

Python-Markdown starts each list at 1, and adds steps to a list of bullets that stands before them,
unless its processors of lists are told otherwise
(https://python-markdown.github.io/reference/#lazy_ol); MkDocs has no setting for it. Its own
"sane_lists" does this too, but lets a step that follows a bullet at once run into it.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.blockprocessors import OListProcessor, UListProcessor
from markdown.extensions import Extension


class NumberedListsExtension(Extension):
    """Gives `<ol>` the number of its first step as `start`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Put processors that heed the mark in the places (40, 30) of Python-Markdown's own."""
        md.parser.blockprocessors.register(_Steps(md.parser), "olist", 40)
        md.parser.blockprocessors.register(_Bullets(md.parser), "ulist", 30)


class _Steps(OListProcessor):
    LAZY_OL = False
    SIBLING_TAGS = ["ol"]  # noqa: RUF012  # as the parent has it


class _Bullets(UListProcessor):
    SIBLING_TAGS = ["ul"]  # noqa: RUF012
