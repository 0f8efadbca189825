"""A browser on the built site: one server and one browser for all tests, a fresh context each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)
from site_pages import Pages

from machine.browser import find_browser
from machine.quiet_host import QuietServer

OpenPage = Callable[..., Page]

# As long as Playwright waits for anything else: a machine with ten other things to do is slow, and
# what is right is not waited for.
expect.set_options(timeout=30_000)

HEIGHT = {320: 640, 390: 844}  # other widths are screens of 800
FLAGS = [
    "--no-sandbox",  # root, as on many build machines, cannot have one
    "--disable-gpu",
    "--in-process-gpu",  # a page takes a sixth less: what draws without a GPU is no other process
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves this machine
]
# What a browser does when its user blocks all site data.
DENY_STORAGE = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {
    get() { throw new DOMException("Access is denied for this document.", "SecurityError") },
  })
"""


class StaticHost(SimpleHTTPRequestHandler):
    """Answers like a static host: index.html of a folder, 404.html where nothing is."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 (as its base class has it)
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".xml": "application/xml",
        ".woff2": "font/woff2",
    }

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = Path(self.directory, "404.html").read_bytes()
        self._answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", page)

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def site(site_dir: Path) -> Iterator[str]:
    """Address of the built site on this machine; ends in a slash."""
    handler = partial(StaticHost, directory=str(site_dir))
    with QuietServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def varied(pages: Pages) -> list[str]:
    """The addresses of a few pages that together have each part of all pages.

    For what a browser has to look at page by page, which takes it half a second each.
    """
    found = {address: parts(page, address) for address, page in pages.items()}
    missing, chosen = set[tuple[str, ...]]().union(*found.values()), list[str]()
    while missing:
        chosen.append(max(found, key=lambda address: len(found[address] & missing)))
        missing -= found[chosen[-1]]
    return chosen


def paper(page: Page) -> str:
    """Return the color behind all words of a page."""
    color: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return color


def parts(page: BeautifulSoup, address: str) -> set[tuple[str, ...]]:
    """Return what a page is made of: its section of the site, its elements, classes and roles."""
    return {(address.partition("/")[0],)} | {
        (element.name, str(name), str(element.get("role")))
        for element in page.select("body, body *")
        for name in element.get_attribute_list("class")
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that `run.py test` found; all contexts share it."""
    with sync_playwright() as driver:
        path = find_browser() or None  # none: Playwright's own
        chromium = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Open an address of the site as a reader would who was never here before.

    `open_page("articles/", width=1280, dark=True, js=False, storage=False)` returns the page,
    loaded. When the test ends, any error a page met and any request to another host fails it.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((site, "data:", "blob:", "about:")):
            errors.append(f"a request to another host: {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        page = message.page
        missing = page and message.location.get("url") == page.url and "404" in message.text
        if message.type == "error" and not missing:
            errors.append(f"{message.text} ({message.location.get('url')})")

    def on_error(error: WebError) -> None:
        errors.append(str(error.error))

    def open_page(
        path: str = "",
        *,
        width: int = 390,
        dark: bool = False,
        js: bool = True,
        storage: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT.get(width, 800)},
            color_scheme="dark" if dark else "light",
            java_script_enabled=js,
            reduced_motion="reduce",
            locale="en-US",
            service_workers="block",  # tests/browser/test_offline.py has them
        )
        contexts.append(context)
        context.on("request", on_request)
        context.on("console", on_console)
        context.on("weberror", on_error)
        if not storage:
            context.add_init_script(DENY_STORAGE)
        page = context.new_page()
        page.goto(site + path.lstrip("/"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
