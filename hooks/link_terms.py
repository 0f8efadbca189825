"""Links the first use of each glossary term on a page to its meaning."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.markdown.glossary import GlossaryExtension
from support import stages
from support.state import build_of


@event_priority(stages.OnConfig.LINK_TERMS)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Append the Markdown extension that links the terms of docs/glossary/."""
    extensions: list[Any] = config.markdown_extensions
    extensions.append(GlossaryExtension(build_of(config).terms))
    return config
