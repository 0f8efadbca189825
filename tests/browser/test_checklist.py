"""A checklist: ticks stay on this device, what is printed is a sheet and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page, Request, expect
from site_pages import Pages

OpenPage = Callable[..., Page]
SHEET = "checklists/first-day/"
FIRST, SECOND = "Find the newest plan.", "Bring your notes."
SAVED = "Your ticks are saved on this device only."
NOT_SAVED = "This browser does not let us save your ticks. They count until you leave this page."


def ticked(page: Page) -> list[str]:
    """Return the text of each checked item."""
    return page.locator(".ip-item > :checked + label").all_inner_texts()


def progress(page: Page, done: int) -> None:
    """Check that the page says how many are done, to eyes and to screen readers."""
    count = page.locator(".ip-box").count()
    expect(page.locator(".ip-progress[role=status]")).to_have_text(f"{done} of {count} done")
    bar = page.locator("progress")
    assert bar.evaluate("bar => [bar.value, bar.max]") == [done, count]


def printed(page: Page, paper: str) -> list[str]:
    """Return the text of each printed sheet; backgrounds are off, as in browsers by default."""
    pdf = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper, print_background=False)))
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]


def test_ticks_stay_and_are_counted(open_page: OpenPage) -> None:
    page = open_page(SHEET)
    progress(page, 0)
    page.get_by_label(FIRST).check()
    page.get_by_text(SECOND).click()  # the words are part of the box
    progress(page, 2)
    expect(page.locator("[data-ip-saved]")).to_have_text(SAVED)
    page.reload()
    assert ticked(page) == [FIRST, SECOND]
    progress(page, 2)
    page.get_by_label(FIRST).uncheck()
    page.reload()
    assert ticked(page) == [SECOND]


def test_a_second_tab_shows_the_same_and_another_sheet_its_own(open_page: OpenPage) -> None:
    page = open_page(SHEET)
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label(FIRST).check()
    expect(other.get_by_label(FIRST)).to_be_checked()
    progress(other, 1)
    other.goto(page.url.replace("first-day", "meeting-bag"))
    assert ticked(other) == []


def test_clear_takes_the_ticks_and_what_was_kept_of_them(open_page: OpenPage) -> None:
    page = open_page(SHEET)
    page.get_by_label(FIRST).check()
    page.get_by_label(SECOND).check()
    page.get_by_role("button", name="Clear my ticks").click()
    assert ticked(page) == []
    progress(page, 0)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ip-'))") == []
    page.reload()
    assert ticked(page) == []


def test_clearing_can_be_undone_from_the_keyboard_until_a_box_changes(open_page: OpenPage) -> None:
    page = open_page(SHEET)
    clear = page.locator("[data-ip-clear]")
    said = page.locator("[data-ip-cleared]")
    clear.click()
    expect(clear).to_have_text("Clear my ticks")  # nothing was cleared: nothing to undo
    page.get_by_label(FIRST).check()
    page.get_by_label(SECOND).check()
    clear.focus()
    page.keyboard.press("Enter")
    progress(page, 0)
    expect(said).to_have_text("Your ticks are cleared.")
    assert said.get_attribute("role") == "status"
    expect(clear).to_be_focused()
    expect(clear).to_have_text("Bring my ticks back")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Your ticks are back.")
    assert ticked(page) == [FIRST, SECOND]
    page.reload()
    assert ticked(page) == [FIRST, SECOND]
    clear.click()
    page.get_by_label(SECOND).check()
    expect(clear).to_have_text("Clear my ticks")
    expect(said).to_have_text("")
    assert ticked(page) == [SECOND]


def test_a_sheet_is_saved_under_its_title(open_page: OpenPage) -> None:
    page = open_page(SHEET)
    title = page.get_by_role("heading", level=1).inner_text()
    names = page.locator("a[download]").evaluate_all("links => links.map(link => link.download)")
    assert set(names) == {f"{title}.pdf", f"{title} (large).pdf"}
    before = page.title()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.title() == title
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.title() == before


def test_what_was_kept_may_be_broken_or_old(open_page: OpenPage) -> None:
    page = open_page(SHEET)
    key = page.evaluate(
        "'ip-ticks:' + document.querySelector('[data-ip-checklist]').dataset.ipChecklist"
    )
    page.evaluate("key => localStorage.setItem(key, '[\"item-no-more\", 7]')", key)
    page.reload()
    progress(page, 0)
    for broken in ("{", "7", "null", '"item"', "{}"):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, broken])
        page.reload()
        page.get_by_label(FIRST).check()
        progress(page, 1)


def test_where_storage_is_denied_it_says_so_and_works_until_one_leaves(open_page: OpenPage) -> None:
    page = open_page(SHEET, storage=False)
    expect(page.locator("[data-ip-saved]")).to_have_text(NOT_SAVED)
    page.get_by_label(FIRST).check()
    progress(page, 1)
    page.get_by_role("button", name="Clear my ticks").click()
    progress(page, 0)
    page.reload()
    assert ticked(page) == []


def test_a_box_ticked_in_the_source_starts_ticked(open_page: OpenPage, site: str) -> None:
    page = open_page("about/")
    box = re.compile(r'(<input)(?=[^>]*id="item-find-the-newest)')

    def tick_first(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        body, changes = box.subn(r"\1 checked", answer.text(), count=1)
        assert changes == 1
        route.fulfill(response=answer, body=body)  # type: ignore[attr-defined]

    page.route(f"**/{SHEET}", tick_first)
    page.goto(site + SHEET)
    assert ticked(page) == [FIRST]
    progress(page, 1)
    page.get_by_label(FIRST).uncheck()
    page.reload()
    assert ticked(page) == [], "what the reader did counts more"
    page.get_by_role("button", name="Clear my ticks").click()
    assert ticked(page) == [FIRST]


def test_nothing_is_sent(open_page: OpenPage) -> None:
    page = open_page(SHEET)
    page.wait_for_load_state("networkidle")
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.url)

    page.on("request", note)
    for box in page.locator(".ip-box").all()[:5]:
        box.check()
    page.get_by_role("button", name="Clear my ticks").click()
    page.wait_for_load_state("networkidle")
    assert sent == []
    assert page.context.cookies() == []


def test_it_works_after_links_and_back(open_page: OpenPage) -> None:
    page = open_page("checklists/")
    for title in ("The first day", "A bag for the meeting", "The first day"):
        page.locator("main").get_by_role("link", name=title).click()
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator("progress")).to_be_visible()
        box = page.locator(".ip-box").first
        box.set_checked(not box.is_checked())
        progress(page, len(ticked(page)))
        page.locator(".ip-menu").get_by_role("link", name="Checklists").click()
        expect(page.locator("h1")).to_have_text("Checklists")


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_every_checklist_prints_on_one_page(
    open_page: OpenPage, pages: Pages, site: str, paper: str
) -> None:
    sheets = [a for a, page in pages.items() if page.select("[data-ip-checklist]")]
    assert len(sheets) >= 3
    page = open_page(sheets[0])
    for address in sheets:
        page.goto(site + address)
        (sheet,) = printed(page, paper)
        items = page.locator(".ip-item > label").all_inner_texts()
        for text in (page.locator("h1").inner_text(), *items):
            assert " ".join(text.split())[:30] in sheet, f"{address}: {text}"
        assert page.url.split("/", 3)[3].rstrip("/") in sheet, "where it is found"
        for frame in ("Search", "Print", "PDF", "Clear my ticks", "Main menu", "RSS", "saved on"):
            assert frame not in sheet, f"{address}: {frame}"


def test_boxes_are_drawn_with_lines_and_ticks_print(open_page: OpenPage) -> None:
    page = open_page(SHEET)
    page.get_by_label(FIRST).check()
    page.emulate_media(media="print")
    box = page.locator(".ip-box").first
    assert box.evaluate("box => getComputedStyle(box).borderTopColor") == "rgb(0, 0, 0)"
    tick = "box => getComputedStyle(box, '::before').content"
    assert box.evaluate(tick) == '""'
    page.evaluate("() => { window.print = () => {} }")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print blank").click()
    page.emulate_media(media="print")
    assert box.evaluate(tick) == "none"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert box.evaluate(tick) == '""'
