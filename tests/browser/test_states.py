"""The reader's own state: chosen on one page, kept on the device alone, shown on others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, Route, expect

OpenPage = Callable[..., Page]

KEPT = "localStorage.getItem('ip-state')"
ARTICLE = "services/"  # it has the heading
MOST_BYTES = 3000  # of what a page loads for a reader who chose a state
LIMIT = {
    "topic": "first-meeting",
    "line": "The first meeting: 21 school days, counted from the day.",
    "read": "Read:",
    "clock": "Ohio's rule: 21 school days.",
    "source": "Rule 21",
    "also": "",
    "cite": "Rule 21",
    "address": "https://codes.ohio.gov/21",
    "number": 21,
    "unit": "school",
    "until": f"{date.today() + timedelta(days=2)}",
}
OLD = LIMIT | {"line": "An old limit: 99 days.", "until": f"{date.today() - timedelta(days=2)}"}


def choose(page: Page) -> None:
    page.get_by_role("button", name="Keep this as my state").click()
    expect(page.get_by_text("This is your state.")).to_be_focused()


@pytest.fixture
def limits(open_page: OpenPage) -> Callable[..., Page]:
    """Open a page for a reader from Ohio, whose file has these limits today."""

    def open_with(path: str, *limits: dict[str, object]) -> Page:
        page = open_page("states/oh/")
        choose(page)

        def answer(route: Route) -> None:
            piece: dict[str, Any] = json.loads(route.fetch().text())
            route.fulfill(json=piece | {"limits": list(limits)})

        page.route("**/states/oh.json", answer)
        page.goto(page.url.replace("states/oh/", path))
        return page

    return open_with


def test_the_choice_is_kept_shown_and_taken_back(open_page: OpenPage) -> None:
    page = open_page("states/oh/")
    choose(page)
    assert page.evaluate(KEPT) == "oh"
    page.get_by_role("link", name="Your state").last.click()
    mine = page.locator("[data-ip-state-mine]")
    expect(mine.get_by_role("link", name="Ohio")).to_be_visible()
    mine.get_by_role("button", name="Forget my state").click()
    expect(mine).to_be_hidden()
    assert page.evaluate(KEPT) is None


def test_the_pages_of_the_states_work_without_script(open_page: OpenPage) -> None:
    page = open_page("states/", js=False)
    page.locator(".ip-states-list").get_by_role("link", name="Ohio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ohio")
    expect(page.get_by_role("button", name="Keep this as my state")).to_be_hidden()


def test_who_chose_no_state_loads_nothing(open_page: OpenPage) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url + ARTICLE, wait_until="networkidle")
    assert not [url for url in asked if "state" in url]
    expect(page.locator(".ip-state-lines")).to_have_count(0)


def test_a_page_shows_the_lines_below_its_heading(limits: Callable[..., Page]) -> None:
    page = limits(ARTICLE, LIMIT, OLD)
    box = page.get_by_role("region", name="In Ohio")
    expect(box).to_contain_text("The first meeting: 21 school days")
    expect(box).not_to_contain_text("99")  # a kept copy, older than its year
    expect(box.get_by_role("link", name="Rule 21")).to_have_attribute("href", str(LIMIT["address"]))
    box.get_by_role("button", name="Forget my state").click()
    expect(box).to_have_count(0)
    assert page.evaluate(KEPT) is None


def test_the_clock_offers_the_limit_and_never_takes_it_by_itself(
    limits: Callable[..., Page],
) -> None:
    page = limits("clock/#first-meeting", LIMIT)
    offer = page.locator("[data-ip-state-in-clock]")
    expect(offer).to_contain_text("Ohio's rule: 21 school days.")
    own = page.get_by_label("My state's own limit")
    expect(own).not_to_be_checked()
    offer.get_by_role("button", name="Use this limit").click()
    expect(own).to_be_checked()
    expect(page.locator("[name=number]")).to_have_value("21")
    expect(page.locator("[name=unit]")).to_have_value("school")
    expect(page.locator("[name=source]")).to_have_value("Rule 21")
    own_page = page.get_by_role("link", name="See your state's page")
    expect(own_page).to_have_attribute("href", re.compile(r"/states/oh/$"))
    page.locator("[name=clock]").select_option("answer")
    expect(offer).to_be_hidden()


def test_the_clock_leads_a_reader_without_a_state_to_the_states(open_page: OpenPage) -> None:
    page = open_page("clock/#answer")
    page.get_by_label("My state's own limit").check()
    page.get_by_role("link", name="See your state's page").click()
    expect(page).to_have_url(re.compile(r"/states/$"))


def test_a_states_limits_lead_on_to_the_clock_but_not_on_paper(open_page: OpenPage) -> None:
    page = open_page("states/oh/")
    line = page.get_by_text("To count the days:")
    page.emulate_media(media="print")
    expect(line).to_be_hidden()
    page.emulate_media(media="screen")
    line.get_by_role("link").last.click()
    expect(page).to_have_url(re.compile(r"/clock/$"))


def test_without_storage_or_a_line_nothing_breaks(open_page: OpenPage) -> None:
    page = open_page("states/oh/", storage=False)
    page.get_by_role("button", name="Keep this as my state").click()
    page.goto(page.url.replace("states/oh/", ARTICLE))
    expect(page.locator(".ip-state-lines")).to_have_count(0)


def test_a_sheet_prints_what_the_state_calls_things(open_page: OpenPage) -> None:
    page = open_page("states/pr/")
    choose(page)
    home = page.url.removesuffix("states/pr/")
    for sheet in ("checklists/meeting-bag/", "log/"):
        page.goto(home + sheet)
        line = page.get_by_text("In Puerto Rico: COMPU means the IEP team")
        expect(line).to_be_visible()
        expect(line.locator("strong")).to_have_attribute("lang", "es")
        assert "In Puerto Rico: COMPU means" in printed(page), sheet


def test_a_letter_says_it_on_the_page_and_never_to_the_school(open_page: OpenPage) -> None:
    page = open_page("states/pr/")
    choose(page)
    page.goto(page.url.replace("states/pr/", "letters/ask-to-meet/"))
    expect(page.get_by_text("In Puerto Rico: COMPU means the IEP team")).to_be_visible()
    assert "COMPU" not in printed(page)


def printed(page: Page) -> str:
    sheets = pypdfium2.PdfDocument(page.pdf(format="Letter", prefer_css_page_size=True))
    return " ".join(" ".join(one.get_textpage().get_text_range().split()) for one in sheets)


def test_a_sheet_has_no_such_line_without_a_choice(open_page: OpenPage) -> None:
    page = open_page("checklists/meeting-bag/")
    expect(page.locator("[data-ip-state-names]")).to_be_hidden()


def test_a_state_has_a_small_file(site_dir: Path) -> None:
    files = list((site_dir / "states").glob("*.json"))
    assert files
    assert max(file.stat().st_size for file in files) <= MOST_BYTES


def test_a_state_fits_on_one_sheet_of_paper(open_page: OpenPage) -> None:
    for code in ("oh", "pa", "wy"):
        printed = open_page(f"states/{code}/").pdf(format="Letter", prefer_css_page_size=True)
        assert len(pypdfium2.PdfDocument(printed)) == 1, code


@pytest.mark.parametrize("width", [320, 390])
def test_the_squares_of_the_map_are_far_enough_apart_for_a_finger(
    open_page: OpenPage, width: int
) -> None:
    page = open_page("states/", width=width)
    pitch = page.locator(".ip-map svg").evaluate("one => one.getBoundingClientRect().width / 12")
    assert pitch >= 24  # WCAG 2.5.8; the list below leads to the same pages
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_the_words_of_a_rule_are_folded_on_a_screen_and_open_on_paper(
    open_page: OpenPage, js: bool
) -> None:
    page = open_page("states/oh/", width=390, js=js)
    limit = page.locator(".ip-limit").first
    expect(limit.locator("blockquote")).to_be_hidden()
    number, source = limit.locator(".ip-limit-span"), limit.locator(".ip-limit-proof a")
    for one in (number, source):
        box = one.bounding_box()
        assert box is not None and box["y"] + box["height"] <= 844, "on the first screen"
    text = pypdfium2.PdfDocument(page.pdf(format="Letter"))[0].get_textpage().get_text_range()
    assert "Within 30 days of receiving a request" in " ".join(text.split())
    expect(limit.locator("blockquote")).to_be_hidden()
    limit.locator("summary").click()
    expect(limit.locator("blockquote")).to_be_visible()
