"""The font: small, whole for our texts, the same from every build."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from library.fonts import FAMILY, STYLES, UNICODES, font_file, subset_recipe, subset_woff2


@pytest.mark.parametrize("style", STYLES)
def test_the_package_holds_each_style(style: str) -> None:
    font = TTFont(font_file(style))
    assert font["name"].getDebugName(1).startswith(FAMILY)


def test_the_web_font_is_small_and_keeps_what_we_write() -> None:
    data = subset_woff2("Regular")
    assert data[:4] == b"wOF2"
    assert len(data) < 20_000, "two of these come before any text is drawn in them"
    kept = set(TTFont(BytesIO(data)).getBestCmap())
    there = set(TTFont(font_file("Regular")).getBestCmap())
    assert kept == there & set(UNICODES)
    assert set(map(ord, "IEP 34 CFR “partner” – señor ¿qué? ½ …")) <= kept


def test_the_same_bytes_come_out_twice() -> None:
    assert subset_woff2("Bold") == subset_woff2("Bold")


def test_each_style_has_a_recipe_of_its_own() -> None:
    assert subset_recipe("Regular") != subset_recipe("Bold")
    assert subset_recipe("Bold") == subset_recipe("Bold")
