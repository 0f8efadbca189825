"""How tests open the next page in a tab of the browser, and ask whether all can use it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from publishing.check_accessibility import VIEWS, View, problems_seen

# Two views that share neither the width nor the scheme.
TWO_VIEWS = (VIEWS[0], VIEWS[-1])


def go_to(page: Page, address: str) -> None:
    """Open a page; of a search, wait for what it finds."""
    page.goto(address)
    if "?q=" in address:
        expect(page.locator("main [data-search-results] li").first).to_be_visible()


def violations(page: Page, views: tuple[View, View] = TWO_VIEWS) -> list[str]:
    """Return what is found on a page as it is now: by axe-core in both views, by Equal Access in
    the second.

    Each takes most of a second for a view. Equal Access misses text without contrast that axe-core
    sees, and what it alone sees seldom depends on the view.
    """
    found = problems_seen(page, views, ["axe-core"])["axe-core"]
    return found + problems_seen(page, views[1:], ["Equal Access"])["Equal Access"]
