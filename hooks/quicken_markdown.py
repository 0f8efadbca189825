"""Lets Markdown look for a kind of text only where it can be."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.markdown.quick_blocks import QuickBlocksExtension
from library.markdown.quick_inline import QuickInlineExtension
from support import stages


@event_priority(stages.OnConfig.QUICKEN_MARKDOWN)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Add the extensions that do so."""
    extensions: list[Any] = config.markdown_extensions
    extensions += [QuickBlocksExtension(), QuickInlineExtension()]
    return config
