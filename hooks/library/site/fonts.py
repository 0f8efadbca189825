"""The site's font files, and how they are made small enough for a phone."""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import version as fonttools_version

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FAMILY = "Atkinson Hyperlegible"
# What pages and sheets are set in: the same, but for its zero, so it has a name of its own.
OUR_FAMILY = "IEP Partner Text"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")

# What every page loads first: the letters of English and Spanish, and their punctuation: dashes,
# quotes, bullet, ellipsis, primes, euro, trademark, minus.
TEXT = [
    *range(0x20, 0x7F),
    0xA0, 0xAD, *map(ord, "¡§©ª«®°·º»¼½¾¿×ÁÉÍÑÓÚÜáéíñóúü"), 0x2BC,
    *range(0x2010, 0x2016), 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E,
    0x2022, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212,
]  # fmt: skip
# A quarter of the font that few pages need: the rest of Latin-1, as in the name Zoë. A browser
# loads it when it finds such a letter, by the ranges in fonts.css.
MORE = sorted({*range(0xA1, 0x100), 0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC}.difference(TEXT))
PARTS = {"": TEXT, "-more": MORE}  # end of the file's name -> its characters


def font_file(style: str) -> Path:
    """Return the path of the TTF file of one of STYLES, from the pinned font package."""
    name = f"AtkinsonHyperlegible-{style}.ttf"
    return Path(str(files("fontpkg_atkinson_hyperlegible") / "files" / name))


def second_file() -> Path:
    """Return the path of the variable font that prints what ours lacks: arrows, check marks ..."""
    return Path(str(files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"))


def sheet_fonts(html: str) -> dict[str, bytes]:
    """Return the TTF files for a PDF sheet, by the names of pdf.FONT_STYLES.

    A few sheets also need parts of a second font, in two weights.
    """
    from fontTools.ttLib import TTFont  # late, here and below: few builds cut a font

    known = TTFont(font_file("Regular"), lazy=True).getBestCmap()
    lacking = frozenset(map(ord, unescape(html))).difference(known)
    return {style: _sheet_font(style) for style in STYLES} | _second_fonts(lacking)


@lru_cache
def _sheet_font(style: str) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(font_file(style), recalcTimestamp=False)  # the same bytes from every build
    _make_ours(font)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@lru_cache
def _second_fonts(characters: frozenset[int]) -> dict[str, bytes]:
    from fontTools.ttLib import TTFont

    there = TTFont(second_file(), lazy=True).getBestCmap().keys()
    if there.isdisjoint(characters):
        return {}
    # The engine may also use this font for spaces and punctuation next to such a character.
    wanted = characters | {*range(0x20, 0x7F), 0xA0}
    weights = {"Second": 400, "SecondBold": 700}
    return {name: second_font(wanted, weight=weight) for name, weight in weights.items()}


def second_font(characters: frozenset[int], *, weight: int) -> bytes:
    """Return a TTF file of the second font with only these characters, in one weight."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(second_file(), recalcTimestamp=False)
    for table in ("GDEF", "GPOS", "GSUB", "HVAR", "STAT"):  # to read them takes seconds
        del font[table]
    options = subset.Options()
    options.recalc_timestamp = False  # the same bytes from every build
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters & font.getBestCmap().keys())
    subsetter.subset(font)  # before the weight is set, which is slow for a whole font
    out = BytesIO()
    instantiateVariableFont(font, {"wght": weight}, static=True).save(out)
    return out.getvalue()


def subset_woff2(style: str, part: str) -> bytes:
    """Return the font of one of STYLES, cut to one of PARTS, as the bytes of a woff2 file."""
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False  # a third of the file; today's screens smooth letters without it
    options.recalc_timestamp = False  # the same bytes from every build
    font = subset.load_font(str(font_file(style)), options)
    _make_ours(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=PARTS[part])
    subsetter.subset(font)
    out = BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def _make_ours(font: TTFont) -> None:
    """Draw a font's zero without a slash, in place, and give the font the name of ours."""
    open_zero(font)
    for record in font["name"].names:
        record.string = str(record).replace(FAMILY, OUR_FAMILY).replace(
            FAMILY.replace(" ", ""), OUR_FAMILY.replace(" ", "")
        )  # fmt: skip


def open_zero(font: TTFont) -> None:
    """Take the slash out of a font's zero, in place: dates and day counts read as numbers.

    The slash cuts the inside of the zero in two. Both halves become one oval between the same
    edges, so that its stems stay as thick as they were drawn. An O is wider.
    """
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    drawn = RecordingPen()
    font.getGlyphSet()["zero"].draw(drawn)
    first = next(at for at, (step, _) in enumerate(drawn.value) if step == "closePath") + 1
    points = [point for _, given in drawn.value[first:] for point in given]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    x, y = (left + right) / 2, (low + high) / 2  # its middle
    w, h = (right - left) / 4, (high - low) / 4  # how far its curves reach
    pen = TTGlyphPen(None)
    for step, given in drawn.value[:first]:  # the outside
        getattr(pen, step)(*given)
    pen.moveTo((x, low))
    pen.qCurveTo((x + w, low), (right, y - h), (right, y))
    pen.qCurveTo((right, y + h), (x + w, high), (x, high))
    pen.qCurveTo((x - w, high), (left, y + h), (left, y))
    pen.qCurveTo((left, y - h), (x - w, low), (x, low))
    pen.closePath()
    font["glyf"]["zero"] = pen.glyph()
    font["glyf"]["zero"].recalcBounds(font["glyf"])


def subset_recipe(style: str, part: str) -> list[bytes]:
    """Return all that `subset_woff2` depends on, as the key of a cached copy."""
    return [
        font_file(style).read_bytes(),
        part.encode(),
        fonttools_version.encode(),
        Path(__file__).read_bytes(),
    ]
