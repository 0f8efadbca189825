"""Skips work that MkDocs and Material's blog plugin do and no page shows.

The plugin converts each whole post again for every list it is in, with a new parser for each post,
then cuts off the excerpt; and it looks for every page among all posts one by one. MkDocs makes a
parser for each page. Here are the replacements; tests/hooks/test_fast_build.py fails when a new
release changes what they replace.
"""

from __future__ import annotations

import json
import logging
from copy import copy
from functools import cache, partial
from typing import Any, NamedTuple

from jinja2 import Environment
from markdown import Markdown
from material.plugins.blog import plugin as blog
from material.plugins.blog.structure import Archive, Category, Excerpt, Post, View, _patch
from material.plugins.blog.structure.markdown import ExcerptTreeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from library.common.build_cache import keep, place_of, read_kept
from library.markdown.excerpt import excerpt_source, finished_excerpt
from library.markdown.quick_blocks import QuickBlocksExtension
from library.markdown.quick_inline import QuickInlineExtension
from support import stages
from support.kept import inputs_of_markdown, kept_folder
from support.material_blog import all_posts, hold_posts


@event_priority(stages.OnConfig.FAST_BUILD)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Let the plugin make our excerpts.

    That stays for the life of the process: for any site, it does the same as what it replaces.
    """
    blog.Excerpt = ExcerptMaker()
    extensions: list[Any] = config.markdown_extensions
    extensions += [QuickBlocksExtension(), QuickInlineExtension()]
    return config


@event_priority(stages.OnFiles.FAST_BUILD)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Let the plugin find a page among its posts at once."""
    hold_posts(config, PostList(all_posts(config)))
    return files


@event_priority(stages.OnEnv.FAST_BUILD)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Write each date out once: the plugin's filter asks Babel each time, for all its lists."""
    env.filters["date"] = cache(env.filters["date"])
    return env


@event_priority(stages.OnNav.FAST_BUILD)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files, **kwargs: object) -> Navigation:
    """Let MkDocs convert all pages with one parser.

    It is given to each page of this build, not to their class, which outlives the build.
    """
    parser = PageParser(config, files)
    for file in files:  # drafts too, which `serve` shows
        if page := file.page:
            page.render = partial(parser.render, page)  # type: ignore[method-assign]
    return nav


class PostList(list[Any]):
    """All posts of a build, each of them one object, so that `in` need not compare them."""

    def __init__(self, posts: list[Any]) -> None:
        """Take the posts; none is added later."""
        super().__init__(posts)
        self._known = {id(post) for post in posts}

    def __contains__(self, page: object) -> bool:
        """Return whether this very page is one of the posts."""
        return id(page) in self._known


class ExcerptMaker:
    """Makes the excerpts of one build; replaces the plugin's class for them."""

    def __init__(self) -> None:
        """Make no parser yet: its settings are complete when the first post is read."""
        self._parser: _Parser | None = None
        self._files: Files | None = None

    def __call__(self, post: Post, config: MkDocsConfig, files: Files) -> QuickExcerpt:
        """Return the excerpt of a post."""
        if self._parser is None or self._files is not files:  # a later build of this process
            self._parser, self._files = _Parser(config, files), files
        return QuickExcerpt(post, config, self._parser)


class QuickExcerpt(Excerpt):  # type: ignore[misc]  # the plugin's classes have no types
    """An excerpt that is cut out of the finished post, or made from the part it needs."""

    def __init__(self, post: Post, config: MkDocsConfig, parser: _Parser) -> None:
        """Set what the plugin's own class sets, but for the parser."""
        self.file = copy(post.file)
        self.post = post
        self._set_canonical_url(config.site_url)
        self.config, self.meta = post.config, post.meta
        self.authors: list[Any] = []
        self.categories: list[Any] = []
        self.more = None
        self.toc: list[Any] = []
        self._parser = parser

    def render(self, page: View, separator: str) -> QuickExcerpt:
        """Set `content` to what the list on this page shows, and return the excerpt itself.

        Material lists the object it has, MaterialX the one that is returned.

        Lists by topic and by year show descriptions instead (overrides/blog.html).
        """
        if isinstance(page, Archive | Category):
            return self
        titled = not self.post._title_from_render
        if titled and (
            finished := finished_excerpt(
                self.post.content or "",
                self.post.title,
                get_relative_url(self.post.url, page.url),
                separator,
            )
        ):
            self.content = finished
            return self
        self.markdown = excerpt_source(self.post.markdown, separator)
        if titled:
            self.markdown = f"# {self.post.title}\n\n{self.markdown}"
        self.file.url = page.url
        html = self._parser.convert(self.markdown, self, page)
        self.file.url = self.post.url
        self.content = html.split(separator, 1)[0]
        return self


class _Parser:
    """One Markdown parser, with the extensions that the plugin gives each excerpt's."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        config = _patch(config)
        self._markdown = Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs
        )
        self._anchors = ExcerptTreeprocessor(None)
        self._links = _RelativePathTreeprocessor(None, files, config)  # type: ignore[arg-type]
        self._markdown.treeprocessors.register(self._anchors, "excerpt", 0)
        self._markdown.treeprocessors.register(self._links, "relpath", 1)

    def convert(self, text: str, excerpt: QuickExcerpt, page: View) -> str:
        self._anchors.page, self._anchors.base = excerpt.post, page
        self._links.file = excerpt.file
        html: str = self._markdown.reset().convert(text)
        return html


class PageParser:
    """Converts the pages of one build, except those that are kept from an earlier one.

    One parser serves all: to make a parser takes a fifth as long as to use it.
    """

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        """Take the complete settings and all files."""
        self._config, self._files = config, files
        self._markdown = Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs
        )
        self._folder = kept_folder(config, "pages")
        self._inputs = inputs_of_markdown(config, files)
        self._warnings = _count_warnings()

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Set of a page what MkDocs' own `Page.render` sets."""
        file, text = page.file, page.markdown or ""
        recipe = [self._inputs, file.src_uri.encode(), file.url.encode(), text.encode()]
        place = place_of(self._folder, ".json", recipe)
        kept = read_kept(place)
        converted = Converted(**json.loads(kept)) if kept else self._convert(page)
        if not kept and not self._warnings.pop():  # a warning must be heard each time
            keep(place, json.dumps(converted._asdict()).encode())
        page.content, page._title_from_render = converted.html, converted.title
        page.toc = get_toc(converted.headings)
        page.present_anchor_ids = set(converted.anchors)
        page.links_to_anchors = {
            target: links
            for path, links in converted.links.items()
            if (target := self._files.get_file_from_path(path))
        }

    def _convert(self, page: Page) -> Converted:
        html, title = _RawHTMLPreprocessor(), _ExtractTitleTreeprocessor()
        anchors = _ExtractAnchorsTreeprocessor(page.file, self._files, self._config)
        links = _RelativePathTreeprocessor(page.file, self._files, self._config)
        markdown = self._markdown.reset()
        for each in (html, anchors, links, title):
            each._register(markdown)  # in place of those of the page before
        return Converted(
            markdown.convert(page.markdown or ""),
            getattr(markdown, "toc_tokens", []),
            title.title,
            sorted(anchors.present_anchor_ids | html.present_anchor_ids),
            {file.src_uri: found for file, found in links.links_to_anchors.items()},
        )


class Converted(NamedTuple):
    """What Markdown has become, of kinds that JSON has."""

    html: str
    headings: list[Any]  # `toc_tokens` of Markdown's extension "toc"
    title: str | None
    anchors: list[str]
    links: dict[str, dict[str, str]]  # a file -> an anchor there -> the link as it was written


class WarningCounter(logging.Handler):
    """Counts the warnings of MkDocs and its plugins, each of which stops a strict build."""

    def __init__(self) -> None:
        """Count from nothing."""
        super().__init__(logging.WARNING)
        self._count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one more."""
        self._count += 1

    def pop(self) -> int:
        """Return how many there were since the last time."""
        count, self._count = self._count, 0
        return count


def _count_warnings() -> WarningCounter:
    """Return the counter that hears MkDocs; there is one in a process."""
    logger = logging.getLogger("mkdocs")
    found = [handler for handler in logger.handlers if isinstance(handler, WarningCounter)]
    if not found:
        logger.addHandler(counter := WarningCounter())
        found.append(counter)
    found[0].pop()
    return found[0]
