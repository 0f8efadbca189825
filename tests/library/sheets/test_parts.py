"""The parts of a sheet, before and after the engine: links, pictures, codes, books."""

from __future__ import annotations

import base64
import pickle
import re
import sys
from io import BytesIO

import pytest
import segno
from PIL import Image

from library.sheets.book import Section, book_section
from library.sheets.characters import unprintable
from library.sheets.embedded_images import embed_images
from library.sheets.error import SheetError
from library.sheets.pdf import engine_problem, with_class
from library.sheets.print_links import Printed, print_links
from library.sheets.qr_code import qr_svg

SITE = "https://www.example.org/lib/"
PAGE = f"{SITE}checklists/a/"


# Links


def link(address: str, words: str, shown: str, whole: bool = True) -> Printed:
    """Return a link as it is printed, and its address in the list at the end."""
    kind = ' class="ip-whole"' if whole else ""
    html = f'<a{kind} href="{address}">{words}</a><sup class="ip-number">1</sup>'
    return Printed(html, ((1, shown),))


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        (
            '<a href="../b/?c=1&amp;d">B</a>',
            link(
                f"{SITE}checklists/b/?c=1&amp;d",
                "B",
                "<span>example.org/</span><wbr><span>lib/</span><wbr><span>checklists/</span>"
                "<wbr><span>b/</span><wbr><span>?c=1&amp;d</span>",
            ),
        ),
        (  # 24 letters stay on one line, 25 may be broken
            '<a href="https://x.org">four and twenty letters.</a>',
            link("https://x.org", "four and twenty letters.", "<span>x.org</span>"),
        ),
        (
            '<a href="https://x.org">five and twenty letters..</a>',
            link("https://x.org", "five and twenty letters..", "<span>x.org</span>", False),
        ),
        (  # 36 letters of an address stay on one line, 37 may be broken anywhere
            f'<a href="https://x.org/{"y" * 36}">Y</a>',
            link(
                f"https://x.org/{'y' * 36}",
                "Y",
                f"<span>x.org/</span><wbr><span>{'y' * 36}</span>",
            ),
        ),
        (
            f'<a href="https://x.org/{"y" * 37}">Y</a>',
            link(f"https://x.org/{'y' * 37}", "Y", f"<span>x.org/</span><wbr>{'y' * 37}"),
        ),
        ('<a href="tel:">Call</a>', '<a class="ip-whole" href="tel:">Call</a>'),
        ('<a>a</a> <a href="">b</a> <a href="#c">c</a>', "a b c"),
        (f'<a href="{PAGE}#c">c</a>', "c"),
        (
            '<a href="https://x.org"> x.org </a>',
            '<a class="ip-whole" href="https://x.org"> x.org </a>',
        ),
        (
            '<a href="https://x.org/&quot;">1</a>',
            link(
                "https://x.org/&quot;", "1", "<span>x.org/</span><wbr><span>&quot;</span>"
            ),
        ),
        (
            '<a href="https://x.org"><b>x</b><img src="a.png"/>.org</a>',
            '<a class="ip-whole" href="https://x.org">x.org</a>',
        ),
        (
            "<p class=a>&#167; 1 &amp; <br/><b>2</b><!-- 3 --></p>",
            "<p class=a>&#167; 1 &amp; <br/><b>2</b></p>",
        ),
    ],
)  # fmt: skip
def test_a_link_is_printed_like_this(html: str, printed: Printed | str) -> None:
    expected = printed if isinstance(printed, Printed) else Printed(printed, ())
    assert print_links(html, page=PAGE) == expected


def test_numbers_go_on_from_the_marks_and_one_address_has_one() -> None:
    html = (
        '<sup class="ip-ref"><a href="#rule-1">1</a></sup> <a href="https://x.org">x</a> '
        '<a href="https://y.org">y</a> <a href="https://x.org/">z</a>'
    )
    printed = print_links(html, page=PAGE)
    assert re.findall(r"<sup[^>]*>(\d+)", printed.html) == ["1", "2", "3", "2"]
    assert [number for number, _ in printed.addresses] == [2, 3]


def test_the_host_of_this_site_is_named_once() -> None:
    html = '<a href="../b/">b</a> <a href="https://x.org">x</a> <a href="../c/">c</a>'
    shown = [re.sub("<[^>]+>", "", a) for _, a in print_links(html, page=PAGE).addresses]
    assert shown == ["example.org/lib/checklists/b", "x.org", "/lib/checklists/c"]


# Codes


def test_a_code_is_one_path_of_rectangles_with_white_around() -> None:
    svg = qr_svg("HTTPS://X.ORG", title="a <b>")
    assert svg.startswith(
        '<svg class="ip-qr-code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" '
        'role="img"><title>a &lt;b&gt;</title><path fill="#000" d="M4 4h7v1h-7z'
    )
    assert svg.endswith('z"/></svg>')
    black = set()
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", svg):
        assert length == back
        black |= {(int(x) + n, int(y)) for n in range(int(length))}
        assert (int(x) + int(length), int(y)) not in black, "neighbors are one rectangle"
    corner = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
    for left, top in ((4, 4), (18, 4), (4, 18)):  # how ISO/IEC 18004 marks three corners
        found = ["".join(".#"[(x + left, y + top) in black] for x in range(7)) for y in range(7)]
        assert found == corner


def test_a_code_is_larger_for_a_longer_address() -> None:
    assert 'viewBox="0 0 45 45"' in qr_svg(f"https://www.example.org/{'a' * 50}/", title="a")


def test_a_code_has_the_modules_that_segno_gives_it() -> None:
    texts = [f"https://{'a-b/c.' * 40}"[:length] for length in range(9, 200)]
    texts += ["HTTPS://X.ORG/1", "12345", "https://x.org/\u00e9/", "https://x.org/\u65e5"]
    for text in texts:
        code = segno.make(text, error="m", micro=False, mask=2)
        expected = "".join(
            f"M{start + 4} {row + 4}h{length}v1h-{length}z"
            for row, modules in enumerate(code.matrix)
            for start, length in runs_of_black(modules)
        )
        assert f'd="{expected}"/>' in qr_svg(text, title="a"), text


def runs_of_black(modules: bytearray) -> list[tuple[int, int]]:
    return [(run.start(), len(run[0])) for run in re.finditer(rb"\x01+", modules)]


# Pictures


def photo(size: tuple[int, int], color: tuple[int, ...], kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGBA" if len(color) == 4 else "RGB", size, color).save(out, kind)
    return out.getvalue()


FILES = {
    "images/a b.png": photo((1800, 600), (200, 30, 30)),
    "images/clear.png": photo((4, 4), (0, 0, 0, 0)),
    "images/a.svg": b"<svg/>",
}


def embedded(html: str) -> str:
    return embed_images(html, page=PAGE, site=SITE, read=FILES.get)


def picture_in(html: str) -> Image.Image:
    data = re.search(r'src="data:image/png;base64,([^"]+)"', html)
    assert data
    return Image.open(BytesIO(base64.b64decode(data[1])))


def test_a_photo_is_gray_and_no_larger_than_print_shows() -> None:
    html = embedded('<p><img alt="a" src="../../images/a%20b.png" width="9"></p>')
    assert html.startswith('<p><img alt="a" src="data:') and html.endswith('" width="9"></p>')
    picture = picture_in(html)
    assert (picture.format, picture.mode, picture.size) == ("PNG", "L", (900, 300))
    assert picture.getpixel((0, 0)) == 81  # 0.299 of 200, and 0.587 and 0.114 of 30


def test_what_was_transparent_is_white() -> None:
    assert picture_in(embedded('<img src="/lib/images/clear.png">')).getextrema() == (255, 255)


def test_a_drawing_stays_a_drawing_and_other_versions_go() -> None:
    html = (
        '<picture><source srcset="a.avif"><img src="../../images/a.svg"></picture>'
        '<img src="../../images/gone.png"><img src="https://other.example/lib/images/a.svg">'
    )
    assert embedded(html) == (
        '<img src="data:image/svg+xml;base64,PHN2Zy8+">'
        '<img src="../../images/gone.png"><img src="https://other.example/lib/images/a.svg">'
    )


# Books, signs, errors


def test_a_sheet_becomes_a_section_whose_names_are_its_own() -> None:
    html = (
        '<html><body class="ip-sheet ip-close"><h1 id="a">A</h1><input id="b" type="checkbox">\n'
        '<label class="c" for="b">B</label><textarea title="d"></textarea><a rel="e"></a>'
        '<p data-id="f">id="g"</p><inputs x></body></html>'
    )
    assert book_section(html, number=3, title='"A" & B') == Section(
        anchor="sheet-3",
        title='"A" & B',
        classes="ip-sheet ip-close",
        content=(
            '<h1 id="sheet-3-a">A</h1>'
            '<input data-sheet="&quot;A&quot; &amp; B" id="sheet-3-b" type="checkbox">\n'
            '<label class="c" for="sheet-3-b">B</label>'
            '<textarea data-sheet="&quot;A&quot; &amp; B" title="d"></textarea><a rel="e"></a>'
            '<p data-id="f">id="g"</p><inputs x>'
        ),
    )


def test_a_class_is_added_to_the_body_alone() -> None:
    html = '<body class="a"><p>&lt;body class="b"&gt; <body class="c"></body>'
    assert with_class(html, "x") == html.replace('<body class="a"', '<body class="x a"')
    assert with_class(html, "") == html


def test_each_sign_that_no_font_has_is_told_once_in_order() -> None:
    assert unprintable("IEP → ✓ niño e\u0301 ¿½? \u202e\u200d\ufe0f\ufe0e\n\t") == []
    assert unprintable("漢字 and 漢 🎉") == ["漢", "字", "🎉"]


def test_an_error_says_all_and_can_travel_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(SheetError(["One.", "Two."])))
    assert error.problems == ("One.", "Two.") and str(error) == "One.; Two."


def test_without_the_engine_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint.text", None)
    assert engine_problem() == (
        "the PDF engine does not start (import of weasyprint.text halted; None in sys.modules); on "
        "Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
