"""What web addresses have in common."""

from __future__ import annotations

from urllib.parse import urlsplit


def origin(address: str) -> tuple[str, str]:
    """Return an address's origin, as a browser sees it: scheme, and host with port."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()
