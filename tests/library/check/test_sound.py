"""A check that remembers sound texts says the same as one without memory."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from library.check import Problem, check_library
from library.check.rules.links import Link, find_links
from library.check.settings import CheckSettings, load_settings
from library.check.sound import Leads, SoundTexts, digest_around
from library.check.source import Source, read_source
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
    read: list[str] = []

    def noted(page: Source) -> tuple[list[Link], list[Problem]]:
        read.append(page.inside)
        return find_links(page)

    monkeypatch.setattr("library.check.find_links", noted)
    after = remembered(sound)
    found = check_library(GOOD, now=NOW, settings=settings, tools=False, reading=False, sound=after)
    assert found == []
    assert read == ["index.md", "articles/posts/sample.md"]  # with tasks, and with a picture
    assert after.to_keep() != b""


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("articles/posts/sample.md", "## What the law says", "## What the rule says"),
        ("articles/posts/sample.md", "\n---\n", "\ndraft: true\n---\n"),
        ("articles/posts/later.md", "date: 2026", "date: 2027"),
        ("letters/ask.md", "", None),
    ],
)
def test_where_the_links_of_a_sound_text_lead_is_asked_again(tmp_path, name, old, new):
    root = tmp_path / "site"
    shutil.copytree(GOOD, root)
    settings, sound = load_settings(root), SoundTexts()

    def check(sound: SoundTexts) -> list[Problem]:
        return check_library(
            root, now=NOW, settings=settings, tools=False, reading=False, sound=sound
        )

    assert check(sound) == []
    page = root / "docs" / name
    if new is None:
        page.unlink()
    else:
        text = page.read_text()
        assert old in text
        page.write_text(text.replace(old, new, 1))
    again = check(remembered(sound))
    assert again == check(SoundTexts())
    assert {problem.path for problem in again} - {f"docs/{name}"}


def test_the_same_text_at_another_place_is_another_text():
    sound = SoundTexts()
    sound.add(read_source("docs/letters/a.md", "letters/a.md", "Text.\n"), "lists", Leads())
    known = remembered(sound)
    assert known.knows(read_source("docs/letters/a.md", "letters/a.md", "Text.\n"))
    assert not known.knows(read_source("docs/letters/a.md", "letters/a.md", "Text!\n"))
    assert not known.knows(read_source("docs/checklists/a.md", "checklists/a.md", "Text.\n"))


def test_other_lists_or_settings_ask_the_rules_that_read_them_again():
    page = read_source("docs/letters/a.md", "letters/a.md", "Text.\n")
    lists, settings = {"letter": ["b", "a"]}, CheckSettings(citations=frozenset("12"))
    sound = SoundTexts()
    sound.add(page, digest_around(lists, settings), Leads())
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
        asked.extend(path for path in paths if not path.endswith(".yml"))  # read each time
        return start_typos(root, paths, without)

    monkeypatch.setattr("library.check.start_typos", noted)
    after = remembered(sound)
    assert check_library(root, now=NOW, settings=settings, sound=after) == first
    # No picture: given by its name, even that would be read as words.
    assert asked == [page.relative_to(root).as_posix()]


def test_what_is_gone_is_forgotten():
    sound = SoundTexts()
    sound.add(read_source("docs/letters/a.md", "letters/a.md", "Text.\n"), "lists", Leads())
    assert remembered(remembered(sound)).to_keep() == b""


def test_a_text_that_is_told_of_says_the_same() -> None:
    text = '---\ntitle: "One: two"\ndate: 2026-01-02\ntitle: Three\nlist: [a]\nnone:\n---\nText\n'
    read = read_source("docs/one.md", "one.md", text)
    told = read_source("docs/two.md", "two.md", text, told=read.values_told)
    for key in ("title", "date", "list", "none", "other"):
        assert told.value(key) == read.value(key)
    assert (told.body, told.line_of("list")) == (read.body, 5)
    assert [entry.text for entry in told.values("list")] == ["a"]
