"""Remembers which texts were found sound, so that the next build need not look at them again.

Only for rules that ask nothing but the text itself: not the day, no other page, no setting.
"""

from __future__ import annotations

import hashlib

from library.check.source import Source


class SoundTexts:
    """The texts that an earlier check by the same code had nothing to say about."""

    def __init__(self, kept: bytes = b"") -> None:
        """Take what `to_keep` returned then; without it, no text is known."""
        self._known = frozenset(kept.decode().split())
        self._seen: set[str] = set()

    def __contains__(self, page: Source) -> bool:
        """Return whether this very text was sound, at this place in docs/."""
        if (digest := _digest(page)) not in self._known:
            return False
        self._seen.add(digest)
        return True

    def add(self, page: Source) -> None:
        """Remember that nothing is wrong with a text."""
        self._seen.add(_digest(page))

    def to_keep(self) -> bytes:
        """Return what the next check needs: the texts of this one only, so it never grows."""
        return "\n".join(sorted(self._seen)).encode()


def _digest(page: Source) -> str:
    """Return a digest of where a text is (that decides which rules it has to keep) and of it."""
    return hashlib.sha256(
        f"{page.inside}\0{page.text}".encode("utf-8", "surrogatepass")
    ).hexdigest()
