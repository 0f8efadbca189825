"""Without JavaScript, everything can be read, and nothing is shown that would not work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from project_settings import OWNER

OpenPage = Callable[..., Page]

ARTICLE = "articles/ready-for-the-first-meeting/"
PAGES = [
    "",
    "search/",
    "articles/",
    ARTICLE,
    "checklists/first-day/",
    "about/",
    "clock/",
    "letters/ask-to-meet/",
    "binder/",
    "log/",
    "states/",
    "states/oh/",
    "glossary/",
    "now/",
    "now/ask-again/",
    "now/all/",
]


def test_a_page_is_whole_and_nothing_dead_is_shown(open_page: OpenPage, site: str) -> None:
    page = open_page(js=False)
    dead = page.locator(
        "button:visible:not(.ip-search *), input:visible:not([type=checkbox], .ip-search *),"
        "progress:visible, dialog:visible"
    )
    for address in PAGES:
        page.goto(site + address)
        expect(page.locator("h1"), address).to_be_visible()
        for link in page.locator(".ip-menu a").all():
            expect(link).to_be_visible()
        shown = [one.evaluate("one => one.outerHTML.slice(0, 80)") for one in dead.all()]
        assert shown == [], address
        assert page.locator("input:visible:not(.ip-box, .ip-search *)").count() == 0, address


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["", "search/", "no-such-page/"])
def test_in_place_of_the_search_is_the_list_of_all_pages(
    open_page: OpenPage, address: str, width: int
) -> None:
    page = open_page(address, js=False, width=width)
    main = page.locator("main")
    expect(main.get_by_text("Searching needs JavaScript")).to_be_visible()
    main.get_by_role("link", name="All pages").click()
    expect(main.get_by_text("Type a word above")).to_be_hidden()
    for stage in OWNER["plugins"]["blog"]["categories_allowed"]:
        expect(main.get_by_role("heading", name=stage)).to_be_visible()
    main.get_by_role("link", name="Thank you for coming").click()
    expect(page.locator("h1")).to_have_text("Thank you for coming")
    page.get_by_role("link", name="Search the library").click()
    expect(page.locator("h1")).to_have_text("Search")


def test_the_clock_says_that_it_cannot_count(open_page: OpenPage) -> None:
    page = open_page("clock/", js=False)
    expect(page.get_by_text("Counting needs JavaScript")).to_be_visible()
    page.get_by_role("link", name="All clocks and their rules").click()
    expect(page.locator("summary", has_text="The yearly look")).to_be_visible()


def test_the_log_says_at_the_top_that_it_cannot_add_up(open_page: OpenPage) -> None:
    page = open_page("log/", js=False)
    said = page.get_by_text("Adding up needs JavaScript").bounding_box()
    assert said and said["y"] + said["height"] < 844
    page.get_by_role("link", name="The sheet to print").click()
    expect(page.get_by_role("link", name="PDF to fill in")).to_be_in_viewport()


def test_the_menu_and_the_cards_lead_on(open_page: OpenPage) -> None:
    page = open_page(js=False)
    page.locator(".ip-menu").get_by_role("link", name="Articles").click()
    page.get_by_role("link", name="Get ready for the first meeting").click()
    expect(page.locator(".ip-contents ol")).to_be_visible()
    page.locator(".ip-order a[rel=next]").click()
    expect(page.locator("h1")).to_have_text("A picture and a table")


def test_boxes_can_still_be_ticked_and_the_sheets_fetched(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/", js=False)
    page.get_by_label("Find the newest plan.").check()
    expect(page.locator(".ip-box").first).to_be_checked()
    links = page.locator("a[download]")
    assert links.count() >= 2
    for link in links.all():
        assert page.request.get(link.evaluate("link => link.href")).ok
