"""Which part of the form a blank belongs in."""

from __future__ import annotations

from library.letters.form import form_parts, is_named
from library.letters.line import Placeholder

PARTS = "Your child = child's *\nYou = your name, your phone*\nThe school = date, school"


def blanks(*labels: str) -> list[Placeholder]:
    return [Placeholder(label, label.replace(" ", "-"), "text") for label in labels]


def told(*labels: str) -> dict[str, list[str]]:
    parts = form_parts(blanks(*labels), PARTS, "The rest")
    return {name: [one.label for one in own] for name, own in parts}


def test_each_blank_is_in_one_part_and_parts_stand_in_their_order() -> None:
    assert told("date", "Child\u2019s name", "your idea", "your name", "school") == {
        "Your child": ["Child\u2019s name"],
        "You": ["your name"],
        "The school": ["date", "school"],
        "The rest": ["your idea"],
    }


def test_a_part_without_blanks_is_not_there() -> None:
    assert told("what you saw") == {"The rest": ["what you saw"]}
    assert told() == {}


def test_a_star_stands_for_any_words_and_nothing_else_does() -> None:
    phone, other, day = blanks("your phone or email", "private school", "date of the meeting")
    assert is_named(phone, "your name, your phone*")
    assert not is_named(other, "date, school") and not is_named(day, "date, school")
