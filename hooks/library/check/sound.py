"""Remembers which texts were found sound, so that the next build need not look at them again.

Only for rules that ask nothing but the text itself, or besides it the closed lists and the
settings: not the day, no other page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields

from library.check.settings import CheckSettings
from library.check.source import Source, digest_of


class SoundTexts:
    """The texts that an earlier check by the same code had nothing to say about."""

    def __init__(self, kept: bytes = b"") -> None:
        """Take what `to_keep` returned then; without it, no text is known."""
        self._known = frozenset(kept.decode().split())
        self._seen: set[str] = set()

    def knows(self, page: Source, around: str = "") -> bool:
        """Return whether this very text was sound, at this place in docs/, and `around` the same.

        `around` is what `digest_around` returns, for rules that ask more than the text.
        """
        return page.digest + around in self._known

    def knows_text(self, inside: str, text: str) -> bool:
        """Return whether `knows` will say so of a file in docs/, before it is parsed."""
        return digest_of(inside, text) in self._known

    def add(self, page: Source, around: str) -> None:
        """Remember that nothing at all is wrong with a text."""
        self._seen |= {page.digest, page.digest + around}

    def to_keep(self) -> bytes:
        """Return what the next check needs: the texts of this one only, so it never grows."""
        return "\n".join(sorted(self._seen)).encode()


def digest_around(lists: Mapping[str, Sequence[str]], settings: CheckSettings) -> str:
    """Return a digest of the closed lists and of all settings."""
    named = {field.name: getattr(settings, field.name) for field in fields(settings)}
    parts = [
        (name, sorted(part) if isinstance(part, frozenset) else part)
        for name, part in named.items()
    ]
    parts += sorted((name, sorted(entries)) for name, entries in lists.items())
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
