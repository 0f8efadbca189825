"""Old addresses, and the pages that redirect from them.

A static host cannot answer "moved", so a small page takes the old address. It is in a folder with
the whole old name, `s/guide.pdf/index.html`: hosts redirect `/s/guide.pdf` to it, while a file with
that name would be taken for a PDF.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from html import escape
from urllib.parse import quote, unquote

PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{address}">
</head>
<body>
<p>{title}. <a href="{link}">{go}</a></p>
</body>
</html>
"""
OUTSIDE = ("https://", "http://")
FOR_HOSTS = re.compile(r"(?:^|/)[._]|[\\\x00-\x1f]")  # _headers, .well-known; never our addresses


def place_of(old: str) -> str:
    """Return the folder of an old address below the site: "s/guide.pdf/", "" for home.

    `old` is an address as a browser shows it, "/blog/2025/8/name", or the file that a page had
    under docs/, "articles/old-name.md".
    """
    path = unquote(old).strip("/")
    path = path[:-3] if path.endswith(".md") else path.removesuffix("index.html").rstrip("/")
    path = "" if path == "index" else path.removesuffix("/index")
    return f"{path}/" if path else ""


def fault_of(old: str) -> str:
    """Return how to correct the spelling of an old address, "" if it is fine."""
    if "://" in old:
        return "Leave out https:// and the name of the site; begin with the / after it."
    if "?" in old or "#" in old:
        return "Leave out ? or # and what follows; one redirect serves them all."
    place = place_of(old)
    if not place:
        return "The home page cannot lead elsewhere. Delete the line."
    if posixpath.normpath(place) != place.rstrip("/") or FOR_HOSTS.search(place):
        return "Write it as a browser showed it, such as /blog/2025/8/name; no .. and no \\."
    return ""


def list_above(inside: str, known: Container[str]) -> str:
    """Return the page that can replace a page: the list of its folder, or home.

    `inside` and `known` are paths from docs/: "articles/posts/x.md" gives "articles/index.md".
    """
    folder = posixpath.dirname(inside)
    while folder and f"{folder}/index.md" not in known:
        folder = posixpath.dirname(folder)
    return f"{folder}/index.md" if folder else "index.md"


def is_outside(new: str) -> bool:
    """Return whether a redirect leads to another site."""
    return new.lower().startswith(OUTSIDE)


def link_from(place: str, url: str) -> str:
    """Return a link from an old address to one below the site, or to another site."""
    if is_outside(url):
        return url
    path, mark, anchor = url.partition("#")
    way = posixpath.relpath(path or ".", place)
    return quote(way) + ("/" if path.endswith("/") or not path else "") + mark + anchor


def redirect_page(link: str, address: str, *, language: str, title: str, go: str) -> str:
    """Return the page for an old address. `address` is the full one that it leads to."""
    given = {"link": link, "address": address, "language": language, "title": title, "go": go}
    return PAGE.format(**{name: escape(text) for name, text in given.items()})
