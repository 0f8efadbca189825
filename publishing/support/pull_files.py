"""What a pull request changes, according to GitHub: files, and the lines one can comment on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from library.content.docs_files import is_staff_file
from publishing.support.git_host import GitHost

HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")
MOST = 300  # files of one pull request that are looked at

GUIDES = re.compile(r"[A-Z]+\.md")  # README.md and its like: of the project, not of the site
DOCS = "docs/"


@dataclass(frozen=True)
class ChangedFile:
    """One file of a pull request."""

    path: str
    status: str  # "added", "modified", "removed", "renamed"
    lines: frozenset[int]  # lines of the new file that are in the diff
    before: str = ""  # the path it had, if it was renamed

    @property
    def is_page(self) -> bool:
        """Return whether it is a text of the site that still exists."""
        name = self.path.rpartition("/")[2]
        text = self.path.startswith("docs/") and self.path.endswith(".md")
        return text and name[0] not in "._" and self.status != "removed"


def changed_files(host: GitHost, number: int) -> list[ChangedFile]:
    """Return the files of a pull request."""
    found = []
    for about in host.every(f"/pulls/{number}/files"):
        found.append(_file(about))
        if len(found) == MOST:
            break
    return found


def for_engineer(paths: Iterable[str]) -> list[str]:
    """Return the paths that an engineer must look at: all that is no text and no picture.

    Whoever changes anything else changes how the site is made, not what it says.
    """
    return [path for path in paths if not _is_text(path)]


def _is_text(path: str) -> bool:
    if path.startswith(DOCS):
        return is_staff_file(path.removeprefix(DOCS))
    return GUIDES.fullmatch(path) is not None


def _file(about: Mapping[str, Any]) -> ChangedFile:
    lines: set[int] = set()
    number = 0
    for line in str(about.get("patch") or "").split("\n"):
        if hunk := HUNK.match(line):
            number = int(hunk[1])
        elif line[:1] in ("+", " "):
            lines.add(number)
            number += 1
    before = str(about.get("previous_filename") or "")
    return ChangedFile(str(about["filename"]), str(about["status"]), frozenset(lines), before)
