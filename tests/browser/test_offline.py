"""Pages kept on the device: read offline, updated online, removed on request."""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from offline_host import Host, Instead
from playwright.sync_api import Browser, Locator, Page, expect
from project_settings import OWNER

from library.site.offline_files import with_mark, without_mark

ARTICLE = "articles/ready-for-the-first-meeting/"
TITLE = "Get ready for the first meeting"
OTHER = "articles/what-is-in-the-plan/"
SHEET = "checklists/first-day"
ABOUT = "about/offline/"
# The worker is running and answers for this page.
READY = """navigator.serviceWorker.ready.then(() => new Promise(go =>
  navigator.serviceWorker.controller ? go() : navigator.serviceWorker.oncontrollerchange = go))"""
# Playwright's wait_for_function does not wait for a promise.
UNTIL = """async ([isSo, given]) => {
  for (let n = 0; n < 1500; n++) {
    const names = (await caches.keys()).join()
    const place = { cacheName: isSo.slice("kept in ".length) || undefined }
    if (isSo.startsWith("kept") ? await caches.match(given, place) : names === given) return
    await new Promise(go => setTimeout(go, 20))
  }
  throw new Error(`${isSo} ${given}: never, but ${await caches.keys()}`)
}"""
KEPT = """async () => (await Promise.all((await caches.keys()).map(async name =>
  (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()"""
AXE = """axe.run({ resultTypes: ["violations"] }).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`)))"""
# The new worker is not being set up any more.
GIVEN_UP = """async () => {
  while ((await navigator.serviceWorker.getRegistration()).installing)
    await new Promise(go => setTimeout(go, 20))
}"""
# The second answer with the list is held back, and the first one with a page to keep.
HELD = """(() => {
  const fetched = window.fetch
  const held = (window.held = {})
  let lists = 0
  window.fetch = async (address, options) => {
    const kind = /offline\\.json$/.test(address) ? "list" : /\\/$/.test(address) ? "file" : ""
    if (kind && !held[kind] && (kind === "file" || ++lists === 2))
      await new Promise((go) => (held[kind] = go))
    return fetched(address, options)
  }
})()"""
BOTH_HELD = """async () => {
  while (!held.list || !held.file) await new Promise((go) => setTimeout(go, 20))
}"""
PATIENCE = "PATIENCE=3000"  # of the worker, in milliseconds
WORKERS = "navigator.serviceWorker.getRegistrations().then(all => all.length)"

# What most tests keep in the place of the whole library, whose files take the browser seconds.
FEW = re.compile(
    r"about/(offline/)?$|articles/(ready|what|$)|assets/(fonts|(javascripts|stylesheets)/(page|offline))"
    r"|glossary/consent/|search/($|en/index)|checklists/first-day\.pdf"
)

OpenHost = Callable[..., Host]


@pytest.fixture
def new_host(site_dir: Path, tmp_path: Path) -> Iterator[OpenHost]:
    """Serve a copy of the site; `new_host("/library/")` below a path; `whole` offers all of it.

    Its worker waits for an answer as long as a busy machine needs; `hasty`, as long as a parent.
    """
    hosts: list[Host] = []

    def new_host(prefix: str = "/", whole: bool = False, hasty: bool = False) -> Host:
        hosts.append(Host.copy_of(site_dir, tmp_path / f"site{len(hosts)}", prefix))
        assert PATIENCE in (hosts[-1].site / "sw.js").read_text(encoding="utf-8")
        if not hasty:
            hosts[-1].change("sw.js", lambda text: text.replace(PATIENCE, "PATIENCE=60000"))
        if not whole:
            hosts[-1].change("offline.json", with_few_files)
        return hosts[-1]

    yield new_host
    for host in hosts:
        host.let_go.set()
        host.stop()


def with_few_files(listed: str) -> str:
    """Return the list of the files to keep with a few of each group."""
    files = json.loads(listed)["files"]
    few = {
        group: {path: entry for path, entry in entries.items() if FEW.match(path)}
        for group, entries in files.items()
    }
    return json.dumps({"files": few}, separators=(",", ":"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader whose browser may keep things."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        service_workers="allow",
        locale="en-US",
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def visit(page: Page, host: Host, *addresses: str) -> None:
    """Open pages one after the other and wait until each is kept."""
    for address in addresses:
        page.goto(host.url + address)
        page.evaluate(READY)
        page.evaluate(UNTIL, ["kept", host.url + address])


def keep_all(page: Page, host: Host, *, sheets: bool = False) -> None:
    """Ask for the whole library and wait until it is kept."""
    visit(page, host, ABOUT)
    if sheets:
        page.get_by_label("With all sheets").check()
    page.get_by_role("button", name="Keep the library").click()
    expect(state(page)).to_contain_text("The library is kept", timeout=60_000)


def state(page: Page) -> Locator:
    return page.locator("[data-ip-state]")


def notice(page: Page) -> Locator:
    return page.locator(".ip-kept")


def violations(page: Page) -> list[str]:
    """What axe finds in this state, in light and in dark."""
    found: list[str] = []
    page.evaluate(AXE_SCRIPT)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += page.evaluate(AXE)
    return found


@pytest.mark.parametrize("prefix", ["/", "/sample/"])
def test_an_opened_page_opens_without_internet(new_host: OpenHost, page: Page, prefix: str) -> None:
    host = new_host(prefix)
    visit(page, host, ARTICLE, OTHER)
    expect(notice(page)).to_be_hidden()
    host.stop()
    page.goto(host.url + ARTICLE)
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(notice(page)).to_have_text(
        re.compile(r"offline.* This page is the copy kept on this device from \w+ \d+, 20\d\d\.$")
    )
    style = "getComputedStyle(document.querySelector('.ip-header')).display"
    assert page.evaluate(style) != "block", "it has its look"
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.size)") >= 2
    missing = "[...document.fonts].filter(font => font.status !== 'loaded')"
    rare = f"{missing}.every(font => font.unicodeRange !== 'U+0-10FFFF')"
    assert page.evaluate(rare), "all but the part of letters that the page lacks"
    page.goto(host.url + OTHER + "?from=mail#main")
    expect(notice(page)).to_be_visible()
    host.start()
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(notice(page)).to_be_hidden()


@pytest.mark.parametrize("prefix", ["/", "/sample/"])
def test_a_page_that_is_not_kept_leads_to_those_that_are(
    new_host: OpenHost, page: Page, prefix: str
) -> None:
    host = new_host(prefix)
    visit(page, host, ARTICLE)
    host.stop()
    page.goto(host.url + OTHER)
    expect(page.get_by_text("the page you asked for is not kept")).to_be_visible()
    expect(page.locator("[data-ip-list]").get_by_role("link", name=TITLE)).to_be_visible()
    assert violations(page) == []
    page.locator("[data-ip-list]").get_by_role("link", name=TITLE).click()
    expect(page.locator("h1")).to_have_text(TITLE)
    page.go_back()
    host.start()
    page.get_by_role("link", name="Try again").click()
    page.wait_for_url(host.url + OTHER)
    expect(notice(page)).to_be_hidden()


def test_the_whole_library_is_kept_when_asked(new_host: OpenHost, page: Page) -> None:
    host = new_host("/sample/", whole=True)
    visit(page, host, ABOUT)
    expect(page.get_by_role("button", name="Remove")).to_be_visible()
    size = re.compile(r"Keep the library on this phone \(\d+\.\d MB\)")
    expect(page.get_by_role("button", name=size)).to_be_visible()
    keep_all(page, host, sheets=True)
    expect(page.get_by_role("button", name="Keep")).to_be_hidden()
    expect(page.get_by_text("The whole library is kept on this device:")).to_be_visible()
    kept = set(page.evaluate(KEPT))
    host.stop()
    for address in (OTHER, "glossary/consent/", "letters/ask-to-meet/", "guides/the-first-month/"):
        page.goto(host.url + address)
        expect(notice(page)).to_be_visible()
    page.goto(host.url + "search/?q=evaluation")
    results = page.locator("main [data-search-results] li")
    expect(results.first).to_be_visible()
    results.first.get_by_role("link").click()
    expect(notice(page)).to_be_visible()
    page.goto(host.url + "letters/ask-to-meet/")
    for name in ("PDF to fill in", "Word file"):
        file = page.get_by_role("link", name=name).first.get_attribute("href")
        assert page.evaluate("a => fetch(a).then(r => r.ok)", file), name
    page.get_by_role("link", name="Plain text").first.click()
    expect(page.locator("body")).to_contain_text("Dear")
    listed = page_addresses(host)
    assert {host.url + address for address in listed} <= kept


def page_addresses(host: Host) -> list[str]:
    """Return all pages of the site except error pages."""
    files = (file.relative_to(host.site).as_posix() for file in host.site.rglob("index.html"))
    return [f.removesuffix("index.html") for f in files if not f.startswith("sw-reset")]


def test_a_file_that_fails_is_told_and_tried_again(new_host: OpenHost, page: Page) -> None:
    host = new_host()
    host.failing.add(OTHER)
    visit(page, host, ABOUT)
    page.get_by_role("button", name="Keep the library").click()
    expect(state(page)).to_contain_text(f"1 file could not be kept: {OTHER}", timeout=60_000)
    host.failing.clear()
    page.get_by_role("button", name="Keep the rest").click()
    expect(state(page)).to_contain_text("The library is kept", timeout=60_000)


def test_what_was_stopped_goes_on_later(new_host: OpenHost, page: Page) -> None:
    host = new_host()
    visit(page, host, ABOUT)
    host.let_go.clear()
    page.get_by_role("button", name="Keep the library").click()
    page.get_by_role("button", name="Stop").click()
    host.let_go.set()
    expect(state(page)).to_contain_text("kept in part")
    before = len(page.evaluate(KEPT))
    page.close()
    later = page.context.new_page()
    later.goto(host.url + ABOUT)
    later.get_by_role("button", name="Keep the rest").click()
    expect(state(later)).to_contain_text("The library is kept", timeout=60_000)
    assert len(later.evaluate(KEPT)) > before


WRONG = ["a note about maintenance", "the home page", "nothing", "half of it"]
# A page is known by its mark, so each kind is a case of its own. A file is known by the digest of
# its content, whatever that is: two kinds, another type and the right one.
WRONG_FILES = WRONG[1::2]
NAMED = re.compile(r"[.-][0-9a-f]{8,}\.\w+$")


def wrong(host: Host, kind: str) -> Callable[[str], Instead]:
    """Answer each address with 200 and the wrong content, to be cached for a year."""

    def instead(address: str) -> Instead:
        if kind == WRONG[0]:
            note = "<!doctype html><html><title>Back soon</title><h1>Maintenance</h1></html>"
            return "text/html", note.encode()
        if kind == WRONG[1]:  # of hosts for "single page applications", while files are missing
            return "text/html", (host.site / "index.html").read_bytes()
        path = f"{address}index.html" if address.endswith("/") or not address else address
        content = (host.site / path).read_bytes()
        file_type = mimetypes.guess_type(path)[0] or "font/woff2"
        return file_type, b"" if kind == WRONG[2] else content[: len(content) // 2]

    return instead


def only(instead: Callable[[str], Instead], *addresses: str | re.Pattern[str]):
    """Limit wrong answers to these addresses."""
    return lambda address: (
        instead(address)
        if any(
            one.search(address) if isinstance(one, re.Pattern) else one == address
            for one in addresses
        )
        else None
    )


def is_styled(page: Page) -> bool:
    style = "getComputedStyle(document.querySelector('.ip-header')).display"
    return bool(page.evaluate(style) != "block")


@pytest.mark.parametrize("kind", WRONG_FILES)
def test_a_file_answered_wrongly_once_is_right_at_the_next_visit(
    new_host: OpenHost, page: Page, kind: str
) -> None:
    host = new_host()
    visit(page, host, ARTICLE)
    host.instead = only(wrong(host, kind), re.compile(r"search.*\.[0-9a-f]{8}\.js|-[0-9a-f]{8}"))
    page.goto(host.url + "search/?q=meeting")
    page.wait_for_load_state("networkidle")
    host.instead = lambda _: None
    page.goto(host.url + "search/?q=meeting")
    expect(page.locator("main [data-search-results] li").first).to_be_visible()


@pytest.mark.parametrize("kind", WRONG_FILES)
def test_what_is_answered_wrongly_at_the_first_visit_is_not_kept(
    new_host: OpenHost, page: Page, kind: str
) -> None:
    host = new_host()
    instead = only(wrong(host, kind), NAMED)
    host.instead = lambda address: instead(address) if "sw.js" in host.asked else None
    visit(page, host, ARTICLE)
    assert not [url for url in page.evaluate(KEPT) if NAMED.search(url)]
    host.instead = lambda _: None
    page.goto(host.url + OTHER)
    assert is_styled(page)
    visit(page, host, ARTICLE)
    host.stop()
    page.goto(host.url + ARTICLE)
    expect(notice(page)).to_be_visible()
    assert is_styled(page)


@pytest.mark.parametrize("kind", WRONG)
def test_a_page_answered_wrongly_does_not_take_the_place_of_its_copy(
    new_host: OpenHost, page: Page, kind: str
) -> None:
    host = new_host("/sample/")
    visit(page, host, ARTICLE)
    host.instead = only(wrong(host, kind), ARTICLE, OTHER)
    page.goto(host.url + ARTICLE)
    page.goto(host.url + OTHER)
    page.wait_for_load_state("networkidle")
    host.stop()
    page.goto(host.url + ARTICLE)
    expect(page.locator("h1")).to_have_text(TITLE)
    page.goto(host.url + OTHER)
    expect(page.get_by_text("the page you asked for is not kept")).to_be_visible()


SPOIL = """async bad => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const { url } of await cache.keys())
      if (!url.endsWith("offline.json") && (!bad || url.endsWith(bad)))
        await cache.put(url, new Response("<h1>Maintenance</h1>", {
          headers: { "content-type": "text/html", date: new Date().toUTCString() } }))
  }
}"""


def test_what_an_older_worker_kept_wrongly_is_mended(new_host: OpenHost, page: Page) -> None:
    host = new_host()
    visit(page, host, ARTICLE, OTHER)
    page.evaluate(SPOIL, "")
    page.goto(host.url + ABOUT)
    assert is_styled(page), "in the same version too"
    page.evaluate(SPOIL, "")
    new_version(host)
    page.goto(host.url + ABOUT)
    page.evaluate(UNTIL, ["caches", "ip / next"])
    host.stop()
    page.goto(host.url + OTHER)
    expect(page.locator("h1")).to_be_visible()
    expect(notice(page)).to_be_visible()
    assert is_styled(page)
    page.goto(host.url + ARTICLE)
    expect(page.locator("h1")).to_have_text(f"New: {TITLE}")


@pytest.mark.parametrize("kind", WRONG_FILES)
def test_a_sheet_answered_wrongly_is_told_and_tried_again(
    new_host: OpenHost, page: Page, kind: str
) -> None:
    host = new_host()
    visit(page, host, ABOUT)
    host.instead = only(wrong(host, kind), f"{SHEET}.pdf")
    page.get_by_label("With all sheets").check()
    page.get_by_role("button", name="Keep the library").click()
    expect(state(page)).to_contain_text(f"1 file could not be kept: {SHEET}.pdf", timeout=60_000)
    host.instead = lambda _: None
    page.get_by_role("button", name="Keep the rest").click()
    expect(state(page)).to_contain_text("The library is kept", timeout=60_000)


def test_a_list_that_comes_late_does_not_disturb_the_keeping(
    new_host: OpenHost, page: Page
) -> None:
    """The page asks for the list again when the worker is ready, and that may take long."""
    page.add_init_script(HELD)
    host = new_host()
    visit(page, host, ABOUT)
    page.get_by_role("button", name="Keep the library").click()
    page.evaluate(BOTH_HELD)
    page.evaluate("held.list()")
    page.evaluate("new Promise((go) => setTimeout(go, 300))")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.evaluate("held.file()")
    expect(state(page)).to_contain_text("The library is kept", timeout=60_000)


def test_a_version_that_came_half_does_not_lose_what_was_kept(
    new_host: OpenHost, page: Page
) -> None:
    host = new_host()
    keep_all(page, host)
    new_version(host)
    host.instead = only(wrong(host, WRONG[0]), ARTICLE)  # so this version cannot be set up
    page.goto(host.url + OTHER)
    page.evaluate(UNTIL, ["kept in ip / next", host.url + ABOUT])
    page.evaluate(GIVEN_UP)
    host.instead = lambda _: None
    host.change("sw.js", lambda text: text.replace('prefix+"next"', 'prefix+"third"'))
    page.goto(host.url + OTHER)
    page.evaluate(UNTIL, ["caches", "ip / third"])
    host.stop()
    page.goto(host.url + "glossary/consent/")
    expect(notice(page)).to_be_visible()


def new_version(host: Host) -> None:
    """Publish a site whose article has different words."""
    host.change(
        ARTICLE + "index.html",
        lambda html: with_mark(without_mark(html).replace("<h1>", "<h1>New: ", 1), ARTICLE),
    )
    host.change("offline.json", lambda text: re.sub(
        rf'("{ARTICLE}":\[\d+,")[^"]+', r"\1newnewnewnew", text))  # fmt: skip
    host.change("sw.js", lambda text: re.sub(r'prefix\+"\w+"', 'prefix+"next"', text))


def test_a_new_version_is_seen_at_once_and_renews_what_is_kept(
    new_host: OpenHost, page: Page
) -> None:
    host = new_host()
    keep_all(page, host)
    [before] = page.evaluate("caches.keys()")
    count = len(page.evaluate(KEPT))
    new_version(host)
    host.asked.clear()
    page.goto(host.url + OTHER)
    page.evaluate(UNTIL, ["caches", "ip / next"])
    asked = [address for address in host.asked if address.endswith("/")]
    assert sorted(set(asked)) == sorted([OTHER, ARTICLE]), "only what has changed is fetched"
    assert before != "ip / next"
    assert len(page.evaluate(KEPT)) == count
    page.goto(host.url + ARTICLE)
    expect(page.locator("h1")).to_have_text(f"New: {TITLE}")
    expect(notice(page)).to_be_hidden()
    host.stop()
    page.goto(host.url + ARTICLE)
    expect(page.locator("h1")).to_have_text(f"New: {TITLE}")
    page.goto(host.url + "glossary/consent/")
    expect(notice(page)).to_be_visible()


def test_a_page_is_fresh_even_while_the_old_worker_is_there(new_host: OpenHost, page: Page) -> None:
    host = new_host()
    visit(page, host, ARTICLE)
    new_version(host)
    host.failing.add("offline.json")  # so the new worker cannot be set up
    page.goto(host.url + ARTICLE)
    expect(page.locator("h1")).to_have_text(f"New: {TITLE}")
    host.failing.clear()
    page.goto(host.url + OTHER)
    page.evaluate(UNTIL, ["caches", "ip / next"])


def test_a_slow_answer_gives_way_to_the_copy(new_host: OpenHost, page: Page) -> None:
    host = new_host(hasty=True)
    visit(page, host, ARTICLE)
    host.let_go.clear()
    page.goto(host.url + ARTICLE)
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(notice(page)).to_contain_text("the connection is slow")
    host.let_go.set()


def test_what_must_not_be_kept_is_not(new_host: OpenHost, page: Page) -> None:
    host = new_host()
    (host.site / "admin").mkdir()
    (host.site / "admin/index.html").write_text("<title>Staff</title>", encoding="utf-8")
    visit(page, host, ARTICLE)
    page.goto(host.url + "admin/")
    page.goto(host.url + "no-such-page/")
    expect(page.locator("h1")).to_contain_text("could not find")
    host.failing.add(OTHER)
    page.goto(host.url + OTHER)
    page.goto(host.url + "about/")
    ranged = "a => fetch(a, { headers: { Range: 'bytes=0-9' } }).then(r => r.text())"
    page.evaluate(ranged, f"{host.url}{SHEET}.pdf")
    visit(page, host, "about/contact/")
    kept = {url.removeprefix(host.url) for url in page.evaluate(KEPT)}
    assert {ARTICLE, "about/", "about/contact/"} <= kept
    assert not kept & {"admin/", "no-such-page/", OTHER, "404.html", f"{SHEET}.pdf", "sw.js"}


def test_all_is_removed_with_one_button(new_host: OpenHost, page: Page) -> None:
    host = new_host()
    visit(page, host, ARTICLE, ABOUT)
    page.get_by_role("button", name="Remove from this phone").click()
    expect(state(page)).to_contain_text("All copies are removed")
    assert page.evaluate("caches.keys()") == []
    page.goto(host.url + OTHER)
    page.wait_for_load_state("load")
    assert page.evaluate(WORKERS) == 0
    assert page.evaluate("caches.keys()") == []
    keep_again = "Keep the library"
    page.goto(host.url + ABOUT)
    page.get_by_role("button", name=keep_again).click()
    expect(state(page)).to_contain_text("The library is kept", timeout=60_000)
    page.get_by_role("button", name="Remove from this phone").click()
    expect(state(page)).to_contain_text("All copies are removed")
    page.get_by_role("button", name=keep_again).click()  # at once
    expect(state(page)).to_contain_text("The library is kept", timeout=60_000)
    [cache] = page.evaluate("caches.keys()")
    assert re.fullmatch(r"ip / \w{16}", cache)
    assert page.evaluate(WORKERS) == 1


@pytest.mark.parametrize("prefix", ["/", "/sample/"])
def test_the_reset_page_takes_all_back(new_host: OpenHost, page: Page, prefix: str) -> None:
    host = new_host(prefix)
    visit(page, host, ARTICLE)
    page.evaluate("localStorage.setItem('ip-ticks:x', '[]'); caches.open('ip /elsewhere/ 1')")
    host.asked.clear()
    page.goto(host.url + "sw-reset/")
    expect(page.get_by_role("status")).to_contain_text("Done.")
    assert "sw-reset/" in host.asked and "sw-reset/reset.js" in host.asked
    assert page.evaluate("caches.keys()") == ["ip /elsewhere/ 1"], "another site's stay"
    assert page.evaluate(WORKERS) == 0
    assert page.evaluate("localStorage.length") == 1, "ticks stay"
    assert violations(page) == []


def test_the_reset_page_works_when_every_copy_is_broken(new_host: OpenHost, page: Page) -> None:
    host = new_host()
    host.change("sw.js", lambda text: text.replace(
        "event.respondWith(", "event.respondWith(new Response('broken')||("
    ).replace("(answer(event,url))", "(answer(event,url)))"))  # fmt: skip
    page.goto(host.url + ARTICLE)
    page.evaluate(READY)
    page.goto(host.url + ARTICLE)
    expect(page.locator("body")).to_have_text("broken")
    page.goto(host.url + "sw-reset/")
    expect(page.get_by_role("status")).to_contain_text("Done.")
    page.goto(host.url + ARTICLE)
    expect(page.locator("h1")).to_have_text(TITLE)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_about_it_is_accessible(new_host: OpenHost, page: Page, width: int) -> None:
    host = new_host()
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, host, ABOUT)
    expect(page.get_by_role("button", name="Keep the library")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_site_can_go_on_a_home_screen(new_host: OpenHost, page: Page) -> None:
    host = new_host("/sample/")
    page.goto(host.url + ARTICLE)
    address = page.locator("link[rel=manifest]").evaluate("link => link.href")
    manifest = page.evaluate("a => fetch(a).then(r => r.json())", address)
    assert manifest["name"] == OWNER["site_name"] and manifest["display"] == "minimal-ui"
    assert page.evaluate("([a, b]) => new URL(a, b).href", [manifest["start_url"], address]) == (
        host.url
    )
    size = "src => fetch(src).then(r => r.blob()).then(createImageBitmap).then(i => i.width)"
    for icon in manifest["icons"][1:]:
        source = host.url + icon["src"]
        assert f"{page.evaluate(size, source)}x" in icon["sizes"]
