"""RSS 2.0 and JSON Feed 1.1 of the articles.

https://www.rssboard.org/rss-specification and https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True)
class Channel:
    """What a feed says about itself; addresses are absolute."""

    title: str
    description: str
    language: str  # "en"
    author: str
    home_url: str  # the page that lists the articles
    rss_url: str
    json_url: str


@dataclass(frozen=True)
class Item:
    """One article in a feed."""

    title: str
    url: str  # absolute; also the article's permanent identifier
    summary: str  # plain text
    published: datetime  # with its time zone
    updated: datetime | None
    categories: tuple[str, ...]


def rss(channel: Channel, items: Sequence[Item]) -> str:
    """Return the feed as RSS 2.0, newest first as given."""
    ElementTree.register_namespace("atom", ATOM)
    ElementTree.register_namespace("dc", DC)
    root = ElementTree.Element("rss", version="2.0")
    head = ElementTree.SubElement(root, "channel")
    _text(head, "title", channel.title)
    _text(head, "link", channel.home_url)
    _text(head, "description", channel.description)
    _text(head, "language", channel.language)
    ElementTree.SubElement(
        head,
        f"{{{ATOM}}}link",
        {"href": channel.rss_url, "rel": "self", "type": "application/rss+xml"},
    )
    if items:
        newest = max(item.updated or item.published for item in items)
        _text(head, "lastBuildDate", format_datetime(newest))
    for item in items:
        entry = ElementTree.SubElement(head, "item")
        _text(entry, "title", item.title)
        _text(entry, "link", item.url)
        _text(entry, "description", item.summary)
        _text(entry, f"{{{DC}}}creator", channel.author)
        for category in item.categories:
            _text(entry, "category", category)
        ElementTree.SubElement(entry, "guid", isPermaLink="true").text = item.url
        _text(entry, "pubDate", format_datetime(item.published))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(
        root, encoding="unicode"
    )


def json_feed(channel: Channel, items: Sequence[Item]) -> str:
    """Return the feed as JSON Feed 1.1, newest first as given."""
    entries = []
    for item in items:
        entry: dict[str, object] = {
            "id": item.url,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_text": item.summary,
            "date_published": item.published.isoformat(),
            "tags": list(item.categories),
        }
        if item.updated:
            entry["date_modified"] = item.updated.isoformat()
        entries.append(entry)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "language": channel.language,
        "home_page_url": channel.home_url,
        "feed_url": channel.json_url,
        "authors": [{"name": channel.author}],
        "items": entries,
    }
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = text
