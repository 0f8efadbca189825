"""The font: small, complete for our texts, the same from every build."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from library.site.fonts import (
    FAMILY,
    MORE,
    PARTS,
    STYLES,
    TEXT,
    font_file,
    sheet_fonts,
    subset_recipe,
    subset_woff2,
)

STYLESHEET = Path(__file__).parents[3] / "overrides/assets/stylesheets/fonts.css"


@pytest.mark.parametrize("style", STYLES)
def test_the_package_holds_each_style(style: str) -> None:
    font = TTFont(font_file(style))
    assert font["name"].getDebugName(1).startswith(FAMILY)


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_the_web_font_is_small_and_keeps_what_we_write(style: str) -> None:
    data = {part: subset_woff2(style, part) for part in PARTS}
    assert {one[:4] for one in data.values()} == {b"wOF2"}
    assert len(data[""]) < 8_200, "more takes a phone one more round trip before it shows our font"
    kept = {part: set(TTFont(BytesIO(one)).getBestCmap()) for part, one in data.items()}
    there = set(TTFont(font_file(style)).getBestCmap())
    assert kept == {"": there & set(TEXT), "-more": there & set(MORE)}
    assert set(map(ord, "IEP 34 CFR “partner” – señor ¿qué? ½ …")) <= kept[""]
    assert set(map(ord, "Zoë François Øßþ œ")) <= kept[""] | kept["-more"]


@pytest.mark.parametrize("style", ["Regular", "Bold"])
@pytest.mark.parametrize("medium", ["pages", "sheets"])
def test_our_zero_has_no_slash_and_its_font_another_name(style: str, medium: str) -> None:
    ours = subset_woff2(style, "") if medium == "pages" else sheet_fonts("0")[style]
    before, after = TTFont(font_file(style)), TTFont(BytesIO(ours))
    assert (before["glyf"]["zero"].numberOfContours, after["glyf"]["zero"].numberOfContours) == (
        3,
        2,
    )
    edges = [
        [getattr(font["glyf"]["zero"], edge) for edge in ("xMin", "yMin", "xMax", "yMax")]
        for font in (before, after)
    ]
    assert edges[0] == edges[1]
    assert before["hmtx"]["zero"] == after["hmtx"]["zero"]
    names = {record.nameID: str(record) for record in after["name"].names}
    assert [names[number] for number in (1, 4, 6)] == [
        "IEP Partner Text",
        f"IEP Partner Text {style}",
        f"IEPPartnerText-{style}",
    ]


def test_the_first_part_has_the_signs_of_our_texts_and_no_others() -> None:
    signs = "¡§©ª«®°·º»¼½¾¿×ÁÉÍÑÓÚÜáéíñóúüʼ‐‑‒–—―‘’‚“”„•…′″‹›€™−\N{NO-BREAK SPACE}\N{SOFT HYPHEN}"
    assert set(map(chr, TEXT)) == set(map(chr, range(ord(" "), ord("~") + 1))) | set(signs)
    assert len(TEXT) == len(set(TEXT)) and not set(TEXT) & set(MORE)


def test_a_sheet_with_a_sign_that_our_font_lacks_takes_it_from_a_second() -> None:
    plain = sheet_fonts("<p>Words &amp; é</p>")
    assert set(plain) == {"Regular", "Bold", "Italic", "BoldItalic"}
    assert "IEP Partner Text" in str(TTFont(BytesIO(plain["Bold"]))["name"].getDebugName(4))
    assert sheet_fonts("<p>\u2603</p>") == plain, "neither font has a snowman"
    more = sheet_fonts("<p>&#x2192; \u2713</p>")
    assert set(more) == set(plain) | {"Second", "SecondBold"}
    for name, weight in (("Second", 400), ("SecondBold", 700)):
        font = TTFont(BytesIO(more[name]))
        assert set(map(chr, font.getBestCmap())) == set(
            f"{''.join(map(chr, range(0x20, 0x7F)))}\xa0\u2192\u2713"
        )
        assert font["OS/2"].usWeightClass == weight and "fvar" not in font
    assert sheet_fonts("<p>\u2713\u2192</p>") == more


def test_a_browser_loads_the_second_part_for_its_characters_alone() -> None:
    css = STYLESHEET.read_text(encoding="utf-8")
    ranges = re.findall(r"unicode-range:([^;]+);", css)
    assert len(ranges) == 2, "both weights"
    for told in ranges:
        found = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", told)
        codes = [code for a, b in found for code in range(int(a, 16), int(b or a, 16) + 1)]
        assert codes == MORE


def test_the_same_bytes_come_out_twice() -> None:
    assert subset_woff2("Bold", "") == subset_woff2("Bold", "")


def test_each_style_and_part_has_a_recipe_of_its_own() -> None:
    assert subset_recipe("Regular", "") != subset_recipe("Bold", "")
    assert subset_recipe("Bold", "") != subset_recipe("Bold", "-more")
    assert subset_recipe("Bold", "") == subset_recipe("Bold", "")
