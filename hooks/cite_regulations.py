"""Makes each citation a link to the official rule, or a mark at the end of its sentence."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.markdown.marks import CitationExtension
from support import stages
from support.state import build_of


@event_priority(stages.OnConfig.CITE_REGULATIONS)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Append the Markdown extension that reads `34 CFR 300.323(d)`."""
    build = build_of(config)
    extensions: list[Any] = config.markdown_extensions
    extensions.append(CitationExtension(build.register, build.mark_words))
    return config
