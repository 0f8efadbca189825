"""What kind a page is: the one answer for the check, the build, the search and the form.

The kinds themselves are declared in schema.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from library.content.schema import KINDS, PAGE, Kind

INDEXES = ("index.md", "README.md")  # MkDocs takes either for its folder's page
# The folders whose pages link the first use of a glossary term. Checklists and letters are
# printed as they are.
TERMS_LINKED = (
    *(f"{kind.folder.partition('/')[0]}/" for kind in KINDS if kind.links_terms),
    "about/",
)

_LETTER_HEADING = re.compile(r"^##[ \t]+the letter[ \t]*#*[ \t]*$", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


@lru_cache(maxsize=20_000)
def kind_of(path: str) -> Kind | None:
    """Return the kind of a file by its path under docs/ ("letters/x.md"), None if not a page.

    A folder's own page is a PAGE; files that start with "_" or "." are templates and settings.
    """
    folder, _, name = path.rpartition("/")
    if name[:1] in ("_", ".") or not name.endswith(".md"):
        return None
    if is_index(path):
        return PAGE
    return next((kind for kind in KINDS if kind.folder and kind.folder == folder), PAGE)


def is_index(path: str) -> bool:
    """Return whether a page is its folder's own."""
    return path.rpartition("/")[2] in INDEXES


def slug_in(path: str) -> str:
    """Return the name by which other pages refer to a page: "ask" for "letters/ask.md"."""
    return path.rpartition("/")[2].removesuffix(".md")


def path_of(kind: Kind, slug: str) -> str:
    """Return the path under docs/ of the page with this name."""
    return f"{kind.folder}/{slug}.md"


def guidance_part(markdown: str) -> str:
    """Return the Markdown before the heading “## The letter”; all of it if there is none."""
    lines = markdown.split("\n")
    return "\n".join(lines[: letter_heading(lines)]).rstrip() + "\n"


def letter_part(markdown: str) -> str:
    """Return the Markdown below the heading “## The letter”; "" if there is none."""
    lines = markdown.split("\n")
    heading = letter_heading(lines)
    return "" if heading is None else "\n".join(lines[heading + 1 :])


def letter_heading(lines: list[str]) -> int | None:
    """Return the index of the line “## The letter”, ignoring code; None if there is none."""
    in_fence = False
    for index, line in enumerate(lines):
        if _FENCE.match(line):
            in_fence = not in_fence
        elif not in_fence and _LETTER_HEADING.match(line):
            return index
    return None
