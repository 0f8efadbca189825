"""Pages with zoom, wide spacing, forced colors; every control has a name; less motion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browser_pages import go_to
from playwright.sync_api import Browser, CDPSession, Page
from project_settings import OWNER
from site_pages import Pages

from tests.browser.conftest import paper

OpenPage = Callable[..., Page]
KINDS = [
    "",
    "articles/",
    "articles/ready-for-the-first-meeting/",
    "checklists/first-day/",
    "letters/say-hello/",
    "glossary/",
    "guides/the-first-month/",
    "about/accessibility/",
    "about/offline/",
    "clock/",
    "binder/",
    "log/",
    "states/",
    "states/oh/",
    "now/",
    "now/ask-again/",
    "now/all/",
    "search/?q=evaluation",
]
WIDTH = "document.documentElement.scrollWidth"
# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
)
SPACE = """(css) => { const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet] }"""
# Text that its box cuts off, and that cannot be scrolled to.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one)
  return one.checkVisibility() && style.clipPath !== "inset(50%)"  // only for people who listen
    && /hidden|clip/.test(style.overflowX + style.overflowY)
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
}).map((one) => one.outerHTML.slice(0, 90))"""
MOVING = """[...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one)
  return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0
    || style.scrollBehavior === "smooth" }).map((one) => one.outerHTML.slice(0, 80))"""
NAMED = set(
    "link button textbox searchbox checkbox radio combobox progressbar dialog heading"
    " DisclosureTriangle".split()
)


def test_a_page_fits_at_400_percent_zoom_and_on_a_phone_at_200(
    open_page: OpenPage, varied: list[str], site: str
) -> None:
    """Then 1280 by 1024 pixels are 320 by 256 (WCAG 1.4.10), and a phone has 195 by 422."""
    page = open_page("about/", width=320)
    wide = []
    for address in [*varied, "letters/ask-to-meet/", "search/?q=evaluation"]:
        page.set_viewport_size({"width": 320, "height": 256})
        go_to(page, site + address)
        if page.evaluate(WIDTH) > 320:
            wide.append((address, 320))
        page.set_viewport_size({"width": 195, "height": 422})
        page.evaluate("() => document.querySelector('td')?.append(' Responsibilities')")
        if page.evaluate(WIDTH) > 195:
            wide.append((address, 195))
    assert wide == []


def test_text_at_200_percent_fits_and_nothing_moves_if_the_reader_wants_no_motion(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(width=1280)
    page.set_viewport_size({"width": 640, "height": 400})
    for address in KINDS:
        go_to(page, site + address)
        assert page.evaluate(WIDTH) <= 640, address
        assert page.evaluate(CUT) == [], address
        assert page.evaluate(MOVING) == [], address
        assert page.evaluate("document.getAnimations().length") == 0, address


def test_wide_spacing_cuts_nothing_off(open_page: OpenPage, varied: list[str], site: str) -> None:
    page = open_page("about/")
    wrong = []
    for address in varied:
        page.goto(site + address)
        page.evaluate(SPACE, SPACING)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            wrong += [(address, width, cut) for cut in page.evaluate(CUT)]
            if page.evaluate(WIDTH) > width:
                wrong.append((address, width, "too wide"))
    assert wrong == []


@pytest.fixture
def forced(browser: Browser, site: str) -> Iterator[Page]:
    """A page for a reader whose system sets all colors."""
    context = browser.new_context(
        forced_colors="active", viewport={"width": 390, "height": 844}, service_workers="block"
    )
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()


LOOK = """(one) => { const s = getComputedStyle(one), b = getComputedStyle(one, "::before")
  return [s.borderColor, s.borderBottomColor, s.outlineStyle, b.content, b.borderBottomColor,
          s.fontWeight] }"""


def test_forced_colors_still_show_what_is_chosen(forced: Page, site: str) -> None:
    forced.goto(f"{site}checklists/first-day/")
    box = forced.locator(".ip-box").first
    before = box.evaluate(LOOK)
    box.check()
    assert box.evaluate(LOOK) != before and box.evaluate(LOOK)[3] == '""', "the tick is drawn"
    assert box.evaluate(LOOK)[4] != paper(forced)
    menu = forced.locator(".ip-menu a")
    looks = {str(link.evaluate(LOOK)[1]) for link in menu.all()}
    assert len(looks) == 2, "one is marked as here"
    forced.locator("[data-ip-reading] summary").click()
    chosen = forced.locator("[data-ip-reading] input:checked + span").first
    other = forced.locator("[data-ip-reading] input:not(:checked) + span").first
    assert chosen.evaluate(LOOK)[0] != other.evaluate(LOOK)[0]
    bar = forced.locator(".ip-tools progress")
    assert bar.evaluate("one => getComputedStyle(one).appearance") == "auto"


def test_forced_colors_still_show_where_the_focus_is(forced: Page, site: str) -> None:
    for address in KINDS[::3]:  # test_keyboard.py looks at every kind in the usual colors
        go_to(forced, site + address)
        for _ in range(12):
            forced.keyboard.press("Tab")
            here = forced.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                "return [document.activeElement.tagName, s.outlineStyle, s.outlineColor] })()"
            )
            assert here[0] == "BODY" or (here[1] != "none" and here[2] != paper(forced)), address


def tree(page: Page, session: CDPSession) -> list[tuple[str, str]]:
    """Return the role and name of everything a screen reader finds, in order."""
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def below(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
        if not node.get("ignored"):
            yield node["role"]["value"], node.get("name", {}).get("value", "").strip()
        for child in node.get("childIds", []):
            yield from below(by_id[child])

    return list(below(nodes[0]))


def test_everything_has_a_name_in_the_accessibility_tree(
    open_page: OpenPage, pages: Pages, varied: list[str], site: str
) -> None:
    page = open_page("about/", width=1280)
    session = page.context.new_cdp_session(page)
    wrong = []
    for address in varied:
        page.goto(site + address)
        met = tree(page, session)
        wrong += [(address, role) for role, name in met if role in NAMED and not name]
        roles = [role for role, _ in met]
        if (roles.count("main"), roles.count("banner"), roles.count("contentinfo")) != (1, 1, 1):
            wrong.append((address, "landmarks"))
        named = [name for role, name in met if role in ("navigation", "search", "region")]
        if "" in named or len(set(named)) != len(named):
            wrong.append((address, f"landmarks of one kind need names of their own: {named}"))
        headings = [name for role, name in met if role == "heading"]
        title = " ".join(pages[address].select_one("h1").text.split())
        if re.sub(r"\s+", " ", headings[0]) != title:
            wrong.append((address, f"first heading: {headings[:1]}"))
    assert wrong == []


def test_the_names_are_those_one_would_say(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/")
    session = page.context.new_cdp_session(page)
    met = tree(page, session)
    assert ("banner", "") in met and ("navigation", "Main menu") in met
    assert ("link", f"{OWNER['site_name']}, home") in met
    assert ("DisclosureTriangle", "Reading settings") in met
    boxes = [name for role, name in met if role == "checkbox"]
    assert len(boxes) >= 5 and boxes[0].startswith("Find the newest")
    assert ("button", "Clear my ticks") in met and ("button", "Print blank") in met
    assert met[[role for role, _ in met].index("link")][1] == "Skip to the text"
