"""What is made from the schema agrees with it and with what is in the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from library.check import check_library
from library.check.rules.front_matter import CHECKS
from library.check.settings import CheckSettings
from library.content.kinds import kind_of
from library.content.schema import KINDS
from library.content.schema_docs import (
    TABLE_END,
    TABLE_START,
    new_page_link,
    reference_table,
    template,
    with_table,
)
from tests.library.check.corpus import NOW

ROOT = Path(__file__).resolve().parents[3]
STAFF_KINDS = [kind for kind in KINDS if kind.body]


@pytest.mark.parametrize("kind", STAFF_KINDS, ids=lambda kind: kind.name)
def test_a_filled_in_template_passes_the_check(kind, tmp_path):
    """The examples of the schema are valid; they are still to be replaced."""
    file = tmp_path / "docs" / kind.folder / "sample.md"
    file.parent.mkdir(parents=True)
    text = template(kind).replace("evaluation-timeline", "sample")
    file.write_text(text, encoding="utf-8")
    for folder, name in (
        ("checklists", "asking-for-an-evaluation"),
        ("letters", "ask-for-evaluation"),
    ):
        other = tmp_path / "docs" / folder / f"{name}.md"
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_text("x")
    settings = CheckSettings(categories=("Evaluation", "Meetings"), authors=("iep-partner",))
    found = check_library(tmp_path, now=NOW, settings=settings)
    rules = {problem.rule for problem in found if problem.path.endswith("sample.md")}
    assert rules == {"example-left"}


def test_the_table_names_every_key_of_staff():
    table = reference_table()
    for kind in KINDS:
        part = table.partition(f"### {kind.label}:")[2].partition("\n### ")[0]
        for key in kind.keys:
            assert (f"| `{key.name}` | {key.called} |" in part) == key.staff


def test_the_table_goes_between_its_marks():
    text = with_table(f"Before\n{TABLE_START}\nouthouse\n{TABLE_END}\nAfter\n")
    assert text.startswith(f"Before\n{TABLE_START}\n\n### Article")
    assert text.endswith(f"{TABLE_END}\nAfter\n")
    assert "outhouse" not in text
    with pytest.raises(ValueError, match="marks are missing"):
        with_table("nothing")


@pytest.mark.parametrize("kind", STAFF_KINDS, ids=lambda kind: kind.name)
def test_the_new_page_link_opens_a_valid_page_in_the_web_editor(kind, tmp_path):
    from urllib.parse import parse_qs, urlsplit

    address = urlsplit(new_page_link(kind, "owner/name", "main"))
    query = parse_qs(address.query)
    assert address.path == "/owner/name/new/main"
    path = tmp_path / query["filename"][0]
    path.parent.mkdir(parents=True)
    path.write_text(query["value"][0], encoding="utf-8")
    settings = CheckSettings(categories=("Evaluation",))
    found = check_library(tmp_path, now=NOW, settings=settings, tools=False)
    days = {"wrong-type"} if "YYYY-MM-DD" in query["value"][0] else set()
    assert {problem.rule for problem in found} == {"example-left", *days}
    assert not re.search(r"\d{4}-\d\d-\d\d|draft", query["value"][0]), "a link stays as it is"


def test_every_type_of_the_schema_is_checked():
    types = {key.type for kind in KINDS for key in kind.keys}
    assert types - set(CHECKS) == {"day", "moment", "free"}


def test_help_is_one_sentence():
    for kind in KINDS:
        for key in kind.keys:
            assert key.help.endswith("."), key.name
            assert key.help.count(". ") == 0, key.name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("articles/posts/a.md", "post"),
        ("articles/index.md", "page"),
        ("letters/index.md", "page"),
        ("letters/a.md", "letter"),
        ("letters/README.md", "page"),
        ("letters/old/a.md", "page"),
        ("glossary/a.md", "term"),
        ("guides/a.md", "guide"),
        ("index.md", "page"),
        ("letters/_template.md", None),
        ("letters/.meta.yml", None),
        ("a.png", None),
    ],
)
def test_the_folder_decides_the_kind(path, name):
    kind = kind_of(path)
    assert (kind.name if kind else None) == name
