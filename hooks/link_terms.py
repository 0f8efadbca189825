"""Links the first use of each glossary term on a page, and gives templates the terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.markdown.glossary import GlossaryExtension, read_terms
from support import stages

FOLDER = "glossary"


@event_priority(stages.OnConfig.LINK_TERMS)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Append the Markdown extension that links the terms of docs/glossary/."""
    extensions: list[Any] = config.markdown_extensions
    extensions.append(GlossaryExtension(read_terms(Path(config.docs_dir) / FOLDER)))
    return config


@event_priority(stages.OnEnv.LINK_TERMS)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Set the Jinja global `terms`, sorted by title."""
    env.globals["terms"] = read_terms(Path(config.docs_dir) / FOLDER)
    return env
