"""What the privacy page says: read from the page, as a reader finds it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup
from site_pages import one

PAGE = "about/privacy/index.html"


class Kept(NamedTuple):
    """Something that pages keep on the reader's device."""

    key: str  # may hold "*"
    place: str  # localStorage, sessionStorage, cacheStorage, indexedDB, cookie


def kept_on_device(site: Path) -> list[Kept]:
    """Return what the privacy page of a built site says that pages keep."""
    page = BeautifulSoup((site / PAGE).read_text(encoding="utf-8"), "html.parser")
    told = page.select("[data-ip-place]")
    return [Kept(one(entry, "code").text, str(entry["data-ip-place"])) for entry in told]
