"""axe-core and Equal Access find no problem on any kind of page, nor in anything that opens on it.

Pages are checked on a phone and on a large screen, in light and in dark: each page by axe-core in
two of these four views, and by Equal Access in one. The rules are those of WCAG 2.0, 2.1 and 2.2,
levels A and AA, and the best practices; no rule is turned off and no part of a page is left out.
The pages of the real library are checked in all four by both before a release, each of them, by
`python3 -m publishing check_accessibility`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser_pages import violations
from playwright.sync_api import Page, expect

from library.site.accessibility import STATEMENT
from machine.checkers import ENGINE, provide_checkers
from publishing.check_accessibility import VIEWS, look_at, problems_seen

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module", autouse=True)
def notice() -> str:
    """Return why Equal Access is missing; then only axe-core checks the pages."""
    return provide_checkers()


@pytest.mark.parametrize("turn", [0, 1])
def test_every_kind_of_page(open_page: OpenPage, varied: list[str], site: str, turn: int) -> None:
    """The views take turns, so what pages share is seen in all four by both engines."""
    page = open_page("about/")
    found = []
    for number in range(turn, len(varied), 2):
        page.goto(site + varied[number])
        one = number % len(VIEWS)
        problems = violations(page, (VIEWS[one], VIEWS[-1 - one]))
        found += [f"/{varied[number]}: {problem}" for problem in problems]
    assert found == []


def test_as_before_a_release(site: str) -> None:
    addresses = ["", "sw-reset/"]  # the home page, and the only one of another frame
    found = dict(look_at(site, addresses))
    assert sorted(found) == addresses
    assert [
        problem for by_engine in found.values() for some in by_engine.values() for problem in some
    ] == []


def test_with_search_results_open(open_page: OpenPage) -> None:
    page = open_page("about/")
    page.keyboard.press("/")
    page.keyboard.type("who comes to the meeting")
    expect(page.locator("[data-search-results] li").first).to_be_visible()
    assert violations(page) == []


# A misspelling that is mended, a short form of a term, and what nothing is found for.
@pytest.mark.parametrize("query", ["evlauation takes too long", "pwn", "zzqqxxjj"])
def test_with_results_on_the_search_page(open_page: OpenPage, query: str) -> None:
    page = open_page(f"search/?q={query}", width=320)
    expect(page.locator("[data-ip-status]")).not_to_be_empty()
    page.wait_for_load_state("networkidle")  # the matches in context
    assert violations(page, ((320, "light"), (1280, "dark"))) == []


def test_with_the_reading_settings_open(open_page: OpenPage) -> None:
    page = open_page("articles/ready-for-the-first-meeting/")
    page.locator("[data-ip-reading] summary").click()
    page.get_by_label("Wide").check()
    page.get_by_label("Largest").check()
    assert violations(page) == []
    page.get_by_label("High").check()
    assert violations(page) == []


@pytest.mark.parametrize("address", ["articles/ready-for-the-first-meeting/", STATEMENT])
def test_with_all_that_unfolds_unfolded(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = true))")
    if page.locator(".ip-prose .ip-term").count():
        page.locator(".ip-prose .ip-term a").first.focus()
    assert violations(page) == []


def test_with_ticks(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/")
    page.locator(".ip-box").first.check()
    assert violations(page) == []


def test_with_a_letter_filled_in(open_page: OpenPage) -> None:
    page = open_page("letters/say-hello/")
    page.get_by_label("Child's name", exact=True).fill("Zoë")
    assert violations(page) == []


def test_with_a_count_and_a_problem_of_the_clock(open_page: OpenPage) -> None:
    page = open_page("clock/")
    page.clock.set_fixed_time("2026-11-29T12:00:00")
    page.locator("[name=clock]").select_option("look-together")
    page.get_by_label("First day of school").fill("2026-09-08")
    page.get_by_label("Last day of school").fill("2027-06-24")
    page.get_by_role("button", name="Count the days").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert violations(page) == []
    page.locator("[name=start]").fill("2026-12-11")
    page.get_by_role("button", name="Count the days").click()
    expect(page.locator("#clock-result")).to_be_focused()
    assert violations(page) == []


def test_with_sheets_in_the_binder_and_rows_in_the_log(open_page: OpenPage, site: str) -> None:
    page = open_page("binder/")
    page.get_by_role("button", name="Put this set in my binder").first.click()
    assert violations(page) == []
    page.goto(site + "log/")
    for name, value in (
        ("week", "2026-11-16"),
        ("service", "Speech"),
        ("promised", "60"),
        ("given", "30"),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Add to the log").click()
    expect(page.get_by_role("heading", name="The sums")).to_be_visible()
    assert violations(page) == []


def test_the_engines_see_what_is_wrong(open_page: OpenPage, notice: str) -> None:
    page = open_page("about/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        "'<p id=pale>pale</p><input><h6>deep</h6><img src=../assets/images/mark.svg>')"
    )
    page.evaluate("Object.assign(pale.style, "
                  "{ color: '#999', background: '#fff' })")  # fmt: skip
    found = {
        engine: {problem.split(": ")[1] for problem in problems}
        for engine, problems in problems_seen(page, VIEWS[:1]).items()
    }
    assert {"color-contrast", "label", "heading-order", "image-alt"} <= found["axe-core"]
    if not notice:
        assert ENGINE.is_file()
        assert {"text_contrast_sufficient", "img_alt_valid"} <= found["Equal Access"]
