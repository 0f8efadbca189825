"""What lists of articles show: everything published, in order, and nothing else."""

from __future__ import annotations

import json

import pytest
from project_settings import OWNER
from site_pages import Pages, texts
from small_project import Project

PUBLISHED = {"Same day a", "Same day b", *(f"Month {month}" for month in range(1, 11))}


@pytest.mark.parametrize("title", ["Not ready", "Far ahead"])
def test_a_draft_and_a_post_dated_ahead_are_nowhere(busy: Project, title: str) -> None:
    slug = title.lower().replace(" ", "-")
    files = [file for file in (busy.root / "site").rglob("*") if file.is_file()]
    assert len(files) > 30
    holding = [
        file.name
        for file in files
        if slug in str(file) or any(word.encode() in file.read_bytes() for word in (title, slug))
    ]
    assert holding == []


def test_the_list_has_ten_articles_a_page_newest_first(busy_pages: Pages) -> None:
    first, second = busy_pages["articles/"], busy_pages["articles/page/2/"]
    shown = [texts(page, ".ip-cards--list h2") for page in (first, second)]
    assert [len(titles) for titles in shown] == [10, 2]
    assert set(shown[0][:2]) == {"Same day a", "Same day b"}
    assert shown[0][2:] + shown[1] == [f"Month {month}" for month in range(10, 0, -1)]
    assert texts(first, ".ip-pagination__here") == ["1"]
    assert [link["href"] for link in first.select(".ip-pagination a")] == ["page/2/"]
    assert [link["href"] for link in second.select(".ip-pagination a")] == ["../../"]


def test_an_entry_has_excerpt_date_time_to_read_and_topics(busy_pages: Pages) -> None:
    card = busy_pages["articles/"].select(".ip-cards--list > li")
    (b,) = [entry for entry in card if "Same day b" in entry.text]
    assert "Short answer." in b.text and "Text." not in b.text
    assert texts(b, "time") == ["January 1, 2026"]
    assert "1 minute to read" in b.text
    assert texts(b, ".ip-facts a") == ["Meetings", "The plan"]


def test_by_topic_an_entry_has_the_description_instead(busy_pages: Pages) -> None:
    card = busy_pages["articles/category/the-plan/"].select(".ip-cards > li")
    (b,) = [entry for entry in card if "Same day b" in entry.text]
    assert "All there is to say about" in b.text and "Short answer." not in b.text
    assert texts(b, "time") == ["January 1, 2026"]


def test_each_year_and_each_topic_has_its_list_on_one_page(busy_pages: Pages) -> None:
    assert set(texts(busy_pages["articles/archive/2026/"], ".ip-cards h3")) == {
        "Same day a",
        "Same day b",
    }
    assert texts(busy_pages["articles/archive/2025/"], ".ip-cards h3") == [
        f"Month {month}" for month in range(10, 0, -1)
    ]
    assert len(texts(busy_pages["articles/category/meetings/"], ".ip-cards h3")) == 11
    assert not [address for address in busy_pages if "/page/" in address[len("articles/") :]]
    views = busy_pages["articles/"].select_one("nav.ip-views")
    assert views
    # Topics in the order of mkdocs.yml and only those with an article, then years, newest first.
    assert texts(views, "a") == ["All articles", "The plan", "Meetings", "2026", "2025"]
    assert texts(busy_pages["articles/category/meetings/"], ".ip-views [aria-current]") == [
        "Meetings"
    ]


def test_home_shows_the_three_newest(busy_pages: Pages) -> None:
    titles = texts(busy_pages[""], "section[aria-labelledby=newest] h3")
    assert set(titles[:2]) == {"Same day a", "Same day b"}
    assert titles[2:] == ["Month 10"]


def test_related_articles_share_a_topic(busy_pages: Pages) -> None:
    assert texts(busy_pages["articles/same-day-a/"], ".ip-related li") == ["Same day b"]
    related = texts(busy_pages["articles/month-3/"], ".ip-related li")
    assert len(related) == 3
    assert set(related) <= PUBLISHED - {"Same day a", "Month 3"}


def test_the_sitemap_and_the_search_index_list_each_article_once(busy: Project) -> None:
    site = busy.root / "site"
    wanted = sorted(f"articles/{title.lower().replace(' ', '-')}/" for title in PUBLISHED)
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert [sitemap.count(f"{OWNER['site_url']}{address}<") for address in wanted] == [1] * len(
        wanted
    )
    found = [
        card[0]
        for file in (site / "search/en").glob("pages-*.json")
        for card in json.loads(file.read_text(encoding="utf-8"))
    ]
    assert sorted(set(found) & set(wanted)) == wanted
    assert len(set(found)) == len(found)
