"""What the hooks use of the internals of Material's blog plugin, except in make_excerpts.py.

Written for mkdocs-material 9.8.1; the tests try newer releases.
"""

from __future__ import annotations

from typing import Any

from material.plugins.blog import structure
from material.plugins.blog.structure import Archive, Category
from mkdocs.config.defaults import MkDocsConfig

from library.content.reading_order import newest_first
from library.content.waiting import Wait, waiting
from support.state import build_of

Post = Any  # the plugin's own page classes have no types
View = Any


def all_posts(config: MkDocsConfig) -> list[Post]:
    """Return every post the build reads; while serving, drafts and future posts too."""
    return list(_plugin(config).blog.posts)


def public_posts(config: MkDocsConfig) -> list[Post]:
    """Return the posts of the public site, newest first; a preview reads others too."""
    return newest_first(post for post in all_posts(config) if not wait_of_post(post, config))


def wait_of_post(post: Post, config: MkDocsConfig) -> Wait | None:
    """Return why a post is not on the public site yet; None if it is."""
    return waiting(bool(post.config.draft), post.meta["date"], build_of(config).clock)


def show_all_posts(config: MkDocsConfig) -> None:
    """Let the plugin show every post. Call this in `on_config`."""
    _plugin(config).config.draft = True


def set_moments(config: MkDocsConfig) -> None:
    """Set the moment at which each post appears, and sort the lists by it.

    The plugin takes a date, or a time without a zone, as UTC. Call this in `on_files`.
    """
    clock = build_of(config).clock
    for post in all_posts(config):
        post.config.date.created = post.config.date["created"] = clock.start(post.meta["date"])
    for view in [index_page(config), *_plugin(config).blog.views]:
        view.posts.sort(key=lambda post: post.config.date.created, reverse=True)


def is_post(page: object) -> bool:
    """Return whether a page is a post."""
    return isinstance(page, structure.Post)


def quotes_posts(page: View) -> bool:
    """Return whether a page shows short answers of posts: it is of the list of all articles.

    Lists by category and by year show descriptions instead (overrides/blog.html).
    """
    return isinstance(page, structure.View) and not isinstance(page, Archive | Category)


def index_page(config: MkDocsConfig) -> View:
    """Return the page that lists all articles."""
    return _plugin(config).blog


def topics(config: MkDocsConfig) -> list[View]:
    """Return the lists by category, in the order of `categories_allowed` in mkdocs.yml."""
    order = _plugin(config).config.categories_allowed
    views = [view for view in _plugin(config).blog.views if isinstance(view, Category)]
    return sorted(views, key=lambda view: order.index(view.name))


def years(config: MkDocsConfig) -> list[View]:
    """Return the lists by year, newest first."""
    return [view for view in _plugin(config).blog.views if isinstance(view, Archive)]


def stage_names(config: MkDocsConfig) -> list[str]:
    """Return the closed list of categories in the order of mkdocs.yml."""
    return list(_plugin(config).config.categories_allowed)


def hold_posts(config: MkDocsConfig, posts: list[Post]) -> None:
    """Give the plugin another list of the same posts. To be called in `on_files`."""
    _plugin(config).blog.posts = posts


def blog_plugins(config: MkDocsConfig) -> list[Any]:
    """Return the blog plugin under whatever name: the first part of it is the theme's."""
    return [plugin for name, plugin in config.plugins.items() if name.endswith("/blog")]


def _plugin(config: MkDocsConfig) -> Any:
    return blog_plugins(config)[0]
