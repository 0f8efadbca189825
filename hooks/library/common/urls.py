"""Addresses as texts."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=4096)
def is_address(text: str) -> bool:
    """Tell whether a text can be read as an address at all; MkDocs ends at one that cannot."""
    try:
        urlsplit(text)
    except ValueError:  # brackets where the name of a host stands, odd signs in it
        return False
    return True
