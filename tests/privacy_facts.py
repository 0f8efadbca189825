"""What the privacy page tells of: read from the one place where it is declared."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml

PAGE = Path(__file__).resolve().parent.parent / "docs" / "about" / "privacy.md"


class Kept(NamedTuple):
    """Something that pages keep on the reader's device."""

    key: str  # may hold "*"
    place: str  # localStorage, sessionStorage, cacheStorage, indexedDB, cookie


def kept_on_device() -> list[Kept]:
    """Return what docs/about/privacy.md declares under `kept`."""
    top = PAGE.read_text(encoding="utf-8").split("---\n")[1]
    return [Kept(entry["key"], entry["place"]) for entry in yaml.safe_load(top)["kept"]]
