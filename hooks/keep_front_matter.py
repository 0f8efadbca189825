"""Keeps what front matter and data files say: to copy that takes a tenth as long as to read it."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from material.plugins.blog import structure
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.utils import meta

from library.content.front_matter import KEPT
from support import stages
from support.kept import keep_by_us, kept_folder, read_kept_by_us


@event_priority(stages.OnConfig.KEEP_FRONT_MATTER)
def on_config(config: MkDocsConfig, **kwargs: object) -> MkDocsConfig:
    """Let the plugin, MkDocs and our code take what YAML says from an earlier build.

    That stays for the life of the process: for any site, it does the same as what it replaces.
    """
    KEPT.begin(read_kept_by_us(_place(config)))
    structure.SafeLoader = KEPT.loader
    meta.SafeLoader = KEPT.loader  # type: ignore[attr-defined, assignment]
    return config


@event_priority(stages.OnEnv.KEEP_FRONT_MATTER)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Keep it, now that all is read."""
    keep_by_us(_place(config), KEPT.to_keep())
    return env


def _place(config: MkDocsConfig) -> Path:
    return kept_folder(config, "pages") / "front.matter"
