"""Remembers which texts were found sound, so that the next build need not look at them again.

Only for rules that ask nothing but the text itself, or besides it the closed lists and the
settings: not the day, no other page.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple

from library.check.settings import CheckSettings
from library.check.source import Source, digest_of


class Leads(NamedTuple):
    """Where the links of a text lead, and what links can lead to in it."""

    # A file in docs/ and an anchor there, "" for its top; None if its links ask more of a file
    # than that it is there.
    ways: tuple[tuple[str, str], ...] | None = None
    anchors: tuple[str, ...] = ()


class SoundTexts:
    """The texts that an earlier check by the same code had nothing to say about."""

    def __init__(self, kept: bytes = b"") -> None:
        """Take what `to_keep` returned then; without it, no text is known."""
        self._known: dict[str, Leads] = {}  # by the digest of a text, and by that with `around`
        self._told: dict[str, dict[str, str]] = {}  # by the digest of a text
        for digest, around, leads, told in marshal.loads(kept) if kept else ():
            self._known[digest] = self._known[digest + around] = Leads(*leads)
            self._told[digest] = dict(told)
        self._seen: list[tuple[str, str, tuple[object, ...], tuple[tuple[str, str], ...]]] = []

    def knows(self, page: Source, around: str = "") -> bool:
        """Return whether this very text was sound, at this place in docs/, and `around` the same.

        `around` is what `digest_around` returns, for rules that ask more than the text.
        """
        return page.digest + around in self._known

    def told(self, inside: str, text: str) -> Mapping[str, str] | None:
        """Return the `values_told` of a text that `knows` will know, before it is parsed.

        None if it will not.
        """
        return self._told.get(digest_of(inside, text))

    def leads(self, page: Source) -> Leads | None:
        """Return the leads of a text that is known."""
        return self._known.get(page.digest)

    def add(self, page: Source, around: str, leads: Leads) -> None:
        """Remember that nothing at all is wrong with a text."""
        told = tuple(page.values_told.items())
        self._seen.append((page.digest, around, tuple(leads), told))

    def to_keep(self) -> bytes:
        """Return what the next check needs: the texts of this one only, so it never grows."""
        plain = 2  # a version of the format: later ones depend on who else has a string
        return marshal.dumps(sorted(self._seen), plain) if self._seen else b""


def digest_around(lists: Mapping[str, Sequence[str]], settings: CheckSettings) -> str:
    """Return a digest of the closed lists and of all settings."""
    named = {field.name: getattr(settings, field.name) for field in fields(settings)}
    parts = [
        (name, sorted(part) if isinstance(part, frozenset) else part)
        for name, part in named.items()
    ]
    parts += sorted((name, sorted(entries)) for name, entries in lists.items())
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
