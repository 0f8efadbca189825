"""A check that remembers sound texts says the same as one without memory."""

from __future__ import annotations

from typing import Any, cast

import pytest

from library.check import check_library
from library.check.settings import load_settings
from library.check.sound import SoundTexts
from library.check.source import read_source
from tests.library.check.corpus import GOOD, NOW, make_case
from tests.library.check.test_bad_files import CASES


def remembered(sound: SoundTexts) -> SoundTexts:
    return SoundTexts(sound.to_keep())


@pytest.mark.slow
def test_every_bad_file_is_found_again(tmp_path):
    """The next check knows the texts that this one found sound; the bad ones among them never."""
    for number, parameter in enumerate(CASES[::6]):
        root = tmp_path / str(number)
        make_case(root, cast("dict[str, Any]", parameter.values[0]))
        settings, sound = load_settings(root), SoundTexts()
        first = check_library(root, now=NOW, settings=settings, tools=False, sound=sound)
        again = check_library(
            root, now=NOW, settings=settings, tools=False, sound=remembered(sound)
        )
        assert again == first, parameter.id


def test_a_sound_text_is_not_looked_at_again(monkeypatch):
    settings, sound = load_settings(GOOD), SoundTexts()
    assert check_library(GOOD, now=NOW, settings=settings, tools=False, sound=sound) == []
    monkeypatch.setattr("library.check._own_problems", None)  # not to be called
    after = remembered(sound)
    assert check_library(GOOD, now=NOW, settings=settings, tools=False, sound=after) == []
    assert after.to_keep() == sound.to_keep() != b""


def test_the_same_text_at_another_place_is_another_text():
    sound = SoundTexts()
    sound.add(read_source("docs/letters/a.md", "letters/a.md", "Text.\n"))
    known = remembered(sound)
    assert read_source("docs/letters/a.md", "letters/a.md", "Text.\n") in known
    assert read_source("docs/letters/a.md", "letters/a.md", "Text!\n") not in known
    assert read_source("docs/checklists/a.md", "checklists/a.md", "Text.\n") not in known


def test_what_is_gone_is_forgotten():
    sound = SoundTexts()
    sound.add(read_source("docs/letters/a.md", "letters/a.md", "Text.\n"))
    assert remembered(remembered(sound)).to_keep() == b""
