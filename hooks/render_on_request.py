"""Lets `serve` show an edit quickly: it renders a page only when a browser asks for it.

Each change still reads all pages, since a page takes titles, lists and links from the others. Only
templates and the search index (hooks/index_search.py) wait, so each page has the same bytes as in a
full build. HTML made from Markdown is kept for the next build (keep_converted.py). `build` uses
none of this. tests/hooks/test_fast_build.py fails when a new release changes what this relies on.
"""

from __future__ import annotations

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority

from support import stages
from support.requested_pages import RequestedPages, requested_pages


@event_priority(stages.OnStartup.RENDER_ON_REQUEST)
def on_startup(command: str, **kwargs: object) -> None:
    """Replace the function of MkDocs that writes a page, under `serve`."""
    if command == "serve" and not requested_pages():
        build._build_page = RequestedPages(build._build_page)


@event_priority(stages.OnPreBuild.RENDER_ON_REQUEST)
def on_pre_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Forget the pages of the previous build: their files are about to be deleted."""
    if pages := requested_pages():
        pages.forget()


@event_priority(stages.OnServe.RENDER_ON_REQUEST)
def on_serve(server: LiveReloadServer, **kwargs: object) -> LiveReloadServer:
    """Write a page before it is sent."""
    if pages := requested_pages():
        answer = pages.before(server._serve_request, server.mount_path)
        server._serve_request = answer  # type: ignore[method-assign, assignment]
    return server
