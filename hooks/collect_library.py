"""Gives templates the library as lists: posts, sheets, guides, topics, years, pages by path."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from library.content.kinds import kind_of
from library.content.schema import CHECKLIST, GUIDE, LETTER, Kind
from support import stages
from support.material_blog import public_posts, topics, years
from support.state import Library, build_of


@event_priority(stages.OnEnv.COLLECT_LIBRARY)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Collect the lists. All titles and front matter are complete by now."""
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    build_of(config).library = Library(
        posts=public_posts(config),
        checklists=_of(CHECKLIST, pages),
        letters=_of(LETTER, pages),
        guides=_of(GUIDE, pages),
        topics=topics(config),
        years=years(config),
        by_path=pages,
    )
    return env


def _of(kind: Kind, pages: dict[str, Page]) -> list[Page]:
    """Return the pages of a kind, by title."""
    chosen = [page for path, page in pages.items() if kind_of(path) is kind]
    return sorted(chosen, key=lambda page: str(page.title).casefold())
