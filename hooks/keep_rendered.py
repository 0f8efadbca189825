"""Keeps finished pages for the next build: to render takes longest where little has changed.

A page is found under its own text and under all that a template can show of the rest: the templates
and words, the settings, the day, and of each other page what is not its text. The list of
articles is found under the short answers that it shows, too. A page is kept as it was published,
with its policy and its mark, and with what that policy allows. Only what the last build used is
kept, so there is never more than one copy of the site. `serve` renders a page when it is asked for,
and uses none of this.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from library.common.build_cache import keep, place_of, read_kept
from library.content.kinds import kind_of
from library.content.schema import LETTER, MORE
from library.site.page_policy import Needs
from support import stages
from support.kept import inputs_of_markdown, kept_folder
from support.material_blog import index_page, quotes_posts
from support.purpose import is_public_build
from support.state import KEY, build_of


@event_priority(stages.OnEnv.KEEP_RENDERED)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Stand in for the function of MkDocs that writes a page, for this build."""
    if is_public_build(config):
        writer = PageWriter(build._build_page, kept_folder(config, "rendered"), config, files)
        build._build_page = writer
    return env


@event_priority(stages.OnPostBuild.KEEP_RENDERED)
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Give MkDocs its function back; keep what this build has made, and delete what it has not."""
    if writer := _give_back():
        writer.keep()
        writer.sweep()


@event_priority(stages.OnBuildError.KEEP_RENDERED)
def on_build_error(**kwargs: object) -> None:
    """Give MkDocs its function back."""
    _give_back()


def _give_back() -> PageWriter | None:
    writer: object = build._build_page
    if not isinstance(writer, PageWriter):
        return None
    build._build_page = writer.write
    return writer


class PageWriter:
    """Writes the pages of one build, and renders those that are not kept."""

    def __init__(
        self, write: Callable[..., None], folder: Path, config: MkDocsConfig, files: Files
    ) -> None:
        """Take the function that renders and writes, and all that pages can show."""
        self.write = write
        self._folder = folder
        self._build = build_of(config)
        self._around = _around(config, files)
        self._answers = _answers(config)
        self._used: set[str] = set()
        self._made: dict[str, Path] = {}  # path in the site -> where the page is to be kept

    def __call__(self, page: Page, *arguments: Any, **options: Any) -> None:
        """Write a page; the rest is as MkDocs gives it."""
        if options.get("excluded"):
            self.write(page, *arguments, **options)
            return
        own = [page.file.src_uri, page.url, page.markdown or "", page.content or ""]
        if kind_of(page.file.src_uri) is LETTER:  # the page's Markdown is only a part
            own.append(page.file.content_string)
        recipe = [self._around, *(text.encode() for text in own)]
        if quotes_posts(page):
            recipe.append(self._answers)
        place = place_of(self._folder, ".html", recipe)
        self._used.add(place.name)
        path = page.file.dest_uri
        if (kept := read_kept(place)) is not None:
            sources, _, html = kept.partition(b"\n")
            self._build.needs[path] = Needs(frozenset(map(tuple, json.loads(sources))))
            self._build.finished[path] = html
            self._build.put_file(path, html)
            return
        self.write(page, *arguments, **options)
        self._made[path] = place

    def keep(self) -> None:
        """Keep the pages that were made, all with a policy."""
        for path, place in self._made.items():
            if needs := self._build.needs.get(path):
                sources = json.dumps(sorted(needs.sources)).encode()
                keep(place, sources + b"\n" + self._build.site.read(path))

    def sweep(self) -> None:
        """Delete what has not been used."""
        with contextlib.suppress(OSError):
            for file in self._folder.iterdir():
                if file.name not in self._used:
                    file.unlink()


def _around(config: MkDocsConfig, files: Files) -> bytes:
    """Return a digest of all that a template can show, apart from the text of its own page."""
    state = build_of(config)
    library = state.library
    lists = (library.posts, library.checklists, library.letters, library.guides)
    facts: list[object] = [
        state.clock.today,
        {key: value for key, value in config.extra.items() if key != KEY},
        (config.site_name, config.site_url, config.site_description, config.site_author),
        (config.copyright, dict(config.theme)),
        (state.downloads, state.thumbnails, state.book, state.bundle),
        (state.assets, state.accessibility),
        [[page.url for page in pages] for pages in (*lists, library.topics, library.years)],
    ]
    facts += [_facts(page) for file in files.documentation_pages() if (page := file.page)]
    digest = hashlib.sha256(inputs_of_markdown(config, files) + repr(facts).encode())
    theme = Path(str(config.theme.custom_dir))
    for path in sorted(theme.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(theme).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _answers(config: MkDocsConfig) -> bytes:
    """Return a digest of the short answers of all articles."""
    digest = hashlib.sha256()
    for post in index_page(config).posts:
        digest.update((post.content or "").partition(MORE)[0].encode() + b"\0")
    return digest.digest()


def _facts(page: Page) -> tuple[object, ...]:
    """Return all that other pages can show of a page."""
    beside = [other and other.url for other in (page.previous_page, page.next_page)]
    settings: Any = getattr(page, "config", None)  # a post's
    post = settings and {key: str(value) for key, value in settings.items()}
    return (page.file.src_uri, page.url, page.canonical_url, page.title, page.meta, post, *beside)
