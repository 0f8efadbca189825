"""Lets `serve` show an edit of a large site soon: a page is rendered when a browser asks for it.

All pages are still read at each change, as the titles, lists and neighbours of a page come from
the others. Put off are the filling of templates and the search index (hooks/index_search.py); so
each page has the bytes of a full build. What Markdown became is kept for the next build
(hooks/fast_build.py). `build` uses none of this. tests/hooks/test_fast_build.py tells when what is
relied on has changed in a new release.
"""

from __future__ import annotations

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority

from support import stages
from support.preview import Preview, current_preview


@event_priority(stages.OnStartup.LAZY_PREVIEW)
def on_startup(command: str, **kwargs: object) -> None:
    """Stand in for the function of MkDocs that writes a page, as long as it serves."""
    if command == "serve" and not current_preview():
        build._build_page = Preview(build._build_page)


@event_priority(stages.OnPreBuild.LAZY_PREVIEW)
def on_pre_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Forget the pages of the build before: their files are about to be deleted."""
    if preview := current_preview():
        preview.forget()


@event_priority(stages.OnServe.LAZY_PREVIEW)
def on_serve(server: LiveReloadServer, **kwargs: object) -> LiveReloadServer:
    """Write a page before it is sent."""
    if preview := current_preview():
        answer = preview.before(server._serve_request, server.mount_path)
        server._serve_request = answer  # type: ignore[method-assign, assignment]
    return server
