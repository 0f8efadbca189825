"""Keeps the HTML of Markdown for the next build, and converts what is new with one parser.

MkDocs makes a parser for each page. tests/hooks/test_fast_build.py fails when a new release changes
what this replaces.
"""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import Any, NamedTuple

from markdown import Markdown
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

from library.common.build_cache import keep, place_of, read_kept
from support import stages
from support.kept import inputs_of_markdown, kept_folder


@event_priority(stages.OnNav.KEEP_CONVERTED)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files, **kwargs: object) -> Navigation:
    """Let MkDocs convert all pages with one parser.

    It is given to each page of this build, not to their class, which outlives the build.
    """
    parser = PageParser(config, files)
    for file in files:  # drafts too, which `serve` shows
        if page := file.page:
            page.render = partial(parser.render, page)  # type: ignore[method-assign]
    return nav


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
