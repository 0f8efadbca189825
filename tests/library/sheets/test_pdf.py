"""PDF sheets: valid, tagged, black, named, fillable; and each check finds the defect it is for."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pdf_checks as checks
import pikepdf
import pytest
from pdf_samples import (
    HEADINGS,
    INTRO,
    LABELS,
    TEXT,
    Item,
    Sheet,
    checklist_content,
    checklist_html,
    checklist_pdf,
    items_html,
    letter_pdf,
    pdf_of,
)

from library.sheets import pdf, pdf_forms
from library.sheets.print_links import print_links
from library.sheets.qr_code import qr_svg
from library.site.fonts import sheet_fonts

pytestmark = pytest.mark.skipif(pdf.engine_problem() is not None, reason=str(pdf.engine_problem()))
ROOT = Path(__file__).parents[3]


@cache
def normal() -> bytes:
    return checklist_pdf()


@cache
def large() -> bytes:
    return checklist_pdf(large=True)


@cache
def letter() -> bytes:
    return letter_pdf()


def problems_of(sheet: bytes, *, pages: int) -> list[str]:
    return checks.all_problems(
        sheet,
        title="Back to school",
        language="en",
        modified="20261124",
        labels=LABELS,
        headings=HEADINGS,
        text=TEXT,
        pages=pages,
    )


def test_the_sample_list_of_18_items_is_one_sound_page() -> None:
    assert sum(label not in ("Child's name", "School year", "Notes") for label in LABELS) == 18
    assert problems_of(normal(), pages=1) == []


def test_large_print_is_sound_and_has_4_pages_at_most() -> None:
    assert problems_of(large(), pages=4) == []


def test_the_letter_is_one_sound_page() -> None:
    labels = [
        "child's name",
        "date",
        "teacher's name",
        "a support that helped",
        "another support that helped",
        "what is still hard",
        "your name",
    ]
    found = checks.all_problems(
        letter(),
        title="Introduce my child",
        language="en",
        modified="20261124",
        labels=labels,
        headings=[],
        text=[
            "Subject: Hello from the family of",
            "date",
            "Dear",
            "teacher's name",
            "My child,",
            "will be in your class. These supports helped most:",
            "This is still hard:",
            "Thank you for getting to know",
            "Sincerely,",
            "your name",
        ],
        pages=1,
    )
    assert found == []


def test_no_word_of_a_sheet_in_large_print_is_small() -> None:
    assert checks.smallest_text(large()) >= 18


def test_a_short_list_has_more_room_than_a_long_one() -> None:
    short = checklist_pdf(items_html((Item("First."), Item("Second."))))
    long = box_distance(
        normal(),
        "Ask the teacher how one support is going",
        "Agree on how and how often to stay in touch",
    )
    assert box_distance(short, "First", "Second") > 1.2 * long


def box_distance(sheet: bytes, first: str, second: str) -> int:
    return checks.places_of(sheet, second)[0][1][1] - checks.places_of(sheet, first)[0][1][1]


def test_an_item_is_never_split_and_a_heading_stays_with_its_list() -> None:
    items = tuple(
        Item(f"Item number {n}.", f"<p>{'Some words about it. ' * 9}</p>") for n in range(40)
    )
    content = "".join(
        f'<h2 id="part-{n}">Part {n}</h2>{items_html(items[n * 5 : n * 5 + 5])}' for n in range(8)
    )
    sheet = checklist_pdf(content, large=True)
    pages = [" ".join(checks.text_of(page).split()) for page in split_pages(sheet)]
    assert len(pages) > 4
    for page in pages:
        for n in range(40):
            if f"Item number {n}." in page:
                after = page.split(f"Item number {n}.")[1]
                assert after.count("Some words about it.") >= 9
        for n in range(8):
            if f"Part {n}" in page:
                assert f"Item number {n * 5}." in page


@pytest.mark.slow
def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    content = "".join(
        f'<h2 id="part-{n}">Part {n}.</h2>{"<p>Some words.</p>" * (n * n % 7)}'
        + items_html((Item(f"Item {n}a."), Item(f"Item {n}b.")))
        for n in range(40)
    )
    sheet = checklist_pdf(content, large=True)
    pages = [" ".join(checks.text_of(page).split()) for page in split_pages(sheet)]
    for n in range(40):
        [page] = [page for page in pages if f"Part {n}." in page]
        after = page.split(f"Part {n}.")[1]
        assert after.startswith((" Some words.", f" Item {n}a."))


def split_pages(sheet: bytes) -> list[bytes]:
    out = []
    with pikepdf.open(io.BytesIO(sheet)) as document:
        count = len(document.pages)
    for number in range(count):
        with pikepdf.open(io.BytesIO(sheet)) as document:
            for other in reversed(range(count)):
                if other != number:
                    del document.pages[other]
            buffer = io.BytesIO()
            document.save(buffer)
            out.append(buffer.getvalue())
    return out


# Filling in


def test_ticks_and_accents_are_read_back() -> None:
    item = "Find your newest copy of the IEP"
    filled = checks.fill_in(
        normal(), {"Child's name": "José Núñez", item: True, "Notes": "Año nuevo\n¿Qué más?"}
    )
    values = checks.values_of(filled.pdf)
    assert values["Child's name"] == "José Núñez"
    assert values[item] == "Yes"
    assert values["Send the profile and a short hello to the teacher"] == "Off"
    assert values["Tell the bus staff"] == "Yes"  # [x] in the source
    assert values["Notes"].split() == ["Año", "nuevo", "¿Qué", "más?"]


def test_a_tick_is_seen_and_an_empty_box_is_empty() -> None:
    item = "Find your newest copy of the IEP"
    blank, filled = checks.fill_in(normal(), {}), checks.fill_in(normal(), {item: True})
    assert darkness(blank, normal(), item) == 0
    assert darkness(filled, normal(), item) > 0.08
    assert darkness(blank, normal(), "Tell the bus staff") > 0.08


def test_typed_text_is_seen() -> None:
    filled = checks.fill_in(normal(), {"Child's name": "José Núñez"})
    assert darkness(filled, normal(), "Child's name") > darkness(
        checks.fill_in(normal(), {}), normal(), "Child's name"
    )


def test_empty_notes_have_rules_and_typed_ones_have_none() -> None:
    [(page, box)] = checks.places_of(normal(), "Notes")
    for answers, rules in (({}, 4), ({"Notes": "HHHH"}, 0)):
        picture = checks.fill_in(normal(), answers).pictures[page].crop(box)
        middle = [picture.getpixel((picture.width // 2, row)) for row in range(picture.height)]
        assert sum(b < 128 <= a for a, b in pairwise(middle)) == rules


# What parents type stays whole


@pytest.mark.parametrize("sheet", [normal, large, letter], ids=lambda made: made.__name__)
def test_what_parents_type_is_seen_whole_in_chrome(sheet: Callable[[], bytes]) -> None:
    assert len(checks.CONCERN) >= 300
    answers = checks.answers_for(sheet())
    filled = checks.fill_in(sheet(), answers).pdf
    assert checks.values_of(filled).items() >= answers.items()
    assert checks.cut_answers(filled, answers) == []


def test_a_placeholder_used_three_times_is_filled_in_once() -> None:
    places = checks.places_of(letter(), "child's name")
    assert len(places) == 3
    filled = checks.fill_in(letter(), {"child's name": "Ñandú"})
    assert checks.values_of(filled.pdf)["child's name"] == "Ñandú"
    blank = checks.fill_in(letter(), {})
    for page, box in places:
        assert dark(filled.pictures[page].crop(box)) > dark(blank.pictures[page].crop(box))


def darkness(filled: checks.Filled, sheet: bytes, name: str) -> float:
    [(page, (left, top, right, bottom))] = checks.places_of(sheet, name)
    # A pixel in from the border, which is printed on the page.
    return dark(filled.pictures[page].crop((left + 2, top + 2, right - 2, bottom - 2)))


def dark(picture: object) -> float:
    histogram = picture.histogram()  # type: ignore[attr-defined]
    return float(sum(histogram[:128]) / sum(histogram))


# Each check finds the defect it is for


def changed(sheet: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(sheet)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def drop_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def drop_title(document: pikepdf.Pdf) -> None:
    document.docinfo.Title = pikepdf.String("Something else")


def drop_form_element(document: pikepdf.Pdf) -> None:
    for element in checks._elements(document.Root.StructTreeRoot):
        kids = element.get("/K")
        for index, kid in enumerate(kids):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Form":
                del kids[index]
                return


def drop_words_from_tags(document: pikepdf.Pdf) -> None:
    for element in checks._elements(document.Root.StructTreeRoot):
        if element.S == "/H1":
            element.K = pikepdf.Array()


def unembed_font(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]
            return


def need_appearances(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm.NeedAppearances = True


def a_field(document: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(field for field in document.Root.AcroForm.Fields if kind == field.FT)


def drop_off_appearance(document: pikepdf.Pdf) -> None:
    del a_field(document, "/Btn").AP.N["/Off"]


def small_tick(document: pikepdf.Pdf) -> None:
    a_field(document, "/Btn").AP.N.Yes.BBox = pikepdf.Array([0, 0, 3, 3])


def reverse_rectangle(document: pikepdf.Pdf) -> None:
    field = a_field(document, "/Btn")
    x1, y1, x2, y2 = field.Rect
    field.Rect = pikepdf.Array([x1, y2, x2, y1])


def drop_text_appearance(document: pikepdf.Pdf) -> None:
    del a_field(document, "/Tx").AP


def rename_field(document: pikepdf.Pdf) -> None:
    a_field(document, "/Btn").TU = pikepdf.String("Check box 1")


def forget_characters(document: pikepdf.Pdf) -> None:
    del document.Root.AcroForm.DR.Font["/IpText"]["/ToUnicode"]


def unprinted_link(document: pikepdf.Pdf) -> None:
    for annotation in document.pages[0].Annots:
        if annotation.Subtype == "/Link":
            del annotation["/F"]
            return


def upside_down_figure(document: pikepdf.Pdf) -> None:
    for element in checks._elements(document.Root.StructTreeRoot):
        if element.S == "/Figure":
            element.A.BBox = pikepdf.Array([650, 50, 760, 130])


def color(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.contents_add(b"/Artifact BMC q 0.9 0.6 0.1 rg 1 1 1 1 re f Q EMC")


def gray(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"/Artifact BMC q 0.5 g 1 1 1 1 re f Q EMC")


def drop_bookmark(document: pikepdf.Pdf) -> None:
    del document.Root.Outlines


def add_page(document: pikepdf.Pdf) -> None:
    document.add_blank_page(page_size=(595, 842))


def add_weight(document: pikepdf.Pdf) -> None:
    document.Root.Weight = document.make_stream(os.urandom(30_000))


DEFECTS = [
    (drop_language, "the language is"),
    (drop_title, "the title is"),
    (drop_form_element, "hangs in no tag, not in /Form"),
    (drop_words_from_tags, "hangs in no tag"),
    (unembed_font, "is not embedded"),
    (need_appearances, "/NeedAppearances"),
    (drop_off_appearance, "has the appearances"),
    (small_tick, "is not as large as the field"),
    (reverse_rectangle, "is reversed"),
    (drop_text_appearance, "has no appearance"),
    (rename_field, "the fields are called"),
    (forget_characters, "cannot be typed in"),
    (unprinted_link, "is not printed"),
    (upside_down_figure, "the box of a picture"),
    (color, "color by 0.9 0.6 0.1 rg"),
    (gray, "gray by 0.5 g"),
    (drop_bookmark, "the bookmarks are"),
    (add_page, "the sheet has 2 pages"),
    (add_page, "not Letter"),
    (add_weight, "bytes, more than"),
]


@pytest.mark.parametrize(("change", "message"), DEFECTS)
def test_a_defect_is_found(change: Callable[[pikepdf.Pdf], None], message: str) -> None:
    untouched = changed(normal(), lambda document: None)
    assert problems_of(untouched, pages=1) == []
    assert any(message in problem for problem in problems_of(changed(normal(), change), pages=1))


def test_the_validator_misses_a_field_cut_out_of_the_tags() -> None:
    """Why tag_problems exists. When this fails, the validator has learnt it."""
    assert checks.ua1_problems(changed(normal(), drop_form_element)) == []


def test_the_validator_finds_what_it_is_for() -> None:
    assert checks.ua1_problems(changed(normal(), drop_language))
    assert checks.ua1_problems(changed(normal(), unembed_font))


def test_missing_and_moved_words_are_found() -> None:
    assert checks.text_problems(normal(), ["Find your newest paper of the IEP."])
    assert checks.text_problems(normal(), [INTRO, "Start the school year as a team"])


# What cannot be made is an error


@pytest.mark.slow
def test_the_same_bytes_in_another_zone_folder_and_hash_seed(tmp_path: Path) -> None:
    code = (
        "import hashlib, pdf_samples as s\n"
        "for pdf in (s.checklist_pdf(), s.checklist_pdf(large=True), s.letter_pdf()):\n"
        "    print(hashlib.sha256(pdf).hexdigest())\n"
    )
    seen = set()
    for zone, seed, folder in (
        ("UTC", "1", ROOT),
        ("Pacific/Kiritimati", "2", tmp_path),
    ):
        environment = dict(os.environ, TZ=zone, PYTHONHASHSEED=seed)
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")])
        environment["TMPDIR"] = str(tmp_path)
        result = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(result.stdout)
    assert len(seen) == 1


def page(body: str, style: str = "") -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Title</title>'
        f'<style>{style}</style></head><body class="ip-sheet"><h1>Title</h1>{body}</body></html>'
    )


@pytest.mark.parametrize(
    ("body", "style", "message"),
    [
        ("<p>Say 你好 and 🎉.</p>", "", "你"),
        ("<p>Marigold</p>", "p { color: #e9a320 }", "neither black nor white"),
        ("<p>Gray</p>", "p { color: gray }", "neither black nor white"),
        ('<p><input type="text"></p>', "", "has no label"),
        ('<p><input type="text" title="Name" value="Ann"></p>', "", "already filled in"),
        (
            '<input type="checkbox" title="Same."><input type="checkbox" title="Same.">',
            "",
            "two boxes are called",
        ),
        ('<p><img src="https://example.org/a.png" alt="a"></p>', "", "https://example.org/a.png"),
        ('<p><img src="file:///etc/hostname" alt="a"></p>', "", "file:///etc/hostname"),
        ("<p>x</p>", "p { colour: black }", "colour"),
    ],
)
def test_what_cannot_be_printed_is_an_error(body: str, style: str, message: str) -> None:
    with pytest.raises(pdf.SheetError) as error:
        pdf_of(page(body, style))
    assert message in str(error.value)


SIGNS = "5′ non‑stop → ← ✓ ✔ ☐ ☑ ⅓ được Привет łőş"


def test_what_our_font_lacks_is_set_in_a_second_one_and_can_be_read_and_ticked() -> None:
    boxes = f'<input type="checkbox" id="a"><label for="a">✔️ {SIGNS}</label>'
    field = '<p><input type="text" title="Tên của con"></p>'
    made = pdf_of(page(f"{boxes}<p>{SIGNS} <strong>→</strong> <em>→</em></p>{field}"))
    assert not checks.all_problems(
        made,
        title="Title",
        language="en",
        modified="20261124",
        labels=[f"✔ {SIGNS}", "Tên của con"],
        headings=[],
        text=[SIGNS],
        pages=1,
    )


def test_a_missing_harfbuzz_subset_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import ffi

    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    assert "libharfbuzz-subset0" in str(pdf.engine_problem())
    with pytest.raises(pdf.SheetError, match="libharfbuzz-subset0"):
        pdf_of(page("<p>x</p>"))


def test_the_engine_warning_about_fonts_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the library be found and yet not be used, WeasyPrint only warns."""
    from weasyprint.pdf import fonts

    monkeypatch.setattr(fonts, "harfbuzz_subset", None)
    with pytest.raises(pdf.SheetError, match="HarfBuzz-Subset"):
        pdf_of(page("<p>x</p>"))


def test_the_log_of_the_engine_is_left_as_it_was() -> None:
    logger = logging.getLogger("weasyprint")
    before = (logger.handlers[:], logger.propagate)
    with pytest.raises(pdf.SheetError):
        pdf_of(page("<p>x</p>", "p { colour: black }"))
    assert (logger.handlers[:], logger.propagate) == before


# The parts


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Read the plan.", "Read the plan"),
        ("See 34 CFR 300.322.", "See 34 CFR 300 322"),
        ("Child's name", "Child's name"),
    ],
)
def test_field_names_hold_no_full_stop(label: str, name: str) -> None:
    assert pdf_forms.field_name(label) == name


HERE = "https://www.example.org/checklists/a/"


@pytest.mark.parametrize(
    ("html", "expected", "addresses"),
    [
        ('<a href="../b/">B</a>', "B1", ["example.org/checklists/b"]),
        ('(see <a href="https://x.org/y">Y</a>).', "(see Y1).", ["x.org/y"]),
        ('<a href="https://x.org">x.org</a>', "x.org", []),
        ('<a href="#part">Part</a>', "Part", []),
        ('<a href="mailto:ann@x.org">Ann</a>', "Ann1", ["ann@x.org"]),
        ('<a href="https://x.org">a</a> <a href="/c">c</a> <a href="https://x.org">b</a>',
         "a1 c2 b1", ["x.org", "example.org/c"]),
        ('So.<sup class="ip-ref"><a href="#rule-1">1</a></sup> <a href="/c">c</a>',
         "So.1 c2", ["example.org/c"]),
        ('<a href="https://x.org/?a=1&amp;b=2">Q &amp; A</a>', "Q & A1", ["x.org/?a=1&b=2"]),
    ],
)  # fmt: skip
def test_links_have_the_numbers_of_their_addresses(
    html: str, expected: str, addresses: list[str]
) -> None:
    from bs4 import BeautifulSoup

    printed = print_links(html, page=HERE)
    assert BeautifulSoup(printed.html, "html.parser").get_text() == expected
    shown = [BeautifulSoup(address, "html.parser").get_text() for _, address in printed.addresses]
    assert shown == addresses


def test_links_hold_words_only() -> None:
    html = print_links('<a href="/b/"><strong>B</strong> and <em>c</em></a>', page=HERE).html
    assert html.startswith('<a class="ip-whole" href="https://www.example.org/b/">B and c</a>')


def test_the_code_is_black_and_has_a_name() -> None:
    svg = qr_svg(HERE, title="Code & name")
    assert "<title>Code &amp; name</title>" in svg
    assert 'fill="#000"' in svg
    assert svg.count("fill=") == 1


def test_a_second_font_is_given_to_a_sheet_that_needs_it_alone() -> None:
    ours = {"Regular", "Bold", "Italic", "BoldItalic"}
    assert set(sheet_fonts("<p>Niño &copy; “Zoë” – 你</p>")) == ours
    assert set(sheet_fonts("<p>&rarr;</p>")) == {*ours, "Second", "SecondBold"}


def test_a_list_keeps_its_number() -> None:
    sheet = pdf_of(page('<ol start="3"><li>Call.</li></ol>'))
    words = checks.pdfium.PdfDocument(sheet)[0].get_textpage().get_text_range()
    assert "3." in words and "1." not in words


def test_italics_are_embedded_too() -> None:
    sheet = pdf_of(page("<p><em>One</em> <strong><em>two</em></strong></p>"))
    assert checks.font_problems(sheet) == []
    assert checks.ua1_problems(sheet) == []


def test_a_list_without_lines_to_write_on() -> None:
    sheet = Sheet(fields=(), notes=0)
    html = checklist_html(checklist_content(), sheet=sheet)
    boxes = [label for label in LABELS if label not in ("Child's name", "School year", "Notes")]
    assert checks.field_problems(pdf_of(html), boxes) == []
    assert checks.ua1_problems(pdf_of(html)) == []
