"""Gives templates the library as lists: posts, checklists, letters, and pages by path."""

from __future__ import annotations

from posixpath import dirname

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from support import stages
from support.material_blog import public_posts, topics, years
from support.state import Library, build_of


@event_priority(stages.OnEnv.COLLECT_LIBRARY)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Collect the lists. All titles and front matter are complete by now."""
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    build_of(config).library = Library(
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
    """Return the pages of a folder except its index, by title."""
    chosen = [p for path, p in pages.items() if dirname(path) == folder and not p.is_index]
    return sorted(chosen, key=lambda page: str(page.title).casefold())
