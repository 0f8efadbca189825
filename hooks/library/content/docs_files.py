"""Which files docs/ may hold: one list for the check, the build, and the pull request review.

Anything else in docs/ would be published unread: a page with a script in it, or a file that
configures a host (`_headers`, `_worker.js`, `CNAME`).

Import only the standard library here: .github/workflows/answer.yml installs nothing.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Literal

FilePart = Literal["text", "picture", "document", "register", "settings"]

PHOTOS = ("jpg", "jpeg", "png", "webp", "gif", "avif")
DRAWING = "svg"
# Data that pages are made of: what the law says, whose hosts are official, the questions of the
# guided path, the ready sets of the binder, the moments of the IEP year.
REGISTERS = frozenset(
    "regulations.yml clocks.yml hosts.yml now.yml binder.yml iep-year.yml".split()
)
SETTINGS = frozenset({"articles/.authors.yml", "about/accessibility.yml"})
FOLDER_SETTINGS = ".meta.yml"
TEMPLATE = "_template.md"  # a page to copy, made by publishing/renew_guide.py
# Files that programs leave behind, and .gitkeep, which keeps an empty folder in Git. No build
# publishes them: every name begins with a dot.
LITTER = (".DS_Store", ".*.sw[a-p]", ".#*", ".gitkeep")
# Addresses that the build itself uses.
TAKEN = (
    "admin/*",
    "articles/archive/*",
    "articles/category/*",
    "articles/page/*",
    "assets/fonts/*",
    "assets/images/icon-*.png",
    "assets/images/mark.svg",
    "assets/images/share.png",
    "assets/javascripts/*",
    "assets/pictures/*",
    "assets/stylesheets/*",
    "binder/?*",
    "checklists/*.pdf",
    "disk/*",
    "downloads/*",
    "letters/*.pdf",
    "now/*",
    "search/?*",
    "sw-reset/*",
)


def part_of(inside: str) -> FilePart | None:
    """Return what a file is for, by its path below docs/; None if it may not be there."""
    *folders, name = inside.split("/")
    if any(not folder or folder.startswith((".", "_")) for folder in folders):
        return None
    if inside in REGISTERS:
        return "register"
    if inside in SETTINGS or name == TEMPLATE or (folders and name == FOLDER_SETTINGS):
        return "settings"
    stem, _, ending = name.rpartition(".")
    if not stem or name.startswith((".", "_")):
        return None
    if ending == "md":
        return "text"
    if ending in (*PHOTOS, DRAWING):
        return "picture"
    return "document" if ending == "pdf" else None


def is_staff_file(inside: str) -> bool:
    """Return whether a file below docs/ is only content: texts, pictures, data.

    Other files decide how pages are made, or are published unread.
    """
    return part_of(inside) in ("text", "picture", "register")


def is_litter(name: str) -> bool:
    """Return whether programs leave behind files with this name, such as .DS_Store."""
    return any(fnmatchcase(name, pattern) for pattern in LITTER)


def is_taken(address: str) -> bool:
    """Return whether an address ("admin/", "letters/ask.pdf") is one that docs/ may not use.

    The build's other files have endings that docs/ may not use, such as sw.js.
    """
    return any(fnmatchcase(address, pattern) for pattern in TAKEN)
