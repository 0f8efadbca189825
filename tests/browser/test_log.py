"""The weekly log in a browser: rows and sums on the device, a file out and in, and the letter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pdf_checks as checks
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
KEY = "ip-log"
ROWS = [
    ("2026-11-16", "Speech", "60", "30", 'Ill, "so they said"'),
    ("2026-11-09", "Speech", "60", "0", ""),
    ("2026-11-09", "Reading", "150", "150", "=1+1"),
]
LINES = """one => {
  const words = document.createRange()
  words.selectNodeContents(one)
  return words.getClientRects().length
}"""
BELOW_ITS_FIELD = """() => {
  const field = document.querySelector("[aria-invalid=true]")
  const said = document.getElementById(field.getAttribute("aria-describedby"))
  return field.closest("label").nextElementSibling === said
}"""
SENTENCE = (
    "Speech: 120 minutes promised and 30 given in the weeks from November 9, 2026 to "
    "November 16, 2026. 90 minutes are missing."
)


@pytest.fixture
def log(open_page: OpenPage) -> Page:
    """The page of the log, with three rows."""
    page = open_page("log/")
    for row in ROWS:
        type_row(page, *row)
    return page


def type_row(page: Page, *values: str) -> None:
    names = ("week", "service", "promised", "given", "why")
    for name, value in zip(names, values, strict=True):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Add to the log").click()


def kept(page: Page) -> list[dict[str, Any]]:
    held = page.evaluate(f"localStorage.getItem('{KEY}')")
    return json.loads(held) if held else []


def cells(page: Page, body: str) -> list[list[str]]:
    rows = page.locator(f"[data-ip-log-{body}] tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def saved(page: Page) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "weekly-log.csv"
    return Path(download.value.path())


def test_rows_stand_by_week_and_are_added_up(log: Page) -> None:
    assert [row["week"] for row in kept(log)] == ["2026-11-09", "2026-11-09", "2026-11-16"]
    assert cells(log, "sums") == [["Speech", "120", "30", "90"], ["Reading", "150", "150", "0"]]
    assert cells(log, "rows")[2][:4] == ["November 16, 2026", "Speech", "60", "30"]
    log.reload()
    assert len(cells(log, "rows")) == 3
    log.get_by_role("button", name="Take out: Reading, November 9, 2026").click()
    assert len(kept(log)) == 2 and len(cells(log, "sums")) == 1


def test_what_is_missing_in_a_row_is_told(log: Page) -> None:
    for row, name in (
        (("", "Speech", "60", "30", ""), "week"),
        (("2026-11-16", " ", "60", "30", ""), "service"),
        (("2026-11-16", "Speech", " ", "30", ""), "promised"),
        (("2026-11-16", "Speech", "60", "", ""), "given"),
    ):
        type_row(log, *row)
        expect(log.get_by_role("alert")).to_contain_text("Something is missing.")
        expect(log.locator(f"[name={name}]")).to_be_focused()
    assert len(kept(log)) == 3


def test_what_became_of_a_press_is_in_sight_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("log/")
    for row in ROWS:
        type_row(page, *row)
        expect(page.get_by_text("It is in the log, on this device only.")).to_be_in_viewport(
            ratio=1
        )
    type_row(page, "2026-11-23", "", "60", "30", "")
    expect(page.get_by_text("Something is missing.")).to_be_in_viewport(ratio=1)
    assert page.evaluate(BELOW_ITS_FIELD), "what is wrong stands below its field"
    page.locator("[name=service]").fill("Speech")
    page.get_by_role("button", name="Add to the log").click()
    expect(page.get_by_text("Something is missing.")).to_have_count(0)
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    page.get_by_role("button", name="Put this log in my binder").click()
    expect(page.get_by_text("It is in your binder")).to_be_in_viewport(ratio=1)
    page.get_by_label("Read a file").set_input_files(saved(page))
    expect(page.get_by_text("Rows added: 0.")).to_be_in_viewport(ratio=0.95)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove the log from this device").click()
    expect(page.get_by_text("The log is removed from this device.")).to_be_in_viewport(ratio=1)


def test_minutes_in_words_stay_as_typed_and_a_number_is_asked_for(log: Page) -> None:
    for row, name in (
        (("2026-11-16", "Speech", "", "30", ""), "promised"),
        (("2026-11-16", "Speech", "60", "", ""), "given"),
    ):
        type_row(log, *row)
        field = log.locator(f"[name={name}]")
        field.press_sequentially("1 hour and 5")
        log.get_by_role("button", name="Add to the log").click()
        status = "Write only the number of minutes, such as 60."
        expect(log.get_by_role("alert")).to_have_text(status)
        expect(field).to_be_focused()
        expect(field).to_have_value("1 hour and 5")
    assert len(kept(log)) == 3


def test_the_next_row_begins_with_its_week(log: Page) -> None:
    expect(log.locator("[name=week]")).to_be_focused()


def test_the_file_is_read_back_on_another_device(log: Page, open_page: OpenPage) -> None:
    file = saved(log)
    before = kept(log)
    log.get_by_label("Read a file").set_input_files(file)
    expect(log.get_by_text("Rows added: 0. Rows that could not be read: 0.")).to_be_visible()
    other = open_page("log/")
    other.get_by_label("Read a file").set_input_files(file)
    expect(other.get_by_text("Rows added: 3. Rows that could not be read: 0.")).to_be_visible()
    assert kept(other) == before


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_that_a_program_for_tables_has_rewritten_is_read(
    open_page: OpenPage, tmp_path: Path, mark: str
) -> None:
    lines = [
        ("Week", "Service", "Promised", "Given", "Note"),
        ("11/9/2026", '"Speech"', "60", "30"),
        ("13/9/2026", "Speech", "60", "30", ""),
        ("2026-02-31", "Speech", "60", "30", ""),
        ("11/16/2026", '"a ""b""\nc"', "60", "0", "so"),
        ("nothing",),
    ]
    file = tmp_path / "log.csv"
    file.write_text("\r\n".join(mark.join(line) for line in lines), encoding="utf-8")
    page = open_page("log/")
    page.get_by_label("Read a file").set_input_files(file)
    expect(page.get_by_text("Rows added: 2. Rows that could not be read: 3.")).to_be_visible()
    found = [(row["week"], row["service"], row["why"]) for row in kept(page)]
    assert found == [("2026-11-09", "Speech", ""), ("2026-11-16", 'a "b"\nc', "so")]


def test_the_sums_go_into_the_letter_and_into_no_address(log: Page) -> None:
    asked: list[str] = []
    log.on("request", lambda request: asked.append(request.url))
    log.get_by_role("link", name="Take the sums into the letter").click()
    field = log.get_by_label("What was missed first")
    expect(field).to_have_value(SENTENCE)
    expect(log.get_by_label("Keep what I type in this tab")).not_to_be_checked()
    expect(log.get_by_label("Date of the first day")).to_have_value("2026-11-09")
    expect(
        log.get_by_text("Filled in already: Date of the first day, What was missed first.")
    ).to_be_visible()
    assert log.url.endswith("/letters/ask-for-the-missed-help/")
    assert asked and not [url for url in asked if "Speech" in url or "minutes" in url]


def test_a_letter_that_is_kept_gets_the_new_sums(log: Page) -> None:
    log.get_by_role("link", name="Take the sums into the letter").click()
    keep = log.get_by_label("Keep what I type in this tab")
    log.get_by_label("School", exact=True).fill("Oak")
    keep.check()
    log.go_back()
    type_row(log, "2026-11-16", "Speech", "60", "30", "")
    log.get_by_role("link", name="Take the sums into the letter").click()
    expect(log.get_by_label("What was missed first")).to_have_value(re.compile("120 minutes are"))
    expect(log.get_by_label("School", exact=True)).to_have_value("Oak")
    expect(keep).to_be_checked()


def test_the_log_can_be_put_into_the_binder(log: Page, site: str) -> None:
    log.get_by_role("button", name="Put this log in my binder").click()
    expect(log.locator("[data-ip-log-bound]")).to_contain_text("It is in your binder")
    log.goto(site + "binder/")
    expect(log.locator(".ip-binder-name")).to_contain_text("A log of minutes Logs")
    with log.expect_download(timeout=60_000) as download:
        log.get_by_role("button", name="Save my binder as one PDF").click()
    pdf = Path(download.value.path()).read_bytes()
    assert checks.ua1_problems(pdf) + checks.tag_problems(pdf) == []
    assert "90 minutes are missing" in " ".join(checks.text_of(pdf).split())


def test_removing_it_leaves_nothing(log: Page) -> None:
    log.on("dialog", lambda dialog: dialog.accept())
    log.get_by_role("button", name="Remove the log from this device").click()
    assert log.evaluate("localStorage.length") == 0
    expect(log.get_by_role("heading", name="The sums")).to_be_hidden()


def test_a_damaged_log_does_no_harm(open_page: OpenPage) -> None:
    page = open_page("log/")
    for held in ("{", "3", '[null, 3, {"week": 1}]'):
        page.evaluate("([key, held]) => localStorage.setItem(key, held)", [KEY, held])
        page.reload()
        type_row(page, *ROWS[0])
        assert len(kept(page)) == 1, held


def test_without_storage_it_says_so(open_page: OpenPage) -> None:
    page = open_page("log/", storage=False)
    type_row(page, *ROWS[0])
    expect(page.get_by_text("This browser does not let us keep it.")).to_be_visible()
    assert cells(page, "sums") == [["Speech", "60", "30", "30"]]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_tables_fit_and_break_no_word(open_page: OpenPage, width: int) -> None:
    page = open_page("log/", width=width)
    type_row(page, *ROWS[0])
    for table in page.locator("table:visible").all():
        assert table.evaluate("one => one.scrollWidth - one.parentNode.clientWidth") <= 0
        for word in ("Speech", "Service"):
            for cell in table.get_by_text(word, exact=True).all():
                assert cell.evaluate(LINES) == 1
    if width < 600:
        label = "getComputedStyle(one, '::before').content"
        rows = page.locator("[data-ip-log-rows] td[data-label]")
        assert "Minutes given" in rows.nth(2).evaluate(f"one => {label}")


def printed(page: Page) -> str:
    pdf = pypdfium2.PdfDocument(BytesIO(page.pdf(format="Letter")))
    assert len(pdf) == 1
    return " ".join(pdf[0].get_textpage().get_text_range().split())


def test_on_paper_are_the_rows_and_no_message(log: Page) -> None:
    type_row(log, "", "", "", "", "")
    expect(log.get_by_role("alert")).to_contain_text("Something is missing.")
    text = printed(log)
    assert "Service Minutes promised Minutes given Minutes missing" in text
    assert text.count("Speech") == 3
    for other in ("Something is missing.", "Change", "How to use it"):
        assert other not in text


def test_an_empty_log_prints_a_table_to_write_on(open_page: OpenPage) -> None:
    page = open_page("log/")
    text = printed(page)
    assert "Week that starts on Service Minutes promised Minutes given Why" in text
    page.emulate_media(media="print")
    assert page.locator("tbody tr:visible").count() > 15


def test_it_names_no_file_that_it_has_not(open_page: OpenPage) -> None:
    page = open_page("log/")
    expect(page.get_by_role("link", name="PDF to fill in")).to_be_visible()
    assert "Word file" not in page.locator("main").inner_text()


def test_the_sheet_is_accessible_and_each_cell_has_its_name(site_dir: Path) -> None:
    for name in ("log.pdf", "log-large-print.pdf"):
        pdf = (site_dir / name).read_bytes()
        assert checks.ua1_problems(pdf) + checks.tag_problems(pdf) == []
        assert {"Service, line 1", "Minutes given, line 8"} <= {*checks.values_of(pdf)}


def test_without_a_script_the_sheet_is_there(open_page: OpenPage) -> None:
    page = open_page("log/", js=False)
    expect(page.get_by_role("link", name="PDF to fill in")).to_be_visible()
    expect(page.get_by_role("button", name="Add to the log")).to_be_hidden()
