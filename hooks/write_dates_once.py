"""Writes each date out once: the blog plugin asks Babel each time, for all its lists."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from mkdocs.plugins import event_priority

from support import stages


@event_priority(stages.OnEnv.WRITE_DATES_ONCE)
def on_env(env: Environment, **kwargs: object) -> Environment:
    """Let the plugin's filter remember what it has written."""
    env.filters["date"] = cache(env.filters["date"])
    return env
