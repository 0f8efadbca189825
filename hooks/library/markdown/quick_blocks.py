"""Plain paragraphs, known at once: most blocks of a text are one, and are asked for last.

Python-Markdown asks a dozen processors about each block first. A block of one line that begins
with a letter is no heading, list, quote, table, note, box or code: each of those begins with a sign
or a number, or needs a second line.
"""

from __future__ import annotations

from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension


class QuickBlocksExtension(Extension):
    """Takes plain paragraphs before all other processors are asked."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Come before the first of the others: md_in_html has 105."""
        md.parser.blockprocessors.register(_PlainParagraph(md.parser), "ip_plain_paragraph", 110)


class _PlainParagraph(ParagraphProcessor):
    def test(self, parent: ElementTree.Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block
