"""Which kind a file is, and the two parts of a letter."""

from __future__ import annotations

import pytest

from library.content.kinds import (
    TERMS_LINKED,
    guidance_part,
    is_index,
    kind_of,
    letter_heading,
    letter_part,
    path_of,
    slug_in,
)
from library.content.schema import LETTER

TEXT = "First.\n\n```\n## The letter\n```\n\n##  THE letter ##\n\nDear [name],\n## The letter\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("letters/ask.md", "letter"),
        ("letters/old/ask.md", "page"),
        ("letters/README.md", "page"),
        ("ask.md", "page"),
        ("letters/_template.md", None),
        ("letters/.ask.md", None),
        ("letters/ask.yml", None),
    ],
)
def test_a_file_is_of_the_kind_of_its_folder(path: str, kind: str | None) -> None:
    found = kind_of(path)
    assert (found.name if found else None) == kind


def test_pages_are_named_by_their_files() -> None:
    assert slug_in("letters/ask.md") == "ask"
    assert path_of(LETTER, "ask") == "letters/ask.md"
    assert [is_index(path) for path in ("index.md", "a/README.md", "a/b.md")] == [True, True, False]
    assert TERMS_LINKED == ("articles/", "guides/", "about/")


def test_a_letter_begins_below_its_first_heading_that_is_no_code() -> None:
    assert letter_heading(TEXT.split("\n")) == 6
    assert guidance_part(TEXT) == "First.\n\n```\n## The letter\n```\n"
    assert letter_part(TEXT) == "\nDear [name],\n## The letter\n"


def test_a_page_without_that_heading_is_guidance_alone() -> None:
    assert letter_heading(["## The letters", "~~~", "## The letter"]) is None
    assert (guidance_part("A\n\n"), letter_part("A\n\n")) == ("A\n", "")
