"""The published articles: their order, and what each shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from sample_library import DOCS
from site_pages import Pages, is_article, one, plain, texts

PLAIN = "articles/thank-you-for-coming/"  # has only what every article must have


@pytest.fixture(scope="module")
def articles(pages: Pages) -> Pages:
    """The pages of articles, newest first by the moment that they say."""
    found = {a: page for a, page in pages.items() if is_article(page)}

    def written(address: str) -> str:
        return str(one(found[address], ".ip-facts time")["datetime"])

    return Pages((a, found[a]) for a in sorted(found, key=written, reverse=True))


@cache
def tops() -> dict[str, dict[str, Any]]:
    """The front matter of each post by its address."""
    files = (DOCS / "articles/posts").glob("*.md")
    read = [yaml.safe_load(file.read_text(encoding="utf-8").split("---\n")[1]) for file in files]
    return {f"articles/{meta['slug']}/": meta for meta in read}


def names(value: str | list[str]) -> list[str]:
    """Return one name or a list of names as a list."""
    return [value] if isinstance(value, str) else value


def test_next_is_the_older_article_and_previous_the_newer(articles: Pages) -> None:
    order = list(articles)
    for place, (address, page) in enumerate(articles.items()):
        for rel, word, other in (
            ("prev", "Previous article", order[place - 1] if place else None),
            ("next", "Next article", order[place + 1] if place + 1 < len(order) else None),
        ):
            cards = page.select(f".ip-order a[rel={rel}]")
            if other is None:
                assert cards == [], address
                continue
            assert [urljoin(address, str(card["href"])) for card in cards] == [other]
            title = one(articles[other], "h1").text
            assert texts(page, f".ip-order a[rel={rel}]") == [f"{word} {title}"]


def test_the_index_lists_them_in_reading_order_page_by_page(pages: Pages, articles: Pages) -> None:
    lists = [a for a in pages if a == "articles/" or a.startswith("articles/page/")]
    assert len(lists) == 2
    listed = [
        urljoin(address, str(link["href"]))
        for address in lists
        for link in pages[address].select(".ip-cards--list h2 a")
    ]
    assert listed == list(articles)


def test_each_article_shows_what_it_promises(articles: Pages) -> None:
    assert articles
    for address, page in articles.items():
        meta = tops()[address]
        assert one(page, "h1").text == meta["title"]
        answer = one(page, ".ip-answer")
        assert plain(answer).removeprefix("The short answer").strip(), address
        assert str(one(page, ".ip-facts time")["datetime"])[:10] == str(meta["date"])[:10]
        assert any("to read" in text for text in texts(page, ".ip-facts span")), address
        days = [str(meta[key]) for key in ("checked", "review", "updated") if key in meta]
        assert [str(time["datetime"]) for time in page.select(".ip-dates p time")] == days
        assert one(page, ".ip-dates button[data-ip-print]").text.strip() == "Print"
        headings = [h["id"] for h in page.select(".ip-prose h2")]
        assert [str(a["href"]) for a in page.select(".ip-contents a")] == [
            f"#{h}"
            for h in headings
            if len(headings) > 2  # two parts need no list of them
        ]
        assert [str(a.text) for a in page.select(".ip-facts a")] == meta["categories"]


def test_sources_list_every_rule_that_the_text_cites(articles: Pages) -> None:
    for address, page in articles.items():
        marks = [str(mark["href"]) for mark in page.select(".ip-ref > a")]
        entries = page.select(".ip-sources ol > li")
        assert marks == [f"#{entry['id']}" for entry in entries], address
        for mark, entry in zip(page.select(".ip-ref > a"), entries, strict=True):
            rules = [link.get_text() for link in entry.select(".ip-rule-name > a")]
            said = str(mark["aria-label"]).partition(": ")[2].replace(" and ", "")
            assert said == ", ".join(rules).replace(" and ", ""), address
            assert one(entry, ".ip-rule-back")["href"] == f"#{mark['id']}"
        noted = {str(link["href"]).partition("#")[0] for link in page.select(".ip-sources a")}
        assert {str(a["href"]).partition("#")[0] for a in page.select(".ip-cite")} <= noted
    assert len(articles["articles/what-is-in-the-plan/"].select(".ip-ref")) == 3


def test_a_rule_is_said_with_what_was_read_and_when(articles: Pages) -> None:
    entry = articles["articles/what-is-in-the-plan/"].select(".ip-sources ol > li")[0]
    assert plain(entry) == (
        "34 CFR 300.323(a): When the IEP must be in effect "
        "(eCFR as of January 24, 2025; last checked January 5, 2026) Back"
    )


def test_lists_search_and_feeds_have_no_marks(pages: Pages, site_dir: Path) -> None:
    for address in ("articles/", ""):
        assert not pages[address].select(".ip-cards .ip-ref, .ip-cards .ip-cite")
    for file in (*site_dir.glob("search/*/text-*.json"), *site_dir.glob("articles/feed.*")):
        assert "(34 CFR" not in file.read_text(encoding="utf-8"), file.name


def test_related_articles_share_a_topic(articles: Pages) -> None:
    for address, page in articles.items():
        topics = set(texts(page, ".ip-facts a"))
        sharing = {a for a, p in articles.items() if topics & set(texts(p, ".ip-facts a"))}
        related = [urljoin(address, str(a["href"])) for a in page.select(".ip-related a")]
        assert set(related) <= sharing - {address}
        assert len(related) == min(3, len(sharing) - 1)


def test_the_matching_checklist_and_letter_are_offered(articles: Pages) -> None:
    for address, page in articles.items():
        meta = tops()[address]
        wanted = [
            f"{kind}s/{slug}/"
            for kind in ("checklist", "letter")
            for slug in names(meta.get(kind, []))
        ]
        for part in (".ip-matching", ".ip-next-steps"):  # at the end, and right below the answer
            offered = [urljoin(address, str(a["href"])) for a in page.select(f"{part} a")]
            assert offered == wanted


def test_a_sheet_leads_to_the_articles_that_name_it_and_to_their_other_sheets(
    pages: Pages, articles: Pages
) -> None:
    named = {
        address: [
            f"{kind}s/{slug}/"
            for kind in ("checklist", "letter")
            for slug in names(tops()[address].get(kind, []))
        ]
        for address in articles
    }
    found = 0
    for sheet in set().union(*named.values()):
        posts = {address for address, sheets in named.items() if sheet in sheets}
        beside = {other for address in posts for other in named[address]} - {sheet}
        offered = [urljoin(sheet, str(a["href"])) for a in pages[sheet].select(".ip-goes-with a")]
        assert len(offered) == len(set(offered))
        assert set(offered) == posts | beside, sheet
        places = [named[address].index(sheet) for address in offered if address in posts]
        assert places == sorted(places), "first where it is the first sheet"
        found += len(beside)
    assert found


def test_a_plain_article_has_no_empty_parts(articles: Pages) -> None:
    for part in (".ip-matching", ".ip-next-steps", ".ip-sources"):
        assert articles[PLAIN].select(part) == [], part


def test_an_article_says_what_changed_and_when_it_is_checked_again(articles: Pages) -> None:
    said = plain(one(articles["articles/ready-for-the-first-meeting/"], ".ip-dates p"))
    assert " ".join(said.split()) == (
        "Facts last checked: February 10, 2026 Next check: February 10, 2093 "
        "Updated: February 20, 2026. We added what to bring for a second visit."
    )
