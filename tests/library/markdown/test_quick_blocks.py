"""Paragraphs recognized at once come out the same as with every processor asked."""

from __future__ import annotations

import pytest
from quick_markdown import TEXTS, Pair

from library.markdown.quick_blocks import QuickBlocksExtension

BOTH = Pair(
    ["admonition", "attr_list", "footnotes", "md_in_html", "tables", "pymdownx.details"],
    QuickBlocksExtension(),
)


@pytest.mark.parametrize(
    "text",
    [
        "One line.",
        "A line\nand one more.",
        "A heading\n=========\n\nText.",
        "Ask\n# A heading below",
        "a | b\n---|---\n1 | 2",
        "- One\n- Two\n\n    Below it.\n\nAfter.",
        "- One\n\n- Two",
        "1. One\n\n    2. In it\n\nText",
        "!!! note\n\n    In the box.\n\n    Still in it.\n\nBehind it.",
        "??? note\n    In it\n\nText",
        "> A quote\n\nNo quote",
        "Text[^1]\n\n[^1]: The note\n\n    goes on.\n\nThe end",
        "<div markdown>\n\nIn it.\n\n</div>\n\nBehind it.",
        "Énfasis al principio.",
        "Text {: .big }",
        "    code\n\nText\n\n    code",
    ],
)
def test_odd_texts_become_the_same(text: str) -> None:
    assert not BOTH.differs(text)


@pytest.mark.parametrize("page", TEXTS)
def test_every_text_of_the_library_becomes_the_same(page: str) -> None:
    assert not BOTH.differs(TEXTS[page])
