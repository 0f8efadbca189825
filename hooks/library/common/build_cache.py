"""Caches what a build makes under a hash of its inputs, so that nothing is made twice.

The cache cannot spoil a site: a file in it ends with a hash of its bytes, so a damaged file, or
one that another build is still writing, is made again; so is anything that could not be kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

DAY = 24 * 60 * 60  # seconds
UNUSED = 30 * DAY
SEAL = hashlib.sha256().digest_size  # bytes at the end of a kept file


def cached(folder: Path, suffix: str, recipe: list[bytes], make: Callable[[], bytes]) -> bytes:
    """Return the cached bytes of this recipe, or make and keep them.

    `recipe` is everything the result depends on: texts, fonts, versions, code.
    """
    place = place_of(folder, suffix, recipe)
    data = read_kept(place)
    if data is None:
        data = make()
        keep(place, data)
    return data


def place_of(folder: Path, suffix: str, recipe: list[bytes]) -> Path:
    """Return where the result of this recipe is kept."""
    digest = hashlib.sha256()
    for part in recipe:
        digest.update(len(part).to_bytes(8, "big") + part)
    return folder / f"{digest.hexdigest()[:32]}{suffix}"


def read_kept(place: Path) -> bytes | None:
    """Return the bytes kept there, or None if there is no complete file."""
    try:
        with place.open("rb", buffering=0) as file:
            content = file.read()
            if time.time() - os.fstat(file.fileno()).st_mtime > DAY:
                os.utime(place)  # it is in use: see `sweep`
    except OSError:
        return None
    data = content[:-SEAL]
    return data if content[-SEAL:] == _seal(data) else None


def keep(place: Path, data: bytes) -> None:
    """Keep bytes for the next build, if there is room."""
    with contextlib.suppress(OSError):
        try:
            file = place.open("wb")
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            file = place.open("wb")
        with file:
            file.write(data)
            file.write(_seal(data))


def sweep(folder: Path) -> None:
    """Delete files that no build used for a month."""
    now = time.time()
    # Not by pathlib, which takes five times as long.
    with contextlib.suppress(OSError), os.scandir(folder) as files:
        for file in files:
            if now - file.stat().st_mtime > UNUSED:
                Path(file).unlink()


def _seal(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
