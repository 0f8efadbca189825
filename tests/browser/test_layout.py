"""Nothing scrolls sideways, colors follow the reader's choice, targets are large enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from site_pages import Pages

OpenPage = Callable[..., Page]
WIDTH = "document.documentElement.scrollWidth"
TRIED = ["", "articles/advocacy-is-teamwork/", "checklists/back-to-school/"]


def test_no_page_scrolls_sideways_at_320_pixels(
    open_page: OpenPage, pages: Pages, site: str
) -> None:
    page = open_page("", width=320, js=False)  # quicker, and a script can only help
    wide = []
    for address in pages:
        page.goto(site + address)  # to the end: styles that are still on their way hold nothing
        if page.evaluate(WIDTH) > 320:
            wide.append(address)
    assert wide == []


@pytest.mark.parametrize("address", TRIED)
def test_scripts_add_nothing_that_is_too_wide(open_page: OpenPage, address: str) -> None:
    assert open_page(address, width=320).evaluate(WIDTH) <= 320


def paper(page: Page) -> str:
    color: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return color


LIGHT, DARK = "rgb(251, 247, 239)", "rgb(16, 32, 31)"


def test_colors_follow_the_device_until_the_reader_chooses(open_page: OpenPage) -> None:
    page = open_page("articles/")
    assert paper(page) == LIGHT
    page.get_by_role("button", name="Dark colors").click()
    assert paper(page) == DARK
    page.reload()
    assert paper(page) == DARK
    other = page.context.new_page()
    other.goto(page.url)
    assert paper(other) == DARK
    other.get_by_role("button", name="Light colors").click()
    assert paper(other) == LIGHT


def test_a_dark_device_can_be_made_light(open_page: OpenPage) -> None:
    page = open_page("articles/", dark=True)
    assert paper(page) == DARK
    page.get_by_role("button", name="Light colors").click()
    page.reload()
    assert paper(page) == LIGHT


def test_where_storage_is_denied_the_choice_holds_on_the_page(open_page: OpenPage) -> None:
    page = open_page("articles/", storage=False)
    page.get_by_role("button", name="Dark colors").click()
    assert paper(page) == DARK
    page.reload()
    assert paper(page) == LIGHT
    expect(page.get_by_role("button", name="Dark colors")).to_be_visible()


@pytest.mark.parametrize("address", TRIED)
def test_targets_are_at_least_44_pixels_high(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    small = page.locator(
        ".ip-button:visible, .ip-menu a, .ip-order a, .ip-task-list a, .ip-item > label, .ip-logo"
    ).evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 43.5)"
        ".map(one => one.outerHTML.slice(0, 90))"
    )
    assert small == []


def test_the_text_is_in_our_font_at_18_pixels(open_page: OpenPage) -> None:
    page = open_page("articles/advocacy-is-teamwork/")
    size, family = page.locator(".ip-prose p").first.evaluate(
        "one => [getComputedStyle(one).fontSize, getComputedStyle(one).fontFamily]"
    )
    assert size == "18px" and family.startswith('"Atkinson Hyperlegible"')
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.weight).sort()"
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate(loaded) == ["400", "700"]
