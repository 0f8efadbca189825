"""`python -m library.old_blog FILE`: imports an old blog as drafts, and writes a report."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

from library.check import check_library
from library.check.settings import MKDOCS, CheckSettings, load_settings
from library.check.source import read_source
from library.common.days import Clock, present
from library.old_blog.article import Article, make_article, name_of, topic_key
from library.old_blog.clean import Cleaned, clean
from library.old_blog.export import WANTED, Entry, Export, UnreadableExport, read_export
from library.old_blog.markdown import as_address
from library.old_blog.pictures import Pictures
from library.old_blog.redirects import with_redirects
from library.old_blog.report import POSTS, Outcome, report, summary
from library.site.redirects import fault_of, place_of

REPORT = "import-report.md"
LIST = "articles/index.md"  # of all articles


def main(arguments: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Run the command in the project's folder; return the exit code."""
    options = _parser().parse_args(arguments)
    root = (root or Path.cwd()).resolve()
    settings = load_settings(root)
    spare = options.category or (settings.categories[0] if settings.categories else "")
    if not spare or spare not in settings.categories:
        names = ", ".join(settings.categories) or "none; see categories_allowed in mkdocs.yml"
        print(f'There is no category "{spare}". The categories are: {names}.')
        return 2
    if options.pictures and not options.pictures.is_dir():
        print(f"{options.pictures}: there is no such folder.")
        return 2
    try:
        export = read_export(options.file.read_bytes())
    except OSError as error:
        print(f"{options.file}: {error.strerror or 'cannot be read'}.")
        return 2
    except UnreadableExport as problem:
        print(f"{options.file}: {problem}")
        return 1
    outcome = move_in(
        root, export, settings, pictures=options.pictures, spare_topic=spare, now=present()
    )
    (root / REPORT).write_text(report(outcome), encoding="utf-8", newline="\n")
    print(summary(outcome))
    print(f"What needs a person, article by article: {REPORT}")
    return 0


def move_in(
    root: Path,
    export: Export,
    settings: CheckSettings,
    *,
    pictures: Path | None,
    spare_topic: str,
    now: datetime,
) -> Outcome:
    """Write the articles, pictures and redirects of an export into the project in `root`.

    Of the existing files, only mkdocs.yml changes: it gets lines under `redirects:`.
    """
    outcome = Outcome(pages=export.of_kind("page"))
    posts = list(_wanted(export, outcome))
    names = _names([entry for entry, _ in posts], root)
    moved = {_key(entry.path): f"{slug}.md" for entry, slug in names.items() if entry.path}
    moved |= {f"/{top}": "../index.md" for top in _blog_folder(names)}
    covers = {entry.number: entry.picture for entry in export.of_kind("attachment")}
    addresses = [picture.address for _, text in posts for picture in text.pictures]
    store = Pictures(pictures, root / "docs/images", addresses)
    days = Counter(entry.day for entry in names)
    topics = {topic_key(name): name for name in settings.categories}
    for entry, text in posts:
        slug = names[entry]
        path = root / POSTS / f"{slug}.md"
        if path.exists():
            outcome.there.append(slug)
            continue
        article = make_article(
            entry,
            text,
            slug,
            topics=topics,
            spare_topic=spare_topic,
            today=Clock(now, settings.zone).today,
            exact=days[entry.day] > 1,
            resolve=partial(_resolve, slug, export.site, moved, outcome.links),
            place=partial(store.place, slug),
        )
        _note_cover(article, covers.get(entry.cover, ""))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(article.text)
        outcome.written.append(article)
    outcome.fetch, outcome.taken = store.fetch, len(store.written)
    _redirect(root, [entry for entry in names if entry.status == "publish"], names, outcome)
    paths = [f"{POSTS}/{article.slug}.md" for article in outcome.written]
    if paths:
        outcome.problems = check_library(
            root, paths, now=now, settings=load_settings(root), reading=False
        )
    return outcome


def _resolve(
    slug: str, site: str, moved: Mapping[str, str], gone: dict[str, set[str]], address: str
) -> str:
    """Return the new address of a link in the article `slug`; "" for none, noted in `gone`."""
    path = _own_path(address, site)
    if path is None:
        return as_address(address)
    if path and _key(path) not in moved:
        gone.setdefault(path, set()).add(f"{slug}.md")
    return moved.get(_key(path), "")


def _wanted(export: Export, outcome: Outcome) -> Iterator[tuple[Entry, Cleaned]]:
    """Yield the posts to import and their texts, oldest first; others go to `outcome.left`."""
    for entry in sorted(export.of_kind("post"), key=lambda one: (one.moment, one.path)):
        why = ""
        if entry.locked:
            why = "it asks for a password"
        elif entry.status not in WANTED:
            why = f'it is marked "{entry.status}" in the old system'
        else:
            try:
                text = clean(entry.body, entry.title)
                if text.blocks:
                    yield entry, text
                else:
                    why = "it has no words"
            except RecursionError:
                why = "its text is nested too deeply to be read"
        if why:
            outcome.left.append((entry, why))


def _names(posts: Iterable[Entry], root: Path) -> dict[Entry, str]:
    """Return a slug for each post: its own, with a number if two would be the same.

    The same export gives the same slugs each time, so that an import can be run again.
    """
    elsewhere = set()
    for file in sorted((root / POSTS).glob("*.md")):
        text = file.read_text(encoding="utf-8", errors="replace")
        slug = read_source(f"{POSTS}/{file.name}", f"articles/posts/{file.name}", text).value(
            "slug"
        )
        if slug != file.stem:
            elsewhere.add(slug)
    names: dict[Entry, str] = {}
    for entry in posts:
        name = plain = name_of(entry)
        number = 2
        while name in elsewhere or name in names.values():
            name, number = f"{plain[:56]}-{number}", number + 1
        names[entry] = name
    return names


def _blog_folder(posts: Iterable[Entry]) -> list[str]:
    """Return the folder that held all old posts ("blog"), if there is one."""
    tops = {entry.path.strip("/").partition("/")[0] for entry in posts if "/" in entry.path[1:]}
    return [top for top in tops if len(tops) == 1 and not top.isdigit()]


def _own_path(address: str, site: str) -> str | None:
    """Return the path of a link to the old site ("" for a place on its own page), or None."""
    try:
        parts, own = urlsplit(address.strip()), urlsplit(site)
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https"):
        return None
    plain = parts.netloc.lower().removeprefix("www.")
    if not parts.netloc or plain == own.netloc.lower().removeprefix("www."):
        return unquote(parts.path)
    return None


def _key(path: str) -> str:
    return path.rstrip("/").casefold()


def _note_cover(article: Article, cover: str) -> None:
    if cover and cover not in [picture.address for picture in article.pictures]:
        article.notes.append(f"its picture in lists did not move: {cover}")


def _redirect(
    root: Path, posts: Sequence[Entry], names: dict[Entry, str], outcome: Outcome
) -> None:
    """Redirect the old addresses, where possible."""
    wanted: dict[str, str] = {}
    for top in _blog_folder(posts):
        if top != "articles":
            wanted[f"/{top}"] = LIST
    for entry in posts:
        page = f"articles/posts/{names[entry]}.md"
        old = entry.path
        if (
            not old
            or place_of(old) == f"articles/{names[entry]}/"
            or not (root / "docs" / page).exists()
        ):
            continue
        if fault := fault_of(old):
            outcome.refused[old] = fault
        else:
            wanted[old.rstrip("/") or "/"] = page
    places = Counter(place_of(old) for old in wanted)
    known = {place_of(old) for old in load_settings(root).redirects}
    wanted = {old: page for old, page in wanted.items() if place_of(old) not in known}
    for old in [old for old in wanted if places[place_of(old)] > 1]:
        outcome.refused[old] = "two posts had this address"
        del wanted[old]
    file = root / MKDOCS
    try:
        text = file.read_bytes().decode("utf-8")
        made = with_redirects(text, wanted)
    except (OSError, ValueError, yaml.YAMLError) as error:
        reason = f"mkdocs.yml could not be changed ({error}): add this line under redirects"
        outcome.refused |= {f"{old}: {page}": reason for old, page in wanted.items()}
        return
    if made != text:
        file.write_bytes(made.encode("utf-8"))
    outcome.redirects = wanted


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py import",
        description="Import an old blog: a Squarespace or WordPress export becomes drafts.",
    )
    parser.add_argument("file", type=Path, help="the export, an .xml file")
    parser.add_argument(
        "--pictures", type=Path, metavar="FOLDER", help="import pictures from this folder"
    )
    parser.add_argument("--category", metavar="NAME", help="for posts with none of our categories")
    return parser


if __name__ == "__main__":
    sys.exit(main())
