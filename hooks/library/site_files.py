"""The files of a built site, listed by plain strings: pathlib takes ten times as long."""

from __future__ import annotations

import os
from pathlib import Path


def site_files(site: Path) -> list[tuple[str, str]]:
    """Return (path in the site, with "/"; path on the disk) of each file, sorted by the first."""
    top = str(site)
    found = []
    for folder, _, names in os.walk(top):
        inside = folder[len(top) :].replace(os.sep, "/").lstrip("/")
        before = f"{inside}/" if inside else ""
        found += [(f"{before}{name}", f"{folder}{os.sep}{name}") for name in names]
    return sorted(found)
