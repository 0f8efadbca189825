"""Reads the words of the interface, overrides/words/<language>.yml."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from mkdocs.exceptions import PluginError

from library.content.front_matter import read_yaml


def read_words(path: Path) -> Any:
    """Return the words as nested objects: `words.letter.clear`.

    Raises PluginError, with one line, for a file that is missing or no YAML.
    """
    try:
        words = read_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PluginError(
            f"{path}: the words of the interface in this language are missing; "
            "copy en.yml to this name and translate it."
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        raise PluginError(f"{path}: cannot be read as YAML: {error}") from None
    assert isinstance(words, dict)
    return _namespace(words)


def _namespace(words: Any) -> Any:
    """Return nested dictionaries as objects: in Jinja, `dictionary.clear` would be a method."""
    if not isinstance(words, dict):
        return words
    return SimpleNamespace(**{key: _namespace(value) for key, value in words.items()})
