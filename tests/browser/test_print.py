"""Articles on paper: two or three sheets, all of the text, nothing of the frame."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
ARTICLES = ["articles/advocacy-is-teamwork/", "articles/back-to-school-what-to-share/"]


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
    assert "www.ecfr.gov" in text, "a link shows its address"
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
