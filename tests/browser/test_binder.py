"""The binder in a browser: sheets put in, put in order, and taken out, on the device alone."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pdf_checks as checks
import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
KEY = "ip-binder"
BAG, MEET, MISSED = (
    "checklists/meeting-bag/",
    "letters/ask-to-meet/",
    "letters/ask-for-the-missed-help/",
)


def kept(page: Page) -> list[Any]:
    """Return the sheets that the browser keeps."""
    held = page.evaluate(f"localStorage.getItem('{KEY}')")
    return [sheet.get("page", sheet) for sheet in json.loads(held)["sheets"]] if held else []


def titles(page: Page) -> list[str]:
    return page.locator(".ip-binder-name a").all_inner_texts()


def with_set(open_page: OpenPage, **options: Any) -> Page:
    """Return the page of the binder, with the first ready set in it."""
    page = open_page("binder/", **options)
    page.get_by_role("button", name="Put this set in my binder").first.click()
    return page


def test_on_a_checklist_it_is_beside_print(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/")
    put = page.get_by_role("button", name="Put in my binder").bounding_box()
    printer = page.get_by_role("button", name="Print", exact=True).bounding_box()
    assert put and printer and abs(put["y"] - printer["y"]) < 60


def test_one_button_puts_a_sheet_in_and_takes_it_out(open_page: OpenPage, site: str) -> None:
    page = open_page("checklists/first-day/")
    for address in (
        "checklists/first-day/",
        "letters/say-hello/",
        "guides/the-first-month/",
        "services/",
    ):
        page.goto(site + address)
        page.get_by_role("button", name="Put in my binder").click()
        expect(page.get_by_role("status").filter(has_text="It is in your binder")).to_be_visible()
    assert kept(page) == [
        "checklists/first-day/",
        "letters/say-hello/",
        "guides/the-first-month/",
        "services/",
    ]
    page.get_by_role("link", name="Open my binder").click()
    there = ["The first day", "Say hello to a teacher", "The first month", "Services"]
    expect(page.locator(".ip-binder-name a")).to_have_text(there)
    page.goto(site + "checklists/first-day/")
    page.get_by_role("button", name="Take out of my binder").click()
    assert kept(page)[0] == "letters/say-hello/"
    page.goto(site + "articles/ready-for-the-first-meeting/")
    expect(page.get_by_role("button", name="binder")).to_have_count(0)


def test_a_set_goes_in_once_and_in_its_order(open_page: OpenPage) -> None:
    page = with_set(open_page)
    expect(page.locator("#in-it")).to_be_focused()
    assert kept(page) == [BAG, MEET, MISSED]
    page.get_by_role("button", name="Put this set in my binder").first.click()
    expect(page.get_by_role("status")).to_have_text("Nothing to add: your binder has it already.")
    assert kept(page) == [BAG, MEET, MISSED]
    page.get_by_label("Add a sheet").select_option(label="Say hello to a teacher")
    page.get_by_role("button", name="Put in my binder", exact=True).click()
    assert kept(page)[3:] == ["letters/say-hello/"]
    expect(page.get_by_text("4 sheets, kept on this device only.")).to_be_visible()


def test_the_order_is_changed_with_the_keyboard(open_page: OpenPage) -> None:
    page = with_set(open_page)
    down = page.get_by_role("button", name="Move down: A bag for the meeting")
    down.focus()
    page.keyboard.press("Enter")
    assert kept(page) == [MEET, BAG, MISSED]
    expect(down).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("A bag for the meeting is now number 2 of 3.")
    page.keyboard.press("Enter")
    assert kept(page) == [MEET, MISSED, BAG]
    expect(page.get_by_role("button", name="Move up: A bag for the meeting")).to_be_focused()
    page.get_by_role("button", name="Take out: Ask to meet").press("Enter")
    assert kept(page) == [MISSED, BAG]
    expect(
        page.get_by_role("button", name="Take out: Ask for the help that was missed")
    ).to_be_focused()


def test_emptying_it_leaves_nothing_on_the_device(open_page: OpenPage) -> None:
    page = with_set(open_page)
    page.get_by_label("Your child's initials").fill("J. R.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Empty my binder").click()
    expect(page.get_by_role("status")).to_contain_text("nothing of it is kept")
    assert page.evaluate("localStorage.length") == 0
    expect(page.get_by_text("Your binder is empty. Choose a sheet")).to_be_visible()


def test_a_damaged_or_outdated_binder_is_shown_as_far_as_it_goes(open_page: OpenPage) -> None:
    page = open_page("binder/")
    for held in ("{", "3", '{"sheets": 3}', '{"sheets": [null, 3, {}]}'):
        page.evaluate("([key, held]) => localStorage.setItem(key, held)", [KEY, held])
        page.reload()
        assert titles(page) == []
    old = {"sheets": [{"page": "letters/gone/"}, {"page": BAG}]}
    page.evaluate("([key, held]) => localStorage.setItem(key, held)", [KEY, json.dumps(old)])
    page.reload()
    assert titles(page) == ["letters/gone/", "A bag for the meeting"]
    expect(page.get_by_text("This sheet is no longer on the site.")).to_be_visible()


def test_without_storage_it_says_so(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/", storage=False)
    page.get_by_role("button", name="Put in my binder").click()
    expect(page.get_by_text("This browser does not let us keep your binder.")).to_be_visible()


def test_without_a_script_the_sets_lead_to_their_sheets(open_page: OpenPage) -> None:
    page = open_page("binder/", js=False)
    expect(page.get_by_role("link", name="A bag for the meeting")).to_be_visible()
    expect(page.get_by_role("heading", name="The first meeting")).to_be_visible()
    expect(page.get_by_role("button", name="binder")).to_have_count(0)
    expect(page.get_by_text("What is in it")).to_be_hidden()


OFFLINE = """() => {
  const whole = fetch
  window.fetch = (address, ...more) =>
    /ask-to-meet/.test(address) ? Promise.reject(new Error("offline")) : whole(address, ...more)
}"""


# ---- One PDF ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """The PDF, made once for all tests, and every address that was asked for meanwhile."""
    return {}


@pytest.fixture
def asked(whole: bytes, made: dict[str, Any]) -> list[str]:
    """Every address that the page asked for while it made the PDF."""
    return [*made["asked"]]


@pytest.fixture
def whole(open_page: OpenPage, made: dict[str, Any]) -> bytes:
    """A binder of checklists, letters, a guide, a page, and a count of days, as one PDF."""
    if "pdf" not in made:
        page = open_page("binder/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
        for button in page.get_by_role("button", name="Put this set in my binder").all():
            button.click()
        blocks = [["H2", "Day 30: “soon”"], ["LI", "Łódź → no"]]
        count = {"title": "The first meeting", "group": "dates", "blocks": blocks}
        page.evaluate("(count) => self.ipBinder.put(count)", count)
        page.reload()
        page.get_by_label("Your child's initials").fill("J. Ñ.")
        made.update(pdf=saved(page), asked=asked)
    return bytes(made["pdf"])


def saved(page: Page) -> bytes:
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Save my binder as one PDF").click()
    assert download.value.suggested_filename == "My binder.pdf"
    expect(page.get_by_role("status")).to_contain_text("Your binder is saved")
    return Path(download.value.path()).read_bytes()


def test_the_pdf_is_one_accessible_file(whole: bytes, asked: list[str]) -> None:
    assert checks.ua1_problems(whole) == []
    assert checks.tag_problems(whole) == []
    assert checks.font_problems(whole) + checks.fill_font_problems(whole) == []
    assert checks.color_problems(whole) == []
    with pikepdf.open(BytesIO(whole)) as document:
        assert str(document.Root.Lang) == "en"
        assert str(document.docinfo["/Title"]) == "My binder"
        parts = document.Root.StructTreeRoot.K[0].K
        assert [str(part.S) for part in parts] == ["/Part"] * 9, "cover, contents, and each sheet"
        assert len({page.objgen for page in document.pages}) == 9
    assert len(asked) > 6
    assert not [one for one in asked if "%C3%91" in one or "Ñ" in one], "initials stay here"


def test_the_pdf_says_what_is_in_it_and_where(whole: bytes) -> None:
    document = pypdfium2.PdfDocument(whole)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    marks = [
        (mark.get_title(), mark.get_dest().get_index())
        for mark in document.get_toc()
        if not mark.level
    ]
    assert [title for title, _ in marks] == [
        *("My binder", "Contents", "A bag for the meeting", "Ask to meet"),
        *("Ask for the help that was missed", "The first month", "The first day", "Services"),
        "The first meeting",
    ]
    for number, (title, index) in enumerate(marks[2:], 1):
        assert re.search(rf"{number} {re.escape(title)} Page {index + 1}\b", pages[1]), title
    assert "34 CFR 300.323(d)" in pages[5] and "The people who write" not in pages[5]
    assert "Day 30: “soon”" in pages[8] and "Łódź" in pages[8]
    with pikepdf.open(BytesIO(whole)) as made:
        links = [note for note in made.pages[1].Annots if note.Subtype == "/Link"]
        assert [note.Dest[0].objgen for note in links] == [page.objgen for page in made.pages[2:]]
    document.close()


def test_tabs_and_numbers_are_on_all_but_the_letters(whole: bytes) -> None:
    document = pypdfium2.PdfDocument(whole)
    texts = [page.get_textpage().get_text_range() for page in document]
    numbered = [
        bool(re.search(rf"Page {number}\b(?! of)", text)) for number, text in enumerate(texts, 1)
    ]
    assert numbered == [False, True, True, False, False, True, True, True, True]
    document.close()


def test_each_sheet_keeps_its_own_fields(whole: bytes) -> None:
    values = checks.values_of(whole)
    assert values["Child's initials"] == "J. Ñ."
    asked_for = [name for name in values if "child's name" in name.lower()]
    assert len(asked_for) == 3 and len(set(asked_for)) == 3, asked_for
    field = "The first day: Child's name"
    filled = checks.values_of(checks.fill_in(whole, {field: "José"}).pdf)
    assert {name for name, value in filled.items() if value == "José"} == {field}


def test_what_was_ticked_and_typed_is_in_the_fields(open_page: OpenPage, site: str) -> None:
    page = open_page(BAG)
    page.get_by_label("Pack your 3 questions.").check()
    page.goto(site + MEET)
    given = {
        "Child's name": "José Ñandú",
        "Topic": "the help that was missed in the weeks of September, and how to plan it now",
    }
    for label, value in given.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Date", exact=True).fill("2026-12-01")
    page.get_by_label("Keep what I type").check()
    page.goto(site + "binder/")
    page.get_by_role("button", name="Put this set in my binder").first.click()
    pdf = saved(page)
    values = checks.values_of(pdf)
    bag = {name: value for name, value in values.items() if "Pack" in name}
    assert [*bag.values()] == ["Off", "Yes", "Off"]
    letter = {
        name.removeprefix("Ask to meet: "): value
        for name, value in values.items()
        if name.startswith("Ask to meet: ")
    }
    expected = given | {"Date": "December 1, 2026"}
    typed = {label: letter[label[0].lower() + label[1:]] for label in expected}
    assert typed == expected
    names = {f"Ask to meet: {label[0].lower()}{label[1:]}": expected[label] for label in expected}
    assert checks.cut_answers(pdf, names) == []
    assert not letter["second day"] and not values["Ask for the help that was missed: date"]
    assert checks.ua1_problems(pdf) + checks.fill_font_problems(pdf) == []
    page.evaluate("() => { window.print = () => (document.title = 'printed') }")
    page.get_by_role("button", name="Print my binder").click()
    expect(page).to_have_title("printed")
    paper = page.locator(".ip-binder-paper")
    assert paper.locator(".ip-box:checked").count() == 1
    expect(paper.locator(".ip-letter-subject").first).to_contain_text("José Ñandú")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.evaluate("sessionStorage.clear(); localStorage.removeItem('ip-ticks:" + BAG + "')")
    values = checks.values_of(saved(page))
    assert not [name for name, value in values.items() if value not in ("", "Off")]


def test_large_print_is_taken_where_there_is_some(open_page: OpenPage) -> None:
    page = with_set(open_page)
    usual = len(saved(page))
    page.get_by_label("In large print").check()
    page.reload()
    expect(page.get_by_label("In large print")).to_be_checked()
    large = saved(page)
    assert checks.ua1_problems(large) == [] and len(large) != usual


def test_a_long_binder_has_contents_of_several_pages(open_page: OpenPage) -> None:
    page = open_page("binder/")
    text = [["P", "Some words, again and again. " * 20]] * 12
    sheets = [
        {"title": f"Count {number}", "group": "dates", "blocks": text} for number in range(40)
    ]
    page.evaluate("(sheets) => self.ipBinder.write({ initials: '', sheets })", sheets)
    page.reload()
    pdf = saved(page)
    assert checks.ua1_problems(pdf) + checks.tag_problems(pdf) == []
    document = pypdfium2.PdfDocument(pdf)
    third = " ".join(document[2].get_textpage().get_text_range().split())
    marks = document.get_toc()
    index = next(m.get_dest().get_index() for m in marks if m.get_title() == "Count 39")
    assert f"40 Count 39 Page {index + 1}" in third
    document.close()


def test_a_sheet_that_cannot_be_fetched_is_named(open_page: OpenPage) -> None:
    page = with_set(open_page)
    page.evaluate(OFFLINE)
    page.get_by_role("button", name="Save my binder as one PDF").click()
    expect(page.get_by_role("status")).to_contain_text("“Ask to meet” could not be fetched")


def test_data_is_unpacked_as_zlib_packs_it(open_page: OpenPage) -> None:
    page = open_page("binder/")
    texts = [b"", b"a", b"abc" * 300, bytes(range(256)) * 40, zlib.compress(bytes(range(256)) * 9)]
    for text in texts:
        for level, strategy in (
            (0, 0),
            (1, 0),
            (9, 0),
            (9, zlib.Z_FIXED),
            (9, zlib.Z_HUFFMAN_ONLY),
        ):
            packer = zlib.compressobj(level, strategy=strategy)
            packed = packer.compress(text) + packer.flush()
            found = page.evaluate(
                "(bytes) => [...self.ipInflate(Uint8Array.from(bytes))]", [*packed]
            )
            assert bytes(found) == text, (len(text), level, strategy)


# ---- On paper -----------------------------------------------------------------------------------


def test_it_prints_as_one_job(open_page: OpenPage) -> None:
    page = with_set(open_page)
    page.get_by_label("Your child's initials").fill("J. R.")
    page.evaluate("() => { window.print = () => (document.title = 'printed') }")
    page.get_by_role("button", name="Print my binder").click()
    expect(page).to_have_title("printed")
    pdf = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]
    assert len(texts) == 4
    assert "My binder J. R. Contents 1. A bag for the meeting 2. Ask to meet" in texts[0]
    assert re.search(r"A bag for the meeting 1\b|^1 A bag for the meeting", texts[1])
    assert "Subject: A meeting about" in texts[2]
    assert not [text for text in texts if "Put in my binder" in text or "Main menu" in text]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".ip-binder-printed").count() == 0


def test_other_pages_load_nothing_of_it(site_dir: Path) -> None:
    script = next(site_dir.glob("assets/javascripts/binder.*.js")).name
    users = [f for f in site_dir.rglob("*.html") if script in f.read_text(encoding="utf-8")]
    assert users == [site_dir / "binder/index.html"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_button_that_takes_out_is_at_the_same_edge_in_every_row(
    open_page: OpenPage, width: int
) -> None:
    page = with_set(open_page, width=width)
    edges = page.locator("[data-out]").evaluate_all(
        "all => all.map((one) => Math.round(one.getBoundingClientRect().right))"
    )
    assert len(edges) == 3 and len(set(edges)) == 1
    row = page.locator(".ip-binder-sheet").first.bounding_box()
    assert row is not None and abs(row["x"] + row["width"] - edges[0]) < 2


def test_ready_sets_come_before_how_it_works_which_is_folded(open_page: OpenPage) -> None:
    page = open_page("binder/", width=390)
    sets, how = page.locator("#sets").bounding_box(), page.locator(".ip-binder-how").bounding_box()
    assert sets and how and sets["y"] < how["y"]
    assert sets["y"] + sets["height"] <= 844, "on the first screen of a phone"
    text = page.get_by_text("Choose a set, or choose sheets one by one.")
    expect(text).to_be_hidden()
    page.get_by_text("How it works").click()
    expect(text).to_be_visible()
