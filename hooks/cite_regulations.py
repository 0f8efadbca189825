"""Makes each citation a link to the official rule."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.markdown.citations import CitationExtension
from support import stages
from support.state import build_of


@event_priority(stages.OnConfig.CITE_REGULATIONS)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Append the Markdown extension that links `34 CFR 300.323(d)`."""
    extensions: list[Any] = config.markdown_extensions
    extensions.append(CitationExtension(build_of(config).register))
    return config
