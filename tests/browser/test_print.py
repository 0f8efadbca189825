"""Printed pages: few sheets, all of the text, whole pictures, nothing of the frame."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
ARTICLES = ["articles/ready-for-the-first-meeting/", "articles/what-is-in-the-plan/"]


def printed(page: Page, paper: str) -> list[str]:
    pdf = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper, print_background=False)))
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("address", ARTICLES)
def test_an_article_prints_whole_and_without_its_frame(
    open_page: OpenPage, address: str, paper: str
) -> None:
    page = open_page(address, width=1280)
    sheets = printed(page, paper)
    assert len(sheets) <= 3
    text = " ".join(sheets)
    for heading in page.locator("h1, .ip-prose h2").all_inner_texts():
        assert heading in text
    assert "ecfr.gov" not in text, "a rule stands in the list at the end, by its number"
    assert "1. 34 CFR 300.32" in text
    assert page.url.split("/", 3)[3] in text, "where it was found"
    for frame in ("Search", "On this page", "Next article", "Main menu", "RSS", "Skip to", "Dark"):
        assert frame not in text, frame


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper_is_black_on_white(open_page: OpenPage, dark: bool) -> None:
    page = open_page(ARTICLES[0], dark=dark)
    page.emulate_media(media="print")
    colors = page.evaluate(
        "() => [...document.querySelectorAll('main :is(h1, h2, p, li, a, strong)')]"
        ".filter(one => one.checkVisibility()).map(one => getComputedStyle(one).color)"
    )
    assert set(colors) == {"rgb(0, 0, 0)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_tall_picture_prints_whole_on_the_first_sheet(open_page: OpenPage, paper: str) -> None:
    page = open_page("guides/the-first-month/", width=1280)
    last = page.locator(".ip-picture tspan").last.text_content() or ""
    first, *others = printed(page, paper)
    assert page.locator("h1").inner_text() in first
    assert last and last.strip() in first and len(others) <= 2


@pytest.mark.parametrize("address", ["", "articles/", "glossary/", "search/?q=teacher"])
def test_small_words_print_no_larger_than_the_text(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.emulate_media(media="print")
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('main :is(p, small, li, dd)')]"
        ".filter(one => one.checkVisibility())"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert sizes and max(sizes) <= 10.75 * 4 / 3 + 0.1  # points, in pixels


def test_the_glossary_prints_on_few_sheets(open_page: OpenPage) -> None:
    assert len(printed(open_page("glossary/", width=1280), "Letter")) <= 6


def test_an_address_at_the_end_of_a_sheet_is_not_broken(open_page: OpenPage) -> None:
    page = open_page("checklists/first-day/", width=1280)
    (sheet,) = printed(page, "Letter")
    assert str(page.locator("link[rel=canonical]").get_attribute("href")) in sheet
