"""Keeps what front matter says for the next build: to copy that takes a tenth as long."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from material.plugins.blog import structure
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.utils import meta

from library.content.front_matter import KeptYaml
from support import stages
from support.kept import keep_by_us, kept_folder, read_kept_by_us
from support.state import build_of


@event_priority(stages.OnPreBuild.KEEP_FRONT_MATTER)
def on_pre_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Let the plugin and MkDocs take what front matter says from an earlier build.

    That stays for the life of the process: for any site, it does the same as what it replaces.
    """
    build_of(config).front_matter = kept = KeptYaml(read_kept_by_us(_place(config)))
    structure.SafeLoader = kept.loader
    meta.SafeLoader = kept.loader  # type: ignore[attr-defined, assignment]


@event_priority(stages.OnEnv.KEEP_FRONT_MATTER)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Keep it, now that all is read."""
    keep_by_us(_place(config), build_of(config).front_matter.to_keep())
    return env


def _place(config: MkDocsConfig) -> Path:
    return kept_folder(config, "pages") / "front.matter"
