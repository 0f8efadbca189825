"""What many modules lean on: tables of data, fills, slugs, the files that Git says changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from library.common.ascii_words import apart, without_signs
from library.common.data_file import entries_of, is_texts, named_twice, open_table
from library.common.fault import Fault
from library.common.fills import Fill, read_fills
from library.common.git import changed_paths, git
from library.common.nearest import did_you_mean, nearest
from library.common.slug import slug_of


def test_a_table_has_only_the_keys_that_it_may_have() -> None:
    assert open_table([], ("a", "b"), "moments") == Fault(
        "", "This file has no moments. Undo the last change."
    )
    assert open_table({"a": 1, "c": 2}, ("a", "b"), "moments") == (
        {"a": 1, "c": 2},
        [Fault("", '"c" does not belong in this file, which has only a, b.')],
    )


def test_the_entries_of_a_list_are_tables() -> None:
    faults: list[Fault] = []
    assert entries_of([{"id": "a"}], "sets", faults, needs_one=True) == [{"id": "a"}]
    assert entries_of([], "sets", faults) == []
    assert faults == []
    no_list = Fault("", '"sets" must be a list. Undo the last change to it.')
    assert entries_of([], "sets", faults, needs_one=True) == []
    assert entries_of({"a": 1}, "sets", faults) == []
    assert faults == [no_list, no_list]
    assert entries_of(["x", {"id": "b"}], "sets", faults) == [{"id": "b"}]
    assert faults[2:] == [Fault("", 'An entry of "sets" has no keys, such as "id: ...".')]


def test_an_id_that_is_there_twice_or_more_is_told_once() -> None:
    assert [*named_twice("aab")] == [Fault("a", 'The id "a" appears twice. Give each its own.')]
    assert [*named_twice("abcbb")] == [Fault("b", 'The id "b" appears twice. Give each its own.')]


def test_texts_are_a_list_of_words() -> None:
    assert is_texts([]) and is_texts(["a", "b"])
    assert not any(map(is_texts, ("ab", ["a", ""], ["a", 1], {"a": "b"}, None)))


def test_a_fill_has_a_field_and_a_text_and_nothing_else() -> None:
    assert read_fills([{"field": "a", "text": "b"}]) == (Fill("a", "b"),)
    assert read_fills([{"field": "a", "other": "b"}]) is None
    assert read_fills([{"field": "a", "text": " "}]) is None


def test_a_title_becomes_a_part_of_an_address() -> None:
    assert slug_of("What's an IEP?") == "what-s-an-iep"
    assert slug_of("  Qué es  ") == "que-es"
    assert slug_of("日本") == "page"
    assert slug_of(f"{'a' * 59} b") == "a" * 59


def test_only_words_are_left_of_a_text() -> None:
    assert "a.b-c'd\t9\x7f(é)".translate(apart("'")) == "a b c'd 9  é "
    assert "a'b".translate(apart()) == "a b"
    assert max(apart()) == 127  # what is not ASCII is left to others
    assert without_signs("“X’b”—c…\xa0d é-") == " X b  c  d é-"


def test_the_nearest_word_is_offered_or_none() -> None:
    assert nearest("CHEKLIST", ["letter", "Checklist"]) == "Checklist"
    assert nearest("cheklist", ["checklist"], cutoff=0.95) == ""
    assert did_you_mean("leter", ["letter", "term"]) == ' Did you mean "letter"?'
    assert did_you_mean("xyz", ["letter", "term"]) == ""


def test_git_tells_which_files_changed_under_both_names(tmp_path: Path) -> None:
    def run(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    run("init", "-q")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/é.md").write_text("one\n" * 9)
    (tmp_path / "a.py").write_text("")
    run("add", ".")
    run("commit", "-qm", "one")
    run("mv", "docs/é.md", "docs/b.md")
    (tmp_path / "a.py").write_text("x")
    run("commit", "-qam", "two")
    assert changed_paths(tmp_path, "HEAD~1") == ["a.py", "docs/b.md", "docs/é.md"]
    assert changed_paths(tmp_path, "HEAD~1", "docs") == ["docs/b.md", "docs/é.md"]
    assert changed_paths(tmp_path, "HEAD~1", kinds="D") == ["docs/é.md"]
    assert git(tmp_path, "ls-files", "docs") == "docs/b.md\n"
