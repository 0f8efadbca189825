"""The binder in a browser: sheets put in, put in order, and taken out, on the device alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
KEY = "ip-binder"
BAG, MEET, MISSED = (
    "checklists/meeting-bag/",
    "letters/ask-to-meet/",
    "letters/ask-for-the-missed-help/",
)


def kept(page: Page) -> list[Any]:
    """Return the sheets that the browser keeps."""
    held = page.evaluate(f"localStorage.getItem('{KEY}')")
    return [sheet.get("page", sheet) for sheet in json.loads(held)["sheets"]] if held else []


def titles(page: Page) -> list[str]:
    return page.locator(".ip-binder-name a").all_inner_texts()


def with_set(open_page: OpenPage, **options: Any) -> Page:
    """Return the page of the binder, with the first ready set in it."""
    page = open_page("binder/", **options)
    page.get_by_role("button", name="Put this set in my binder").first.click()
    return page


def test_one_button_puts_a_sheet_in_and_takes_it_out(open_page: OpenPage, site: str) -> None:
    page = open_page("checklists/first-day/")
    for address in (
        "checklists/first-day/",
        "letters/say-hello/",
        "guides/the-first-month/",
        "services/",
    ):
        page.goto(site + address)
        page.get_by_role("button", name="Put in my binder").click()
        expect(page.get_by_role("status").filter(has_text="It is in your binder")).to_be_visible()
    assert kept(page) == [
        "checklists/first-day/",
        "letters/say-hello/",
        "guides/the-first-month/",
        "services/",
    ]
    page.get_by_role("link", name="Open my binder").click()
    assert titles(page) == [
        "The first day",
        "Say hello to a teacher",
        "The first month",
        "Services",
    ]
    page.goto(site + "checklists/first-day/")
    page.get_by_role("button", name="Take out of my binder").click()
    assert kept(page)[0] == "letters/say-hello/"
    page.goto(site + "articles/ready-for-the-first-meeting/")
    expect(page.get_by_role("button", name="binder")).to_have_count(0)


def test_a_set_goes_in_once_and_in_its_order(open_page: OpenPage) -> None:
    page = with_set(open_page)
    expect(page.locator("#in-it")).to_be_focused()
    assert kept(page) == [BAG, MEET, MISSED]
    page.get_by_role("button", name="Put this set in my binder").first.click()
    expect(page.get_by_role("status")).to_have_text("It was in your binder already.")
    assert kept(page) == [BAG, MEET, MISSED]
    page.get_by_label("Add a sheet").select_option(label="Say hello to a teacher")
    page.get_by_role("button", name="Put in my binder", exact=True).click()
    assert kept(page)[3:] == ["letters/say-hello/"]
    expect(page.get_by_text("4 sheets, kept on this device only.")).to_be_visible()


def test_the_order_is_changed_with_the_keyboard(open_page: OpenPage) -> None:
    page = with_set(open_page)
    down = page.get_by_role("button", name="Move down: A bag for the meeting")
    down.focus()
    page.keyboard.press("Enter")
    assert kept(page) == [MEET, BAG, MISSED]
    expect(down).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("A bag for the meeting is now number 2 of 3.")
    page.keyboard.press("Enter")
    assert kept(page) == [MEET, MISSED, BAG]
    expect(page.get_by_role("button", name="Move up: A bag for the meeting")).to_be_focused()
    page.get_by_role("button", name="Take out: Ask to meet").press("Enter")
    assert kept(page) == [MISSED, BAG]
    expect(
        page.get_by_role("button", name="Take out: Ask for the help that was missed")
    ).to_be_focused()


def test_emptying_it_leaves_nothing_on_the_device(open_page: OpenPage) -> None:
    page = with_set(open_page)
    page.get_by_label("Your child's initials").fill("J. R.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Empty my binder").click()
    expect(page.get_by_role("status")).to_contain_text("nothing of it is kept")
    assert page.evaluate("localStorage.length") == 0
    expect(page.get_by_text("Your binder is empty. Choose a sheet")).to_be_visible()


def test_a_damaged_or_outdated_binder_is_shown_as_far_as_it_goes(open_page: OpenPage) -> None:
    page = open_page("binder/")
    for held in ("{", "3", '{"sheets": 3}', '{"sheets": [null, 3, {}]}'):
        page.evaluate("([key, held]) => localStorage.setItem(key, held)", [KEY, held])
        page.reload()
        assert titles(page) == []
    old = {"sheets": [{"page": "letters/gone/"}, {"page": BAG}]}
    page.evaluate("([key, held]) => localStorage.setItem(key, held)", [KEY, json.dumps(old)])
    page.reload()
    assert titles(page) == ["letters/gone/", "A bag for the meeting"]
    expect(page.get_by_text("This sheet is no longer on the site.")).to_be_visible()


def test_without_storage_it_says_so(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/", storage=False)
    page.get_by_role("button", name="Put in my binder").click()
    expect(page.get_by_text("This browser does not let us keep your binder.")).to_be_visible()


def test_without_a_script_the_sets_lead_to_their_sheets(open_page: OpenPage) -> None:
    page = open_page("binder/", js=False)
    expect(page.get_by_role("link", name="A bag for the meeting")).to_be_visible()
    expect(page.get_by_role("heading", name="The first meeting")).to_be_visible()
    expect(page.get_by_role("button", name="binder")).to_have_count(0)
    expect(page.get_by_text("What is in it")).to_be_hidden()
