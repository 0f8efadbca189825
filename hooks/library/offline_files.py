"""Which files of a built site a reader can keep for reading without internet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import PurePosixPath

SHEETS = frozenset(".pdf .docx .txt".split())
LIBRARY = frozenset(
    ".html .css .js .woff2 .svg .webp .avif .jpg .jpeg .png .gif .json .webmanifest".split()
)
APART = (
    *("admin/", "404.html", "robots.txt"),  # for staff, errors and other programs
    *("articles/feed.", "assets/images/share.png"),
    *("sw.js", "offline.json", "sw-reset/"),  # the worker's own
    "downloads/",  # the whole library and all sheets in a file of their own
)

Files = dict[str, dict[str, tuple[int, str]]]


def group_of(path: str) -> str | None:
    """Return "library" or "sheets" for a file of the site that can be kept, None for any other."""
    if path.startswith(APART):
        return None
    ending = PurePosixPath(path).suffix
    return "sheets" if ending in SHEETS else "library" if ending in LIBRARY else None


def offline_files(files: Iterable[tuple[str, bytes]]) -> Files:
    """Return what can be kept, by group: address below the site -> (bytes, digest).

    `files` are the paths in the site's folder with their contents. A page's address is that of
    its folder. The digest is the first 12 hex digits of the content's SHA-256.
    """
    groups: Files = {"library": {}, "sheets": {}}
    for path, content in sorted(files):
        if group := group_of(path):
            address = path.removesuffix("index.html")
            groups[group][address] = (len(content), hashlib.sha256(content).hexdigest()[:12])
    return groups


def version_of(files: Files, worker: str) -> str:
    """Return the version of a site: 16 hex digits that change with any file or the worker."""
    text = json.dumps(files, sort_keys=True) + worker
    return hashlib.sha256(text.encode()).hexdigest()[:16]
