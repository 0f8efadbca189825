"""What web addresses have in common, as strings."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=4096)
def is_address(text: str) -> bool:
    """Return whether a string can be parsed as an address; MkDocs stops at one that cannot."""
    try:
        urlsplit(text)
    except ValueError:  # brackets or odd characters in the host name
        return False
    return True


def short_address(address: str) -> str:
    """Return an absolute address as one would say it: no `https://`, no `www.`, no last slash.

    `mailto:ann@example.org` becomes `ann@example.org`.
    """
    short = re.sub(r"^(?:https?://(?:www\.)?|mailto:|tel:)", "", address)
    return short.rstrip("/")


def origin(address: str) -> tuple[str, str]:
    """Return an address's origin, as a browser sees it: scheme, and host with port."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()
