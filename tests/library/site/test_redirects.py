"""Old addresses: as people copy them, as MkDocs names pages, and as no host may get them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from library.site.redirects import (
    fault_of,
    is_outside,
    link_from,
    list_above,
    place_of,
    redirect_page,
)


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


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("http://x/y", "Leave out https:// and the name of the site; begin with the / after it."),
        ("/x?y", "Leave out ? or # and what follows; one redirect serves them all."),
        ("/x#y", "Leave out ? or # and what follows; one redirect serves them all."),
        ("/index.html", "The home page cannot lead elsewhere. Delete the line."),
        *(
            (
                old,
                "Write it as a browser showed it, such as /blog/2025/8/name; no .. and no \\.",
            )
            for old in ("/x/../y", "/x//y", "/a\\b", "/a/.b", "/_b", "/a\x1f")
        ),
        ("/a b_c.d", ""),
    ],
)
def test_what_is_wrong_with_an_old_address_is_said(old: str, said: str) -> None:
    assert fault_of(old) == said


def test_a_page_that_is_gone_leads_to_the_list_it_stood_in() -> None:
    known = {"index.md", "articles/index.md", "guides/a/index.md"}
    assert list_above("articles/posts/x.md", known) == "articles/index.md"
    assert list_above("guides/a/x.md", known) == "guides/a/index.md"
    assert list_above("guides/x.md", known) == "index.md"
    assert list_above("x.md", known) == "index.md"


def test_another_site_is_known_by_its_address() -> None:
    assert is_outside("https://a.example/") and is_outside("HTTP://a.example/")
    assert not is_outside("http/a.md") and not is_outside("articles/a.md")


REDIRECT = """\
<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<title>Moved &amp; gone</title>
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url=../b/">
<link rel="canonical" href="https://a.example/b/">
</head>
<body>
<p>Moved &amp; gone. <a href="../b/">Go</a></p>
</body>
</html>
"""


def test_the_page_at_an_old_address_is_this_one() -> None:
    words = {"language": "es", "title": "Moved & gone", "go": "Go"}
    assert redirect_page("../b/", "https://a.example/b/", **words) == REDIRECT


def test_the_page_leads_on_without_a_script() -> None:
    html = redirect_page("../b/", "https://a.example/b/", language="en", title="It's <b>", go="Go")
    page = BeautifulSoup(html, "html.parser")
    assert page.select("meta[http-equiv=refresh]")[0]["content"] == "0; url=../b/"
    assert page.select("link[rel=canonical]")[0]["href"] == "https://a.example/b/"
    assert page.title and page.title.text == "It's <b>"
    assert page.select("script, b") == [] and page.select("html[lang=en] a[href='../b/']")
