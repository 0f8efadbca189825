"""Adds the project's own Markdown to every page, post and excerpt."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from library.outside_links import OutsideLinksExtension
from library.staff_comments import StaffCommentsExtension
from library.tables import TablesExtension
from library.task_list import TaskListExtension
from library.typography import TypographyExtension


def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Append the extensions as objects; hooks are not on the path that names are read from."""
    extensions: list[Any] = config.markdown_extensions
    extensions += [
        TaskListExtension(),
        OutsideLinksExtension(),
        TablesExtension(),
        StaffCommentsExtension(),
        TypographyExtension(),
    ]
    return config
