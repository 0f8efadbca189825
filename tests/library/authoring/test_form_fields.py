"""The form editor's forms match the schema, in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from library.authoring.form_fields import form_collections, form_formats, page_titles
from library.content.schema import KINDS

LISTS = {"categories": ["Evaluation", "Meetings"], "authors": ["iep-partner"]}
TITLES = {
    "index.md": "The library",
    "services.md": "Services",
    "about/index.md": "About us",
    "about/contact.md": "Contact",
    "articles/index.md": "All articles",
    "articles/posts/a.md": "A",
    "letters/index.md": "All letters",
}
COLLECTIONS = {entry["name"]: entry for entry in form_collections(TITLES, LISTS)}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.body], ids=lambda kind: kind.name)
def test_each_kind_has_a_field_for_each_key(kind):
    [collection] = [c for c in COLLECTIONS.values() if c.get("folder") == f"docs/{kind.folder}"]
    fields = {field["name"]: field for field in collection["fields"]}
    assert set(fields) == {*(key.name for key in kind.keys if key.staff), "body"}
    needed = [name for name, field in fields.items() if field["required"]]
    assert needed == [*(key.name for key in kind.keys if key.required), "body"]
    assert list(fields)[: len(needed)] == needed, "what is needed stands above what is not"


def test_every_page_is_in_one_collection():
    assert list(COLLECTIONS)[-3:] == ["pages", "about", "lists"]
    assert COLLECTIONS["pages"]["folder"] == "docs" and COLLECTIONS["pages"]["create"]
    assert COLLECTIONS["pages"]["index_file"]["label"] == "Home"
    assert COLLECTIONS["about"]["index_file"]["label"] == "About us"
    assert COLLECTIONS["letters"]["index_file"]["format"] == COLLECTIONS["about"]["format"]
    assert "index_file" not in COLLECTIONS["articles"]
    assert [file["file"] for file in COLLECTIONS["lists"]["files"]] == ["docs/articles/index.md"]


def test_only_the_home_page_has_its_promise():
    index = COLLECTIONS["pages"]["index_file"]
    assert "promise" in [field["name"] for field in index["fields"]]
    assert "promise" not in [field["name"] for field in COLLECTIONS["pages"]["fields"]]
    assert "promise" in form_formats()[index["format"]]["order"]


def test_labels_and_hints_are_words():
    for collection in COLLECTIONS.values():
        for field in collection.get("fields", []):
            assert re.fullmatch(r"[A-Z][a-z]+(?: [A-Za-z]+)*", field["label"])
            assert not re.search(r"\.md|true|false|slug|YAML", field["hint"])
            assert field["widget"] != "datetime" or field["time_format"] is False


def test_a_list_without_entries_has_no_field():
    """The editor shows no form at all if a choice has no entries."""
    for collection in form_collections(TITLES, {}):
        for field in collection.get("fields", []):
            assert field.get("options") != []


def test_nothing_is_merged_from_the_form():
    assert all(collection["publish"] is False for collection in COLLECTIONS.values())


def test_titles_are_read_from_the_pages(tmp_path: Path):
    for name, text in {
        "index.md": "---\ntemplate: home.html\ntitle: 'The library'\n---\n",
        "_template.md": "---\ntitle: Copy me\n---\n",
        "about/broken.md": "no block",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert page_titles(tmp_path) == {"about/broken.md": "broken", "index.md": "The library"}
