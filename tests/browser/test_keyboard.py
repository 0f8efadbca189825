"""Everything can be reached with Tab, in reading order, with a visible focus."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

import pytest
from browser_pages import go_to
from playwright.sync_api import Locator, Page, expect
from project_settings import OWNER

OpenPage = Callable[..., Page]
LETTER = "letters/say-hello/"
KINDS = [
    "",
    "articles/",
    "articles/ready-for-the-first-meeting/",
    "checklists/",
    "checklists/first-day/",
    LETTER,
    "glossary/",
    "glossary/prior-written-notice/",
    "guides/",
    "guides/the-first-month/",
    "about/",
    "about/accessibility/",
    "about/offline/",
    "clock/",
    "about/privacy/",
    "about/schools/",
    "search/?q=evaluation",
    "no-such-page/",
]
MENU = ["Articles", "Checklists", "Letters"]

HERE = """() => {
  const now = document.activeElement
  const style = getComputedStyle(now), box = now.getBoundingClientRect()
  return {
    tag: now.tagName, name: (now.innerText || now.ariaLabel || "").trim().replace(/\\s+/g, " "),
    to: now.hash, inside: !!now.closest("main"),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
  }
}"""


# Notes each place that the focus comes to, and nothing where it leaves the page.
LISTEN = f"""() => {{
  window.stops = []
  document.addEventListener("focusin", () => stops.push(({HERE})()))
  document.addEventListener("focusout", (event) => event.relatedTarget || stops.push(null))
}}"""


def stops(page: Page, most: int) -> list[dict[str, object]]:
    """Press Tab so many times; return the stops in order until the focus leaves the page."""
    page.evaluate(LISTEN)
    for _ in range(most):
        page.keyboard.press("Tab")
    return list(takewhile(bool, page.evaluate("stops")))


@pytest.mark.parametrize("width", [390, 1280])
def test_tab_walks_through_every_kind_of_page_and_shows_where(
    open_page: OpenPage, site: str, width: int
) -> None:
    page = open_page(width=width)
    for address in KINDS:
        go_to(page, site + address)
        walk = stops(page, 25)
        assert walk[0]["to"] == "#main", address
        assert walk[1]["name"] == OWNER["site_name"], address
        menu = [stop["name"] for stop in walk if stop["name"] in MENU]
        assert menu[:3] == MENU, address
        assert any(stop["inside"] for stop in walk), f"{address}: it gets to the text"
        hidden = [stop for stop in walk if not stop["seen"]]
        assert hidden == [], f"{address}: nothing invisible is reached"
        unmarked = [stop for stop in walk if not stop["outline"]]
        assert unmarked == [], f"{address}: one sees where one is"


def test_the_first_key_leads_past_the_frame(open_page: OpenPage) -> None:
    page = open_page("articles/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(HERE)["inside"]


def test_the_reading_settings_work_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("about/")
    settings = page.locator("[data-ip-reading]")
    button = settings.locator("summary")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Text size").get_by_label("Normal")).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.size") == "large"
    page.keyboard.press("Tab")
    expect(page.get_by_label("Spacing").get_by_label("Normal")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    assert settings.get_attribute("open") is None
    page.keyboard.press("Space")
    for _ in range(5):  # four settings, and on to the page
        page.keyboard.press("Tab")
    assert settings.get_attribute("open") is None, "nothing is behind it"
    expect(page.get_by_role("link", name="Articles").first).to_be_focused()


def test_a_box_is_ticked_by_space_and_keeps_the_focus(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/")
    box = page.locator(".ip-box").first
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def test_a_letter_is_filled_in_copied_and_cleared(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    child = page.get_by_label("Child's name", exact=True)
    tab_to(page, child)
    page.keyboard.type("Zoë")
    copy = page.locator("[data-ip-letter-copy]")
    tab_to(page, copy)
    page.keyboard.press("Enter")
    expect(page.locator("[data-ip-letter-status]")).to_contain_text("Copied.")
    expect(copy).to_be_focused()
    page.once("dialog", lambda dialog: dialog.accept())
    clear = page.get_by_role("button", name="Clear all I typed")
    page.keyboard.press("Shift+Tab")  # it may stand before the copy button
    for _ in range(60):
        if clear.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(child).to_have_value("")


def test_a_checklist_is_printed_and_cleared(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/")
    page.evaluate("window.print = () => (window.printed = true)")
    tab_to(page, page.locator(".ip-box").first)
    page.keyboard.press("Space")
    for name in ("Print blank", "Clear my ticks"):
        tab_to(page, page.get_by_role("button", name=name), 90)
        page.keyboard.press("Enter")
    assert page.evaluate("window.printed")
    expect(page.locator(".ip-box").first).not_to_be_checked()


def test_a_meaning_opens_with_the_focus_and_closes_with_escape(open_page: OpenPage) -> None:
    page = open_page("articles/what-is-in-the-plan/", width=1280)
    term = page.locator(".ip-prose .ip-term").first
    tab_to(page, term.locator("a"), 90)
    expect(term.locator("[role=tooltip]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(term.locator("[role=tooltip]")).to_be_hidden()
    expect(term.locator("a")).to_be_focused()


def test_a_word_of_the_glossary_is_found(open_page: OpenPage) -> None:
    page = open_page("glossary/")
    tab_to(page, page.get_by_label("Find a word"))
    page.keyboard.type("prior written")
    found = page.get_by_role("link", name="Prior written notice")
    tab_to(page, found)
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("Prior written notice")


def test_results_are_narrowed_down_and_more_are_shown(open_page: OpenPage) -> None:
    page = open_page("search/?q=school+plan")
    kind = page.get_by_label("Kind")
    tab_to(page, kind)
    page.keyboard.press("ArrowDown")
    expect(kind).not_to_have_value("")
    page.keyboard.press("Home")
    more = page.get_by_role("button", name="Show more results")
    tab_to(page, more)
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-results] a:visible").nth(10)).to_be_focused()


def test_what_is_folded_unfolds(open_page: OpenPage) -> None:
    page = open_page("articles/ready-for-the-first-meeting/")
    tab_to(page, page.locator(".ip-contents summary"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".ip-contents a").first).to_be_focused()
    page.keyboard.press("Enter")
    target = page.locator(".ip-contents a").first.get_attribute("href") or "-"
    page.wait_for_url(f"**{target}")


def test_the_search_of_the_header_opens_and_closes(open_page: OpenPage) -> None:
    page = open_page("about/")
    button = page.locator("[data-ip-search-open]")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.locator(".ip-search--header input")).to_be_focused()
    page.keyboard.type("evaluation")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-search-results] a").first).to_be_hidden()
