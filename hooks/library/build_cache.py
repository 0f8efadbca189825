"""Keeps what a build made by the hash of what it was made from, so that nothing is made twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path


def cached(folder: Path, suffix: str, recipe: list[bytes], make: Callable[[], bytes]) -> bytes:
    """Return the kept bytes of this recipe, or make and keep them.

    `recipe` is everything the result depends on: texts, fonts, versions, code. A file that is
    being written has another name until it is whole, so an interrupted build leaves no half.
    """
    digest = hashlib.sha256()
    for part in recipe:
        digest.update(len(part).to_bytes(8, "big") + part)
    kept = folder / f"{digest.hexdigest()[:32]}{suffix}"
    if kept.exists():
        return kept.read_bytes()
    data = make()
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(".part")
    unfinished.write_bytes(data)
    unfinished.replace(kept)
    return data
