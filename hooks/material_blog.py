"""What the hooks use of the insides of Material's blog plugin, all in one place (no hook itself).

Written for mkdocs-material 9.8.1; a newer release is tried by the tests.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from material.plugins.blog import structure
from material.plugins.blog.structure import Archive, Category
from mkdocs.config.defaults import MkDocsConfig

from library.reading_order import published_posts

Post = Any  # the plugin's own page classes have no types
View = Any


def all_posts(config: MkDocsConfig) -> list[Post]:
    """Return every post the build reads; while serving, drafts and future posts too."""
    return list(_plugin(config).blog.posts)


def public_posts(config: MkDocsConfig) -> list[Post]:
    """Return the posts of the public site, newest first."""
    return published_posts(all_posts(config), datetime.now(UTC))


def is_post(page: object) -> bool:
    """Tell whether a page is a post."""
    return isinstance(page, structure.Post)


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


def is_serving(config: MkDocsConfig) -> bool:
    """Tell whether this is a preview (`serve`) and not the site to publish."""
    return bool(_plugin(config).is_serve)


def _plugin(config: MkDocsConfig) -> Any:
    return config.plugins["material/blog"]
