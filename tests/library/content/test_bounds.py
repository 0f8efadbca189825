"""YAML is read within bounds, and each reader's data are its own."""

from __future__ import annotations

import pytest
import yaml

from library.content.front_matter import TooMuch, check_bounds, compose_yaml, read_yaml


@pytest.mark.parametrize(
    "text",
    ["[" * 30 + "]" * 30, "a: " + "1" * 99, "a: 2 * 3", "- - - [{? a: b}]\n", "a: '*b'", ""],
)
def test_what_people_write_is_within_bounds(text: str) -> None:
    check_bounds(text)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\nb: " + "1:2_3.4" * 15, 1, "It has a number that is far too long."),
        ("a:\n " + "[" * 30 + "]" * 30, 1, "Its lists are nested more than 30 deep."),
        (
            "\n".join(f"{' ' * n}k:" for n in range(31)),
            30,
            "Its lists are nested more than 30 deep.",
        ),
        ("a: &b [1]\nc: *b", 1, "It uses one of its parts again by name (& and *)."),
    ],
)
def test_more_than_that_is_refused_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(TooMuch) as error:
        check_bounds(text)
    assert error.value.problem == told
    assert error.value.problem_mark and error.value.problem_mark.line == line
    for read in (read_yaml, compose_yaml):
        with pytest.raises(TooMuch):
            read(text)


def test_lists_side_by_side_are_not_deep() -> None:
    check_bounds("[" + "[a], " * 99 + "]")


def test_data_are_the_readers_own_and_a_known_text_is_not_checked_again() -> None:
    read_yaml("a: [1]")["a"].append(2)
    assert read_yaml("a: [1]") == {"a": [1]}
    deep = compose_yaml("[" * 31 + "]" * 31, known=True)
    assert isinstance(deep, yaml.SequenceNode)
