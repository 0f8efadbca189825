"""The forms of the files of data have a field for each key, and for nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from library.authoring.form_data import clock_names, data_collections, data_formats
from library.binder import table as binder
from library.clock import table as clocks
from library.clock import year
from library.path import table as path

DOCS = Path(__file__).resolve().parents[2] / "sample" / "docs"
PAGES = {"letters/a.md": "A letter", "letters/index.md": "Letters", "checklists/b.md": "B"}


def fields_of(file: str) -> dict[str, dict[str, Any]]:
    [collection] = data_collections(DOCS, PAGES)
    [found] = [each for each in collection["files"] if each["file"] == f"docs/{file}"]
    return {field["name"]: field for field in found["fields"]}


def keys(field: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Return the required and the other keys of the entries of a list."""
    needed = {each["name"] for each in field["fields"] if each["required"]}
    return needed, {each["name"] for each in field["fields"]} - needed


def test_the_path_has_a_field_for_each_key() -> None:
    fields = fields_of(path.FILE)
    assert {*path.PATH_TEXTS, "updated", "asked", "questions", "leaves"} == set(fields)
    assert keys(fields["questions"]) == ({*path.QUESTION_TEXTS, "answers"}, {*path.QUESTION_MAY})
    [answers] = [each for each in fields["questions"]["fields"] if each["name"] == "answers"]
    assert keys(answers) == ({*path.ANSWER_TEXTS}, set())
    assert keys(fields["leaves"]) == ({*path.LEAF_TEXTS}, {*path.LEAF_MAY, "fills"})


def test_the_clocks_have_a_field_for_each_key() -> None:
    fields = fields_of(clocks.FILE)
    needed, others = keys(fields["clocks"])
    assert needed == {*clocks.ALWAYS} and needed | others == {*clocks.KNOWN}


def test_the_sets_of_the_binder_have_a_field_for_each_key() -> None:
    fields = fields_of(binder.FILE)
    assert {*binder.KEYS} == set(fields)
    assert keys(fields["sets"]) == ({*binder.SET_TEXTS, "pages"}, set())


def test_the_moments_of_the_year_have_a_field_for_each_key() -> None:
    fields = fields_of(year.FILE)
    assert {*year.KEYS} == set(fields)
    assert keys(fields["moments"]) == ({*year.TEXTS}, set())


def test_what_is_chosen_is_there_to_choose() -> None:
    leaf = {each["name"]: each for each in fields_of(path.FILE)["leaves"]["fields"]}
    assert leaf["letter"]["options"] == [{"label": "A letter", "value": "letters/a.md"}]
    assert leaf["sheet"]["options"] == [{"label": "B", "value": "checklists/b.md"}]
    offered = {option["value"]: option["label"] for option in leaf["clock"]["options"]}
    assert offered == clock_names(DOCS) and offered


@pytest.mark.parametrize("text", [None, "clocks: [", "7"])
def test_without_a_table_that_can_be_read_no_clock_is_offered(
    tmp_path: Path, text: str | None
) -> None:
    if text:
        (tmp_path / clocks.FILE).write_text(text, "utf-8")
    assert clock_names(tmp_path) == {}
    assert bool(data_collections(tmp_path, {})) == bool(text)


def test_each_file_has_a_format() -> None:
    [collection] = data_collections(DOCS, PAGES)
    assert [file["format"] for file in collection["files"]] == [*data_formats()]
