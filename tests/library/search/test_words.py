"""The file of how parents say things."""

from __future__ import annotations

from pathlib import Path

from library.search.words import read_search_words

FILE = Path(__file__).resolve().parents[3] / "overrides" / "words" / "search_en.yml"


def test_the_file_of_the_site_is_read_without_a_problem() -> None:
    words, problems = read_search_words(FILE.read_text(encoding="utf-8"))
    assert problems == []
    assert "the" in words.drop and "not" not in words.drop
    assert ("school", "escuela", "campus", "skool") in words.same
    assert set(words.wants) == {"letter", "checklist", "form", "term"}


def test_an_empty_file_is_no_problem() -> None:
    words, problems = read_search_words("")
    assert (words.same, words.near, problems) == ((), (), [])


def test_problems_are_told_all_at_once() -> None:
    _, problems = read_search_words("smae: [x]\nsame: [alone]\nnear: [a]\nwants: b\ndrop: c\n")
    assert len(problems) == 5
    assert any("smae" in problem for problem in problems)


def test_yaml_that_cannot_be_read_names_its_line() -> None:
    _, problems = read_search_words("drop:\n  - a\n same: [\n")
    assert len(problems) == 1 and problems[0][0] in "234"


def test_yaml_of_another_shape_is_a_problem() -> None:
    assert read_search_words("- a\n")[1]
