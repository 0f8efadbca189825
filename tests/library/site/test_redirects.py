"""Old addresses: as people copy them, as MkDocs names pages, and as no host may get them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from library.site.redirects import fault_of, link_from, place_of, redirect_page


@pytest.mark.parametrize(
    ("old", "place"),
    [
        ("articles/old-name.md", "articles/old-name/"),
        ("/blog/2025/8/our-name", "blog/2025/8/our-name/"),
        ("blog/2025/8/our-name.md", "blog/2025/8/our-name/"),
        ("/s/Parent%20Guide.pdf", "s/Parent Guide.pdf/"),
        ("/home/", "home/"),
        ("/services/index.html", "services/"),
        ("/about.html", "about.html/"),
        ("guides/index.md", "guides/"),
        ("index.md", ""),
        ("/", ""),
    ],
)
def test_where_an_old_address_was(old: str, place: str) -> None:
    assert place_of(old) == place
    assert bool(fault_of(old)) == (place == "")


@pytest.mark.parametrize(
    "old",
    [
        *("https://www.example.org/x", "/x?format=rss", "/x#y", "/../x", "/x/../y", "//x"),
        *("/_headers", "/.well-known/x", "/x\\y", "/x/%2e%2e/y", "/x//y", "/x\ny", "/a/_b/c"),
    ],
)
def test_what_is_no_address_of_ours(old: str) -> None:
    assert fault_of(old) or place_of(old) == "x/"


@pytest.mark.parametrize(
    ("place", "url", "link"),
    [
        ("s/guide.pdf/", "checklists/a.pdf", "../../checklists/a.pdf"),
        ("articles/old/", "articles/new/", "../new/"),
        ("home/", "", "../"),
        ("home/", "articles/new/#so", "../articles/new/#so"),
        ("home/", "files/a b.pdf", "../files/a%20b.pdf"),
        ("home/", "https://example.org/a?b=c", "https://example.org/a?b=c"),
    ],
)
def test_a_link_to_what_took_its_place(place: str, url: str, link: str) -> None:
    assert link_from(place, url) == link


def test_the_page_leads_on_without_a_script() -> None:
    html = redirect_page("../b/", "https://a.example/b/", language="en", title="It's <b>", go="Go")
    page = BeautifulSoup(html, "html.parser")
    assert page.select("meta[http-equiv=refresh]")[0]["content"] == "0; url=../b/"
    assert page.select("link[rel=canonical]")[0]["href"] == "https://a.example/b/"
    assert page.title and page.title.text == "It's <b>"
    assert page.select("script, b") == [] and page.select("html[lang=en] a[href='../b/']")
