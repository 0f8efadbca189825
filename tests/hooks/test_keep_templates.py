"""Compiled templates are kept from one build to the next, and never trusted when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from keep_templates import KeptTemplates


def render(folder: Path, source: str) -> tuple[str, int]:
    """Return what a template makes, and how many had to be compiled for it."""
    compiled = 0

    class Counting(Environment):
        def compile(self, *args, **options):
            nonlocal compiled
            compiled += 1
            return super().compile(*args, **options)

    env = Counting(loader=DictLoader({"a.html": source}), bytecode_cache=KeptTemplates(folder))
    return env.get_template("a.html").render(name="Ada"), compiled


def test_a_template_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    assert render(tmp_path, "Hello {{ name }}") == ("Hello Ada", 1)
    assert render(tmp_path, "Hello {{ name }}") == ("Hello Ada", 0)
    assert render(tmp_path, "Good day {{ name }}") == ("Good day Ada", 1)


@pytest.mark.parametrize("part", [slice(0), slice(20), slice(0, -1)], ids=str)
def test_a_damaged_one_is_compiled_anew(tmp_path: Path, part: slice) -> None:
    render(tmp_path, "Hello {{ name }}")
    [kept] = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[part])
    assert render(tmp_path, "Hello {{ name }}") == ("Hello Ada", 1)


def test_other_code_of_ours_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(tmp_path, "Hello {{ name }}")
    monkeypatch.setattr("keep_templates.code_digest", lambda: b"another")
    assert render(tmp_path, "Hello {{ name }}") == ("Hello Ada", 1)
