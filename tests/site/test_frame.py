"""Header, menu and footer lead to the same places from every page, rendered once or not."""

from __future__ import annotations

from urllib.parse import urljoin

from site_pages import Pages

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
