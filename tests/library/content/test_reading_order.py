"""The chain of articles: newest first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from library.content.reading_order import link_chain, newest_first, related_posts

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def post(name: str, created: datetime) -> Any:
    return SimpleNamespace(name=name, config=SimpleNamespace(date=SimpleNamespace(created=created)))


def test_the_newest_comes_first_and_equal_moments_keep_their_order() -> None:
    posts = [
        post("old", NOW - 3 * HOUR),
        post("first of two", NOW - 2 * HOUR),
        post("second of two", NOW - 2 * HOUR),
        post("new", NOW - HOUR),
    ]
    names = [found.name for found in newest_first(posts)]
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


@given(st.lists(st.integers(-99, 99)))
def test_next_visits_every_post_once(spec: list[int]) -> None:
    posts = [post(str(number), NOW + hours * HOUR) for number, hours in enumerate(spec)]
    chain = newest_first(posts)
    link_chain(chain)
    visited, here = [], chain[0] if chain else None
    while here:
        visited.append(here.name)
        assert here.next_page is None or here.next_page.previous_page is here
        here = here.next_page
    assert len(visited) == len(set(visited)) and set(visited) == {p.name for p in posts}


def test_related_posts_are_public_others_of_its_categories_each_once() -> None:
    one, two, three, four, hidden = (
        SimpleNamespace(url=url, categories=[]) for url in ("1/", "2/", "3/", "4/", "hidden/")
    )
    post = SimpleNamespace(
        url="0/",
        categories=[
            SimpleNamespace(posts=[hidden, two, one]),
            SimpleNamespace(posts=[one, three, four]),
        ],
    )
    post.categories[0].posts.append(post)
    public = {"0/", "1/", "2/", "3/", "4/"}
    assert related_posts(post, public) == [two, one, three]
    assert related_posts(post, public, most=4) == [two, one, three, four]
    assert related_posts(post, {"4/"}) == [four]
    assert related_posts(post, set()) == []
