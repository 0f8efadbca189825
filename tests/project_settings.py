"""Settings for the sites that tests build: the code's are real, the owner's are made up.

This is the only place where tests read the project's mkdocs.yml. They take from it the theme, the
plugins, the hooks and how Markdown is read. The name of the site, its address, menu, topics and
redirects are those of tests/sample/owner.yml, the words on its buttons those of
tests/sample/words.yml: the real ones belong to the owner, who may change them on any day without a
test to say no.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from living_library import ROOT, reading_the_living_library
from sample_words import sample_overrides

from library.content.front_matter import Loader

OWNER: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests" / "sample" / "owner.yml").read_text(encoding="utf-8")
)
MACHINERY = ("validation", "exclude_docs", "theme", "plugins", "hooks", "markdown_extensions")


def project_settings(owner: Mapping[str, Any] = OWNER, code: Path = ROOT) -> dict[str, Any]:
    """Return the contents of a mkdocs.yml that may lie anywhere.

    Args:
        owner: what an owner sets, as in tests/sample/owner.yml; `plugins` holds, by the name of
            a plugin, the settings that take the place of those of the project.
        code: the folder that holds hooks/, overrides/ and the mkdocs.yml that lists them.
    """
    settings = deepcopy(_machinery(code))
    theme = sample_overrides() if code == ROOT else code / "overrides"
    settings["theme"]["custom_dir"] = str(theme)
    settings["hooks"] = [str(code / hook) for hook in settings["hooks"]]
    chosen = deepcopy(dict(owner))  # a test may change its own
    for name, values in chosen.pop("plugins").items():
        plugin_settings(settings, name).update(values)
    return {**chosen, **settings}


@cache
def _machinery(code: Path) -> dict[str, Any]:
    with reading_the_living_library():  # for what runs, not for what the owner chose
        ours = yaml.load((code / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    return {name: ours[name] for name in MACHINERY}


def plugin_settings(settings: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the settings of a plugin, to be changed in place; KeyError where it does not run."""
    for number, entry in enumerate(settings["plugins"]):
        if entry == name:
            settings["plugins"][number] = entry = {name: {}}
        if isinstance(entry, dict) and name in entry:
            entry[name] = entry[name] or {}
            values: dict[str, Any] = entry[name]
            return values
    raise KeyError(name)
