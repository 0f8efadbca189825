"""Steps keep their numbers: a list that continues after a paragraph continues counting.

Python-Markdown starts each list at 1, and adds steps to a bullet list above them, unless its list
processors are configured otherwise (https://python-markdown.github.io/reference/#lazy_ol), which
MkDocs cannot do. Python-Markdown's "sane_lists" does this too, but merges a step directly below a
bullet into that bullet.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.blockprocessors import OListProcessor, UListProcessor
from markdown.extensions import Extension


class NumberedListsExtension(Extension):
    """Gives `<ol>` the number of its first step as `start`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Replace Python-Markdown's own processors (40, 30) with ones that respect the mark."""
        md.parser.blockprocessors.register(_Steps(md.parser), "olist", 40)
        md.parser.blockprocessors.register(_Bullets(md.parser), "ulist", 30)


class _Steps(OListProcessor):
    LAZY_OL = False
    SIBLING_TAGS = ["ol"]  # noqa: RUF012  # as the parent has it


class _Bullets(UListProcessor):
    SIBLING_TAGS = ["ul"]  # noqa: RUF012
