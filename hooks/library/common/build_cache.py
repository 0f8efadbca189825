"""Keeps what a build made by the hash of what it was made from, so that nothing is made twice.

Nothing here can spoil a site: a kept file ends in the hash of its bytes, so one that a fault or a
full disk has damaged, or that another build is writing at this moment, is made anew; and what
cannot be kept is made again next time.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

SEAL = hashlib.sha256().digest_size  # bytes at the end of a kept file


def cached(folder: Path, suffix: str, recipe: list[bytes], make: Callable[[], bytes]) -> bytes:
    """Return the kept bytes of this recipe, or make and keep them.

    `recipe` is everything the result depends on: texts, fonts, versions, code.
    """
    digest = hashlib.sha256()
    for part in recipe:
        digest.update(len(part).to_bytes(8, "big") + part)
    kept = folder / f"{digest.hexdigest()[:32]}{suffix}"
    data = _read(kept)
    if data is None:
        data = make()
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(".part")
            unfinished.write_bytes(data + _seal(data))
            unfinished.replace(kept)
    return data


def _read(kept: Path) -> bytes | None:
    """Return the bytes of a kept file, or None when there is no whole one."""
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    data = content[:-SEAL]
    return data if content[-SEAL:] == _seal(data) else None


def _seal(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
