"""The font in which readers type into a PDF: every letter of the Latin and Cyrillic alphabets.

A parent's own name must stay whole: Nguyễn, Łukasiewicz, Şükrü, Олена. A font for fields usually
has the 200 characters of WinAnsi, and a reader drops what is not in it (PDFium, which is in Chrome)
or sets the whole answer in another, smaller font. So fields have a composite font of their own,
Source Sans 3, with two bytes a character. It takes up 20 kB in a file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pydyf
from fontTools.ttLib import TTFont

from library.site.fonts import second_font

FONT = "IpText"
# PDFium asks the font of a field only for characters of the set that it takes the font to have. For
# an embedded font that is Western European, unless the font has one of four names. So a field names
# this font first by such a name, then by its own: PDFium takes the first, all others the last. Seen
# in core/fpdfdoc/cpdf_bafontmap.cpp, and tested with Polish and Vietnamese names.
PDFIUM_NAME = "Wingdings"

CHARACTERS = frozenset(
    [
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: all of Europe, Turkish, Hawaiian
        *map(ord, "ƠơƯưǪǫȘșȚț"),  # Vietnamese, Navajo, Romanian
        *range(0x1EA0, 0x1EFA),  # Vietnamese
        *range(0x400, 0x460), 0x490, 0x491,  # Russian, Ukrainian and their neighbors
        *map(ord, "ʻʼ‐‑‒–—‘’‚“”„•…‹›€™−"),
    ]
)  # fmt: skip
# In thousandths. PDFium makes a line as tall as both together: 12 points of text in a field of 14,
# and no more than 14 in the lines for notes.
ASCENT, DESCENT = 910, -290


@dataclass(frozen=True)
class _Font:
    """A font file, and for each of its characters the number and the width of its glyph."""

    name: str
    content: bytes
    box: tuple[int, int, int, int]  # of all glyphs, in thousandths of the size
    cap_height: int
    glyphs: dict[int, tuple[int, int]]  # code point -> glyph, width in thousandths


@lru_cache(maxsize=1)
def _font() -> _Font:
    content = second_font(CHARACTERS, weight=400)
    font = TTFont(io.BytesIO(content))
    scale = 1000 / font["head"].unitsPerEm
    metrics, head = font["hmtx"].metrics, font["head"]
    return _Font(
        name="IPTEXT+Source-Sans-3",
        content=content,
        box=tuple(round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)),
        cap_height=round(font["OS/2"].sCapHeight * scale),
        glyphs={
            code: (font.getGlyphID(name), round(metrics[name][0] * scale))
            for code, name in sorted(font.getBestCmap().items())
        },
    )


def add_field_font(pdf: Any) -> bytes:
    """Add the font to a pydyf document, and return its reference.

    It is a Type 0 font with the encoding Identity-H (ISO 32000-1, 9.7): two bytes are the number of
    a glyph. A reader finds the glyph of a typed character in /ToUnicode, read backwards.
    """
    font = _font()
    file = pydyf.Stream([font.content], {"Length1": len(font.content)}, compress=True)
    pdf.add_object(file)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{font.name}",
            "Flags": 4,  # as every font has to say whose glyphs are found by number
            "FontBBox": pydyf.Array(font.box),
            "ItalicAngle": 0,
            "Ascent": ASCENT,
            "Descent": DESCENT,
            "CapHeight": font.cap_height,
            "StemV": 80,
            "FontFile2": file.reference,
        }
    )
    pdf.add_object(descriptor)
    descendant = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{font.name}",
            "CIDSystemInfo": pydyf.Dictionary(
                {
                    "Registry": pydyf.String("Adobe"),
                    "Ordering": pydyf.String("Identity"),
                    "Supplement": 0,
                }
            ),
            "CIDToGIDMap": "/Identity",
            "W": _widths(font.glyphs.values()),
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(descendant)
    meanings = pydyf.Stream([_to_unicode(font.glyphs)], compress=True)
    pdf.add_object(meanings)
    composite = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{font.name}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([descendant.reference]),
            "ToUnicode": meanings.reference,
        }
    )
    pdf.add_object(composite)
    return bytes(composite.reference)


def _widths(glyphs: Iterable[tuple[int, int]]) -> Any:
    """Return /W: the number of a glyph, the widths from there on, a number ..."""
    widths = pydyf.Array()
    last = None
    for glyph, width in sorted(set(glyphs)):
        if last is None or glyph != last + 1:
            run = pydyf.Array()
            widths.extend([glyph, run])
        run.append(width)
        last = glyph
    return widths


def _to_unicode(glyphs: dict[int, tuple[int, int]]) -> bytes:
    """Return a CMap from glyphs to characters, in blocks of at most 100 (Adobe's note 5014)."""
    meanings = {glyph: code for code, (glyph, _) in reversed(glyphs.items())}
    pairs = [f"<{glyph:04x}> <{code:04x}>" for glyph, code in sorted(meanings.items())]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines).encode()
