"""Renders the header, menu and footer once for all articles, which share them."""

from __future__ import annotations

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from support import stages
from support.material_blog import is_post


@event_priority(stages.OnEnv.RENDER_FRAME_ONCE)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Set the Jinja global `frame(template)`: includes a part that all pages of a folder share.

    All articles are in one folder, so the links of the part are the same on each of them. Any other
    page may be the target of one of these links, and gets its own frame.
    """
    made: dict[tuple[str, str], Markup] = {}

    @pass_context
    def frame(context: Context, template: str) -> Markup:
        page = context.get("page")
        key = (template, page.url.rstrip("/").rpartition("/")[0]) if is_post(page) else None
        if key in made:
            return made[key]
        html = Markup(env.get_template(template).render(context.get_all()))
        if key:
            made[key] = html
        return html

    env.globals["frame"] = frame
    return env
