"""The clock in a browser: it counts as Python does, and keeps everything on the device."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from clock_table import HOLIDAYS, sample_table
from playwright.sync_api import Page, expect
from site_pages import Pages

from library.clock.count import read_day
from library.clock.problem import ClockProblem
from library.content.front_matter import Loader
from tests.library.clock.generated import TODAY, answer, cases, question

OpenPage = Callable[..., Page]

ROOT = Path(__file__).resolve().parents[2]
WORDS = yaml.load((ROOT / "overrides/words/en.yml").read_text(encoding="utf-8"), Loader)
KEY = "ip-clock-days"
CASES = 2000

# As text both ways, since Playwright takes its time over each value of a list.
COUNT_ALL = """(text) => {
  const [all, holidays, today] = JSON.parse(text)
  return JSON.stringify(all.map(([span, start, known]) => {
    try {
      return self.ipClock.count(span, start, { ...known, holidays }, today)
    } catch (error) {
      if (!error.code) throw error
      return { code: error.code, about: error.about ?? null }
    }
  }))
}"""
READ_ALL = """(typed) => typed.map((text) => {
  try {
    return self.ipClock.readDay(text)
  } catch (error) {
    if (!error.code) throw error
    return error.code
  }
})"""
TYPED = [
    *("2026-03-02", "3/2/2026", " 03/02/2026 ", "", " ", "soon", "2/3/26", "2026-02-31"),
    *("2/29/2027", "2/29/2028", "2026-13-01", "0000-01-01", "0001-01-01", "0099-12-31"),
    *("9999-12-31", "1900-02-29", "2000-02-29", "12/0/2026", "2026-3-2", "2026/03/02"),
]


@pytest.fixture
def clock(open_page: OpenPage) -> Page:
    """The page of the clock, on November 29, 2026."""
    page = open_page("clock/")
    page.clock.set_fixed_time("2026-11-29T12:00:00")
    return page


def choose(page: Page, name: str, start: str) -> None:
    """Choose a clock by its name and type its day."""
    page.get_by_label("What do you want to know the day of?").select_option(label=name)
    page.locator("[name=start]").fill(start)


def count(page: Page) -> str:
    """Press the button; return the heading of the result."""
    page.get_by_role("button", name="Count the days").click()
    heading = page.locator("#clock-result")
    expect(heading).to_be_focused()
    return heading.inner_text()


def type_school(page: Page) -> None:
    page.get_by_label("First day of school").fill("2026-09-08")
    page.get_by_label("Last day of school").fill("2027-06-24")
    page.get_by_label("From").first.fill("2026-12-21")
    page.get_by_label("To", exact=True).first.fill("2027-01-01")


def fact(page: Page, name: str) -> str:
    """Return what the result says under a name."""
    rows = page.locator("[data-ip-clock-facts] > div", has=page.locator("dt", has_text=name))
    return rows.locator("dd").inner_text()


def test_the_script_counts_as_python_does(clock: Page) -> None:
    asked = list(cases(CASES))
    holidays = [asdict(holiday) for holiday in HOLIDAYS]
    told = [[question(*case) for case in asked], holidays, TODAY.isoformat()]
    found = json.loads(clock.evaluate(COUNT_ALL, json.dumps(told)))
    wrong = [case for case, one in zip(asked, found, strict=True) if one != answer(*case)]
    assert wrong == []
    codes = {one.get("code", "") for one in found}
    assert len(codes) > 10, "odd ones were among them"
    assert sum("due" in one for one in found) > CASES / 2


def test_the_script_reads_a_day_as_python_does(clock: Page) -> None:
    def python(text: str) -> str:
        try:
            return read_day(text).isoformat()
        except ClockProblem as problem:
            return problem.code

    assert clock.evaluate(READ_ALL, TYPED) == [python(text) for text in TYPED]


def test_the_table_of_the_page_is_the_table_of_the_file(clock: Page) -> None:
    held = json.loads(clock.locator("[data-ip-clock]").get_attribute("data-ip-clock") or "")
    assert held == json.loads(json.dumps(sample_table().for_device()))


def test_every_problem_and_note_has_its_words() -> None:
    code = (ROOT / "hooks/library/clock/count.py").read_text(encoding="utf-8")
    raised = set(re.findall(r'ClockProblem\("([a-z-]+)"', code))
    assert raised | {"no-source"} == set(WORDS["clock_problems"])
    assert set(re.findall(r'notes\.append\("([a-z-]+)"', code)) == set(WORDS["clock_notes"])


def test_a_limit_is_counted_and_shown(clock: Page) -> None:
    choose(clock, "The first meeting", "2026-11-20")
    expect(clock.locator("label", has_text="The day of the decision")).to_be_visible()
    assert count(clock) == "Day 30: Sunday, December 20, 2026"
    expect(clock.locator("[data-ip-clock-under]")).to_contain_text("30 calendar days")
    expect(clock.locator("[data-ip-clock-notes]")).to_contain_text("on a weekend")
    assert fact(clock, "Day 0") == "The limit runs from the decision. So that day is day 0."
    assert "34 CFR 300.323(c)" in fact(clock, "What moves the date")
    assert "on November 20, 2026. By my count, the meeting is due by December 20, 2026." in fact(
        clock, "You could write"
    )
    assert fact(clock, "A letter for this") == "Ask to meet"
    months = clock.locator(".ip-clock-month")
    assert months.locator("caption").all_inner_texts() == ["November 2026", "December 2026"]
    assert clock.locator(".ip-clock-start").inner_text().split() == ["20", "day", "0"]
    assert clock.locator(".ip-clock-due").inner_text().split() == ["20", "30"]
    assert clock.locator(".ip-clock-counts").count() == 29


def test_school_days_show_why_a_day_is_left_out(clock: Page) -> None:
    choose(clock, "A look together", "2026-12-11")
    type_school(clock)
    assert count(clock) == "Day 10: Friday, January 8, 2027"
    assert clock.locator("[data-ip-clock-skipped] li").all_inner_texts() == [
        "December 21, 2026 to January 1, 2027: No school"
    ]
    left_out = clock.locator(".ip-clock-out .ip-clock-spoken").all_inner_texts()
    assert left_out.count("Weekend") == 8 and left_out.count("No school") == 10


def test_a_holiday_that_was_counted_as_a_day_with_school_is_named(clock: Page) -> None:
    choose(clock, "A look together", "2026-11-06")
    type_school(clock)
    clock.get_by_label("From").first.fill("2026-11-26")
    clock.get_by_label("To", exact=True).first.fill("2026-11-26")
    assert count(clock) == "Day 10: Friday, November 20, 2026"
    notes = clock.locator("[data-ip-clock-notes]")
    expect(notes).to_contain_text("Veterans Day (November 11, 2026)")
    expect(notes).not_to_contain_text("Thanksgiving")


def test_business_days_name_the_holiday(clock: Page) -> None:
    choose(clock, "Taking it back", "2026-11-25")
    clock.locator("[data-ip-clock-rows=state] input").fill("2026-11-27")
    assert count(clock) == "Day 3: Wednesday, December 2, 2026"
    assert clock.locator("[data-ip-clock-skipped] li").all_inner_texts() == [
        "November 26, 2026: Thanksgiving Day, a federal holiday",
        "November 27, 2026: A holiday of your state",
    ]


def test_a_count_backward_and_one_of_a_year(clock: Page) -> None:
    choose(clock, "Notice ahead", "2026-12-01")
    assert count(clock) == "At the latest: Tuesday, November 17, 2026"
    choose(clock, "The yearly look", "2026-02-10")
    assert count(clock) == "At the latest: Wednesday, February 10, 2027"
    assert clock.locator("[data-ip-clock-steps] li").all_inner_texts() == [
        "Tuesday, February 10, 2026: day 0",
        "Wednesday, February 10, 2027: 1 year",
    ]


def test_the_most_time_names_its_last_day(clock: Page) -> None:
    choose(clock, "The most time in another room", "2026-09-08")
    type_school(clock)
    assert count(clock) == "The last day: Monday, November 9, 2026"


def test_where_there_is_no_number_it_says_what_to_ask(clock: Page) -> None:
    choose(clock, "The answer to a question", "")
    assert count(clock) == "Federal law sets no number"
    assert "Ask for a day" in fact(clock, "What to ask")
    expect(clock.locator("[data-ip-clock-save]")).to_be_hidden()
    clock.get_by_label("My state's own limit").check()
    clock.get_by_label("How many").fill("15")
    clock.get_by_label("Where you read it").fill("Rule 7")
    clock.locator("[name=start]").fill("2026-11-20")
    clock.get_by_role("button", name="Count the days").click()
    expect(clock.locator("[data-ip-clock-under]")).to_contain_text("Rule 7")
    expect(clock.locator("[data-ip-clock-facts]")).not_to_contain_text("What to ask")


def test_a_limit_of_a_state_stands_beside_the_federal_one(clock: Page) -> None:
    choose(clock, "The first meeting", "2026-11-20")
    clock.get_by_label("My state's own limit").check()
    clock.get_by_label("How many").fill("15")
    clock.get_by_label("Of what").select_option(label="calendar days without breaks")
    clock.get_by_label("From").first.fill("2026-11-26")
    clock.get_by_label("To", exact=True).first.fill("2026-11-27")
    clock.get_by_role("button", name="Count the days").click()
    expect(clock.get_by_role("alert")).to_contain_text("Type where you read the limit")
    expect(clock.get_by_label("Where you read it")).to_be_focused()
    clock.get_by_label("Where you read it").fill("Rule 7 & <b>page</b> $& {due}")
    assert count(clock) == "Day 15: Monday, December 7, 2026"
    under = clock.locator("[data-ip-clock-under]")
    expect(under).to_contain_text("Source: Rule 7 & <b>page</b> $& {due}.")
    expect(clock.locator("[data-ip-clock-compare]")).to_contain_text("December 20, 2026")
    expect(under).not_to_contain_text("typed")  # it may be taken over from the state's page
    assert "My state's limit is 15 calendar days without breaks" in fact(clock, "You could write")


ODD = [
    ("", None, "Type the day first."),
    ("2046-11-29", None, "more than 3 years from now"),
    ("1999-01-04", None, "more than 10 years ago"),
    ("2026-12-01", ("", ""), "The clock cannot count school days without them."),
    ("2026-12-01", ("2027-06-24", "2026-09-08"), "The last day of school is before the first."),
    ("2026-12-01", ("2026-11-28", "2026-11-29"), "there is no school day at all"),
    ("2027-06-21", ("2026-09-08", "2027-06-24"), "past the last day of school"),
    ("2025-12-01", ("2026-09-08", "2027-06-24"), "before the first day of school"),
]


def test_odd_input_gets_a_clear_word(clock: Page) -> None:
    for start, school, said in ODD:
        clock.reload()
        choose(clock, "A look together" if school else "The first meeting", start)
        if school:
            clock.get_by_label("First day of school").fill(school[0])
            clock.get_by_label("Last day of school").fill(school[1])
        clock.get_by_role("button", name="Count the days").click()
        expect(clock.get_by_role("alert")).to_contain_text(said)
        field = clock.locator("[aria-invalid]")
        expect(field).to_be_focused()
        expect(field).to_be_in_viewport(ratio=1)
        expect(field).to_have_accessible_description(re.compile(re.escape(said)))
        alert = clock.get_by_role("alert")
        expect(alert).to_be_in_viewport(ratio=0.99)
        below, above = alert.bounding_box(), field.bounding_box()
        assert below and above and 0 <= below["y"] - above["y"] - above["height"] < 30, (
            "at its field"
        )
        expect(clock.locator("[data-ip-clock-result]")).to_be_hidden()


def test_without_a_school_calendar_there_is_a_rough_day(clock: Page) -> None:
    choose(clock, "A look together", "2026-11-20")
    clock.get_by_role("button", name="Count the days").click()
    alert = clock.get_by_role("alert")
    expect(alert).to_contain_text("Day 10: Monday, December 7, 2026")  # without Thanksgiving
    expect(alert).to_contain_text("Only weekends and federal holidays are left out.")
    choose(clock, "The most time in another room", "2026-11-20")
    clock.get_by_role("button", name="Count the days").click()
    expect(alert).to_contain_text("The last day: Wednesday, January 27, 2027")


def test_the_next_school_year_is_folded_until_the_count_needs_it(clock: Page) -> None:
    choose(clock, "A look together", "2027-06-21")
    type_school(clock)
    following = clock.get_by_label("First day of the next school year")
    expect(following).to_be_hidden()
    clock.get_by_role("button", name="Count the days").click()
    expect(following).to_be_focused()
    following.fill("2027-09-07")
    clock.get_by_label("Last day of the next school year").fill("2028-06-23")
    assert count(clock) == "Day 10: Wednesday, September 15, 2027"
    clock.get_by_label("Keep these days on this device").check()
    clock.reload()
    choose(clock, "A look together", "2027-06-21")
    expect(following).to_have_value("2027-09-07")
    expect(following).to_be_visible()


def test_a_day_that_is_none_is_told_while_the_field_holds_it(clock: Page) -> None:
    clock.locator("[name=start]").click()
    clock.keyboard.type("02312026")
    clock.get_by_role("button", name="Count the days").click()
    expect(clock.get_by_role("alert")).to_contain_text("There is no such day.")


def saved(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the dates").click()
    assert download.value.suggested_filename == "first-meeting.ics"
    return Path(download.value.path()).read_bytes().decode()


def test_the_file_for_a_calendar_holds_three_days_and_no_names(clock: Page) -> None:
    choose(clock, "The first meeting", "2026-11-20")
    count(clock)
    text = saved(clock)
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)\r\nDTEND;VALUE=DATE:(\d+)", whole)
    assert days == [("20261206", "20261207"), ("20261220", "20261221"), ("20261221", "20261222")]
    assert re.findall(r"SUMMARY:(.*)\r", whole) == [
        "In two weeks: The first meeting",
        "Due: The first meeting",
        "Was yesterday: The first meeting",
    ]
    assert len(set(re.findall(r"UID:(.*)\r", whole))) == 3
    assert "30 calendar days\\, from November 20\\, 2026. 34 CFR 300.323(c)(1)." in whole


def test_the_days_that_were_counted_go_along_to_the_letter(clock: Page) -> None:
    choose(clock, "The first meeting", "2026-03-02")
    count(clock)
    clock.locator("[data-ip-clock-facts]").get_by_role("link", name="Ask to meet").click()
    expect(clock.get_by_label("Date", exact=True)).to_have_value("2026-03-02")
    expect(clock.get_by_label("Topic")).to_have_value(
        "the first meeting, which is due by April 1, 2026"
    )
    assert "2026" not in clock.url


def test_without_a_count_no_day_goes_along(clock: Page) -> None:
    rule = clock.locator("[data-ip-clock-rule]", has_text="The first meeting")
    rule.locator("summary").click()
    rule.get_by_role("link", name="Ask to meet").click()
    expect(clock.locator("[data-ip-ready]")).to_be_visible()
    expect(clock.get_by_label("Topic")).to_have_value("")
    expect(clock.locator("[data-ip-letter-carried]")).to_be_hidden()


def kept(page: Page) -> Any:
    return page.evaluate("JSON.parse(JSON.stringify(localStorage))")


def test_the_days_of_school_are_kept_only_if_asked_and_can_be_removed(clock: Page) -> None:
    choose(clock, "A look together", "2026-12-11")
    type_school(clock)
    count(clock)
    assert kept(clock) == {}
    clock.get_by_label("Keep these days on this device").check()
    assert list(kept(clock)) == [KEY]
    clock.reload()
    choose(clock, "A look together", "2026-12-11")
    expect(clock.get_by_text("These days are kept on this device only.")).to_be_visible()
    assert count(clock) == "Day 10: Friday, January 8, 2027"
    clock.get_by_role("button", name=re.compile("Take out December 21")).click()
    assert count(clock) == "Day 10: Friday, December 25, 2026"
    clock.get_by_role("button", name="Remove them from this device").click()
    assert kept(clock) == {}
    expect(clock.get_by_label("Keep these days on this device")).to_be_focused()


def test_a_result_can_be_put_into_the_binder(clock: Page) -> None:
    choose(clock, "The first meeting", "2026-11-20")
    count(clock)
    clock.get_by_role("button", name="Put in my binder").click()
    expect(clock.get_by_text("It is in your binder, on this device only.")).to_be_visible()
    (sheet,) = json.loads(kept(clock)["ip-binder"])["sheets"]
    assert sheet["title"] == "The first meeting"
    assert ["H2", "Day 30: Sunday, December 20, 2026"] in sheet["blocks"]
    assert ["P", "Counted on November 29, 2026."] in sheet["blocks"]
    assert any("34 CFR 300.323(c)" in text for _, text in sheet["blocks"])


def test_kept_days_that_are_damaged_do_no_harm(clock: Page) -> None:
    for damaged in ("{", "3", '{"years": 1, "off": [1, ["a"]], "state": null}'):
        clock.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, damaged])
        clock.reload()
        choose(clock, "The first meeting", "2026-11-20")
        assert count(clock).startswith("Day 30"), damaged


def test_without_storage_it_says_so_and_counts(open_page: OpenPage) -> None:
    page = open_page("clock/", storage=False)
    page.clock.set_fixed_time("2026-11-29T12:00:00")
    choose(page, "A look together", "2026-12-11")
    type_school(page)
    page.get_by_label("Keep these days on this device").check()
    expect(page.get_by_text("does not let us keep them")).to_be_visible()
    assert count(page) == "Day 10: Friday, January 8, 2027"


def test_it_works_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("clock/", width=1280)
    page.clock.set_fixed_time("2026-11-29T12:00:00")
    page.locator("[name=clock]").focus()
    page.keyboard.type("Taking")
    page.keyboard.press("Tab")
    page.keyboard.type("11252026")
    page.locator("[name=start]").press("Enter")
    expect(page.locator("#clock-result")).to_have_text("Day 3: Tuesday, December 1, 2026")
    expect(page.locator("#clock-result")).to_be_focused()


def test_a_browser_finds_no_other_place_that_an_address_names(open_page: OpenPage) -> None:
    # Chromium would go there in its own time, even when all has loaded, and take the focus along.
    page = open_page("clock/#notice", width=390)
    expect(page.locator("[name=start]")).to_be_focused()
    assert page.locator("[name=clock] option[value=notice]").count() == 1
    expect(page.locator("#notice")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_an_address_that_names_a_clock_leads_to_its_field(open_page: OpenPage, width: int) -> None:
    page = open_page("clock/#notice", width=width)
    expect(page.locator("[name=clock]")).to_have_value("notice")
    expect(page.locator("[name=start]")).to_be_focused()
    expect(page.locator("[name=start]")).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-ip-clock-start-label]")).to_be_in_viewport(ratio=1)
    page.evaluate("location.hash = 'yearly'")
    expect(page.locator("[name=clock]")).to_have_value("yearly")
    expect(page.locator("[name=start]")).to_be_in_viewport(ratio=1)


def test_without_script_such_an_address_leads_to_the_open_rule(open_page: OpenPage) -> None:
    page = open_page("clock/#yearly", js=False)
    rule = page.locator("[data-ip-clock-rule]", has_text="The yearly look")
    expect(rule.locator("summary")).to_be_in_viewport(ratio=1)
    expect(rule.get_by_text("The year runs from the last look.")).to_be_visible()


def test_the_list_of_all_clocks_is_folded_to_their_names(open_page: OpenPage) -> None:
    page = open_page("clock/")
    rules = page.locator("[data-ip-clock-rule]")
    for rule, clock in zip(rules.all(), sample_table().clocks, strict=True):
        expect(rule.locator("summary")).to_contain_text(clock.name)
        expect(rule.locator("dl")).to_be_hidden()
        box = rule.bounding_box()
        assert box and 44 <= box["height"] < 120
    expect(rules.nth(1).locator("summary")).to_contain_text("30 calendar days")
    rules.nth(1).locator("summary").click()
    expect(rules.nth(1).get_by_text("The meeting is held.")).to_be_visible()


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_result_prints_on_one_sheet(clock: Page, paper: str) -> None:
    choose(clock, "The most time in another room", "2026-11-02")
    type_school(clock)
    count(clock)
    pdf = pypdfium2.PdfDocument(BytesIO(clock.pdf(format=paper, print_background=False)))
    assert len(pdf) == 1
    text = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "The last day:" in text and "Left out, and why" in text
    for name in ("Count the days", "All clocks", "Save the dates"):
        assert name not in text
    clock.emulate_media(media="print")
    sizes = clock.evaluate(
        "() => [...document.querySelectorAll('.ip-clock-result :is(p, dd, dt, li, h2, h3, b, th)')]"
        ".filter(one => one.checkVisibility())"
        ".map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75)"
    )
    assert min(sizes) >= 11


def test_without_a_result_a_short_list_prints_on_one_sheet(clock: Page) -> None:
    pdf = pypdfium2.PdfDocument(BytesIO(clock.pdf(format="Letter", print_background=False)))
    assert len(pdf) == 1
    text = " ".join(pdf[0].get_textpage().get_text_range().split())
    for name in clock.locator("[data-ip-clock-name]").all_inner_texts():
        assert f"{name}:" in text
    assert "What moves the date" not in text, "what is closed stays closed"


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(open_page: OpenPage, width: int) -> None:
    page = open_page("clock/", width=width)
    page.clock.set_fixed_time("2026-11-29T12:00:00")
    choose(page, "The most time in another room", "2026-11-02")
    type_school(page)
    count(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_every_clock_stands_there_with_its_rule(open_page: OpenPage) -> None:
    page = open_page("clock/", js=False)
    expect(page.locator("form[data-ip-clock-form]")).to_be_hidden()
    rules = page.locator(".ip-clock-rule")
    assert rules.count() == len(sample_table().clocks)
    for clock, rule in zip(sample_table().clocks, rules.all(), strict=True):
        expect(rule.locator("h4")).to_have_text(clock.name)
        rule.locator("summary").click()
        assert rule.locator("a", has_text=clock.rules[0]).count() >= 1
    assert "10 business days before, holidays count too" in rules.nth(3).inner_text()
    assert "up to 45 school days" in rules.nth(5).inner_text()


def test_what_it_cites_is_among_its_sources(pages: Pages) -> None:
    links = pages["clock/"].select(".ip-sources .ip-rule-name > a")
    listed = [link.text.split("(")[0] for link in links]
    assert {"34 CFR 300.323", "34 CFR 300.503", "34 CFR 300.322", "34 CFR 300.321"} <= {*listed}
