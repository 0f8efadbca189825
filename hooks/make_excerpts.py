"""Cuts the excerpts of posts out of the finished posts.

Material's blog plugin converts each whole post again for every list it is in, with a new parser for
each post, then cuts off the excerpt. tests/hooks/test_fast_build.py fails when a new release
changes what this replaces.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from markdown import Markdown
from material.plugins.blog import plugin as blog
from material.plugins.blog.structure import Archive, Category, Excerpt, Post, View, _patch
from material.plugins.blog.structure.markdown import ExcerptTreeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.utils import get_relative_url

from library.markdown.excerpt import excerpt_source, finished_excerpt
from support import stages


@event_priority(stages.OnConfig.MAKE_EXCERPTS)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Let the plugin make our excerpts.

    That stays for the life of the process: for any site, it does the same as what it replaces.
    """
    blog.Excerpt = ExcerptMaker()
    return config


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
