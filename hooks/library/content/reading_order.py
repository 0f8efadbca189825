"""The reading order of the articles: from the newest to the oldest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

Post = Any  # a post of Material's blog plugin: `.config.date.created` counts


def newest_first(posts: Iterable[Post]) -> list[Post]:
    """Return posts from the newest to the oldest; posts with equal dates keep their order."""
    return sorted(posts, key=lambda post: post.config.date.created, reverse=True)


def link_chain(chain: Sequence[Post]) -> None:
    """Set `previous_page` and `next_page` along the chain; None at its ends.

    In a chain from newest to oldest, Next is the older post, as on the owner's old blog.
    """
    for place, post in enumerate(chain):
        post.previous_page = chain[place - 1] if place else None
        post.next_page = chain[place + 1] if place + 1 < len(chain) else None


def related_posts(post: Post, public: Collection[str], most: int = 3) -> list[Post]:
    """Return other posts in the post's categories, in category order, each once.

    `public` holds the addresses of published posts; others are never returned.
    """
    related: dict[str, Post] = {}
    for category in post.categories:
        for other in category.posts:
            if len(related) == most:
                return list(related.values())
            if other.url != post.url and other.url in public:
                related[other.url] = other
    return list(related.values())
