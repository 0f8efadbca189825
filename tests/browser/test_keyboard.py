"""Everything can be reached with Tab, in the order one reads, and one sees where one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

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


def stops(page: Page, most: int = 60) -> list[dict[str, object]]:
    """Press Tab until one leaves the page; return where one was, in order."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["tag"] == "BODY":
            break
        found.append(here)
    return found


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "address", ["", "articles/advocacy-is-teamwork/", "checklists/back-to-school/"]
)
def test_tab_walks_through_the_page_and_shows_where(
    open_page: OpenPage, address: str, width: int
) -> None:
    page = open_page(address, width=width)
    walk = stops(page, 25)
    assert walk[0]["to"] == "#main"
    assert walk[1]["name"] == "IEP Partner"
    menu = [stop["name"] for stop in walk if stop["name"] in ("Articles", "Checklists", "Letters")]
    assert menu[:3] == ["Articles", "Checklists", "Letters"]
    assert any(stop["inside"] for stop in walk), "it gets to the text"
    hidden = [stop for stop in walk if not stop["seen"]]
    assert hidden == [], "nothing invisible is reached"
    unmarked = [stop for stop in walk if not stop["outline"]]
    assert unmarked == [], "one sees where one is"


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


def test_the_colors_change_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("about/")
    page.get_by_role("button", name="Dark colors").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Light colors")).to_be_focused()


def test_a_box_is_ticked_by_space_and_keeps_the_focus(open_page: OpenPage) -> None:
    page = open_page("checklists/back-to-school/")
    box = page.locator(".ip-box").first
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
