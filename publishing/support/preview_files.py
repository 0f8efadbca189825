"""Which files of a pull request's artifact may go onto the branch `previews`.

The artifact comes from the pull request's own workflow: whoever opened it chose every name, kind
and size. So only plain files of a few kinds are taken, within the limits below.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = 20  # build_preview takes no more
PICTURE_BYTES = 3_000_000
SITE_FILES = 20_000
SITE_BYTES = 100_000_000  # of one preview; GitHub refuses a single file of this size
BRANCH_BYTES = 900_000_000  # of all previews: GitHub advises to keep a repository under 1 GB
PROBLEMS = 100
PROBLEMS_BYTES = 200_000

# No hidden file (.git, .gitattributes, .well-known), nothing for a host (_headers, _worker.js).
PART = re.compile(r"[^\W_][\w.-]*")
KINDS = frozenset(
    """.html .css .js .json .svg .webp .avif .jpg .jpeg .png .gif .woff2 .pdf .docx .txt .xml
    .webmanifest .zip .ics""".split()
)
# Kinds that a site has, in names by which some host or program takes orders.
CONTROL = frozenset(
    """package.json package-lock.json vercel.json now.json firebase.json wrangler.json
    staticwebapp.config.json""".split()
)


class ReportedProblem(NamedTuple):
    """A problem, in the words of the pull request's own workflow: a stranger's, never trusted."""

    path: str
    line: int
    message: str


def preview_problems(file: Path) -> list[ReportedProblem]:
    """Return the problems that an artifact's problems.json lists: at most PROBLEMS.

    What is not of the form that build_preview writes is left out; it may be anything.
    """
    if file.is_symlink() or not file.is_file() or file.stat().st_size > PROBLEMS_BYTES:
        return []
    try:
        listed = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        return []
    found = []
    for entry in listed if isinstance(listed, list) else []:
        if not isinstance(entry, dict):
            continue
        path, line, message = (entry.get(name) for name in ReportedProblem._fields)
        if isinstance(path, str) and isinstance(message, str) and type(line) is int:
            found.append(ReportedProblem(path, line, message))
    return found[:PROBLEMS]


def preview_pictures(folder: Path) -> dict[str, bytes]:
    """Return the PNG pictures of an artifact's folder `pictures`: name without ending -> content.

    At most PICTURES, the first by name.
    """
    found: dict[str, bytes] = {}
    for path in plain_files(folder):
        if len(found) == PICTURES:
            break
        if path.parent != folder or path.suffix != ".png" or path.stat().st_size > PICTURE_BYTES:
            continue
        content = path.read_bytes()
        if content.startswith(PNG):
            found[path.stem] = content
    return found


def preview_site(folder: Path, room: int = SITE_BYTES) -> list[Path]:
    """Return the files of an artifact's folder `site` that may be shown.

    An empty list when they are more than SITE_FILES or have more than `room` bytes together: a
    site with files missing would mislead whoever looks at it. The editor is left out.
    """
    files = []
    size = 0
    for path in plain_files(folder):
        inside = path.relative_to(folder)
        if inside.parts[0] == "admin" or path.suffix not in KINDS or path.name.lower() in CONTROL:
            continue
        files.append(path)
        size += path.stat().st_size
        if size > room or len(files) > SITE_FILES:
            return []
    return files


def plain_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in order, without links and odd names.

    A folder that is itself a link has none: it could lead anywhere on this machine.
    """
    if folder.is_symlink():
        return
    for top, folders, names in os.walk(folder):  # follows no link
        folders[:] = sorted(name for name in folders if PART.fullmatch(name))
        for name in sorted(names):
            path = Path(top, name)
            if PART.fullmatch(name) and path.is_file() and not path.is_symlink():
                yield path
