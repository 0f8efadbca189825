"""Which wordings share nothing with the page that they are said to lead to."""

from __future__ import annotations

import pytest

from library.search.wordings import strange_wordings
from library.search.words import SearchWords

WORDS = SearchWords(
    endings=((("ing", "", 3), ("s", "", 3)),),
    drop=frozenset("the is he".split()),
    same=(("evaluation", "test"), ("suspension", "sent home")),
    means=(("acts up", ("behavior",)), ("the", ("zebra",))),
    near=(("bus", ("transportation", "long ride")), ("cat", ("the",))),
)


@pytest.mark.parametrize(
    ("text", "wording", "strange"),
    [
        ("Ask for help.", "ask him", False),
        ("Ask for help.", "asking", False),
        ("Ask for help.", "my car", True),
        ("", "my car", True),
        ("Ask for help.", "is he the", False),  # it says nothing
        ("Ask for help.", "", False),
        ("The evaluation.", "a test", False),
        ("A suspension.", "he is sent home", False),
        ("A suspension.", "he is home", True),
        ("His behavior.", "he acts up", False),
        ("His lunch.", "he acts up", True),
        ("His behavior.", "an act", True),  # not all of what is said to mean it
        ("Transportation.", "the bus", False),
        ("A long ride.", "the bus", False),  # the second of what it leads to
        ("A ride.", "the bus", True),  # not all of it
        ("The rules.", "a cat", True),  # where it leads says nothing
        ("A zebra.", "the rule", True),
    ],
)
def test_a_wording_is_strange_where_nothing_connects_it(
    text: str, wording: str, strange: bool
) -> None:
    expected = [[wording]] if strange else [[]]
    assert strange_wordings([(text, [wording])], WORDS) == expected


def test_each_page_has_its_own_list_in_order() -> None:
    pages = [("One.", ["one", "two", "three"]), ("Two.", []), ("Three.", ["three"])]
    assert strange_wordings(pages, SearchWords()) == [["two", "three"], [], []]
