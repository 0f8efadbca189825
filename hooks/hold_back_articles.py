"""Keeps drafts and articles with a future date off the site; a preview shows them all.

Replaces the blog plugin's own `draft_if_future_date`, which publishes a future post that says
`draft: false`, as forms write it, and goes by UTC.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files, InclusionLevel

from library.check.rules.dates import wait_of
from library.check.rules.text_file import decode
from library.check.source import read_source
from library.content.kinds import kind_of
from library.content.schema import POST
from support import stages
from support.material_blog import show_all_posts
from support.purpose import is_public_build
from support.state import build_of


@event_priority(stages.OnConfig.HOLD_BACK_ARTICLES)
def on_config(config: MkDocsConfig, **kwargs: object) -> None:
    """Let a preview show every post."""
    if not is_public_build(config):
        show_all_posts(config)


@event_priority(stages.OnFiles.HOLD_BACK_ARTICLES)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Leave drafts and future articles out of the site."""
    if not is_public_build(config):
        return files
    clock = build_of(config).clock
    for file in files.documentation_pages():
        if kind_of(file.src_uri) is not POST:
            continue
        path = f"docs/{file.src_uri}"
        text, _ = decode(path, Path(str(file.abs_src_path)).read_bytes())
        if text and wait_of(read_source(path, file.src_uri, text), clock):
            file.inclusion = InclusionLevel.EXCLUDED
    return files
