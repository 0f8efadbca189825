"""Drawings opened by their own address, as the build writes them: still, and looking the same."""

from __future__ import annotations

import pytest
from drawing_payloads import HONEST, LEFT_OUT
from playwright.sync_api import Browser, Page, Route

from library.pictures.drawings import read_drawing

ADDRESS = "https://library.test/drawing.svg"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 320, "height": 320}).new_page()


def shown(page: Page, data: bytes) -> tuple[bytes, list[str]]:
    """Return how a drawing looks, and the addresses that it requested."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=data, content_type="image/svg+xml")

    page.route("**/*", answer)
    page.goto(ADDRESS)
    page.mouse.click(20, 20)
    picture = page.screenshot()
    assert page.evaluate("window.RAN") is None and page.url == ADDRESS
    page.unroute("**/*")
    return picture, asked


@pytest.mark.parametrize("name", [*LEFT_OUT, *HONEST])
def test_a_drawing_runs_nothing_and_asks_for_nothing(page: Page, name: str) -> None:
    data = read_drawing({**LEFT_OUT, **HONEST}[name].encode()).data
    assert shown(page, data)[1] == [ADDRESS]


@pytest.mark.parametrize("name", HONEST)
def test_a_drawing_looks_as_it_did(page: Page, name: str) -> None:
    before, _ = shown(page, HONEST[name].encode())
    after, _ = shown(page, read_drawing(HONEST[name].encode()).data)
    assert before == after
