"""Header, menu and footer lead to the same places from every page, rendered once or not."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from site_pages import Pages, one

TEMPLATES = Path(__file__).parents[2] / "overrides"
PARTS = "header.ip-header a, nav.ip-menu a, footer.ip-footer a, .ip-kept, [data-ip-search]"
OWN = ".ip-edit-links a, .ip-skip"  # of each page its own


def places(pages: Pages, address: str) -> list[str]:
    """Return where the frame of a page leads, from the top of the site."""
    page = pages[address]
    own = page.select(OWN)
    found = []
    for part in page.select(PARTS):
        if part in own or part.find_parent("main"):
            continue
        target = part.get("href") or part.get("action") or part.get("data-ip-worker")
        found.append(urljoin(f"https://site.test/{address}", str(target)))
    return found


def test_the_frame_of_every_page_leads_to_the_same_places(pages: Pages) -> None:
    expected = places(pages, "about/privacy/")
    assert len(expected) > 12
    framed = [a for a, page in pages.items() if page.select("header.ip-header") and a != "404.html"]
    assert len(framed) > 30
    assert [address for address in framed if places(pages, address) != expected] == []


def test_the_menu_tells_where_an_article_stands(pages: Pages) -> None:
    for address in ("articles/ready-for-the-first-meeting/", "articles/a-year-of-notes/"):
        here = [link.text for link in pages[address].select("nav.ip-menu [aria-current]")]
        assert here == ["Articles"]


def test_every_template_that_shows_a_text_shows_its_sources() -> None:
    """A text may cite in parentheses, and then its marks lead to the Sources."""
    templates = {file.name: file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.html")}
    own = [name for name, text in templates.items() if "{% block container %}" in text]
    shown = [name for name in own if "page.content" in templates[name]]
    assert len(shown) > 8
    assert [name for name in shown if "partials/sources.html" not in templates[name]] == []


def test_the_end_of_a_way_has_a_mark_and_the_rule_it_rests_on(pages: Pages) -> None:
    leaf = pages["now/ask-again/"]
    mark = one(leaf, "[aria-labelledby=law] .ip-ref > a")
    source = one(leaf, f"li{mark['href']}")
    assert "34 CFR 300.503" in source.text
    assert "CFR" not in one(leaf, "[aria-labelledby=law]").text
