"""Marks: one small number for a sentence's rules, which opens them and leads to Sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

OpenPage = Callable[..., Page]
ARTICLE = "articles/what-is-in-the-plan/"
MARK = ".ip-prose .ip-ref > a"


def opened(mark: Locator) -> Locator:
    return mark.locator("xpath=following-sibling::*[@role='group']")


def test_by_keyboard_it_opens_and_escape_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, width=1280)
    mark = page.locator(MARK).first
    page.locator(".ip-prose h2").first.evaluate("one => (one.tabIndex = -1, one.focus())")
    for _ in range(20):
        if mark.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(mark).to_have_attribute("aria-expanded", "true")
    expect(opened(mark)).to_contain_text("34 CFR 300.323(a): When the IEP must be in effect")
    assert page.url.endswith(ARTICLE), "it opens in place"
    page.keyboard.press("Tab")
    expect(opened(mark).locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(opened(mark)).to_have_count(0)
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-expanded", "false")


def test_who_tabs_on_leaves_it_closed(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, width=1280)
    mark = page.locator(MARK).first
    mark.press("Enter")
    for _ in range(opened(mark).locator("a").count() + 1):
        page.keyboard.press("Tab")
    expect(opened(mark)).to_have_count(0)


def test_a_second_click_or_one_elsewhere_closes_it(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, width=1280)
    first, second = page.locator(MARK).nth(0), page.locator(MARK).nth(2)
    first.click()
    expect(opened(first)).to_be_visible()
    first.click()
    expect(opened(first)).to_have_count(0)
    second.click()
    page.locator("h1").click()
    expect(opened(second)).to_have_count(0)


def test_it_leads_on_to_sources_and_back(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, width=1280)
    mark = page.locator(MARK).nth(1)
    mark.click()
    opened(mark).get_by_role("link", name="More under Sources").click()
    entry = page.locator(".ip-sources li:target")
    expect(entry).to_contain_text("34 CFR 300.323(d)")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Back to mark 2 in the text").click()
    expect(page.locator(f"{MARK}:target")).to_have_text("2")
    expect(mark).to_be_in_viewport()


def test_without_script_it_leads_to_sources(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, js=False)
    page.locator(MARK).first.click()
    page.wait_for_url(f"**/{ARTICLE}#rule-1")
    entry = page.locator(".ip-sources li:target")
    expect(entry).to_contain_text("34 CFR 300.323(a): When the IEP must be in effect")
    expect(entry).to_contain_text("last checked")
    expect(entry.locator("a").first).to_have_attribute(
        "href", "https://www.ecfr.gov/current/title-34/section-300.323#p-300.323(a)"
    )


def test_a_finger_opens_it_inside_the_page(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(site + ARTICLE)
    mark = page.locator(MARK).first
    mark.tap()
    box = opened(mark).bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_24_pixels_wide_and_high_and_makes_no_line_higher(
    open_page: OpenPage, width: int
) -> None:
    page = open_page(ARTICLE, width=width)
    for mark in page.locator(MARK).all():
        box = mark.bounding_box()
        assert box is not None and box["width"] >= 24 and box["height"] >= 24
    item = page.locator(".ip-prose li", has=page.locator(".ip-ref")).first
    height = "one => one.getBoundingClientRect().height"
    with_mark = item.evaluate(height)
    item.evaluate("one => one.querySelector('.ip-ref').remove()")
    assert item.evaluate(height) == with_mark


def test_it_says_its_rule_to_who_hears_the_page(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    mark = page.get_by_role("link", name="Rule 1: 34 CFR 300.323(a)")
    expect(mark).to_have_text("1")


def test_a_sentence_that_is_copied_takes_no_number_along(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    item = page.locator(".ip-prose li", has=page.locator(".ip-ref")).first
    copied = item.evaluate("one => (getSelection().selectAllChildren(one), `${getSelection()}`)")
    assert copied.strip().endswith("when the school year begins.")


def test_on_paper_numbers_stand_for_a_short_list(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, width=1280)
    page.emulate_media(media="print")
    entry = page.locator(".ip-sources ol > li").first
    assert entry.inner_text().strip() == "34 CFR 300.323(a)"
    assert page.locator(".ip-code svg").is_visible()
