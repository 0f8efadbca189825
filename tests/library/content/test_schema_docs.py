"""What is made from the schema, for a small kind of page."""

from __future__ import annotations

import pytest

from library.content import schema_docs
from library.content.schema import Key, Kind
from library.content.schema_docs import (
    example_title,
    new_page,
    new_page_link,
    pages_to_copy,
    reference_table,
    template,
)

KIND = Kind(
    name="song",
    label="Song",
    plural="Songs",
    in_search="page",
    folder="songs",
    help="A song to sing.",
    keys=(
        Key("title", "text", "Its name.", "Yes", required=True, most=70),
        Key("slug", "slug", "Its address.", "my-song", label="Address", required=True, most=60),
        Key("date", "moment", "Its day.", "2026-11-24", required=True),
        Key("sung_by", "texts", "Who sings.", ("Ann: one", "a|b"), most=3),
        Key("verses", "number", "How many.", "3", required=True, most=9),
        Key("about", "long text", "Why.", 'Say "so".', most=99),
        Key("parts", "records", "Its parts.", ("of: a\n    no: 1",)),
        Key("hide", "free", "For us.", "toc", staff=False),
    ),
    body="Sing.\n",
)


@pytest.fixture(autouse=True)
def _small_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_docs, "KINDS", (KIND,))


def test_the_table_says_all_that_a_writer_may_write() -> None:
    assert (
        reference_table()
        == """\
### Song: `docs/songs/`

A song to sing.

| Write | In the form | Required? | What it is | Example |
|---|---|---|---|---|
| `title` | Title | yes | Its name. (words, at most 70 characters) | `title: "Yes"` |
| `slug` | Address | yes | Its address. (lowercase-with-hyphens, at most 60 characters) \
| `slug: my-song` |
| `date` | Date | yes | Its day. (a date, or a date and time) | `date: 2026-11-24` |
| `sung_by` | Sung by | optional | Who sings. (a list, at most 3) \
| `sung_by:`<br>`  - "Ann: one"`<br>`  - a\\|b` |
| `verses` | Verses | yes | How many. (a whole number) | `verses: 3` |
| `about` | About | optional | Why. (words) | `about: Say "so".` |
| `parts` | Parts | optional | Its parts. (a list of entries) \
| `parts:`<br>`  - of: a`<br>`    no: 1` |
"""
    )


def test_a_page_to_copy_explains_each_line() -> None:
    text = """\
---
# Its name. (words, at most 70 characters)
title: "Yes"
# Its address. (lowercase-with-hyphens, at most 60 characters)
slug: my-song
# Its day. (a date, or a date and time)
date: 2026-11-24
# Who sings. (a list, at most 3) (optional)
sung_by:
  - "Ann: one"
  - a|b
# How many. (a whole number)
verses: 3
# Why. (words) (optional)
about: Say "so".
# Its parts. (a list of entries) (optional)
parts:
  - of: a
    no: 1
---

Sing.
"""
    assert template(KIND) == text
    assert pages_to_copy() == {"docs/songs/_template.md": text}


def test_a_new_page_has_the_lines_it_must_have() -> None:
    assert new_page(KIND, 'A "B": c', "a-b", "2026-01-02") == (
        '---\ntitle: "A \\"B\\": c"\nslug: a-b\ndate: 2026-01-02\nverses: 3\n---\n\nSing.\n'
    )


def test_a_link_opens_the_editor_with_a_new_page() -> None:
    assert example_title(KIND) == "Title of the song"
    assert new_page_link(KIND, "us/lib", "ma/in") == (
        "https://github.com/us/lib/new/ma/in?filename=docs%2Fsongs%2Fnew-song.md&value=---%0A"
        "title%3A%20Title%20of%20the%20song%0Aslug%3A%20new-song%0Adate%3A%20YYYY-MM-DD%0A"
        "verses%3A%203%0A---%0A%0ASing.%0A"
    )
