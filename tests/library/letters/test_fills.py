"""What another page takes along to a letter, and what is wrong with it."""

from __future__ import annotations

import pytest

from library.common.fills import Fill, read_fills
from library.letters.fills import by_field, wrong_fills
from library.letters.letter import parse_letter

LETTER = "## The letter\n\n[date]\n\nDear [case manager's name],\n\nAbout [topic].\n"
BLANKS = parse_letter(LETTER, subject="Hello").placeholders


def test_fills_are_read_and_given_to_the_fields_of_the_form() -> None:
    fills = read_fills([{"field": "case manager's name", "text": " Kim "}])
    assert fills == (Fill("case manager's name", "Kim"),)
    assert by_field(fills) == {"case-managers-name": "Kim"}
    assert not [*wrong_fills(fills, BLANKS, "letters/a.md")]


@pytest.mark.parametrize(
    "value",
    ["text", {"field": "topic"}, ["topic"], [{"field": "topic"}], [{"field": "a", "text": 3}],
     [{"field": "a", "text": " "}], [{"field": "a", "text": "b", "more": "c"}]],
)  # fmt: skip
def test_what_is_no_list_of_fills_is_told(value: object) -> None:
    assert read_fills(value) is None


@pytest.mark.parametrize(
    ("fill", "letter", "says"),
    [
        (Fill("topic", "Us"), "letters/a.md", ""),
        (Fill("date", "{start}"), "letters/a.md", ""),
        (Fill("date", "today"), "letters/a.md", "[date] is a day in the letter"),
        (Fill("subject", "Us"), "letters/a.md", "has no blank [subject]"),
        (Fill("case managers name", "Kim"), "letters/a.md", ""),  # the same field of the form
        (Fill("manager's name", "Kim"), "letters/a.md", "Did you mean [case manager's name]?"),
        (Fill("topic", "Us"), "", '"fills" needs a letter'),
    ],
)
def test_a_fill_that_does_not_fit_its_letter_is_told(fill: Fill, letter: str, says: str) -> None:
    found = [*wrong_fills([fill], BLANKS, letter)]
    assert bool(found) == bool(says) and says in "".join(found)
