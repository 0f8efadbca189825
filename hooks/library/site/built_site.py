"""The files of a built site, each listed and read once for all hooks that run at the end."""

from __future__ import annotations

import os
from collections.abc import Mapping
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
        Path(self._places[path]).write_bytes(self._contents[path])
