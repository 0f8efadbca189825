"""The whole library, unpacked: it opens without a server, and its search finds pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from project_settings import OWNER


@pytest.fixture(scope="module")
def unpacked(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the zip file holds."""
    [packed] = site_dir.glob("downloads/*.zip")
    folder = tmp_path_factory.mktemp("disk")
    with ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder / packed.stem


@pytest.fixture
def page(browser: Browser, unpacked: Path) -> Iterator[Page]:
    """The library's first page, as a double click opens it. Any error fails the test."""
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    context.on("requestfailed", lambda failed: errors.append(failed.url))
    page = context.new_page()
    page.goto((unpacked / "index.html").as_uri())
    yield page
    context.close()
    assert errors == []


def test_menu_links_and_looks_work(page: Page) -> None:
    page.locator(".ip-menu").get_by_role("link", name="Articles").click()
    page.wait_for_url("file://**/articles/index.html")
    page.get_by_role("link", name="Get ready for the first meeting").first.click()
    page.wait_for_url("file://**/articles/ready-for-the-first-meeting/index.html")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"), "the style is there"
    page.get_by_role("link", name=f"{OWNER['site_name']}, home").click()
    page.wait_for_url("file://**/index.html")
    expect(page.locator("main h1")).to_be_visible()


def test_every_link_leads_to_a_file(unpacked: Path) -> None:
    broken = []
    links = re.compile(r'\b(?:href|src|action)="([^"?#]+)[?#]?[^"]*"')
    for file in unpacked.rglob("*.html"):
        for link in links.findall(file.read_text(encoding="utf-8")):
            if not link.startswith(("http:", "https:", "mailto:", "tel:", "data:")):
                target = file.parent / link
                if not target.is_file():
                    broken.append(f"{file.relative_to(unpacked)} -> {link}")
    assert broken == []


def test_the_search_finds_pages(page: Page) -> None:
    field = page.locator("main [data-ip-search] input")
    field.fill("who comes to the meeting")
    results = page.locator("main [data-search-results] li")
    expect(results.first).to_be_visible()
    field.press("Enter")
    page.wait_for_url("file://**/search/index.html?q=*")
    link = page.locator("main [data-search-results] li a").first
    title = link.inner_text()
    link.click()
    page.wait_for_url(re.compile(r"^file://.*/index\.html(#.*)?$"))
    expect(page.locator("main h1")).to_have_text(title)
