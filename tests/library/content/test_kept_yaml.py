"""What front matter says, kept: the same data as PyYAML reads, and the caller's own."""

from __future__ import annotations

import pytest
import yaml

from library.content.front_matter import KeptYaml, Loader

TEXT = "title: One\ndate: 2026-01-02\nat: 2026-01-02 03:04:05\nlist: [a, 1, 1.5, true, null]\n"


@pytest.mark.parametrize("text", [TEXT, "", "- a", "null", "0", "a: &a [1]\nb: *a"])
def test_the_data_are_those_of_the_text(text: str) -> None:
    first = KeptYaml()
    again = KeptYaml(first.to_keep())
    for kept in (first, again):
        for _ in range(2):
            assert yaml.load(text, kept.loader) == yaml.load(text, Loader)  # type: ignore[arg-type]


def test_what_a_caller_changes_is_the_callers_alone() -> None:
    kept = KeptYaml()
    kept.read(TEXT)["list"].append("more")
    assert kept.read(TEXT) == yaml.load(TEXT, Loader)


def test_kept_data_need_no_reading_and_are_forgotten_with_their_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = KeptYaml()
    first.read(TEXT)
    first.read("a: b")
    second = KeptYaml(first.to_keep())
    monkeypatch.setattr("library.content.front_matter.yaml.load", None)  # not to be called
    assert second.read(TEXT)["title"] == "One"
    with pytest.raises(TypeError):
        KeptYaml(second.to_keep()).read("a: b")


def test_a_text_that_is_no_yaml_fails_each_time() -> None:
    kept = KeptYaml()
    for _ in range(2):
        with pytest.raises(yaml.YAMLError):
            kept.read("a: [")
