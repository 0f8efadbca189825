"""Reads an export: WordPress XML (WXR), which is RSS 2.0 with the posts' HTML in it.

Squarespace writes it under Settings, Import & Export Content, Export, WordPress. The format is
what WordPress itself writes in wp-admin/includes/export.php; Squarespace omits much of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST_BYTES = 100_000_000  # a blog of thousands of posts; pictures are not in it
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
LOOSE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(?:(\w+);)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WANTED = frozenset({"publish", "draft", "pending", "future"})


class UnreadableExport(Exception):
    """A file that is not an export; the message says why, in plain words."""


@dataclass(frozen=True)
class Entry:
    """A post or a page of the old blog, as in the export."""

    kind: str  # "post", "page", "attachment", ...
    status: str  # "publish", "draft", ...
    title: str
    name: str  # last part of its address in the old system
    path: str  # its old address below the site, from "/"; "" if the export has none
    day: date | None
    moment: str  # date and time, to sort by
    body: str  # HTML
    excerpt: str  # HTML
    topics: tuple[str, ...]  # categories and tags
    about: str  # the page on another site that the whole post is about, or ""
    picture: str  # address of an attachment
    number: str  # its number in the old system
    cover: str  # number of the attachment that is shown next to the post
    comments: int
    locked: bool  # asks for a password


@dataclass(frozen=True)
class Export:
    """What an export contains, in order."""

    site: str  # address of the old site
    entries: tuple[Entry, ...]

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the entries of a kind."""
        return [entry for entry in self.entries if entry.kind == kind]


def read_export(data: bytes) -> Export:
    """Return what an export contains. Raises UnreadableExport."""
    if len(data) > MOST_BYTES:
        raise UnreadableExport(
            f"The file has {len(data) // 1_000_000} MB; at most {MOST_BYTES // 1_000_000} MB can "
            "be read. An export has only texts, so this is another file, or needs to be split."
        )
    channel = _parse(data).find("channel")
    items = list(channel.iter("item")) if channel is not None else []
    if channel is None or not any(_text(item, "post_type") for item in items):
        raise UnreadableExport(
            "This is XML, but not a blog export: it has no posts or pages in the WordPress format. "
            "In Squarespace, choose Settings, Import & Export Content, Export, WordPress."
        )
    return Export(_plain(channel.findtext("link") or ""), tuple(_entry(item) for item in items))


def _parse(data: bytes) -> Element:
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<"):
        raise UnreadableExport("This is not an XML file. The export's name ends in .xml.")
    try:
        return _safely(data)
    except ParseError as error:
        line = error.position[0]
    try:  # & and &nbsp; in titles, and control characters, are common in real exports
        return _safely(_mended(data.decode("utf-8-sig")).encode())
    except UnicodeDecodeError:
        reason = "its letters are not saved as UTF-8, or it is not XML"
    except ParseError:
        reason = "it is cut off there, or has been changed by hand"
    raise UnreadableExport(
        f"The file cannot be read from line {line} on: {reason}. Export it again."
    )


def _safely(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableExport(
            "The file declares a document type or entities, which no export does and which can "
            "harm a computer. It was not read."
        ) from None
    except (LookupError, ValueError):  # an unknown encoding
        raise UnreadableExport("The file names an unknown encoding.") from None
    except RecursionError:
        raise UnreadableExport("The file is nested too deeply to be an export.") from None
    return root


def _mended(text: str) -> str:
    text, parts, end = CONTROL.sub("", text), [], 0
    for kept in CDATA.finditer(text):
        parts += [LOOSE.sub(_entity, text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, LOOSE.sub(_entity, text[end:])])


def _entity(match: re.Match[str]) -> str:
    known = html.unescape(match[0])
    return html.escape(known) if known != match[0] else "&amp;" + match[0][1:]


def _entry(item: Element) -> Entry:
    address = urlsplit(_plain(item.findtext("link") or ""))
    when = _text(item, "post_date")
    return Entry(
        kind=_text(item, "post_type"),
        status=_text(item, "status") or "publish",
        title=_plain(item.findtext("title") or ""),
        name=unquote(_text(item, "post_name")),
        path="" if address.query else unquote(address.path),
        day=_day(when, item.findtext("pubDate") or ""),
        moment=when,
        body=item.findtext(CONTENT) or "",
        excerpt=next((e.text or "" for e in item if _is(e, "excerpt/}encoded")), ""),
        topics=tuple(_topics(item)),
        about=_meta(item, "passthrough_url"),
        picture=_text(item, "attachment_url"),
        number=_text(item, "post_id"),
        cover=_meta(item, "_thumbnail_id"),
        comments=sum(_is(element, "/}comment") for element in item),
        locked=bool(_text(item, "post_password")),
    )


def _topics(item: Element) -> Iterator[str]:
    for element in item.findall("category"):
        if element.get("domain") in (None, "category", "post_tag") and (element.text or "").strip():
            yield _plain(element.text or "")


def _is(element: Element, end: str) -> bool:
    """Return whether a tag has this ending; its namespace has the version: .../export/1.2/."""
    return str(element.tag).endswith(end)


def _text(item: Element, name: str) -> str:
    found = (element.text or "" for element in item if _is(element, f"/}}{name}"))
    return next(found, "").strip()


def _meta(item: Element, name: str) -> str:
    for meta in item:
        if _is(meta, "/}postmeta") and _text(meta, "meta_key") == name:
            return _text(meta, "meta_value")
    return ""


def _plain(text: str) -> str:
    """Return words without HTML, on one line."""
    return " ".join(re.sub(r"</?[a-zA-Z][^<>]*>", "", html.unescape(text)).split())


def _day(when: str, published: str) -> date | None:
    try:
        return datetime.strptime(when[:10], "%Y-%m-%d").date()
    except ValueError:
        pass  # "0000-00-00" of a draft
    try:
        return parsedate_to_datetime(published).date()
    except ValueError:
        return None
