"""The ready sets of the binder as data, and what is wrong with a set."""

from __future__ import annotations

from typing import Any

import pytest

from library.binder.table import Binder, ReadySet, read_binder

SET: dict[str, Any] = {
    "id": "meeting",
    "name": "A meeting ",
    "about": "Bring it.",
    "pages": ["letters/a.md", "checklists/b.md"],
}
LOG = {"log_letter": "letters/a.md", "log_field": "how much"}


def said(*sets: dict[str, Any], **rest: Any) -> list[tuple[str, str]]:
    binder, faults = read_binder({"sets": [*sets], **rest})
    assert not faults or binder == Binder()
    return [(fault.entry, fault.message) for fault in faults]


def test_sets_and_what_goes_with_them_are_read() -> None:
    binder, faults = read_binder({"sets": [SET], "also": ["services.md"], **LOG})
    assert faults == []
    one = ReadySet("meeting", "A meeting", "Bring it.", ("letters/a.md", "checklists/b.md"))
    assert binder == Binder((one,), ("services.md",), "letters/a.md", "how much")
    assert read_binder({"sets": []}) == (Binder(), [])


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("checklists/a.md", True),
        ("letters/a.md", True),
        ("guides/a.md", True),
        ("services.md", True),
        ("about/us.md", False),
        ("articles/posts/a.md", False),
        ("glossary/a.md", False),
    ],
)
def test_sheets_guides_and_what_is_named_fit(path: str, fits: bool) -> None:
    assert Binder(also=("services.md",)).takes(path) is fits


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"about": ""}, "It has no about. Add it, as in the sets around it."),
        (
            {"color": "red"},
            '"color" is not a word we use in a set. Delete it, or correct its name.',
        ),
        (
            {"pages": "a.md"},
            '"pages" must be a list of paths, each on a line that starts with "- ".',
        ),
        ({"pages": ["a.md", "a.md"]}, '"pages" names a page twice. Keep one.'),
        (
            {"name": 3},
            '"name: 3" is read as a number, not as text. Put straight quotes around it: name: "3"',
        ),
        ({"name": "a & b"}, '"name" may have only plain words, without <, >, and &.'),
        ({"id": "A"}, '"id" must be lowercase letters, digits and hyphens.'),
    ],
)
def test_a_set_with_a_fault_is_told(change: dict[str, Any], message: str) -> None:
    one = SET | change
    assert said(one) == [(one["id"], message)]


@pytest.mark.parametrize(("key", "most"), [("name", 50), ("about", 160)])
def test_the_words_of_a_set_fit_a_phone(key: str, most: int) -> None:
    assert said(SET | {key: "x" * most}) == []
    assert said(SET | {key: "x" * (most + 1)}) == [
        ("meeting", f'"{key}" has {most + 1} characters. At most {most} fit a phone.')
    ]


def test_the_file_has_its_own_faults() -> None:
    assert said(SET, SET) == [("meeting", 'The id "meeting" appears twice. Give each its own.')]
    assert said({"name": "A"}) == [
        ("A", "It has no id, about, pages. Add it, as in the sets around it.")
    ]
    assert said(also="a.md") == [
        ("", '"also" must be a list of paths, each on a line with a hyphen.')
    ]
    both = [("", '"log_letter" and "log_field" must both be texts. Add the other.')]
    assert said(log_letter="letters/a.md") == both
    assert said(log_letter=3, log_field="a") == both
    assert said(log_date="a day") == [
        ("", '"log_date" is a blank of "log_letter". Add that, or delete it.')
    ]
    assert said(**LOG) == said(**LOG, log_date="a day") == []


def test_a_set_has_at_most_twenty_pages() -> None:
    pages = [f"letters/{number}.md" for number in range(21)]
    assert said(SET | {"pages": pages[:20]}) == []
    assert said(SET | {"pages": pages}) == [
        ("meeting", '"pages" has 21 entries. At most 20 are of use.')
    ]
