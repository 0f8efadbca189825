"""Gives every template the words of the interface, from overrides/words/<language>.yml."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from library.content.front_matter import Loader
from support import stages


@event_priority(stages.OnEnv.LOAD_WORDS)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Set the Jinja global `words`. A missing file stops the build with one line."""
    env.globals["words"] = _namespace(load_words(config))
    return env


def load_words(config: MkDocsConfig) -> dict[str, Any]:
    """Return the words of the site's language as nested dictionaries of strings."""
    path = Path(str(config.theme.custom_dir)) / "words" / f"{config.theme['language']}.yml"
    try:
        words = yaml.load(path.read_text(encoding="utf-8"), Loader)
    except FileNotFoundError:
        raise PluginError(
            f"{path}: the words of the interface in this language are missing; "
            "copy en.yml to this name and translate it."
        ) from None
    except yaml.YAMLError as error:
        raise PluginError(f"{path}: cannot be read as YAML: {error}") from None
    assert isinstance(words, dict)
    return words


def _namespace(words: Any) -> Any:
    """Return nested dictionaries as objects: in Jinja, `dictionary.clear` would be a method."""
    if not isinstance(words, dict):
        return words
    return SimpleNamespace(**{key: _namespace(value) for key, value in words.items()})
