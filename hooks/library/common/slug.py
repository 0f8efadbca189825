"""A title as the last part of an address."""

from __future__ import annotations

import re
import unicodedata


def slug_of(title: str) -> str:
    """Return a title as the last part of an address: "What's an IEP?" is "what-s-an-iep".

    An apostrophe becomes a hyphen: "childs" would look misspelled.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:60].rstrip("-") or "page"
