"""The words of the sample: buttons, headings and messages as tests look for them.

The words that readers see, overrides/words/en.yml, change on any day, by people who do not program.
So each site that tests build has those of tests/sample/words.yml in the place of the real ones of
the same name. A word that no test looks for is the real one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from living_library import ROOT

from library.content.front_matter import Loader

FILE = ROOT / "tests" / "sample" / "words.yml"
WORDS = Path("words", "en.yml")  # in overrides/
# Always the same place: Jinja's compiled templates are kept under their paths.
COPY = ROOT / ".cache" / "sample_overrides"


@cache
def sample_overrides() -> Path:
    """Return a copy of overrides/ with the words of the sample."""
    theme = ROOT / "overrides"
    files = {path.relative_to(theme): path for path in theme.rglob("*") if path.is_file()}
    for name, path in files.items():
        content = with_sample_words(path) if name == WORDS else path.read_bytes()
        place = COPY / name
        if not place.is_file() or place.read_bytes() != content:
            place.parent.mkdir(parents=True, exist_ok=True)
            part = COPY.with_name(f"{COPY.name}.{os.getpid()}")  # another worker reads no half
            part.write_bytes(content)
            part.replace(place)
    for path in [path for path in COPY.rglob("*") if path.is_file()]:
        if path.relative_to(COPY) not in files:
            path.unlink(missing_ok=True)  # by another worker
    return COPY


def with_sample_words(path: Path) -> bytes:
    """Return a file of words with those of the sample."""
    words = _read(path)
    for area, name, text in _sample_words():
        if name in words.get(area, {}):
            words[area][name] = text
    return yaml.safe_dump(words, sort_keys=False, allow_unicode=True).encode()


def outdated_words() -> list[str]:
    """Return the words of the sample that the code no longer has, or fills in another way."""
    words = _read(ROOT / "overrides" / WORDS)
    return [
        f"{area}.{name}"
        for area, name, text in _sample_words()
        if name not in words.get(area, {}) or _holes(text) != _holes(words[area][name])
    ]


def _holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def _sample_words() -> Iterator[tuple[str, str, str]]:
    for area, words in _read(FILE).items():
        for name, text in words.items():
            yield area, name, text


def _read(file: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.load(file.read_text(encoding="utf-8"), Loader)
    return found
