"""The site under nginx with the configuration we ship: nothing in it breaks its own strict policy.

Every page, then every interaction, in Chromium with the policy enforced by header and meta tag.
A violation, a console error, a request to another host, a cookie, or anything kept that the privacy
page does not mention fails the test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Route,
    expect,
)
from privacy_facts import Kept, kept_on_device

Reader = Callable[..., Page]

# Runs in every page before anything else in it.
LISTEN = """
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
  console.error(`violation of ${effectiveDirective}: ${blockedURI} ${sample}`))
"""
SLIP_IN = """() => new Promise((done) => {
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
    done([effectiveDirective, window.ran]))
  const script = document.createElement("script")
  script.text = "window.ran = 1"
  document.body.append(script)
})"""
KEPT = """async () => ({
  cookie: document.cookie.split(";").filter(Boolean).map((one) => one.split("=")[0].trim()),
  localStorage: Object.keys(localStorage),
  sessionStorage: Object.keys(sessionStorage),
  cacheStorage: self.caches ? await caches.keys() : [],
  indexedDB: (await indexedDB.databases()).map(({ name }) => name),
})"""


@pytest.fixture
def reader(browser: Browser, hosted: str, site_dir: Path) -> Iterator[Reader]:
    """Open an address of the hosted site: `reader("search/", width=1280)` returns the page.

    When the test ends, any violation and anything kept without mention fails it.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(path: str = "", width: int = 390) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, reduced_motion="reduce", locale="en-US"
        )
        contexts.append(context)
        context.add_init_script(LISTEN)
        context.on("console", note)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("request", lambda request: look(request.url))
        page = context.new_page()
        page.goto(hosted + path)
        return page

    def note(message: ConsoleMessage) -> None:
        page = message.page
        missing = page and message.location.get("url") == page.url and "404" in message.text
        if message.type in ("error", "warning") and not missing:
            wrong.append(message.text)

    def look(url: str) -> None:
        if not url.startswith((hosted, "data:", "blob:", "about:")):
            wrong.append(f"a request to another host: {url}")

    yield open_page
    for context in contexts:
        wrong += untold(context, kept_on_device(site_dir))
        context.close()
    assert wrong == []


def untold(context: BrowserContext, told: list[Kept]) -> list[str]:
    """Return what the pages keep that the privacy page does not mention."""
    kept: dict[str, list[str]] = context.pages[0].evaluate(KEPT)
    kept["cookie"] += [cookie.get("name", "") for cookie in context.cookies()]
    return [
        f"kept in {place} without being told: {key}"
        for place, keys in kept.items()
        for key in keys
        if not any(entry.place == place and fnmatchcase(key, entry.key) for entry in told)
    ]


def results(page: Page) -> Locator:
    """Return the search results that are on the screen."""
    return page.locator("[data-search-results] a:visible")


def test_every_kind_of_page(reader: Reader, hosted: str, varied: list[str]) -> None:
    page = reader()
    for address in varied:
        answer = page.goto(hosted + address, wait_until="load")
        assert answer and answer.status == 200, address
        assert "default-src 'none'" in answer.headers["content-security-policy"], address


def test_a_missing_page_is_as_strict(reader: Reader, hosted: str) -> None:
    page = reader()
    answer = page.goto(hosted + "articles/no-such-page/")
    assert answer and answer.status == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    expect(page.get_by_role("searchbox").last).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_search_while_typing_and_its_page(reader: Reader, width: int) -> None:
    page = reader("about/", width=width)
    page.keyboard.press("/")
    page.keyboard.type("meeting")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search/"))
    expect(results(page).first).to_be_visible()
    page.get_by_label("Kind").select_option("article")
    page.get_by_label("Stage").select_option("Meetings")
    expect(results(page).first).to_be_visible()
    page.get_by_role("searchbox").last.fill("zzqqxxjj")
    expect(page.locator("[data-ip-none] a").first).to_be_visible()


def test_a_long_list_of_results(reader: Reader) -> None:
    page = reader("search/?q=school+plan")
    page.get_by_role("button", name="Show more results").press("Enter")
    expect(results(page).nth(10)).to_be_focused()


def test_reading_settings_are_chosen_and_kept(reader: Reader) -> None:
    page = reader("articles/")
    page.locator("[data-ip-reading] summary").click()
    for choice in ("Largest", "Wide", "High", "Dark"):
        page.get_by_label(choice, exact=True).check()
    chosen = "Object.values(document.documentElement.dataset).join()"
    assert page.evaluate(chosen).endswith("largest,wide,more,dark")
    page.reload()
    assert "dark" in page.evaluate(chosen)


def test_a_checklist_is_ticked_printed_and_cleared(reader: Reader) -> None:
    page = reader("checklists/first-day/")
    page.add_init_script("window.print = () => (window.printed = (window.printed || 0) + 1)")
    page.reload()
    page.locator(".ip-box").first.check()
    page.reload()
    expect(page.locator(".ip-box").first).to_be_checked()
    prints = page.locator("[data-ip-print]:visible")
    for number in range(prints.count()):
        prints.nth(number).click()
    assert page.evaluate("window.printed") == prints.count() >= 2
    page.emulate_media(media="print")
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Clear my ticks").click()
    expect(page.locator(".ip-box").first).not_to_be_checked()


@pytest.mark.parametrize("clipboard", [True, False], ids=["clipboard", "old way"])
def test_a_letter_is_filled_in_copied_printed_and_cleared(reader: Reader, clipboard: bool) -> None:
    page = reader("letters/say-hello/")
    page.add_init_script("window.print = () => (window.printed = true)")
    page.reload()
    if clipboard:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    page.get_by_label("Date", exact=True).fill("2026-11-24")
    page.get_by_label("Child's name", exact=True).fill("Zoë")
    page.locator("[data-ip-letter-copy]").click()
    expect(page.locator("[data-ip-letter-status]")).to_contain_text("Copied.")
    page.locator("[data-ip-letter-print]").click()
    assert page.evaluate("window.printed")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear all I typed").click()
    expect(page.locator("[data-ip-letter-status]")).to_contain_text("All is cleared.")


def test_days_are_counted_kept_and_saved_as_a_file(reader: Reader) -> None:
    page = reader("clock/")
    page.locator("[name=clock]").select_option("look-together")
    page.get_by_label("First day of school").fill("2026-09-08")
    page.get_by_label("Last day of school").fill("2027-06-24")
    page.get_by_label("Keep these days on this device").check()
    page.locator("[name=start]").fill("2026-12-11")
    page.get_by_role("button", name="Count the days").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the dates").click()
    assert Path(download.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_files_of_a_letter_come_down_whole(reader: Reader) -> None:
    page = reader("letters/say-hello/")
    for link in page.locator(".ip-downloads a").all():
        answer = page.request.get(str(link.evaluate("link => link.href")))
        assert answer.ok and len(answer.body()) > 300


def test_meanings_and_the_filter_of_the_glossary(reader: Reader) -> None:
    page = reader("articles/what-is-in-the-plan/", width=1280)
    term = page.locator(".ip-prose .ip-term").first
    term.locator("a").hover()
    expect(term.locator("[role=tooltip]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(term.locator("[role=tooltip]")).to_be_hidden()
    page = reader("glossary/")
    page.get_by_label("Find a word").fill("aviso previo")
    expect(page.locator("[data-ip-filter] [role=status]")).to_contain_text("found")


@pytest.mark.parametrize("meta", [True, False], ids=["by meta tag", "by header"])
def test_the_policy_stops_a_script_that_someone_slipped_in(
    browser: Browser, hosted: str, meta: bool
) -> None:
    """The other tests rely on this: a violation is stopped and noticed, by either policy alone."""
    context = browser.new_context()

    def alone(route: Route) -> None:
        answer = route.fetch()
        headers = dict(answer.headers)
        html = answer.text()
        if meta:
            del headers["content-security-policy"]
        else:
            html = html.replace('http-equiv="Content-Security-Policy"', "")
        route.fulfill(response=answer, headers=headers, body=html)

    page = context.new_page()
    page.route(f"{hosted}about/", alone)
    page.goto(f"{hosted}about/")
    assert page.locator("script[type='application/ld+json']").count() == 1
    assert page.evaluate(SLIP_IN) == ["script-src-elem", None]
    context.close()
