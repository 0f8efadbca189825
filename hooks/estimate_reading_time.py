"""Sets how many minutes an article takes to read."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.search.text import kept_sections
from library.site.reading_time import reading_minutes
from support import stages
from support.material_blog import Post, is_post
from support.state import build_of


@event_priority(stages.OnPageContent.ESTIMATE_READING_TIME)
def on_page_content(html: str, page: Post, config: MkDocsConfig, **kwargs: object) -> str:
    """Count the words and pictures of a post."""
    if is_post(page):
        memo = build_of(config).memo
        page.config.readtime = memo.of(
            html, "minutes", lambda html: reading_minutes(html, kept_sections(html, memo))
        )
    return html
