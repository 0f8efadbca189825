"""Remembers what was found in texts from one build to the next."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class TextMemo:
    """What functions return that depend on a text alone, such as a page's HTML."""

    def __init__(self, kept: bytes = b"") -> None:
        """Take what `to_keep` returned, with the same code."""
        self._known: dict[bytes, dict[str, Any]] = marshal.loads(kept) if kept else {}
        self._used: dict[bytes, dict[str, Any]] = {}
        self._digests: dict[str, bytes] = {}

    def of(self, text: str, name: str, find: Callable[[str], T]) -> T:
        """Return what `find` returns of a text.

        It must be of types that `marshal` has: strings, numbers, plain tuples. `name` is its own,
        and says what else it depends on.
        """
        digest = self._digests.get(text)
        if digest is None:
            digest = self._digests[text] = hashlib.sha256(text.encode()).digest()
        known, used = self._known.get(digest, {}), self._used.setdefault(digest, {})
        if name not in used:
            used[name] = known[name] if name in known else find(text)
        found: T = used[name]
        return found

    def to_keep(self) -> bytes:
        """Return what the next build needs: the texts of this one only, so it never grows."""
        return marshal.dumps(self._used)
