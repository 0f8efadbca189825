"""Which files of a built site a reader can keep to read offline, and how a kept file proves that
it is the same as the site's.

A host may answer with 200 and something else: a maintenance note, the home page instead of a
missing one, half a file. Files named after their content prove themselves. A page is often newer
than the list on a reader's device, so each ends with a digest of its own address and text; the list
has the digest of all others. overrides/assets/javascripts/kept.js compares.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from posixpath import splitext

SHEETS = frozenset(".pdf .docx .txt".split())
LIBRARY = frozenset(
    ".html .css .js .woff2 .svg .webp .avif .jpg .jpeg .png .gif .json .webmanifest .ics".split()
)
APART = (
    *("admin/", "404.html", "robots.txt", ".well-known/"),  # for staff, errors and other programs
    *("articles/feed.", "assets/images/share.png"),
    *("sw.js", "offline.json", "sw-reset/"),  # the worker's own
    "downloads/",  # the whole library, and all sheets, in one file each
)

MARK = re.compile(r"<!--ip [0-9a-f]{12}-->\Z")

Files = dict[str, dict[str, tuple[int, str]]]


def group_of(path: str) -> str | None:
    """Return "library" or "sheets" for a file that can be kept, None for any other."""
    if path.startswith(APART):
        return None
    ending = splitext(path)[1]
    return "sheets" if ending in SHEETS else "library" if ending in LIBRARY else None


def address_of(path: str) -> str:
    """Return a file's address below the site: a page's is that of its folder."""
    return path.removesuffix("index.html")


def with_mark(html: str, address: str) -> str:
    """Return a page that ends with the digest of its address below the site and of its text."""
    html = without_mark(html)
    return f"{html}<!--ip {_digest((address + html).encode())}-->"


def without_mark(html: str) -> str:
    """Return a page as it was before `with_mark`."""
    return MARK.sub("", html)


def offline_files(files: Iterable[tuple[str, bytes]]) -> Files:
    """Return the files that can be kept, by group: address below the site -> (bytes, digest).

    `files` are paths in the site's folder with their contents. The digest is the first 12 hex
    digits of the content's SHA-256.
    """
    groups: Files = {"library": {}, "sheets": {}}
    for path, content in sorted(files):
        if group := group_of(path):
            groups[group][address_of(path)] = (len(content), _digest(content))
    return groups


def version_of(files: Files, worker: str) -> str:
    """Return the version of a site: 16 hex digits that change with any file or the worker."""
    text = json.dumps(files, sort_keys=True) + worker
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
