"""What the form editor writes, pages and files of data: it differs only where it was changed.

Our part of the editor is alone here; test_form_editor.py has a few of these in the whole of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from form_desk import differences, parted, with_other_word
from form_pages import PAGES, SUMMARY
from playwright.sync_api import Browser, Page
from sample_library import DOCS

from library.authoring.form_data import data_formats
from library.authoring.form_fields import form_formats, page_titles
from library.content.kinds import kind_of
from library.content.schema import PAGE
from machine.editor import FOLDER, provide_editor

ADMIN = Path(__file__).resolve().parent.parent.parent / "overrides" / "admin"
CAUGHT = "globalThis.CMS = { registerCustomFormat: (name, _, ways) => (made[name] = ways) }"
PATH = """\
# The path. Ask Kim first.

title: What now?   # as on the home page
description: >-
  Two answers lead
  to one thing.
updated: 2026-02-03
kept: {by: [engineers]}

questions:
  # The start ----

  - id: start
    ask: Did they write to you?
    answers:
      - say: "Yes"
        go: read-it
      - {say: They did not, go: ask}
      # the rare one
      -   say: 'I can''t tell'
          go: ask

leaves:
  - id: read-it
    title: Read it
    do: Read it today,
      all of it.

  # Asking ----

  - id: ask
    title: Ask   # not "beg"
    do: Ask and wait.

  - id: wait
    title: Wait
    do: Wait.
# The end.
"""

Data = dict[str, Any]


def leaf(data: Data, name: str) -> Data:
    """Return a leaf by its id."""
    found: Data = next(one for one in data["leaves"] if one["id"] == name)
    return found


def add_a_hint(data: Data) -> None:
    data["questions"][0] = {"id": "start", "hint": "Look: first.", **data["questions"][0]}


def change_texts(data: Data) -> None:
    data["updated"] = "2026-03-04"
    leaf(data, "read-it")["do"] = "Read it.\nAll of it."
    data["questions"][0]["answers"][2]["say"] = "no"


def change_in_brackets(data: Data) -> None:
    data["questions"][0]["answers"][1]["say"] = "They did"


def add_entries(data: Data) -> None:
    data["questions"][0]["answers"].append({"say": "Later", "go": "wait"})
    data["leaves"].append({"id": "new", "title": "New: so", "do": "2026-01-01", "law": ""})


def take_out_and_move(data: Data) -> None:
    data["questions"][0]["answers"].pop(0)
    data["leaves"].remove(leaf(data, "ask"))
    data["leaves"].reverse()


def take_out_the_last(data: Data) -> None:
    data["questions"][0]["answers"].pop()
    data["leaves"].pop()


# What is changed, and the lines that are to differ.
CHANGES: list[tuple[Callable[[Data], None], list[tuple[str, str]]]] = [
    (lambda data: None, []),
    (
        add_a_hint,
        [("    ask: Did they", "    hint: 'Look: first.'\n    ask: Did they")],
    ),
    (
        change_texts,
        [
            ("2026-02-03", "2026-03-04"),
            ("    do: Read it today,\n      all of it.\n", "    do: Read it. All of it.\n"),
            ("say: 'I can''t tell'", "say: 'no'"),
        ],
    ),
    (
        change_in_brackets,
        [("- {say: They did not, go: ask}", "- say: They did\n        go: ask")],
    ),
    (
        add_entries,
        [
            (
                "          go: ask\n\n",
                "          go: ask\n      - say: Later\n        go: wait\n\n",
            ),
            (
                "    do: Wait.\n",
                "    do: Wait.\n\n  - id: new\n    title: 'New: so'\n    do: '2026-01-01'\n",
            ),
        ],
    ),
    (
        take_out_and_move,
        [
            ('      - say: "Yes"\n        go: read-it\n', ""),
            (
                PATH[PATH.index("  - id: read-it") : PATH.index("# The end")],
                "  # Asking ----\n\n  - id: wait\n    title: Wait\n    do: Wait.\n\n"
                "  - id: read-it\n    title: Read it\n    do: Read it today,\n      all of it.\n",
            ),
        ],
    ),
    (
        take_out_the_last,
        [
            ("      -   say: 'I can''t tell'\n          go: ask\n", ""),
            ("\n  - id: wait\n    title: Wait\n    do: Wait.\n", ""),
        ],
    ),
]


@pytest.fixture(scope="module")
def writer(browser: Browser) -> Page:
    """A page on which overrides/admin/form.js has registered its formats."""
    if notice := provide_editor():
        pytest.skip(f"the form editor is not here: {notice}")
    page = browser.new_page()
    formats = json.dumps(form_formats() | data_formats())
    page.set_content(f'<script type="application/json" id="formats">{formats}</script>')
    page.evaluate(f"globalThis.made = {{}}; {CAUGHT}")
    for path in (FOLDER / "js-yaml.js", ADMIN / "form.js"):
        page.add_script_tag(path=path)
    return page


@pytest.mark.parametrize(("change", "lines"), CHANGES)
def test_only_what_was_changed_is_written_anew(
    writer: Page, change: Callable[[Data], None], lines: list[tuple[str, str]]
) -> None:
    data = writer.evaluate("(text) => made['now-data'].fromFile(text)", PATH)
    expected = PATH
    for before, after in lines:
        assert expected.count(before) == 1
        expected = expected.replace(before, after)
    change(data)
    written = writer.evaluate("(data) => made['now-data'].toFile(data)", data)
    assert written == expected
    said = yaml.safe_load(written)  # as the build reads it
    assert [one["id"] for one in said["leaves"]] == [one["id"] for one in data["leaves"]]
    assert all(isinstance(one["do"], str) for one in said["leaves"])


def test_a_file_that_says_too_little_is_not_written(writer: Page) -> None:
    data = writer.evaluate("(text) => made['now-data'].fromFile(text)", PATH) | {"leaves": []}
    told = writer.evaluate(
        "(data) => { try { made['now-data'].toFile(data) } catch (e) { return e.cause.message } }",
        data,
    )
    assert told == "Nothing is saved yet. Please fill in: Leaves."


TEXTS = {
    **PAGES,
    **{inside: (DOCS / inside).read_text("utf-8") for inside in page_titles(DOCS)},
}


@pytest.mark.parametrize("inside", TEXTS)
def test_a_page_keeps_all_lines_but_the_changed_ones(writer: Page, inside: str) -> None:
    name, before = f"{(kind_of(inside) or PAGE).name}-frontmatter", TEXTS[inside]
    data = writer.evaluate("([name, text]) => made[name].fromFile(text)", [name, before])
    data |= {key: with_other_word(data[key]) for key in ("description", "body")}
    after = writer.evaluate("([name, data]) => made[name].toFile(data)", [name, data])
    assert differences(before, after) == []


@pytest.mark.parametrize("title", ["Yes", "504", "2026-01-01", "# One", "- so it is", 'It\'s "so"'])
def test_words_stay_words(writer: Page, title: str) -> None:
    data = {"title": title, "description": f"{SUMMARY}\nAnd: more", "body": "Text."}
    written = writer.evaluate("(data) => made['page-frontmatter'].toFile(data)", data)
    top, body = parted(written)
    assert top == {"title": title, "description": f"{SUMMARY} And: more"}
    assert body == "\nText.\n"
