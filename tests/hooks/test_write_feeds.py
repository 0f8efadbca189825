"""The feeds of a site with many articles."""

from __future__ import annotations

import json

import feedparser
from feed_rules import json_feed_problems, rss_problems
from site_pages import Pages
from small_project import ABOUT, Project


def test_rss(busy: Project) -> None:
    text = (busy.root / "site/articles/feed.xml").read_text(encoding="utf-8")
    site = busy.settings["site_url"]
    assert rss_problems(text, address=f"{site}articles/feed.xml") == []
    entries = feedparser.parse(text).entries
    assert len(entries) == 12
    assert [entry.title for entry in entries][2:4] == ["Month 10", "Month 9"]
    assert entries[2].link == f"{site}articles/month-10/"
    assert entries[2].summary == ABOUT.format("Month 10")
    assert [tag.term for tag in entries[2].tags] == ["Meetings"]


def test_json_feed(busy: Project) -> None:
    feed = json.loads((busy.root / "site/articles/feed.json").read_text(encoding="utf-8"))
    assert json_feed_problems(feed) == []
    assert feed["feed_url"] == f"{busy.settings['site_url']}articles/feed.json"
    assert len(feed["items"]) == 12
    changed = {item["title"]: item.get("date_modified", "")[:10] for item in feed["items"]}
    assert changed["Same day a"] == "2026-02-01"
    assert changed["Same day b"] == ""


def test_every_page_names_both(busy_pages: Pages) -> None:
    for address, page in busy_pages.items():
        kinds = [link["type"] for link in page.select("link[rel~=alternate]")]
        assert kinds == ["application/rss+xml", "application/feed+json"], address
