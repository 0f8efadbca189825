"""Printed pages: few sheets, all of the text, whole pictures, nothing of the frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import segno
from browser_pages import go_to
from playwright.sync_api import Page, expect
from pypdfium2 import raw

OpenPage = Callable[..., Page]
ARTICLES = ["articles/ready-for-the-first-meeting/", "articles/what-is-in-the-plan/"]
STYLES = Path(__file__).resolve().parents[2] / "overrides/assets/stylesheets"
INCH, PIXELS = 72, 96  # points in an inch, pixels in an inch
USUAL = 560  # words, and as many headings and items as an article of 800 has
# Repeats the text of an article until it has the usual length, and names both ends of each item,
# paragraph and heading: "b12" and "e12".
LENGTHEN = """words => {
  const prose = document.querySelector(".ip-prose")
  const own = [...prose.children]
  while (prose.innerText.split(/\\s+/).length < words)
    for (const one of own) prose.append(one.cloneNode(true))
  const blocks = prose.querySelectorAll("h2, li, p, th, td")
  blocks.forEach((one, index) => { one.prepend(`b${index} `); one.append(` e${index}`) })
  return [...blocks].map(one => one.tagName)
}"""


def print_page(page: Page, paper: str = "Letter") -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper, print_background=False)))


def printed(page: Page, paper: str) -> list[str]:
    pdf = print_page(page, paper)
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]


def place_of(pdf: pypdfium2.PdfDocument, word: str) -> tuple[int, int, float]:
    """Return the sheet and the column that a word is in, and how far above the foot, in points."""
    for number, sheet in enumerate(pdf):
        text = sheet.get_textpage()
        found = text.search(word, match_case=True, match_whole_word=True).get_next()
        if found:
            left, bottom, _, _ = text.get_charbox(found[0])
            return number, int(left > sheet.get_width() / 2), bottom
    raise AssertionError(f"{word} is not printed")


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("address", ARTICLES)
def test_an_article_prints_whole_and_without_its_frame(
    open_page: OpenPage, address: str, paper: str
) -> None:
    page = open_page(address, width=1280)
    sheets = printed(page, paper)
    assert len(sheets) <= 3
    text = " ".join(sheets)
    for heading in page.locator("h1, .ip-prose h2").all_inner_texts():
        assert heading in text
    assert "ecfr.gov" not in text, "a rule stands in the list at the end, by its number"
    assert "1. 34 CFR 300.32" in text
    assert page.url.split("/", 3)[3].strip("/") in text, "where it was found"
    for frame in ("Search", "On this page", "Next article", "Main menu", "RSS", "Skip to", "Dark"):
        assert frame not in text, frame


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper_is_black_on_white(open_page: OpenPage, dark: bool) -> None:
    page = open_page(ARTICLES[0], dark=dark)
    page.emulate_media(media="print")
    colors = page.evaluate(
        "() => [...document.querySelectorAll('main :is(h1, h2, p, li, a, strong)')]"
        ".filter(one => one.checkVisibility()).map(one => getComputedStyle(one).color)"
    )
    assert set(colors) == {"rgb(0, 0, 0)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_tall_picture_prints_whole_on_the_first_sheet(open_page: OpenPage, paper: str) -> None:
    page = open_page("guides/the-first-month/", width=1280)
    last = page.locator(".ip-picture tspan").last.text_content() or ""
    first, *others = printed(page, paper)
    assert page.locator("h1").inner_text() in first
    assert last and last.strip() in first and len(others) <= 2


def test_small_words_print_no_larger_than_the_text(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.emulate_media(media="print")
    for address in ("", "articles/", "glossary/", "search/?q=teacher"):
        go_to(page, site + address)
        if address.startswith("search"):
            expect(page.locator(".ip-result").first).to_be_visible()
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('main :is(p, small, li, dd)')]"
            ".filter(one => one.checkVisibility())"
            ".map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert {round(size * INCH / PIXELS) for size in sizes} == {11}, address


COLORS = re.findall(
    r"(--ip-[a-z-]+): (?:#|rgb|0 |none)", (STYLES / "tokens.css").read_text("utf-8")
)


def test_paper_is_the_same_from_dark_and_from_light(open_page: OpenPage) -> None:
    told, drawn = [], []
    for dark in (False, True):
        page = open_page("guides/every-picture/", width=1280, dark=dark)
        drawn.append([sheet.render().to_pil().tobytes() for sheet in print_page(page)])
        page.emulate_media(media="print", color_scheme="dark" if dark else "light")
        told.append(
            page.evaluate(
                """names => names.map(name =>
                  name + getComputedStyle(document.documentElement).getPropertyValue(name))""",
                sorted({*COLORS}),
            )
        )
    assert len({*COLORS}) > 12
    assert told[0] == told[1]
    assert drawn[0] == drawn[1]


# The list items whose sign would be printed in the margin of the sheet, where it is cut off.
NO_ROOM = """() => {
  const left = document.querySelector("main").getBoundingClientRect().left
  return [...document.querySelectorAll("main li")].filter((one) => {
    const { listStyleType, listStylePosition, display, fontSize } = getComputedStyle(one)
    const hasSign = display === "list-item" && listStyleType !== "none"
      && listStylePosition === "outside"
    const room = one.getBoundingClientRect().left - left
    return one.checkVisibility() && hasSign && room < 0.8 * parseFloat(fontSize)
  }).map((one) => one.outerHTML.slice(0, 80))
}"""


def test_a_list_keeps_its_signs_on_paper(open_page: OpenPage, site: str, varied: list[str]) -> None:
    page = open_page("letters/ask-for-the-missed-help/")
    page.emulate_media(media="print")
    cut = []
    for address in ("letters/ask-for-the-missed-help/", *varied):
        page.goto(site + address)
        cut += page.evaluate(NO_ROOM)
    assert cut == []


@pytest.mark.parametrize("address", ["guides/the-first-month/", "clock/"])
def test_paper_offers_no_file_for_a_calendar(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=1280)
    offer = page.locator(".ip-year-file")
    assert offer.is_visible()
    page.emulate_media(media="print")
    assert not offer.is_visible()


@pytest.mark.parametrize("address", ["states/", "search/"])
def test_a_list_of_names_is_no_taller_on_paper_than_its_words(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(address, width=1280)
    lists = page.locator(":is(.ip-states-list, .ip-everything) > li")
    expect(lists.first).to_be_visible()
    page.emulate_media(media="print")
    heights = lists.evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(heights) > 3 and min(heights) <= 20  # a line of 11 points


def test_paper_shows_no_picture_that_a_reader_has_not_scrolled_to(open_page: OpenPage) -> None:
    page = open_page("checklists/", width=1280)
    thumbnail = page.locator(".ip-thumbnail").first
    expect(thumbnail).to_be_attached()
    page.emulate_media(media="print")
    assert not thumbnail.is_visible()


def test_the_blank_log_has_room_for_the_name_of_a_service(open_page: OpenPage) -> None:
    page = open_page("log/", width=int(7 * PIXELS))
    page.emulate_media(media="print")
    wide = page.locator(".ip-log-blank th").evaluate_all("all => all.map(one => one.offsetWidth)")
    assert wide[1] > 1.8 * PIXELS and min(wide) > 0.9 * PIXELS


def test_the_glossary_prints_on_few_sheets(open_page: OpenPage) -> None:
    assert len(printed(open_page("glossary/", width=1280), "Letter")) <= 6


def test_an_address_at_the_end_of_a_sheet_is_not_broken(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/", width=1280)
    (sheet,) = printed(page, "Letter")
    address = str(page.locator("link[rel=canonical]").get_attribute("href"))
    assert address.removeprefix("https://").strip("/") in sheet


def test_an_article_of_the_usual_length_takes_two_sheets(open_page: OpenPage) -> None:
    page = open_page(ARTICLES[0], width=1280)
    tags = page.evaluate(LENGTHEN, USUAL)
    pdf = print_page(page)
    assert len(pdf) == 2
    height = pdf[0].get_height()
    for index, tag in enumerate(tags):
        if tag == "H2":
            assert place_of(pdf, f"e{index}")[2] > INCH, "no heading stands at the foot of a column"
        if tag == "H2" or (tag == "LI" and tags[index - 1] != "H2"):
            begins, ends = place_of(pdf, f"b{index}"), place_of(pdf, f"e{index}")
            assert begins[:2] == ends[:2] and begins[2] <= height, "no item is split"


# Sections that begin with an item, or a row of a table, of eleven lines: some come to the foot of a
# column, wherever that is.
LONG_FIRST = """() => {
  const words = "some words that fill the lines of an item ".repeat(12)
  const cells = `<tr><th>Row</th><td data-label="Long">${words}</td></tr>`
  const kinds = [`<ul><li>b# ${words}</li></ul>`,
    `<table class="ip-stacked"><tbody>${cells.replace("Row", "b# Row")}</tbody></table>`]
  document.querySelector(".ip-prose").innerHTML = [...Array(24).keys()].map(index =>
    `<h2>h${index}</h2>${kinds[index % 2].replace("b#", `b${index}`)}`).join("")
}"""


def test_no_heading_stands_alone_before_a_long_item_or_row(open_page: OpenPage) -> None:
    page = open_page(ARTICLES[0], width=1280)
    page.evaluate(LONG_FIRST)
    pdf = print_page(page)
    for index in range(24):
        assert place_of(pdf, f"h{index}")[:2] == place_of(pdf, f"b{index}")[:2], index


def test_sources_on_paper_run_on_cleanly(open_page: OpenPage) -> None:
    page = open_page("articles/what-is-in-the-plan/", width=1280)
    page.evaluate(
        "() => document.querySelector('.ip-code .ip-page-dates').innerHTML ="
        " '<span>Facts checked</span><span class=\"ip-sentence\">Updated. We said more.</span>'"
    )
    text = " ".join(printed(page, "Letter"))
    assert "Facts checked." in text and "We said more." in text and ".." not in text


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize(
    "address", [ARTICLES[0], "guides/the-first-month/", "checklists/first-day/"]
)
def test_holes_can_be_punched_on_either_side(open_page: OpenPage, address: str, paper: str) -> None:
    for sheet in print_page(open_page(address, width=1280), paper):
        left, _, right, _ = sheet.render(scale=1, grayscale=True).to_pil().point(
            lambda shade: 255 - shade
        ).getbbox()  # fmt: skip
        assert left >= 0.73 * INCH and right <= sheet.get_width() - 0.73 * INCH


PRINTED = [
    *("", *ARTICLES, "articles/", "guides/every-picture/", "checklists/first-day/"),
    *("letters/ask-to-meet/", "glossary/consent/", "now/all/", "clock/", "binder/", "log/"),
    *("states/", "search/?q=teacher"),
]
# The words in the main part of a page that are smaller than 11 points, each with its size.
SMALL = """() => {
  const found = []
  const walker = document.createTreeWalker(
    document.querySelector("main"), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement
    if (!walker.currentNode.data.trim() || !one.checkVisibility()) continue
    if (one.closest("sup, script, title, desc")) continue
    const scale = one instanceof SVGElement ? one.getScreenCTM().a : 1
    const size = parseFloat(getComputedStyle(one).fontSize) * scale * 0.75
    if (size < 10.99) found.push(`${size}: ${walker.currentNode.data.trim()}`)
  }
  return found
}"""


@pytest.mark.parametrize("inches", [7, 6.77], ids=["Letter", "A4"])  # how wide the print is
def test_no_letter_is_smaller_than_11_points(open_page: OpenPage, site: str, inches: float) -> None:
    page = open_page(width=int(inches * PIXELS))
    page.emulate_media(media="print")
    for address in PRINTED:
        go_to(page, site + address)
        assert page.evaluate(SMALL) == [], address


@pytest.mark.parametrize(("setting", "points"), [("large", 14), ("largest", 18)])
def test_larger_letters_are_larger_on_paper_too(
    open_page: OpenPage, setting: str, points: int
) -> None:
    page = open_page(ARTICLES[0], width=1280)
    page.evaluate("size => { document.documentElement.dataset.size = size }", setting)
    page.emulate_media(media="print")
    size = page.locator(".ip-prose li").first.evaluate("one => getComputedStyle(one).fontSize")
    assert round(float(size.removesuffix("px")) * INCH / PIXELS) == points
    prose = page.locator(".ip-prose")
    assert prose.evaluate("one => getComputedStyle(one).columnCount") == "auto"


@pytest.mark.parametrize("address", [ARTICLES[0], "guides/at-the-table/", "checklists/first-day/"])
def test_one_code_leads_to_the_page(open_page: OpenPage, address: str) -> None:
    """Each module on the sheet is what a code of this address has there, with one of the masks."""
    page = open_page(address, width=1280)
    url = str(page.locator("link[rel=canonical]").get_attribute("href"))
    codes_of_it = [
        [[*row] for row in segno.make(url, error="m", micro=False, mask=mask).matrix]
        for mask in range(8)
    ]
    modules = codes_of_it[0]
    found = []
    for sheet in print_page(page):
        paths = [each for each in sheet.get_objects() if each.type == raw.FPDF_PAGEOBJ_PATH]
        codes = [each for each in paths if raw.FPDFPath_CountSegments(each.raw) > 500]
        for code in codes:
            left, _, right, top = code.get_bounds()
            step = (right - left) / len(modules)
            assert step >= 0.012 * INCH, "a phone needs modules of 0.3 millimeters"
            shades = sheet.render(scale=8, grayscale=True).to_pil()
            high = sheet.get_height()
            found.append(
                [
                    [
                        int(
                            shades.getpixel(
                                (
                                    int(8 * (left + (across + 0.5) * step)),
                                    int(8 * (high - top + (down + 0.5) * step)),
                                )
                            )
                            < 128
                        )
                        for across in range(len(modules))
                    ]
                    for down in range(len(modules))
                ]
            )
    assert len(found) == 1 and found[0] in codes_of_it


def test_a_checklist_has_lines_that_hold_what_they_ask_for(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/", width=int(7 * PIXELS))
    page.emulate_media(media="print")
    boxes = [line.bounding_box() for line in page.locator(".ip-fields dd").all()]
    assert boxes
    for box in boxes:
        assert box is not None and box["width"] >= 2.5 * PIXELS and box["height"] >= 0.26 * PIXELS


def test_a_checklist_is_one_sheet_and_its_items_are_words(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/", width=1280)
    (sheet,) = printed(page, "Letter")
    assert "http" not in sheet
    page.emulate_media(media="print")
    lines = page.evaluate(
        "() => [...document.querySelectorAll('.ip-item a')]"
        ".filter(one => !one.closest('sup'))"
        ".map(one => getComputedStyle(one).textDecorationLine)"
    )
    assert set(lines) <= {"none"}


def test_a_letter_prints_one_line_for_each_blank_and_a_name_where_no_words_name_it(
    open_page: OpenPage,
) -> None:
    page = open_page("letters/ask-to-meet/", width=1280)
    body = page.locator(".ip-letter-body")
    body.evaluate(
        'one => one.innerHTML = \'<p>School: <span class="ip-slot ip-slot--told">[school]</span>'
        ' in <span class="ip-slot">[town]</span></p>\''
    )
    page.emulate_media(media="print")
    told, other = page.locator(".ip-letter-body .ip-slot").all()
    seen = "one => getComputedStyle(one).visibility"
    line = "one => getComputedStyle(one, '::before').visibility"
    assert [slot.evaluate(seen) for slot in (told, other)] == ["hidden", "visible"]
    assert [slot.evaluate(line) for slot in (told, other)] == ["visible", "visible"]


# A letter with as many parts as fit on one page of its PDF: lines for names, facts and answers.
FULL_LETTER = """() => {
  const slot = (kind, name) => `<span class="ip-slot ip-slot--told ${kind}">[${name}]</span>`
  const line = (name) => `${name}: ${slot("", name)}`
  const answer = (name) => `<p>${name}: ${slot("ip-slot--long", name)}.</p>`
  const lines = (...names) => `<p>${names.map(line).join("<br>")}</p>`
  document.querySelector(".ip-letter-body").innerHTML = [
    lines("Date", "To"), `<p>${"Some words that fill two lines. ".repeat(4)}${line("See")}.</p>`,
    lines("Child", "Home", "School", "District"), "<p>The facts:</p>",
    `<ul>${`<li>${line("Date")}. What: ${slot("ip-slot--long", "what")}.</li>`.repeat(3)}</ul>`,
    answer("What went wrong"), answer("What I did"), answer("What would help"),
    `<p>${line("Enclosed")}.<br>A copy goes to the district.</p>`,
    lines("Address", "Phone", "Mail"),
    '<p>Signed,<br><span class="ip-slot">[your name]</span></p>'].join("")
}"""


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_letter_prints_on_one_sheet_as_its_pdf_does(open_page: OpenPage, paper: str) -> None:
    page = open_page("letters/ask-to-meet/", width=1280)
    page.evaluate(FULL_LETTER)
    assert page.locator(".ip-letter-body--signed").count() == 1
    (sheet,) = printed(page, paper)
    assert "your name" in sheet


def test_a_line_of_a_letter_holds_a_name_and_an_item_has_the_whole_width(
    open_page: OpenPage,
) -> None:
    page = open_page("letters/ask-to-meet/", width=int(7 * PIXELS))
    page.locator(".ip-letter-body").evaluate(
        "(one, blocks) => { one.innerHTML = blocks }",
        '<p>I am <span class="ip-slot">[name]</span></p>'
        '<ul><li><span class="ip-slot">[idea]</span></li></ul>',
    )
    page.emulate_media(media="print")
    name, item = (one.bounding_box() for one in page.locator(".ip-letter-body .ip-slot").all())
    assert name and item and name["width"] >= 2.5 * PIXELS and item["width"] > 6 * PIXELS
