"""The feeds follow the rules of their formats, whatever an article is called."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import feedparser
import pytest
from feed_rules import json_feed_problems, rss_problems

from library.site.feed import Channel, Item, json_feed, rss

CHANNEL = Channel(
    title="IEP Partner: Articles",
    description="Short answers & what to do",
    language="en",
    author="IEP Partner",
    home_url="https://example.org/articles/",
    rss_url="https://example.org/articles/feed.xml",
    json_url="https://example.org/articles/feed.json",
)
NEW = Item(
    title='Who said "no" & why <really>?',
    url="https://example.org/articles/no/",
    summary="What to do: 1 < 2 & you’re not alone — ask.",
    published=datetime(2026, 3, 1, 8, 5, tzinfo=UTC),
    updated=datetime(2026, 11, 24, tzinfo=timezone(timedelta(hours=-5))),
    categories=("Meetings", "The plan"),
)
OLD = replace(NEW, title="Old", url="https://example.org/articles/old/", updated=None)


RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
version="2.0">
  <channel>
    <title>IEP Partner: Articles</title>
    <link>https://example.org/articles/</link>
    <description>Short answers &amp; what to do</description>
    <language>en</language>
    <atom:link href="https://example.org/articles/feed.xml" rel="self" type="application/rss+xml" />
    <lastBuildDate>Sun, 01 Mar 2026 08:05:00 +0000</lastBuildDate>
    <item>
      <title>Old</title>
      <link>https://example.org/articles/old/</link>
      <description>What to do: 1 &lt; 2 &amp; you’re not alone — ask.</description>
      <dc:creator>IEP Partner</dc:creator>
      <category>Meetings</category>
      <category>The plan</category>
      <guid isPermaLink="true">https://example.org/articles/old/</guid>
      <pubDate>Sun, 01 Mar 2026 08:05:00 +0000</pubDate>
    </item>
  </channel>
</rss>"""
JSON = """\
{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "IEP Partner: Articles",
  "description": "Short answers & what to do",
  "language": "en",
  "home_page_url": "https://example.org/articles/",
  "feed_url": "https://example.org/articles/feed.json",
  "authors": [
    {
      "name": "IEP Partner"
    }
  ],
  "items": [
    {
      "id": "https://example.org/articles/old/",
      "url": "https://example.org/articles/old/",
      "title": "Old",
      "summary": "What to do: 1 < 2 & you’re not alone — ask.",
      "content_text": "What to do: 1 < 2 & you’re not alone — ask.",
      "date_published": "2026-03-01T08:05:00+00:00",
      "tags": [
        "Meetings",
        "The plan"
      ]
    }
  ]
}
"""


def test_a_feed_is_written_like_this() -> None:
    assert rss(CHANNEL, [OLD]) == RSS
    assert json_feed(CHANNEL, [OLD]) == JSON
    assert "lastBuildDate" not in rss(CHANNEL, [])


def test_rss_keeps_the_rules() -> None:
    assert rss_problems(rss(CHANNEL, [NEW, OLD]), address=CHANNEL.rss_url) == []
    assert rss_problems(rss(CHANNEL, []), address=CHANNEL.rss_url) == []


def test_rss_says_what_the_article_says() -> None:
    feed = feedparser.parse(rss(CHANNEL, [NEW, OLD]), sanitize_html=False)
    assert feed.feed.title == CHANNEL.title
    assert [entry.link for entry in feed.entries] == [NEW.url, OLD.url]
    first = feed.entries[0]
    assert first.title == NEW.title
    assert first.summary == NEW.summary
    assert first.author == "IEP Partner"
    assert [tag.term for tag in first.tags] == ["Meetings", "The plan"]
    assert first.published_parsed[:5] == (2026, 3, 1, 8, 5)
    assert "Tue, 24 Nov 2026 00:00:00 -0500" in rss(CHANNEL, [NEW, OLD])


def test_json_feed_keeps_the_rules_and_says_what_the_article_says() -> None:
    feed = json.loads(json_feed(CHANNEL, [NEW, OLD]))
    assert json_feed_problems(feed) == []
    first, second = feed["items"]
    assert (first["title"], first["summary"], first["url"]) == (NEW.title, NEW.summary, NEW.url)
    assert first["date_published"] == "2026-03-01T08:05:00+00:00"
    assert first["date_modified"] == "2026-11-24T00:00:00-05:00"
    assert first["tags"] == ["Meetings", "The plan"]
    assert "date_modified" not in second
    assert json_feed_problems(json.loads(json_feed(CHANNEL, []))) == []


@pytest.mark.parametrize(
    ("found", "written", "said"),
    [
        ("<language>en</language>", "<language>English</language>", "code such as"),
        ('rel="self"', 'rel="alternate"', "leads to the feed itself"),
        ("feed.xml", "rss.xml", "leads to the feed itself"),
        ("Sun, 01 Mar 2026", "2026-03-01", "no RFC 822 date"),
        ("Sun, 01 Mar 2026", "Mon, 01 Mar 2026", "another day"),
        ("<link>https://example.org/articles/no/", "<link>articles/no/", "no absolute address"),
        ("<title>Old</title>", "", "0 <title>"),
        ("articles/old/", "articles/no/", "one guid"),
        ("</channel>", "", "stumbles"),
    ],
)
def test_each_rule_of_rss_sees_the_mistake_it_is_for(found: str, written: str, said: str) -> None:
    text = rss(CHANNEL, [NEW, OLD])
    assert found in text
    try:
        problems = rss_problems(text.replace(found, written), address=CHANNEL.rss_url)
    except SyntaxError:  # not even XML
        problems = ["a feed reader stumbles"]
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda feed: feed.pop("title"), "$: "),
        (lambda feed: feed.update(version="1.1"), "$.version"),
        (lambda feed: feed.update(author="IEP Partner"), "$: "),  # of version 1
        (lambda feed: feed["items"][0].pop("content_text"), "$.items[0]"),
        (lambda feed: feed["items"][0].update(id=7), "$.items[0].id"),
        (lambda feed: feed["items"][0].update(url="no/"), "$.items[0].url"),
        (lambda feed: feed["items"][0].update(date_published="2026-03-01"), "date_published"),
        (lambda feed: feed["items"][0].update(id=OLD.url), "one id"),
    ],
)
def test_the_schema_of_json_feed_sees_each_mistake(change: Any, place: str) -> None:
    feed = json.loads(json_feed(CHANNEL, [NEW, OLD]))
    change(feed)
    assert any(re.search(re.escape(place), problem) for problem in json_feed_problems(feed))
