"""Finds a page among the posts at once: the blog plugin looks for every page one by one.

tests/hooks/test_fast_build.py fails when a new release changes that.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from support import stages
from support.material_blog import all_posts, hold_posts


@event_priority(stages.OnFiles.FIND_POSTS)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Let the plugin find a page among its posts at once."""
    hold_posts(config, PostList(all_posts(config)))
    return files


class PostList(list[Any]):
    """All posts of a build, each of them one object, so that `in` need not compare them."""

    def __init__(self, posts: list[Any]) -> None:
        """Take the posts; none is added later."""
        super().__init__(posts)
        self._known = {id(post) for post in posts}

    def __contains__(self, page: object) -> bool:
        """Return whether this very page is one of the posts."""
        return id(page) in self._known
