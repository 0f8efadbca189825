"""A small form, object by object, as ISO 32000 and PDF/UA require; and what is refused."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from typing import Any

import pikepdf
import pytest

from library.sheets.error import SheetError
from library.sheets.pdf import engine_problem, render_pdf
from library.site.fonts import sheet_fonts

pytestmark = pytest.mark.skipif(engine_problem() is not None, reason=str(engine_problem()))
STYLE = """
@page { size: 300pt 200pt; margin: 20pt }
@page { @bottom-center { content: "Page " counter(page) } }
* { font-family: "IEP Partner Text"; font-size: 16px; margin: 0; padding: 0; border: 0 }
input { width: 100pt; height: 12pt; display: inline-block }
input[type=checkbox] { width: 10pt; height: 10pt }
textarea { line-height: 20px; height: 40px; width: 200pt; display: block }
.in-line p { display: inline }
.small { font-size: 4pt }
a { color: black }
img { display: block; width: 40pt; height: 20pt }
"""
PAGE = '<html lang="en"><head><title>T</title></head><body class="a">{}</body></html>'
FORM = (
    '<p><label for="n">Your <b>name</b>.</label> <input id="n" type="text"></p>'
    '<p><input type="text" title="your  NAME"> <input type="checkbox" id="b" checked>'
    '<label for="b">Do  it.\n</label></p><textarea title="Why"></textarea>'
    '<p><input type="checkbox" title="Do it" data-sheet="S"></p>'
)
PICTURE = (
    '<img alt="A square" src="data:image/svg+xml,'
    "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'%3E%3Cpath d='M0 0h2v1z'/%3E"
    '%3C/svg%3E">'
)


@cache
def made(body: str, fit: tuple[str, ...] = ("",), style: str = "") -> tuple[str, bytes]:
    html = PAGE.format(body)
    result = render_pdf(
        html, stylesheet=STYLE + style, fonts=sheet_fonts(html), modified=date(2026, 1, 2), fit=fit
    )
    return result.fit, result.pdf


@cache  # and so kept open while its objects are looked at
def opened(body: str, style: str = "") -> Any:
    return pikepdf.open(io.BytesIO(made(body, style=style)[1]))


def told(thing: Any) -> Any:
    """Return what a field says, without what only holds the file together."""
    links = ("/P", "/Parent", "/StructParent", "/Rect", "/AP", "/Kids", "/Type", "/Subtype")
    return {key: str(value) for key, value in dict(thing).items() if key not in links}


def plain(thing: Any, *others: str) -> dict[str, str]:
    """Return what an object says, without the keys that are looked at elsewhere."""
    assert {f"/{key}" for key in others} <= set(thing.keys())
    return {key: str(value) for key, value in thing.items() if key[1:] not in others}


def seen(appearance: Any) -> tuple[str, list[float]]:
    """Return what a field looks like: its drawing and its size."""
    assert (appearance.Type, appearance.Subtype) == ("/XObject", "/Form")
    assert len(appearance.Resources) == 0
    return appearance.read_bytes().decode(), [float(number) for number in appearance.BBox]


# PDFium takes the first font, all others the last; size 0 is as large as fits.
TYPED = "/Wingdings 0 Tf /IpText 0 Tf 0 g"
NO_BORDER = str(pikepdf.Dictionary(W=0))
TICK = "q 0 G 1.70 w 1 J 1 j 1.70 5.00 m 4.00 2.20 l 8.50 8.20 l S Q"
SQUARE = [0, 0, 10, 10]


def test_each_field_says_what_it_is() -> None:
    form = opened(FORM).Root.AcroForm
    assert sorted(form.keys()) == ["/DR", "/Fields"]
    assert [told(field) for field in form.Fields] == [
        {
            "/FT": "/Tx",
            "/T": "Your name",
            "/TU": "Your name.",
            "/DA": TYPED,
            "/Ff": "0",
        },
        {"/FT": "/Btn", "/T": "Do it", "/TU": "Do it.", "/F": "4", "/V": "/Yes", "/AS": "/Yes"},
        {
            "/FT": "/Tx",
            "/T": "Why",
            "/TU": "Why",
            "/F": "4",
            "/Ff": "4096",
            "/DA": TYPED,
            "/BS": NO_BORDER,
        },
        {"/FT": "/Btn", "/T": "S: Do it", "/TU": "Do it", "/F": "4", "/V": "/Off", "/AS": "/Off"},
    ]


def test_a_line_that_stands_twice_is_one_field_with_two_places() -> None:
    name, *_ = opened(FORM).Root.AcroForm.Fields
    assert [told(kid) for kid in name.Kids] == [
        {"/TU": "Your name.", "/F": "4", "/DA": TYPED, "/BS": NO_BORDER}
    ] * 2
    for kid in name.Kids:
        assert kid.Parent.objgen == name.objgen
        assert seen(kid.AP.N) == ("/Tx BMC EMC", [0, 0, 100, 12])
        left, low, right, high = (float(number) for number in kid.Rect)
        assert right - left == pytest.approx(100) and high - low == pytest.approx(12)


def test_a_box_has_a_tick_and_an_empty_look() -> None:
    form = opened(FORM).Root.AcroForm
    for field in (form.Fields[1], form.Fields[3]):
        assert set(field.AP.N.keys()) == {"/Yes", "/Off"}
        assert seen(field.AP.N["/Yes"]) == (TICK, SQUARE)
        assert seen(field.AP.N["/Off"]) == ("q Q", SQUARE)
    one, other = (form.Fields[n].AP.N["/Yes"].objgen for n in (1, 3))
    assert one == other, "boxes of one size share one drawing"


def test_empty_notes_show_rules_as_far_apart_as_their_lines_are_tall() -> None:
    notes = opened(FORM).Root.AcroForm.Fields[2]
    # Two lines of 20 pixels, or 15 points; the reader draws what is typed without them.
    rules = "q 0 G 0.6 w 0 0.30 m 200.00 0.30 l 0 15.30 m 200.00 15.30 l S Q /Tx BMC EMC"
    assert seen(notes.AP.N) == (rules, [0, 0, 200, 30])


@pytest.mark.parametrize(
    ("height", "levels"), [("32px", [0.3]), ("10pt", [0.3, 10.3, 20.3]), ("100%", [0.3, 12.3])]
)
def test_a_line_is_as_tall_as_the_stylesheet_says(height: str, levels: list[float]) -> None:
    style = f"textarea {{ line-height: {height} }}"
    [notes] = opened('<textarea title="a"></textarea>', style).Root.AcroForm.Fields
    drawn = re.findall(rb"0 ([\d.]+) m", notes.AP.N.read_bytes())
    assert [float(level) for level in drawn] == levels


def test_fields_are_typed_in_in_one_composite_font() -> None:
    fonts = opened(FORM).Root.AcroForm.DR.Font
    font, other = fonts["/IpText"], fonts["/Wingdings"]
    assert font.objgen == other.objgen
    [inner] = font.DescendantFonts
    about = inner.FontDescriptor
    # ISO 32000-1, tables 121, 117, 116, and 122
    assert plain(font, "DescendantFonts", "ToUnicode") == {
        "/Type": "/Font",
        "/Subtype": "/Type0",
        "/BaseFont": "/IPTEXT+Source-Sans-3",
        "/Encoding": "/Identity-H",
    }
    assert plain(inner, "CIDSystemInfo", "FontDescriptor", "W") == {
        "/Type": "/Font",
        "/Subtype": "/CIDFontType2",
        "/BaseFont": "/IPTEXT+Source-Sans-3",
        "/CIDToGIDMap": "/Identity",
    }
    assert plain(inner.CIDSystemInfo) == {
        "/Registry": "Adobe", "/Ordering": "Identity", "/Supplement": "0",
    }  # fmt: skip
    assert plain(about, "Ascent", "Descent", "CapHeight", "FontBBox", "FontFile2") == {
        "/Type": "/FontDescriptor",
        "/FontName": "/IPTEXT+Source-Sans-3",
        "/Flags": "4",
        "/ItalicAngle": "0",
        "/StemV": "80",
    }
    # The box of all letters, and a capital's height, in thousandths
    assert [int(number) for number in (*about.FontBBox, about.CapHeight)] == [
        -248, -250, 885, 958, 660,
    ]  # fmt: skip
    # PDFium: 12 points in a line of 15, not 14.
    tall = (inner.FontDescriptor.Ascent - inner.FontDescriptor.Descent) / 1000
    assert 12 * tall <= 15 < 14 * tall


def test_the_letters_of_that_font_have_a_map_to_read_it_by() -> None:
    """Adobe's note 5014: the frame of a CMap of two bytes a character."""
    font = opened(FORM).Root.AcroForm.DR.Font["/IpText"]
    lines = font.ToUnicode.read_bytes().decode().split("\n")
    assert lines[:10] == [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
        "100 beginbfchar",
    ]
    assert lines[-5:] == [
        "endbfchar",
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]


def typed(document: Any) -> dict[str, tuple[int, int]]:
    """Return glyph and width of each character that can be typed, as a reader finds them.

    The first pair of numbers is the space of the codes.
    """
    font = document.Root.AcroForm.DR.Font["/IpText"]
    pairs = re.findall(rb"^<(\w{4})> <(\w{4})>$", font.ToUnicode.read_bytes(), re.MULTILINE)[1:]
    widths: dict[int, int] = {}
    runs = iter(font.DescendantFonts[0].W)
    for first, run in zip(runs, runs, strict=True):
        widths |= {int(first) + number: int(width) for number, width in enumerate(run)}
    glyphs = {chr(int(code, 16)): int(glyph, 16) for glyph, code in pairs}
    return {sign: (glyph, widths[glyph]) for sign, glyph in glyphs.items()}


def test_every_name_in_latin_and_cyrillic_letters_can_be_typed() -> None:
    from fontTools.ttLib import TTFont

    document = opened(FORM)
    known = typed(document)
    names = "José Zoë-María Nguyễn ĐẶNG Łukasiewicz Şükrü Ștefan Žižek Олена Зеленська ﬂ"
    assert set(names) - set(known) == {"ﬂ"}
    assert set("“It’s 3–4 days…” €5 ½ •ʻʼ‒—‘‚„‹›™−ƠơƯưǪǫȘșȚțҐґ") <= set(known)
    first_and_last = " ~¡ſẠỹЀџ"  # of each alphabet
    assert set(first_and_last) <= set(known)
    assert not set("\x7f\x9fƀẟỺѠ") & set(known)
    # The same in the font file itself
    program = document.Root.AcroForm.DR.Font["/IpText"].DescendantFonts[0].FontDescriptor.FontFile2
    data = program.read_bytes()
    font = TTFont(io.BytesIO(data))
    assert program.Length1 == len(data)
    scale = 1000 / font["head"].unitsPerEm
    for code, name in font.getBestCmap().items():
        width = round(font["hmtx"].metrics[name][0] * scale)
        glyph, said = known.get(chr(code), (font.getGlyphID(name), width))
        assert (glyph, said) == (font.getGlyphID(name), width), chr(code)


def test_a_sheet_without_lines_to_write_on_needs_no_fonts_and_one_without_fields_no_form() -> None:
    form = opened('<input type="checkbox" title="a">').Root.AcroForm
    assert [told(field)["/T"] for field in form.Fields] == ["a"] and len(form.DR.Font) == 0
    assert not list(opened("<p>a</p>").Root.get("/AcroForm", {}).get("/Fields", []))


def test_the_font_of_the_page_holds_what_the_page_shows() -> None:
    from fontTools.ttLib import TTFont

    document = opened('<p>Words, fi.</p><input type="text" title="a">')
    [(data, length)] = {
        (one.FontFile2.read_bytes(), one.FontFile2.Length1)
        for one in document.objects
        if isinstance(one, pikepdf.Dictionary) and "IEP-Partner" in str(one.get("/FontName", ""))
    }
    font = TTFont(io.BytesIO(data))
    assert length == len(data)
    assert set("Words, fi.Page 1") == set(map(chr, font.getBestCmap()))
    assert not {"GPOS", "GSUB", "GDEF", "fpgm", "prep"} & set(font.keys())
    assert font["post"].formatType == 3, "no names of glyphs"
    assert {name.nameID for name in font["name"].names} == {1, 2, 6}


def test_a_text_can_be_searched_and_copied_out_of_a_form() -> None:
    import pypdfium2

    text = "Sphinx of black quartz: judge my vow, été “naïve” ½"
    data = made(f'<p>{text}</p><input type="text" title="a">')[1]
    found = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert " ".join(found.split()) == f"{text} Page 1"


def test_what_each_glyph_means_is_listed_in_blocks_of_a_hundred() -> None:
    """ISO 32000-1, 9.10.3, and Adobe's note 5014: a block of a CMap has at most 100 entries."""
    letters = "".join(map(chr, [*range(0x21, 0x26), *range(0x28, 0x3C), *range(0x40, 0x7F)]))
    accents = "ÁÉÍÑÓÚÜáéíñóúüÀÈÌÒÙàèìòùÂÊÎÔÛâêîôû¿¡§©®«»½¼¾×"
    document = opened(f'<p>{letters}</p><p>{accents}</p><input type="text" title="a">')
    held = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    [stream] = {
        one["/ToUnicode"].read_bytes()
        for one in held
        if "/ToUnicode" in one and "IEP-Partner" in str(one.BaseFont)
    }
    blocks = re.findall(rb"(\d+) beginbfchar\n((?:<\w+> <\w+>\n)*)endbfchar\n", stream)
    counts = [int(count) for count, _ in blocks]
    assert counts == [lines.count(b"\n") for _, lines in blocks]
    on_paper = {*letters, *accents, *"Page 1"}  # the footer, too
    assert counts == [100, len(on_paper) - 100]
    assert stream.rstrip().endswith(b"end") and stream.count(b"endcmap") == 1


@pytest.mark.parametrize(
    ("body", "style", "said"),
    [
        ('<input type="text">', "", ["a field has no label: give it a <label> or a title"]),
        (
            '<input type="text" title="A" value="b">',
            "",
            ["the field 'A' is already filled in; leave it empty"],
        ),
        (
            '<input type="checkbox" title="Ask." value="b"><input type="checkbox" title="ask">',
            "",
            ["two boxes are called 'ask'; word one of them differently"],
        ),
        (
            '<input type="checkbox" title="Ask."><input type="text" title="ask">',
            "",
            ["two fields of two kinds are called 'ask'; word one of them differently"],
        ),
        (
            '<input type="text" title="A"><input type="text" title="B" style="font-weight: 700">',
            "",
            ["fields use more than one font; give them one family and weight"],
        ),
        (
            "<p>a</p><p>b</p><b>c</b>",
            "p { color: rgb(255, 0, 0) } b { color: rgb(0, 0, 255) }",
            [
                "the color 1 0 0 rg is neither black nor white",
                "the color 0 0 1 rg is neither black nor white",
            ],
        ),
    ],
)
def test_what_a_form_may_not_be_is_said(body: str, style: str, said: list[str]) -> None:
    with pytest.raises(SheetError) as error:
        made(body, style=style)
    assert list(error.value.problems) == said


def elements(document: Any) -> list[Any]:
    """Return all tags in reading order."""
    found: list[Any] = []
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary):
            if one.get("/Type") == "/StructElem":
                found.append(one)
            kids: Any = one.get("/K", [])
            waiting += reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])
    return found


def test_the_box_of_a_picture_is_where_it_is_seen() -> None:
    [figure] = [one for one in elements(opened(f"{PICTURE}<p>a</p>")) if one.S == "/Figure"]
    box = [round(float(number), 2) for number in figure.A.BBox]
    assert box == [20, 160, 60, 180], "40 by 20 points in the upper left of 300 by 200"


def test_a_link_is_printed_and_a_footer_is_no_part_of_the_text() -> None:
    document = opened('<p><a href="https://x.org/">X</a></p>')
    [link] = document.pages[0].Annots
    assert (link.Subtype, link.F) == ("/Link", 4)
    content = [
        (str(part.operator), [str(operand) for operand in part.operands][:1])
        for part in pikepdf.parse_content_stream(document.pages[0])
        if str(part.operator) in ("BDC", "BMC")
    ]
    assert content == [("BDC", ["/Span"]), ("BDC", ["/Artifact"])]
    [footer] = [
        part.operands[1]
        for part in pikepdf.parse_content_stream(document.pages[0])
        if str(part.operator) == "BDC" and part.operands[0] == "/Artifact"
    ]
    assert footer == pikepdf.Dictionary(
        Type=pikepdf.Name.Pagination, Subtype=pikepdf.Name.Footer
    ), "ISO 14289-1, 7.8"
    held = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    tags = {one.objgen for one in held if one.get("/Type") == "/StructElem"}
    assert tags == {one.objgen for one in elements(document)}, "no tag hangs in the air"


@pytest.mark.parametrize(("name", "paragraphs"), [("in-line", 0), ("other", 1)])
def test_a_paragraph_that_runs_on_after_its_item_is_none_of_its_own(
    name: str, paragraphs: int
) -> None:
    words = "Words that run on over several lines. " * 6
    tags = elements(opened(f'<ul class="{name}"><li>Item. <p>{words}</p></li></ul><p>End.</p>'))
    assert [one.S for one in tags].count("/P") == paragraphs + 1


def test_black_is_gray_to_a_printer_and_white_too() -> None:
    document = opened('<p style="background: #fff; border: 1pt solid #000">a</p>')
    operators = {
        (str(part.operator), *(str(operand) for operand in part.operands))
        for part in pikepdf.parse_content_stream(document.pages[0])
        if str(part.operator) in ("rg", "RG", "g", "G", "k", "K")
    }
    assert {("g", "0"), ("g", "1")} <= operators
    assert {row[0] for row in operators} <= {"g", "G"}
    for space in (b"lab-d50", b"lab-d65"):
        assert space not in made("<p>a</p>")[1], "nothing is in colors"


# How tight a sheet is set


FITS = ("loose", "less", "tight", "tighter")
SIZES = ".loose p { font-size: 40pt } .less p { font-size: 30pt } .tight p { font-size: 20pt }"


@pytest.mark.parametrize(
    ("lines", "fit"),
    [(1, "loose"), (4, "loose"), (5, "less"), (6, "tight"), (8, "tight"), (9, "tighter")],
)
def test_the_loosest_layout_is_taken_that_needs_no_more_pages(lines: int, fit: str) -> None:
    style = f"p {{ line-height: 1; font-size: 10pt }} {SIZES}"
    body = f"<div>{'<p>a</p>' * lines}</div>"
    assert made(body, FITS, style)[0] == fit


def test_the_loosest_layout_is_taken_of_those_with_as_many_pages() -> None:
    style = f"p {{ line-height: 1; font-size: 10pt }} {SIZES}"
    two = '<p style="break-after: page">a</p><p>b</p>'
    assert made(two, FITS, style)[0] == "loose"
    assert made(f"{two}{'<p>b</p>' * 4}", FITS, style)[0] == "less"


def test_a_list_that_starts_later_keeps_its_numbers() -> None:
    import pypdfium2

    data = made('<ol start="7"><li>a</li><li>b</li></ol>', style="ol { padding-left: 30pt }")[1]
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert sorted(text.split()) == sorted("7. a 8. b Page 1".split())


def test_the_file_says_its_own_day_and_kind() -> None:
    document = opened("<p>a</p>")
    assert str(document.docinfo["/ModDate"]).startswith("D:20260102")
    assert "/CreationDate" not in document.docinfo
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert document.trailer["/ID"]


def test_every_warning_of_the_engine_is_told_once() -> None:
    with pytest.raises(SheetError) as error:
        made("<p>a</p>", style="p { colour: black } b { colour: black } i { widht: 1px }")
    assert len(error.value.problems) == len(set(error.value.problems)) == 3


def test_no_address_is_read() -> None:
    with pytest.raises(SheetError, match="a sheet may not read files or addresses"):
        made('<img alt="a" src="https://x.org/a.png">')
