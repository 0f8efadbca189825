"""Home is short, targets are large enough, the text is in our font."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, Route, expect

OpenPage = Callable[..., Page]
TRIED = ["", "articles/ready-for-the-first-meeting/", "checklists/first-day/"]


# As on the home page of a library that has grown: each list holds as many as it may.
GROW = """([list, most]) => {
  const items = document.querySelectorAll(list + " > li");
  for (let n = items.length; n < most; n++) items[0].parentNode.append(items[0].cloneNode(true));
}"""
# How thick the frame of a box is, side by side, in pixels.
FRAME = """one => ["Top", "Right", "Bottom", "Left"].map((side) =>
  parseFloat(getComputedStyle(one)[`border${side}Width`]))"""


def test_home_takes_at_most_four_screens_of_a_phone(open_page: OpenPage) -> None:
    page = open_page("", width=390)
    for grown in (
        (".ip-task-list", 9),
        ("[aria-labelledby=newest] ul", 3),
        ("[aria-labelledby=sheets] ul", 6),
    ):
        page.evaluate(GROW, grown)
    assert page.locator(".ip-card").count() == 9
    assert page.evaluate("document.documentElement.scrollHeight") <= 4 * 844


def test_answer_and_next_step_stand_on_the_first_two_screens_of_a_phone(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(width=390)
    for address, wanted in (
        ("articles/ready-for-the-first-meeting/", [".ip-answer p", ".ip-next-steps li a"]),
        ("checklists/first-day/", [".ip-item", ".ip-actions"]),
        ("letters/say-hello/", [".ip-letter-form input"]),
        ("glossary/consent/", [".ip-answer p", ".ip-prose p"]),
        ("now/ask-again/", [".ip-now-do", ".ip-now-with a"]),
    ):
        page.goto(site + address)
        for selector in wanted:
            box = page.locator(selector).first.bounding_box()
            assert box is not None, f"{address}: {selector} is nowhere"
            assert box["y"] + box["height"] <= 2 * 844, f"{address}: {selector} ends at {box}"


def test_targets_are_at_least_44_pixels_high(open_page: OpenPage, site: str) -> None:
    page = open_page()
    for address in TRIED:
        page.goto(site + address)
        small = page.locator(
            ".ip-button:visible, .ip-menu a, .ip-order a, .ip-task-list a, .ip-item > label,"
            ".ip-logo"
        ).evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().height < 43.5)"
            ".map(one => one.outerHTML.slice(0, 90))"
        )
        assert small == [], address


def test_the_text_is_in_our_font_at_18_pixels(open_page: OpenPage) -> None:
    page = open_page("articles/ready-for-the-first-meeting/")
    size, family = page.locator(".ip-prose p").first.evaluate(
        "one => [getComputedStyle(one).fontSize, getComputedStyle(one).fontFamily]"
    )
    assert size == "18px" and family.startswith('"IEP Partner Text"')
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.weight).sort()"
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate(loaded) == ["400", "700"]


def test_what_is_urgent_is_told_by_a_sign_and_a_frame_not_by_color_alone(
    open_page: OpenPage, site: str
) -> None:
    page = open_page("articles/a-picture-and-a-table/", width=320)
    box, note = page.locator(".admonition.urgent"), page.locator(".admonition.note")
    title = box.locator(".admonition-title")
    assert title.inner_text() == "If your child is in danger"
    assert title.evaluate("one => one.scrollWidth <= one.clientWidth")
    for where, change in (
        ("light", partial(page.emulate_media)),
        ("dark", partial(page.emulate_media, color_scheme="dark")),
        ("forced colors", partial(page.emulate_media, forced_colors="active")),
        ("paper", partial(page.emulate_media, media="print", forced_colors="none")),
    ):
        change()
        assert "!" in title.evaluate("one => getComputedStyle(one, '::before').content")
        frame, plain = (one.evaluate(FRAME) for one in (box, note))
        assert all(width >= 1 for width in frame), (where, frame)
        assert sum(width > 0 for width in plain) == 1, (where, plain)
    page.emulate_media(media="screen")
    page.goto(site + "now/answered/")
    line = page.locator(".ip-urgent")
    assert line.inner_text() == "In danger right now? Call 911."
    assert all(width >= 1 for width in line.evaluate(FRAME))
    assert "!" in line.evaluate("one => getComputedStyle(one, '::before').content")


def test_a_wide_screen_has_the_way_through_a_page_and_what_to_do_with_it_beside_the_text(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(width=1280)
    for address, text, beside in (
        ("checklists/meeting-bag/", ".ip-sheet", [".ip-actions--top .ip-button"]),
        ("checklists/meeting-bag/", ".ip-sheet", [".ip-actions--top img", ".ip-goes-with a"]),
        ("guides/the-first-month/", ".ip-prose", [".ip-contents a"]),
        ("letters/ask-to-meet/", ".ip-prose", [".ip-goes-with a"]),
    ):
        page.goto(site + address)
        left = page.locator(text).first.bounding_box()
        assert left is not None
        for selector in beside:
            box = page.locator(selector).first.bounding_box()
            assert box is not None, f"{address}: {selector} is nowhere"
            assert box["x"] > left["x"] + left["width"], f"{address}: {selector}"
            assert box["y"] < left["y"] + left["height"], f"{address}: {selector}"


def test_the_first_box_of_a_checklist_stands_on_the_first_screen_of_a_phone(
    open_page: OpenPage,
) -> None:
    box = open_page("checklists/first-day/", width=390).locator(".ip-box").first.bounding_box()
    assert box is not None and box["y"] + box["height"] <= 844


@pytest.mark.parametrize("name", ["clock", "log"])
def test_a_form_whose_script_comes_late_moves_nothing(
    open_page: OpenPage, site: str, name: str
) -> None:
    page = open_page("about/")
    held: list[Route] = []
    page.route(re.compile(rf"/javascripts/{name}[^/]*\.js$"), lambda route: held.append(route))
    page.goto(f"{site}{name}/", wait_until="commit")
    after = page.locator(f"[data-ip-{name}-form] ~ .ip-prose").first
    form = page.locator(f"[data-ip-{name}-form]")
    expect(page.locator(".ip-footer a").last).to_be_attached()
    expect(form).to_be_hidden()
    page.evaluate("document.fonts.ready.then(() => null)")
    before = after.bounding_box()
    for route in held:
        route.continue_()
    expect(form).to_be_visible()
    assert held and before and after.bounding_box() == before


@pytest.mark.parametrize(("width", "height"), [(390, 844), (195, 422)])
def test_the_menu_is_one_row_on_a_phone_and_each_link_can_be_reached(
    open_page: OpenPage, width: int, height: int
) -> None:
    for js in (True, False):
        page = open_page("about/", js=js)
        page.set_viewport_size({"width": width, "height": height})
        menu = page.locator(".ip-menu").bounding_box()
        assert menu and menu["height"] < 60 and menu["y"] + menu["height"] < 0.45 * height
        last = page.locator(".ip-menu a").last
        last.focus()
        box = last.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width


def test_the_menu_begins_where_the_reader_is(open_page: OpenPage) -> None:
    page = open_page()
    last = page.locator(".ip-menu a").last
    page.goto(last.evaluate("link => link.href"))
    expect(last).to_have_attribute("aria-current", "page")
    expect(last).to_be_in_viewport(ratio=0.95)
    assert page.evaluate("scrollY") == 0
