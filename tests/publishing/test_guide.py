"""CONTRIBUTING.md says what the schema says, and its links open what they promise."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from library.content.kinds import kind_of
from library.content.schema import KINDS
from library.letters.before_sending import read_reminders
from publishing.renew_guide import GUIDE, new_page_links, renewed

ROOT = Path(__file__).resolve().parent.parent.parent


def test_guide_is_up_to_date():
    text = (ROOT / GUIDE).read_text("utf-8")
    assert renewed(text) == text, "run: python3 -m publishing renew_guide"


def test_guide_without_marks_is_refused():
    with pytest.raises(ValueError, match="marks are missing"):
        renewed("# Writing\n")


def test_links_open_a_page_of_each_kind_that_staff_start():
    kinds = set()
    for line in new_page_links().splitlines():
        query = parse_qs(urlsplit(line.partition("](")[2].rstrip(")")).query)
        (path,), (text,) = query["filename"], query["value"]
        kind = kind_of(path.removeprefix("docs/"))
        assert kind is not None
        top = yaml.safe_load(text.split("---\n")[1])
        assert {key.name for key in kind.keys if key.required} <= set(top)
        kinds.add(kind.name)
    assert kinds == {kind.name for kind in KINDS if kind.body}


def test_guide_speaks_to_staff_first():
    text = (ROOT / GUIDE).read_text("utf-8")
    assert text.index("### 1. The form") < text.index("## For developers")


def test_what_staff_copy_from_the_tables_is_as_they_should_write_it():
    text = (ROOT / GUIDE).read_text("utf-8")
    for kind in KINDS:
        for key in (key for key in kind.keys if key.staff):
            rows = re.findall(rf"^\| `{key.name}` \|.*\| (.*) \|$", text, re.MULTILINE)
            cells = [re.sub(r"`(?:<br>`)?", "\n", row).replace("\\|", "|") for row in rows]
            written = [yaml.load(cell, yaml.BaseLoader)[key.name] for cell in cells]
            if key.type == "reminders":
                assert read_reminders(written[0], ())[1] == ()
            elif key.type == "records":
                entries = [yaml.load(f"  - {entry}", yaml.BaseLoader) for entry in key.example]
                assert written[0] == [own for entry in entries for own in entry]
            else:
                listed = list(key.example) if isinstance(key.example, tuple) else key.example
                assert listed in written
