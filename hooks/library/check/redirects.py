"""Rules on addresses that change: a page that moves or goes leaves a redirect behind.

Compares with a base revision of the Git repository; without one there is nothing to compare.
"""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from library.check.problem import Problem
from library.check.settings import MKDOCS, CheckSettings
from library.check.source import Source, read_source


def address_of(source: Source) -> str:
    """Return a page's address below the site's: "articles/back-to-school/"."""
    folder, _, name = source.inside.rpartition("/")
    if source.kind and source.kind.name == "post":
        return f"articles/{source.value('slug')}/"
    return _address_of_path(f"{folder}/{name}" if folder else name)


def _address_of_path(path: str) -> str:
    """Return the address that MkDocs gives to a file under docs/."""
    stem = path.removesuffix(".md")
    stem = "" if stem == "index" else stem.removesuffix("/index")
    return f"{stem}/" if stem else ""


def check_redirects(
    root: Path, base: str, pages: Mapping[str, Source], settings: CheckSettings
) -> Iterator[Problem]:
    """Compare the addresses of now with those of the revision `base`.

    A revision that Git does not know, or a folder without Git, is passed over in silence: the
    check must also work on a copy without history.
    """
    kept = {address_of(page) for page in pages.values()}
    kept |= {_address_of_path(old) for old in settings.redirects}
    for old in _pages_of(root, base):
        if old.kind is None or old.value("draft").lower() in ("true", "yes", "on"):
            continue
        address = address_of(old)
        if address in kept:
            continue
        now = pages.get(old.inside)
        if now:
            yield Problem(
                now.path,
                now.line_of("slug"),
                "error",
                "slug-changed",
                f'The page had the address /{address} before. Change "slug" back to '
                f'"{old.value("slug")}", or ask an engineer for a redirect in {MKDOCS}: '
                f"{address.rstrip('/')}.md: {now.inside}",
            )
        else:
            yield Problem(
                MKDOCS,
                1,
                "error",
                "page-gone",
                f'The page /{address} ("{old.value("title")[:60]}", {old.path}) is gone or has '
                "another name. Links to it from other sites would break. Give the file its old "
                f"name again, or add a redirect here: {address.rstrip('/')}.md: (the page that "
                "takes its place).",
            )


def check_redirect_targets(files: Collection[str], settings: CheckSettings) -> Iterator[Problem]:
    """Say which redirects lead nowhere; `files` are all paths from docs/."""
    for old, new in settings.redirects.items():
        if "://" not in new and new.partition("#")[0] not in files:
            message = f'The redirect of "{old}" leads to "{new}", which is no page. Correct it.'
            yield Problem(MKDOCS, 1, "error", "dead-redirect", message)


def usual_base(root: Path) -> str:
    """Return the revision in which the work at hand left the main branch, "" if there is none."""
    for branch in ("origin/main", "main"):
        if found := _git(root, "merge-base", "HEAD", branch).strip():
            return found
    return ""


def _pages_of(root: Path, base: str) -> Iterator[Source]:
    """Give the pages that have changed or gone since `base`, as they were then."""
    if base.startswith("-"):
        return
    changed = _git(
        root, "diff", "--name-only", "--no-renames", "--diff-filter=MDT", "-z", base, "--", "docs"
    )
    for path in changed.split("\0"):
        if path.endswith(".md"):
            inside = path.removeprefix("docs/")
            yield read_source(path, inside, _git(root, "show", f"{base}:./{path}"))


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=off", *arguments],
            cwd=root,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
