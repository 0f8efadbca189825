"""What a feed validator requires of RSS 2.0 and JSON Feed 1.1, for the feeds we write.

RSS: https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile, which
the W3C's validator (https://validator.w3.org/feed/docs/rss2.html) follows.
JSON Feed: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
from jsonschema import Draft202012Validator, FormatChecker

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_822_DATE = (
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d{2}:\d{2}:\d{2} ([+-]\d{4}|GMT)"
)
CHANNEL_NEEDS = ("title", "link", "description")
ITEM_NEEDS = ("title", "link", "description", "guid", "pubDate")


def rss_problems(text: str, *, address: str) -> list[str]:
    """Return what a validator would say about an RSS feed at `address`."""
    problems = []
    read = feedparser.parse(text.encode())
    if read.bozo:
        problems.append(f"a feed reader stumbles: {read.bozo_exception}")
    root = ElementTree.fromstring(text)
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return [*problems, "the root is <rss version='2.0'> with one <channel>"]
    channel = channels[0]
    problems += _lacking(channel, CHANNEL_NEEDS, "the channel")
    own = [
        (link.get("rel"), link.get("href"), link.get("type"))
        for link in channel.iter(f"{ATOM}link")
    ]
    if own != [("self", address, "application/rss+xml")]:
        problems.append(f"one atom:link leads to the feed itself, {address}, not {own}")
    for date in (*channel.iter("pubDate"), *channel.iter("lastBuildDate")):
        said = date.text or ""
        if not re.fullmatch(RFC_822_DATE, said):
            problems.append(f"{said!r} is no RFC 822 date with four digits for the year")
        elif parsedate_to_datetime(said).strftime("%a") != said[:3]:
            problems.append(f"{said!r} is another day of the week")
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", channel.findtext("language") or ""):
        problems.append("the language is a code such as en or en-US")
    items = channel.findall("item")
    for item in items:
        problems += _lacking(item, ITEM_NEEDS, f"the item {item.findtext('title')!r}")
        guid = item.find("guid")
        if guid is not None and guid.get("isPermaLink", "true") == "true":
            problems += _absolute(guid.text)
    guids = [item.findtext("guid") for item in items]
    if len(set(guids)) < len(guids):
        problems.append("two items have one guid")
    for link in channel.iter("link"):
        problems += _absolute(link.text)
    return problems


def _lacking(parent: ElementTree.Element, names: tuple[str, ...], where: str) -> list[str]:
    counts = {name: [e for e in parent.findall(name) if (e.text or "").strip()] for name in names}
    return [
        f"{where} has {len(found)} <{name}>, not one"
        for name, found in counts.items()
        if len(found) != 1
    ]


def _absolute(address: str | None) -> list[str]:
    parts = urlsplit(address or "")
    whole = parts.scheme in ("http", "https") and parts.netloc
    return [] if whole else [f"{address!r} is no absolute address"]


ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
MOMENT = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",  # RFC 3339
}
TEXT = {"type": "string", "minLength": 1}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": TEXT, "url": {"type": "string"}, "avatar": ADDRESS},
        "minProperties": 1,
        "additionalProperties": False,
    },
}
JSON_FEED = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "user_comment": TEXT,
        "next_url": ADDRESS,
        "icon": ADDRESS,
        "favicon": ADDRESS,
        "authors": AUTHORS,
        "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Za-z0-9]+)*$"},
        "expired": {"type": "boolean"},
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
    },
    "patternProperties": {"^_": {}},  # extensions
    "additionalProperties": False,
    "$defs": {
        "item": {
            "type": "object",
            "required": ["id"],
            "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
            "properties": {
                "id": TEXT,
                "url": ADDRESS,
                "external_url": ADDRESS,
                "title": TEXT,
                "content_html": TEXT,
                "content_text": TEXT,
                "summary": TEXT,
                "image": ADDRESS,
                "banner_image": ADDRESS,
                "date_published": MOMENT,
                "date_modified": MOMENT,
                "authors": AUTHORS,
                "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
                "language": {"type": "string"},
                "attachments": {"type": "array"},
            },
            "patternProperties": {"^_": {}},
            "additionalProperties": False,
        }
    },
}


def json_feed_problems(feed: object) -> list[str]:
    """Return where a feed, read from JSON, departs from JSON Feed 1.1."""
    validator = Draft202012Validator(JSON_FEED, format_checker=FormatChecker())
    problems = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(feed)]
    if not problems and isinstance(feed, dict):
        ids = [item["id"] for item in feed["items"]]
        if len(set(ids)) < len(ids):
            problems.append("two items have one id")
    return problems
