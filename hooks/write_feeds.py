"""Adds articles/feed.xml (RSS) and articles/feed.json (JSON Feed) to the site."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from library.common.days import Clock
from library.site.feed import Channel, Item, json_feed, rss
from support import stages
from support.material_blog import index_page, public_posts
from support.state import build_of, facts_of_page

NEWEST = 50  # articles in a feed


@event_priority(stages.OnEnv.WRITE_FEEDS)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Write both feeds from the published posts, whose front matter is complete by now."""
    blog = index_page(config)
    site = config.site_url or ""
    channel = Channel(
        title=f"{config.site_name}: {blog.title}",
        description=facts_of_page(blog).description or config.site_description or "",
        language=config.theme["language"],
        author=config.site_author or config.site_name,
        home_url=urljoin(site, blog.url),
        rss_url=urljoin(site, "articles/feed.xml"),
        json_url=urljoin(site, "articles/feed.json"),
    )
    items = [_item(post, build_of(config).clock) for post in public_posts(config)[:NEWEST]]
    files.append(File.generated(config, "articles/feed.xml", content=rss(channel, items)))
    files.append(File.generated(config, "articles/feed.json", content=json_feed(channel, items)))
    return env


def _item(post: Any, clock: Clock) -> Item:
    facts = facts_of_page(post)
    return Item(
        title=post.title,
        url=post.canonical_url,
        summary=facts.description,
        published=post.config.date.created,
        updated=clock.start(facts.updated) if facts.updated else None,
        categories=tuple(post.config.categories),
    )
