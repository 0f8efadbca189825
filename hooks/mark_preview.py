"""Marks pages of a preview, and articles that are not public yet."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from support import stages
from support.material_blog import is_post, wait_of_post
from support.purpose import is_preview, is_public_build
from support.state import build_of


@event_priority(stages.OnEnv.MARK_PREVIEW)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Set the Jinja globals `waiting_note(page)` and `preview_note(page)`.

    Both notes are empty on the site itself.
    """
    build = build_of(config)
    words = build.words
    is_public, everywhere = (
        is_public_build(config),
        words.preview.page if is_preview(config) else "",
    )

    def waiting_note(page: Any) -> str:
        """Return why a page is not on the site yet."""
        wait = wait_of_post(page, config) if not is_public and is_post(page) else None
        if wait and wait.appears and not wait.draft:
            return str(words.preview.ahead).format(build.clock.say(wait.appears))
        return str(words.preview.draft) if wait else ""

    def preview_note(page: Any) -> str:
        """Return the note above a page that is not on the site in this form."""
        return waiting_note(page) or str(everywhere)

    env.globals["waiting_note"] = waiting_note
    env.globals["preview_note"] = preview_note
    return env
