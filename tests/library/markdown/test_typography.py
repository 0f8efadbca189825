"""Curly quotes, dashes and dots: the same as Markdown's own "smarty" sets."""

from __future__ import annotations

import random
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown
from sample_library import DOCS

from library.markdown.typography import TypographyExtension, typographic

PAGES = sorted(DOCS.rglob("*.md"))
COMMON = ["admonition", "attr_list", "footnotes", "md_in_html", "tables"]
OURS = Markdown(extensions=[*COMMON, TypographyExtension()])
SMARTY = Markdown(extensions=[*COMMON, "smarty"])


def both(text: str) -> tuple[str, str]:
    """Return what we and what "smarty" make of a Markdown text, without entities."""
    return unescape(OURS.reset().convert(text)), unescape(SMARTY.reset().convert(text))


@pytest.mark.parametrize(
    ("keys", "signs"),
    [
        ('"Help," she said.', "“Help,” she said."),
        ("the school's plan", "the school’s plan"),
        ('"the school\'s", then', "“the school’s”, then"),  # "smarty" opens one behind 's
        ("the parents' copy", "the parents’ copy"),
        ("the '90s", "the ’90s"),
        ("say 'yes' or", "say ‘yes’ or"),
        ("\"'Yes' is enough.\"", "“‘Yes’ is enough.”"),
        ("\"He said 'yes'\"", "“He said ‘yes’”"),
        ('(see "notice")', "(see “notice”)"),
        ('wait--"now"', "wait–“now”"),
        ("one---two--three", "one—two–three"),
        ("and so on...", "and so on…"),
        ("----", "----"),
        ("....", "...."),
        ('" ', "” "),
        ('", then', "”, then"),
        ("nothing here - at all.", "nothing here - at all."),
    ],
)
def test_signs(keys: str, signs: str) -> None:
    assert typographic(keys) == signs


def test_code_and_quotes_with_a_backslash_stay() -> None:
    text = 'Write `it\'s "so"...` here, \\"plain\\".\n\n```\n\'--\'\n```\n'
    html = OURS.reset().convert(text)
    assert "<code>it's &quot;so&quot;...</code>" in html or '<code>it\'s "so"...</code>' in html
    assert '"plain"' in html
    assert "“" not in html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_text_of_the_library_has_the_signs_that_smarty_sets(page: Path) -> None:
    ours, smarty = both(page.read_text(encoding="utf-8"))
    assert ours == smarty


def test_odd_texts_have_the_signs_that_smarty_sets() -> None:
    chance = random.Random(7)
    others = ["a", "word", "90s", "b ", "c ", ".", ",", "(", ")", "--", "---", "..."]
    quotes = ["'", '"', "\"'", "'\""]
    for _ in range(3000):
        pieces = [chance.choice(others) + chance.choice(["", *quotes]) for _ in range(4)]
        text = f"x{''.join(pieces)}x"
        ours, smarty = both(text)
        assert ours == smarty, text
