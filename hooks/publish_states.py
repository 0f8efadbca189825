"""Publishes what a reader's device shows of the state that was chosen on it: states/<code>.json.

The device loads it only after the reader has chosen a state (overrides/assets/javascripts/).
"""

from __future__ import annotations

import json
from typing import Any

from babel.dates import format_date
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from library.content.schema import STATE
from library.states.piece import LimitWords, Words, state_piece
from library.states.proof import Shown
from library.states.record import Limit
from support import stages
from support.state import build_of
from support.state_words import limit_line, limit_span


@event_priority(stages.OnEnv.PUBLISH_STATES)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Write one file for each state, with the words that the page shows."""
    build = build_of(config)
    for shown in build.states.values():
        piece = state_piece(shown, _words(shown, build.words))
        path = f"{STATE.folder}/{shown.state.code}.json"
        build.publish_file(path, json.dumps(piece, ensure_ascii=False, separators=(",", ":")))
    return env


def _words(shown: Shown, words: Any) -> Words:
    name = shown.state.name
    return Words(
        here=words.states.here.format(name),
        none=words.states.none,
        compare=words.states.compare,
        more=words.states.more.format(name),
        forget=words.states.forget,
        use=words.states.use,
        names=tuple(words.states.means.format(own.means) for own in shown.state.names),
        limits=tuple(_limit_words(limit, name, words) for limit in shown.ordered),
    )


def _limit_words(limit: Limit, state: str, words: Any) -> LimitWords:
    span = limit_span(limit, words)
    day = format_date(limit.read, format="long", locale=words.site.locale)
    return LimitWords(
        line=limit_line(limit, words),
        read=words.states.line_read.format(day=day),
        clock=words.states.clock_line.format(state=state, span=span, starts=limit.starts),
        source=words.states.source.format(cite=limit.cite, day=day),
    )
