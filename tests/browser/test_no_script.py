"""Without JavaScript, everything can be read, and nothing is shown that would not work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

ARTICLE = "articles/ready-for-the-first-meeting/"
PAGES = [
    "",
    "articles/",
    ARTICLE,
    "checklists/first-day/",
    "about/",
    "clock/",
    "now/",
    "now/ask-again/",
    "now/all/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_nothing_dead_is_shown(open_page: OpenPage, address: str) -> None:
    page = open_page(address, js=False)
    expect(page.locator("h1")).to_be_visible()
    for link in page.locator(".ip-menu a").all():
        expect(link).to_be_visible()
    dead = page.locator(
        "button:visible:not(.ip-search *), input:visible:not([type=checkbox], .ip-search *),"
        "progress:visible, dialog:visible"
    )
    assert [shown.evaluate("one => one.outerHTML.slice(0, 80)") for shown in dead.all()] == []
    toggles = page.locator("input:visible:not(.ip-box, .ip-search *)")
    assert toggles.count() == 0
    assert page.locator("label:visible:not(.ip-item > label, .ip-search *)").count() == 0


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
