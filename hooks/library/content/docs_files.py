"""Which files docs/ may hold: one list for the check, the build, and the look at a pull request.

Anything else in docs/ would be published as it is, unread: a page with a script in it, or a file
that tells a host what to do (`_headers`, `_worker.js`, `CNAME`).

Nothing but the standard library is imported here: .github/workflows/answer.yml installs nothing.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Literal

FilePart = Literal["text", "picture", "document", "register", "settings"]

PHOTOS = ("jpg", "jpeg", "png", "webp", "gif", "avif")
DRAWING = "svg"
REGISTERS = frozenset({"regulations.yml", "clocks.yml"})  # what the law says, as data
SETTINGS = frozenset({"articles/.authors.yml", "about/accessibility.yml"})
FOLDER_SETTINGS = ".meta.yml"
TEMPLATE = "_template.md"  # a page to copy, made by publishing/renew_guide.py
# What programs leave beside files by themselves, and .gitkeep, which keeps a folder in Git before
# the first file is in it. No build publishes them: every name begins with a dot.
LITTER = (".DS_Store", ".*.sw[a-p]", ".#*", ".gitkeep")
# Addresses that the build fills itself.
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
    "checklists/*.pdf",
    "disk/*",
    "downloads/*",
    "letters/*.pdf",
    "search/?*",
    "sw-reset/*",
)


def part_of(inside: str) -> FilePart | None:
    """Return what a file is for by its path below docs/, or None for one that may not be there."""
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
    """Tell whether a file below docs/ only says something: texts, pictures, what the law says.

    The other ones decide how pages are made, or are published without being read.
    """
    return part_of(inside) in ("text", "picture", "register")


def is_litter(name: str) -> bool:
    """Tell whether a program left a file of this name beside others, such as .DS_Store."""
    return any(fnmatchcase(name, pattern) for pattern in LITTER)


def is_taken(address: str) -> bool:
    """Tell whether an address ("admin/", "letters/ask.pdf") is one that nothing in docs/ may take.

    What else the build makes has an ending that docs/ may not hold, such as sw.js.
    """
    return any(fnmatchcase(address, pattern) for pattern in TAKEN)
