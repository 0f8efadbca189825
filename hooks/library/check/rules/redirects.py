"""Rules on addresses that change: a page that moves or is deleted leaves a redirect behind.

Compares with a base revision of the Git repository; without one there is nothing to compare.
"""

from __future__ import annotations

import posixpath
import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import yaml
from pymdownx.slugs import slugify

from library.check.problem import Problem, Rule, in_short
from library.check.rules.dates import is_draft, wait_of
from library.check.settings import MKDOCS, CheckSettings, categories_of, parse_settings
from library.check.source import Source, read_source
from library.common.days import Clock
from library.common.git import git
from library.common.nearest import nearest
from library.content.docs_files import is_taken
from library.content.front_matter import read_yaml
from library.content.schema import POST
from library.path.table import FILE, FOLDER, START, Leaf, Place, read_path
from library.site.redirects import fault_of, is_outside, list_above, place_of

REDIRECTS = "redirects:"
CATEGORIES = "articles/index.md"  # the page that lists all articles
CHANGING = ("articles/category/", f"{FOLDER}/")  # folders whose pages are made from names
EMPTY = re.compile(r"\{\s*\}")

SLUG_CHANGED = Rule(
    "slug-changed",
    'The page\'s address used to be /{address}. Change "slug" back to "{slug}", or redirect the '
    f"old address: write this line in {MKDOCS}, {{how}}: /{{address}}: {{page}}",
)
TAKEN_OFF = Rule(
    "page-gone",
    "This page is on the site, and links to /{address} from other sites would lead nowhere. Delete "
    "this line to leave the page there. To take it off, name a page that takes its place: write "
    f"this line in {MKDOCS}, {{how}}: /{{address}}: {{page}}",
)
PUT_OFF = Rule(
    "page-gone",
    "This page is on the site, and links to /{address} from other sites would lead nowhere until "
    "{until}. Change the date back to {date}. To take the page off the site, write draft: true.",
)
PAGE_GONE = Rule(
    "page-gone",
    'The page /{address} ("{title}", {path}) is gone or has another name. Links to it from other '
    "sites would break. Put the file back under its old name. Or name the page that replaces it: "
    "write this line here, {how}: /{address}: {page}",
)
ID_GONE = Rule(
    "page-gone",
    'The page /{address} ("{title}") is gone: docs/{file} has no "{id}" now. Bookmarks lead to it. '
    "Give that question or leaf its id back. Or name the page that replaces it: write this line in "
    f"{MKDOCS}, {{how}}: /{{address}}: {{page}}",
)
CATEGORY_GONE = Rule(
    "page-gone",
    'The page of the category "{title}" is gone, or has another name. Links to /{address} would '
    "break. Put its name back below categories_allowed. Or name the page that replaces it: write "
    "this line here, {how}: /{address}: {page}",
)
REDIRECT_FORM = Rule("redirect-form", 'The redirect of "{old}" cannot be made. {fault}')
ALIKE = 0.75  # how like a page's name one must be to be taken for it
DEAD_REDIRECT = Rule("dead-redirect", 'The redirect of "{old}" leads to "{new}", {why}')


def address_of(source: Source) -> str:
    """Return a page's address below the site's: "articles/back-to-school/"."""
    folder, _, name = source.inside.rpartition("/")
    if source.kind is POST:
        return f"articles/{source.value('slug')}/"
    return place_of(f"{folder}/{name}" if folder else name)


def check_redirects(
    root: Path, base: str, pages: Mapping[str, Source], settings: CheckSettings, clock: Clock
) -> Iterator[Problem]:
    """Compare today's addresses with those in the revision `base`.

    An unknown revision, or a folder without Git, is silently skipped: the check must also work on
    a copy without history. Nothing is said while the settings cannot be read, or their redirects.
    """
    if not settings.redirects_read:
        return
    hidden = {address_of(page): page for page in pages.values() if wait_of(page, clock)}
    kept = {address_of(page) for page in pages.values()} - set(hidden)
    kept |= {place_of(old) for old in settings.redirects}
    lines = _settings_lines(root)
    where = next((n for n, line in enumerate(lines, 1) if line.strip().startswith(REDIRECTS)), 0)
    how = f'below "{REDIRECTS}", with four spaces before it'
    if lines[where - 1 : where] and EMPTY.search(lines[where - 1]):
        how += ", and delete the {} there"
    for old in _pages_of(root, base):
        if old.kind is None or wait_of(old, clock):
            continue  # its address is unknown
        address = address_of(old)
        if address in kept:
            continue
        if off := hidden.get(address):
            yield _taken_off(off, old, pages, clock, how)
            continue
        now = pages.get(old.inside)
        if now and now.top.state != "read":
            continue  # that is reported already, and the slug may be as it was
        if now:
            yield now.problem(
                SLUG_CHANGED,
                now.line_of("slug"),
                address=address,
                slug=old.value("slug"),
                how=how,
                page=now.inside,
            )
        else:
            yield PAGE_GONE.at(
                MKDOCS,
                where or 1,
                address=address,
                title=in_short(old.value("title"), 60),
                path=old.path,
                how=how,
                page=_instead(old, pages),
            )

    for place in _places_gone(root, base, settings):
        address = f"{FOLDER}/{place.id}/"
        if address not in kept:
            about = {"address": address, "title": place.title, "id": place.id, "file": FILE}
            yield ID_GONE.at(
                f"docs/{FILE}", 1, **about, how=how, page=_end_instead(place, settings)
            )
    for name, page in _categories_gone(root, base, settings):
        address = _category_page(name).replace(".md", "/")
        if address not in kept:
            yield CATEGORY_GONE.at(
                MKDOCS, where or 1, title=name, address=address, how=how, page=page
            )


def _categories_gone(root: Path, base: str, settings: CheckSettings) -> Iterator[tuple[str, str]]:
    """Yield the categories in `base` that have no page now, each with one that can replace it."""
    try:
        then = categories_of(parse_settings(_show(root, base, MKDOCS)))
    except (ValueError, yaml.YAMLError):
        return
    now = {_category_page(name): name for name in settings.categories}
    gone = [name for name in then if _category_page(name) not in now]
    new = [page for page in now if page not in {_category_page(name) for name in then}]
    for name in gone:
        yield name, new[0] if len(gone) == len(new) == 1 else CATEGORIES


def _category_page(name: str) -> str:
    """Return the page of a category, as if it were a file of docs/, as the blog plugin names it."""
    return f"articles/category/{slugify(case='lower')(name, '-')}.md"


def _taken_off(
    page: Source, old: Source, pages: Mapping[str, Source], clock: Clock, how: str
) -> Problem:
    """Return the problem of a page that was on the site and now is a draft, or waits."""
    address = address_of(page)
    if is_draft(page):
        instead = list_above(page.inside, pages)
        return page.problem(
            TAKEN_OFF, page.line_of("draft"), address=address, how=how, page=instead
        )
    wait = wait_of(page, clock)
    until = wait.say(clock) if wait else ""
    line = page.line_of("date")
    return page.problem(PUT_OFF, line, address=address, until=until, date=old.value("date"))


def _places_gone(root: Path, base: str, settings: CheckSettings) -> list[Place]:
    """Return the questions and leaves of the path in `base` that have no page now.

    An empty list while today's path has a fault: that is reported already.
    """
    held = _show(root, base, f"docs/{FILE}")
    is_faulty = START not in settings.generated and (root / "docs" / FILE).is_file()
    if not held or is_faulty:
        return []
    try:
        path, _ = read_path(read_yaml(held))
    except (ValueError, yaml.YAMLError):
        return []
    return [
        place
        for place in path.places.values()
        if path.source_of(place.id) not in (START, *settings.generated)
    ]


def _end_instead(place: Place, settings: CheckSettings) -> str:
    """Return the page that can replace that of a question or a leaf."""
    if START in settings.generated:
        return START
    return place.page if isinstance(place, Leaf) else "index.md"


def _instead(old: Source, pages: Mapping[str, Source]) -> str:
    """Return the page that can replace one that is gone.

    That is the page of its kind with the same title or the same text (the page itself under a new
    name), or else the list above it.
    """
    for page in pages.values():
        same_title = page.value("title") == old.value("title") != ""
        if page.kind == old.kind and (same_title or page.body.strip() == old.body.strip() != ""):
            return page.inside
    return list_above(old.inside, pages)


def check_redirect_targets(
    root: Path,
    files: Collection[str],
    pages: Mapping[str, Source],
    settings: CheckSettings,
) -> Iterator[Problem]:
    """Report redirects that cannot work: `files` are all paths from docs/, `pages` the texts."""
    shown = (page for page in pages.values() if page.kind is not POST or not is_draft(page))
    taken = {address_of(page): page.inside for page in shown}
    taken |= {file: file for file in files if file not in pages}
    now = {place_of(_category_page(name)) for name in settings.categories}
    now |= {place_of(page) for page in settings.generated if page.startswith(f"{FOLDER}/")}
    made = [pattern for pattern in settings.generated if not pattern.endswith("/*")]
    seen: dict[str, str] = {}
    for old, new in settings.redirects.items():
        place = place_of(old)
        fault = fault_of(old)
        if not fault and (hidden := _hidden_by(place, taken, made, now)):
            fault = f"It would replace {hidden}, which is there. Delete the line."
        if not fault and place in seen:
            fault = f'"{seen[place]}" is the same address. Delete one of the two lines.'
        if fault:
            yield REDIRECT_FORM.at(MKDOCS, _line_in_settings(root, old), old=old, fault=fault)
        if why := _why_dead(new, files, settings):
            line = _line_in_settings(root, old)
            yield DEAD_REDIRECT.at(MKDOCS, line, old=old, new=new, why=why)
        seen[place] = old


def _hidden_by(
    place: str, taken: Mapping[str, str], made: Iterable[str], now: Collection[str]
) -> str:
    """Return the page or file that is already at an address, "" if nothing is.

    `made` are patterns of the files that the build makes from a page with the same name;
    `now` the addresses of today's categories and path: one that is gone may lead elsewhere.
    """
    path = place.rstrip("/")
    if place in now or (is_taken(place) and not place.startswith(CHANGING)):
        return f"/{place}"
    if any(fnmatchcase(path, one) for one in made) and f"{posixpath.splitext(path)[0]}/" in taken:
        return f"/{path}"
    ways = [path, *(path[:end] for end, letter in enumerate(path) if letter == "/")]
    found = taken.get(place) or next((taken[way] for way in ways if way in taken), "")
    return found and f"docs/{found}"


def _why_dead(new: str, files: Collection[str], settings: CheckSettings) -> str:
    """Return why a redirect leads nowhere, and what to do; "" if it leads somewhere."""
    path = new.partition("#")[0]
    if is_outside(new) or any(fnmatchcase(path, pattern) for pattern in settings.generated):
        return ""
    if path in files and not posixpath.basename(path).startswith((".", "_")):
        return ""  # a scheduled article: redirect_addresses.py leads there once it is published
    found = "" if path in files else _meant(path, files)
    advice = (
        f'Did you mean "{found}"?' if found else "Write a file in docs/, such as about/index.md."
    )
    return f"which is not a page. {advice}"


def _meant(path: str, files: Collection[str]) -> str:
    """Return the page that a path most likely means, "" if none is like it."""
    wanted = f"{path.strip('/').removeprefix('docs/').removesuffix('.md')}.md"
    if wanted in files:
        return wanted
    folder, name = posixpath.split(wanted)
    near = {posixpath.basename(file): file for file in files if posixpath.dirname(file) == folder}
    return near.get(nearest(name, near, cutoff=ALIKE), "")


def _line_in_settings(root: Path, old: str) -> int:
    """Return the line of a redirect in mkdocs.yml, 1 if it is not found."""
    return _line_of(old, _settings_lines(root)) or 1


def _settings_lines(root: Path) -> list[str]:
    """Return the lines of mkdocs.yml, none if it cannot be read."""
    try:
        return (root / MKDOCS).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _line_of(old: str, lines: Iterable[str]) -> int:
    """Return the number of the line that begins with an old address, 0 if there is none."""
    starts = tuple(f"{quote}{old}{quote}:" for quote in ("", "'", '"'))
    return next((n for n, line in enumerate(lines, 1) if line.strip().startswith(starts)), 0)


def usual_base(root: Path) -> str:
    """Return the revision where the current work left the main branch, "" if there is none."""
    for branch in ("origin/main", "main"):
        if found := _git(root, "merge-base", "HEAD", branch).strip():
            return found
    return ""


def changed_since(root: Path, base: str) -> list[str]:
    """Return the files under docs/ that are new or different since `base`, from `root`."""
    if base.startswith("-"):
        return []
    differ = ("diff", "--name-only", "--no-renames", "--diff-filter=d", "--relative")
    new = ("ls-files", "--others", "--exclude-standard")
    found = _git(root, *differ, "-z", base, "--", "docs") + _git(root, *new, "-z", "--", "docs")
    return [path for path in found.split("\0") if path]


def _pages_of(root: Path, base: str) -> Iterator[Source]:
    """Yield the pages that were changed or deleted since `base`, as they were then."""
    if base.startswith("-"):
        return
    changed = _git(
        root, "diff", "--name-only", "--no-renames", "--diff-filter=MDT", "-z", base, "--", "docs"
    )
    for path in changed.split("\0"):
        if path.endswith(".md"):
            inside = path.removeprefix("docs/")
            yield read_source(path, inside, _git(root, "show", f"{base}:./{path}"))


def _show(root: Path, base: str, path: str) -> str:
    """Return the text of a file in the revision `base`, "" if there is none."""
    return "" if base.startswith("-") else _git(root, "show", f"{base}:./{path}")


def _git(root: Path, *arguments: str) -> str:
    try:
        return git(root, *arguments)
    except (OSError, subprocess.CalledProcessError):
        return ""
