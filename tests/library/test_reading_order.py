"""The chain of articles: newest first, nothing in it that is not published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.reading_order import is_published, link_chain, published_posts

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def post(name: str, created: datetime, draft: bool | None = None) -> Any:
    date = SimpleNamespace(created=created)
    return SimpleNamespace(name=name, config=SimpleNamespace(draft=draft, date=date))


@pytest.mark.parametrize(
    ("draft", "created", "published"),
    [
        (None, NOW - HOUR, True),
        (None, NOW, True),
        (None, NOW + HOUR, False),
        (True, NOW - HOUR, False),
        (True, NOW + HOUR, False),
        (False, NOW - HOUR, True),
        (False, NOW + HOUR, True),  # said so by hand
    ],
)
def test_is_published(draft: bool | None, created: datetime, published: bool) -> None:
    assert is_published(draft, created, NOW) is published


def test_the_newest_comes_first_and_equal_moments_keep_their_order() -> None:
    posts = [
        post("old", NOW - 3 * HOUR),
        post("draft", NOW - HOUR, draft=True),
        post("first of two", NOW - 2 * HOUR),
        post("second of two", NOW - 2 * HOUR),
        post("new", NOW - HOUR),
        post("tomorrow", NOW + 24 * HOUR),
    ]
    names = [found.name for found in published_posts(posts, NOW)]
    assert names == ["new", "first of two", "second of two", "old"]


def test_next_leads_to_the_older_one_and_the_ends_have_none() -> None:
    new, middle, old = (SimpleNamespace() for _ in range(3))
    link_chain([new, middle, old])
    assert (new.previous_page, new.next_page) == (None, middle)
    assert (middle.previous_page, middle.next_page) == (new, old)
    assert (old.previous_page, old.next_page) == (middle, None)


def test_a_single_post_stands_alone() -> None:
    only = SimpleNamespace()
    link_chain([only])
    assert (only.previous_page, only.next_page) == (None, None)


@given(st.lists(st.tuples(st.integers(-99, 99), st.sampled_from([None, True, False]))))
def test_next_visits_every_published_post_once(spec: list[tuple[int, bool | None]]) -> None:
    posts = [post(str(n), NOW + hours * HOUR, draft) for n, (hours, draft) in enumerate(spec)]
    chain = published_posts(posts, NOW)
    link_chain(chain)
    visited, here = [], chain[0] if chain else None
    while here:
        visited.append(here.name)
        assert here.next_page is None or here.next_page.previous_page is here
        here = here.next_page
    expected = {p.name for p in posts if is_published(p.config.draft, p.config.date.created, NOW)}
    assert len(visited) == len(set(visited)) and set(visited) == expected
