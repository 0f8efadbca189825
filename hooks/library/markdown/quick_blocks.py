"""Recognizes plain paragraphs first: most blocks are one, but Python-Markdown tries that last.

Python-Markdown asks a dozen processors about each block. A one-line block that begins with a
letter cannot be a heading, list, quote, table, note, box or code: each of those begins with a
mark or a number, or needs a second line.
"""

from __future__ import annotations

from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension


class QuickBlocksExtension(Extension):
    """Handles plain paragraphs before any other processor is asked."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run before all others: the first, md_in_html, has 105."""
        md.parser.blockprocessors.register(_PlainParagraph(md.parser), "ip_plain_paragraph", 110)


class _PlainParagraph(ParagraphProcessor):
    def test(self, parent: ElementTree.Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block
