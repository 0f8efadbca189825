"""The reading order of the built articles."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from site_pages import Pages, texts
from small_project import Project

NEWEST_FIRST = [
    "Same day b",
    "Same day a",
    *(f"Month {month}" for month in range(10, 0, -1)),
]


def chain(pages: Pages, start: str, rel: str) -> list[str]:
    """Follow the cards at the end of the articles; return the titles on the way."""
    titles = []
    address: str | None = start
    while address:
        page = pages[address]
        titles += texts(page, "h1")
        link = page.select_one(f".ip-order a[rel={rel}]")
        address = f"articles/{str(link['href'])[3:]}" if link else None
        assert len(titles) <= len(pages), "it runs in a circle"
    return titles


def test_next_leads_through_all_published_posts(busy_pages: Pages) -> None:
    first, last = ends(busy_pages)
    titles = chain(busy_pages, first, "next")
    assert sorted(titles) == sorted(NEWEST_FIRST)
    assert titles[2:] == NEWEST_FIRST[2:]
    listed = [*texts(busy_pages["articles/"], ".ip-cards h2")]
    assert titles[:10] == listed, "two of one moment come in the order of the list"
    assert chain(busy_pages, last, "prev") == titles[::-1]


def test_the_cards_are_labelled_by_word_and_title(busy_pages: Pages) -> None:
    page = busy_pages["articles/month-5/"]
    assert texts(page, ".ip-order a[rel=prev]") == ["Previous article Month 6"]
    assert texts(page, ".ip-order a[rel=next]") == ["Next article Month 4"]
    assert page.select_one("nav.ip-order[aria-label]")


def test_a_single_post_has_no_cards(tmp_path_factory: pytest.TempPathFactory) -> None:
    project = Project(tmp_path_factory.mktemp("single"))
    project.post("alone")
    project.post("not-ready", "2026-01-02", draft=True)
    project.build()
    assert project.pages()["articles/alone/"].select(".ip-order") == []


def ends(pages: Pages) -> tuple[str, str]:
    """Return the addresses of the articles without a Previous and without a Next."""

    def only(rel: str) -> str:
        found = [address for address, page in pages.items() if lacks(page, rel)]
        assert len(found) == 1, f"without {rel}: {found}"
        return found[0]

    return only("prev"), only("next")


def lacks(page: BeautifulSoup, rel: str) -> bool:
    """Return whether this article has no such card."""
    article = page.select_one(".ip-page--article")
    return article is not None and not article.select(f".ip-order a[rel={rel}]")
