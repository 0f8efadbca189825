"""Makes citations links to the official rule, and gives templates a page's sources."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.markdown.citations import CitationExtension, Regulation, find_sources, read_register
from support import stages


@event_priority(stages.OnConfig.CITE_REGULATIONS)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Append the Markdown extension that links `34 CFR 300.323(d)`."""
    extensions: list[Any] = config.markdown_extensions
    extensions.append(CitationExtension(_register(config)))
    return config


@event_priority(stages.OnEnv.CITE_REGULATIONS)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Set the Jinja global `sources_of(markdown)`, which lists what a text cites."""
    env.globals["sources_of"] = partial(find_sources, register=_register(config))
    return env


def _register(config: MkDocsConfig) -> dict[str, Regulation]:
    return read_register(Path(config.docs_dir) / "regulations.yml")
