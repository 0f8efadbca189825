"""The files of a built site, each listed and read once for all hooks that run at the end."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path


class BuiltSite:
    """The files in a site's folder; a file written through this object is known at once."""

    def __init__(self, folder: Path, known: Mapping[str, bytes] | None = None) -> None:
        """List the files with plain strings: pathlib takes ten times as long.

        `known` files, by their path, need not be read.
        """
        self._places: dict[str, str] = {}  # path in the site, with "/" -> path on the disk
        self._contents: dict[str, bytes] = dict(known or {})
        top = str(folder)
        for place, _, names in os.walk(top):
            inside = place[len(top) :].replace(os.sep, "/").lstrip("/")
            before = f"{inside}/" if inside else ""
            self._places |= {f"{before}{name}": f"{place}{os.sep}{name}" for name in names}

    def paths(self, *endings: str) -> list[str]:
        """Return the paths of the files in the site, sorted; with `endings` of these alone."""
        return sorted(path for path in self._places if not endings or path.endswith(endings))

    def read(self, path: str) -> bytes:
        """Return what a file holds."""
        if path not in self._contents:
            self._contents[path] = Path(self._places[path]).read_bytes()
        return self._contents[path]

    def text(self, path: str) -> str:
        """Return what a text file holds."""
        return self.read(path).decode()

    def write(self, path: str, text: str) -> None:
        """Write a file that is there."""
        self._contents[path] = text.encode()
        put_file(Path(self._places[path]), self._contents[path])


def put_file(place: Path, content: bytes, before: Path | None = None) -> None:
    """Write a file of a site; if the file `before` holds the same, link to that one instead.

    `before` is a file of the site that this one replaces. A system may search long for room for
    thousands of files where it deletes as many: to link, it needs none, and deletes none.
    """
    if before and _holds(before, content):
        with contextlib.suppress(OSError):  # a file system without links; the file is there already
            _with_folder(place, lambda: place.hardlink_to(before))
            return
    with contextlib.suppress(FileNotFoundError):
        # A file with another link stays as it is. No other is deleted: to write where a file is
        # takes a fifth of the time that it takes to make one.
        if place.stat().st_nlink > 1:
            place.unlink()
    _with_folder(place, lambda: place.write_bytes(content))


def _holds(place: Path, content: bytes) -> bool:
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except OSError:
        return False


def _with_folder(place: Path, write: Callable[[], object]) -> None:
    """Do what needs the folder of a file, and make that if it is missing."""
    try:
        write()
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        write()
