"""How tests open the next page in a tab of the browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def go_to(page: Page, address: str) -> None:
    """Open a page; of a search, wait for what it finds."""
    page.goto(address)
    if "?q=" in address:
        expect(page.locator("main [data-search-results] li").first).to_be_visible()
