"""What a phone loads on a first visit, and that nothing moves then, on every kind of page."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.browser.conftest import HEIGHT

MOST_REQUESTS = 8
MOST_BYTES = 60_000
HEAD = 250  # bytes, of each answer
ICON = 1  # browsers with a window ask for it too
TEXTS = {".html", ".css", ".js", ".json", ".svg", ".webmanifest"}  # sent with gzip

SEEN = """new Promise((seen) => new PerformanceObserver(() => seen(null)).observe(
  { type: "paint", buffered: true }))"""
WATCH = """self.moved = []
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    self.moved.push(`${value} ${sources.map(({ node }) => node?.className ?? node?.nodeName)}`)
}).observe({ type: "layout-shift", buffered: true })"""
DRAWN = """new Promise((drawn) =>
  requestAnimationFrame(() => requestAnimationFrame(() => drawn(null))))"""


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A phone with nothing kept."""
    context = browser.new_context(
        viewport={"width": 390, "height": HEIGHT[390]}, service_workers="block"
    )
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def visit(page: Page, address: str) -> list[str]:
    """Open a page whose scripts come after it is seen; return the paths of what it loads."""
    loaded: list[str] = []
    held: list[Route] = []
    is_seen = False

    def on_request(request: Request) -> None:
        if not request.url.startswith("data:"):
            loaded.append(urlsplit(request.url).path)

    def on_script(route: Route) -> None:
        if is_seen:
            route.continue_()
        else:
            held.append(route)

    page.on("request", on_request)
    page.route("**/*.js", on_script)
    page.goto(address, wait_until="commit")
    page.evaluate(SEEN)
    is_seen = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    page.evaluate(DRAWN)
    page.remove_listener("request", on_request)
    page.unroute("**/*.js")
    return loaded


def sent(site: Path, path: str) -> int:
    """Return how many bytes a host sends for a file of the site."""
    file = site / path.lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    body = file.read_bytes()
    return HEAD + len(gzip.compress(body) if file.suffix in TEXTS else body)


def test_a_first_visit_loads_little_and_nothing_moves_once_it_is_seen(
    visitor: Page, site: str, site_dir: Path, varied: list[str]
) -> None:
    wrong = []
    for address in varied:
        loaded = visit(visitor, site + address)
        size = sum(sent(site_dir, path) for path in loaded)
        moved = visitor.evaluate("self.moved")
        if len(loaded) + ICON > MOST_REQUESTS or size > MOST_BYTES or moved:
            wrong.append((address, loaded, size, moved))
    assert not wrong, wrong
