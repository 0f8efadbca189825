"""Sets the reading order: when each post appears, and Next from a post to the older one.

Material's blog plugin links them the other way around, and includes drafts under `serve`.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from library.content.reading_order import link_chain
from support import stages
from support.material_blog import all_posts, public_posts, set_moments


@event_priority(stages.OnFiles.ORDER_POSTS)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Sort the posts by the owner's clock."""
    set_moments(config)
    return files


@event_priority(stages.OnNav.ORDER_POSTS)
def on_nav(nav: Navigation, config: MkDocsConfig, **kwargs: object) -> Navigation:
    """Link the published posts to each other; drafts and future posts get no links."""
    for post in all_posts(config):
        post.previous_page = post.next_page = None
    link_chain(public_posts(config))
    return nav
