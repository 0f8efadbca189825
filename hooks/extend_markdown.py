"""Adds the project's own Markdown to every page, post and excerpt."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.figures.fence import NAME, fence
from library.markdown.bare_links import BareLinksExtension
from library.markdown.numbered_lists import NumberedListsExtension
from library.markdown.outside_links import OutsideLinksExtension
from library.markdown.staff_comments import StaffCommentsExtension
from library.markdown.tables import TablesExtension
from library.markdown.task_list import TaskListExtension
from library.markdown.typography import TypographyExtension
from support import stages
from support.state import build_of


@event_priority(stages.OnConfig.EXTEND_MARKDOWN)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Append the extensions as objects, since names are not looked up among hooks.

    The link back from a footnote is a word: our font lacks the arrow that Python-Markdown uses.
    """
    words = build_of(config).words
    config.mdx_configs.setdefault("footnotes", {}).update(
        BACKLINK_TEXT=words.footnote.back, BACKLINK_TITLE=words.footnote.back_title
    )
    pictures = {"name": NAME, "class": NAME, "format": fence}
    config.mdx_configs.setdefault("pymdownx.superfences", {}).update(custom_fences=[pictures])
    extensions: list[Any] = config.markdown_extensions
    extensions += [
        NumberedListsExtension(),
        BareLinksExtension(),
        TaskListExtension(),
        OutsideLinksExtension(),
        TablesExtension(),
        StaffCommentsExtension(),
        TypographyExtension(),
    ]
    return config
