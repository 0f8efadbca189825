"""A parent finds an article, reads on, and goes back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

FIRST, FIRST_TITLE = "articles/thank-you-for-coming/", "Thank you for coming"
SECOND, SECOND_TITLE = "articles/ready-for-the-first-meeting/", "Get ready for the first meeting"


def url(page: Page, address: str) -> None:
    """Wait until the page is at this address of the site."""
    page.wait_for_url(re.compile(rf"^http://127\.0\.0\.1:\d+/{address}(\?.*)?(#.*)?$"))


@pytest.mark.parametrize("width", [390, 1280])
def test_from_home_through_the_articles_and_back(open_page: OpenPage, width: int) -> None:
    page = open_page("", width=width)
    page.locator("main").get_by_role("link", name=FIRST_TITLE).click()
    url(page, FIRST)
    expect(page.locator("main h1")).to_have_text(FIRST_TITLE)
    page.get_by_role("link", name=re.compile("^Next article")).click()
    url(page, SECOND)
    expect(page.locator("main h1")).to_have_text(SECOND_TITLE)
    page.get_by_role("link", name=re.compile("^Previous article")).click()
    url(page, FIRST)
    expect(page.get_by_role("link", name=re.compile("^Previous article"))).to_have_count(0)
    page.go_back()
    url(page, SECOND)
    expect(page.locator("main h1")).to_have_text(SECOND_TITLE)


def test_every_task_of_home_leads_to_a_page(open_page: OpenPage, site: str) -> None:
    page = open_page()
    links = page.locator(".ip-task-list a")
    assert links.count() >= 4
    for link in links.all():
        assert page.request.get(link.evaluate("link => link.href")).ok


def test_the_contents_lead_to_their_headings(open_page: OpenPage) -> None:
    page = open_page(SECOND, width=390)
    contents = page.locator(".ip-contents")
    expect(contents.locator("ol")).to_be_hidden()  # folded where the screen is small
    contents.locator("summary").click()
    contents.get_by_role("link", name="What the law says").click()
    expect(page.locator("#what-the-law-says")).to_be_in_viewport()
    wide = open_page(SECOND, width=1280)
    expect(wide.locator(".ip-contents ol")).to_be_visible()
