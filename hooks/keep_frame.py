"""Renders the header, menu and footer of all articles once: they are the same on each of them."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from material.plugins.blog.structure import Post
from mkdocs.config.defaults import MkDocsConfig


def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Set the Jinja global `kept(template)`: includes a template that says nothing of its page.

    Its links lead to other pages, so they are written alike on all articles, which stand in one
    folder. Any other page may be one that a link leads to, and gets a frame of its own.
    """
    made: dict[tuple[str, str], Markup] = {}

    @pass_context
    def kept(context: Context, template: str) -> Markup:
        page: Any = context.get("page")
        if not isinstance(page, Post):
            return Markup(env.get_template(template).render(context.get_all()))
        key = template, page.url.rstrip("/").rpartition("/")[0]
        if key not in made:
            made[key] = Markup(env.get_template(template).render(context.get_all()))
        return made[key]

    env.globals["kept"] = kept
    return env
