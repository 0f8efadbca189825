"""A check that remembers sound texts says the same as one without memory."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from library.check import check_library
from library.check.settings import CheckSettings, load_settings
from library.check.sound import SoundTexts, digest_around
from library.check.source import read_source
from library.check.tools.tool import Tool
from library.check.tools.typos import start_typos
from tests.library.check.corpus import GOOD, NOW, make_case
from tests.library.check.test_bad_files import CASES


def remembered(sound: SoundTexts) -> SoundTexts:
    return SoundTexts(sound.to_keep())


@pytest.mark.slow
def test_every_bad_file_is_found_again(tmp_path):
    """The next check knows the texts that this one found sound; the bad ones among them never."""
    for number, (case, _) in enumerate(CASES[::6]):
        root = tmp_path / str(number)
        make_case(root, case)
        settings, sound = load_settings(root), SoundTexts()
        first = check_library(root, now=NOW, settings=settings, tools=False, sound=sound)
        again = check_library(
            root, now=NOW, settings=settings, tools=False, sound=remembered(sound)
        )
        assert again == first, case["case"]


def test_a_sound_text_is_not_looked_at_again(monkeypatch):
    settings, sound = load_settings(GOOD), SoundTexts()
    assert check_library(GOOD, now=NOW, settings=settings, tools=False, sound=sound) == []
    for rules in ("_own_problems", "check_front_matter", "check_citations"):
        monkeypatch.setattr(f"library.check.{rules}", None)  # not to be called
    after = remembered(sound)
    assert check_library(GOOD, now=NOW, settings=settings, tools=False, sound=after) == []
    assert after.to_keep() == sound.to_keep() != b""


def test_the_same_text_at_another_place_is_another_text():
    sound = SoundTexts()
    sound.add(read_source("docs/letters/a.md", "letters/a.md", "Text.\n"), "lists")
    known = remembered(sound)
    assert known.knows(read_source("docs/letters/a.md", "letters/a.md", "Text.\n"))
    assert not known.knows(read_source("docs/letters/a.md", "letters/a.md", "Text!\n"))
    assert not known.knows(read_source("docs/checklists/a.md", "checklists/a.md", "Text.\n"))


def test_other_lists_or_settings_ask_the_rules_that_read_them_again():
    page = read_source("docs/letters/a.md", "letters/a.md", "Text.\n")
    lists, settings = {"letter": ["b", "a"]}, CheckSettings(citations=frozenset("12"))
    sound = SoundTexts()
    sound.add(page, digest_around(lists, settings))
    known = remembered(sound)
    same = digest_around({"letter": ["a", "b"]}, CheckSettings(citations=frozenset("21")))
    assert known.knows(page, same)
    for other in (
        digest_around({"letter": ["a"]}, settings),
        digest_around(lists, CheckSettings(citations=frozenset("1"))),
        digest_around(lists, CheckSettings(documents={"https://a": "b"})),
    ):
        assert not known.knows(page, other)


def test_tools_look_at_new_texts_alone_and_find_again_what_is_still_wrong(tmp_path, monkeypatch):
    root = tmp_path / "site"
    shutil.copytree(GOOD, root)
    page = sorted((root / "docs/articles/posts").glob("*.md"))[0]
    page.write_text(page.read_text() + "\nWe recieve the letter.\n")
    settings, sound = load_settings(root), SoundTexts()
    first = check_library(root, now=NOW, settings=settings, sound=sound)
    assert [problem.rule for problem in first] == ["misspelling"]
    asked: list[str] = []

    def noted(root: Path, paths: list[str], without: list[str]) -> Tool:
        asked.extend(path for path in paths if path.endswith(".md"))
        return start_typos(root, paths, without)

    monkeypatch.setattr("library.check.start_typos", noted)
    after = remembered(sound)
    assert check_library(root, now=NOW, settings=settings, sound=after) == first
    assert asked == [page.relative_to(root).as_posix()]


def test_what_is_gone_is_forgotten():
    sound = SoundTexts()
    sound.add(read_source("docs/letters/a.md", "letters/a.md", "Text.\n"), "lists")
    assert remembered(remembered(sound)).to_keep() == b""
