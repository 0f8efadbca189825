"""Gives templates the library as lists: posts, checklists, letters, and pages by path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from library.content.reading_order import related_posts
from support import stages
from support.material_blog import public_posts, topics, years


@dataclass(frozen=True)
class Library:
    """What a template can list. Each entry is a MkDocs page with its front matter."""

    posts: list[Page]  # published, newest first
    checklists: list[Page]  # by title
    letters: list[Page]
    guides: list[Page]
    topics: list[Page]  # the articles of each category, in the order of mkdocs.yml
    years: list[Page]  # the articles of each year, newest first
    by_path: dict[str, Page]  # "checklists/back-to-school.md" -> its page

    def related(self, post: Page) -> list[Page]:
        """Return other published articles of the post's categories, at most three."""
        return related_posts(post, self._public)

    @cached_property
    def _public(self) -> frozenset[str]:
        return frozenset(post.url for post in self.posts)


@event_priority(stages.OnEnv.COLLECT_LIBRARY)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Set the Jinja global `library`. All titles and front matter are complete by now."""
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    env.globals["library"] = Library(
        posts=public_posts(config),
        checklists=_folder(pages, "checklists"),
        letters=_folder(pages, "letters"),
        guides=_folder(pages, "guides"),
        topics=topics(config),
        years=years(config),
        by_path=pages,
    )
    return env


def _folder(pages: dict[str, Page], folder: str) -> list[Page]:
    """Return the pages of a folder but its index, by title."""
    chosen = [p for path, p in pages.items() if dirname(path) == folder and not p.is_index]
    return sorted(chosen, key=lambda page: str(page.title).casefold())
