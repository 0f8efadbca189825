"""MkDocs runs the hooks in the order that hooks/support/stages.py lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.plugins import PluginCollection

from support import stages

LISTS = {
    re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): stage
    for name, stage in vars(stages).items()
    if isinstance(stage, type) and issubclass(stage, IntEnum) and stage is not IntEnum
}


@pytest.mark.parametrize("reason", stages.REASONS, ids=lambda reason: reason.why)
def test_what_must_come_first_does(reason: stages.Reason) -> None:
    (event,) = {type(stage) for stage in (*reason.first, *reason.then)}
    order = list(event)
    late = [
        f"{first.name} before {then.name}"
        for first in reason.first
        for then in reason.then
        if order.index(first) > order.index(then)
    ]
    assert late == [], reason.why


def test_every_stage_has_a_reason_for_its_place_or_none_is_needed() -> None:
    named = {repr(stage) for reason in stages.REASONS for stage in (*reason.first, *reason.then)}
    free = {repr(stage) for stage in stages.ANYWHERE}
    assert not named & free
    assert named | free == {repr(stage) for stages_of in LISTS.values() for stage in stages_of}


@pytest.mark.parametrize("event", LISTS)
def test_a_list_is_written_in_its_order(event: str) -> None:
    numbers = [stage.value for stage in LISTS[event]]
    assert numbers == sorted(numbers, reverse=True)


@pytest.fixture(scope="module")
def plugins(sample: Path) -> PluginCollection:
    return load_config(str(sample / "mkdocs.yml")).plugins


def stage_of(plugins: PluginCollection, function: Callable[..., Any]) -> tuple[str, int]:
    """Return the name and the number that a function should have in the list."""
    origin = plugins._event_origins[function]
    return Path(origin).stem.upper(), getattr(function, "mkdocs_priority", 0)


def test_every_event_that_runs_something_has_its_list(plugins: PluginCollection) -> None:
    running = {f"on_{event}" for event, functions in plugins.events.items() if functions}
    assert running == LISTS.keys()


@pytest.mark.parametrize("event", LISTS)
def test_what_runs_is_what_the_list_says_in_its_order(
    event: str, plugins: PluginCollection
) -> None:
    running = [
        stage_of(plugins, function) for function in plugins.events[event.removeprefix("on_")]
    ]
    assert [(stage.name, stage.value) for stage in LISTS[event]] == running


def test_the_order_does_not_depend_on_mkdocs_yml(sample: Path, tmp_path: Path) -> None:
    text = (sample / "mkdocs.yml").read_text(encoding="utf-8")
    head, hooks, rest = re.split(r"(?m)^hooks:\n((?:- .*\n)+)", text)
    turned = "".join(reversed(hooks.splitlines(keepends=True)))
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"{head}hooks:\n{turned}{rest}", encoding="utf-8")
    plugins = load_config(str(tmp_path / "mkdocs.yml")).plugins
    for event, functions in plugins.events.items():
        names = [stage_of(plugins, function)[0] for function in functions]
        assert names == [stage.name for stage in LISTS.get(f"on_{event}", [])], event
