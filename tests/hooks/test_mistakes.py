"""Authors' mistakes stop the build, with one line that names the file."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from mkdocs import utils
from mkdocs.exceptions import Abort
from small_project import Project

import explain_errors

GOOD = "Short answer.\n\n<!-- more -->\n\n"


def stop(project: Project) -> list[str]:
    """Build a project that must not build; return its messages."""
    with pytest.raises(Abort):
        project.build()
    return project.messages


def test_without_a_mistake_it_builds(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.post("fine", text=f"{GOOD}[more](../index.md)\n")
    project.build()
    assert project.messages == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{GOOD}[gone](gone.md)\n", "gone.md"),
        (f"{GOOD}[gone](../index.md#gone)\n", "#gone"),
        (f"{GOOD}[gone](https:/example.org)\n[gone](/gone/)\n", "/gone/"),
        (f"{GOOD}![a picture](gone.png)\n", "gone.png"),
        ("No short answer.\n", "<!-- more -->"),
    ],
    ids=["broken link", "broken anchor", "broken absolute link", "missing image", "no excerpt"],
)
def test_a_mistake_in_the_text(tmp_path: Path, text: str, said: str) -> None:
    project = Project(tmp_path)
    project.post("wrong", text=text)
    told(stop(project), "articles/posts/wrong.md", said)


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        ({"categories": ("Meetings", "Meeting")}, "Meeting"),
        ({"date": "soon"}, "date"),
        ({"draft": "maybe"}, "draft"),
    ],
    ids=["unknown category", "no date", "no draft"],
)
def test_a_mistake_in_the_front_matter(tmp_path: Path, meta: dict[str, Any], said: str) -> None:
    project = Project(tmp_path)
    project.post("wrong", **meta)
    told(stop(project), "articles/posts/wrong.md", said)


def told(messages: list[str], file: str, said: str) -> None:
    """Check that one line names the file and what is wrong, without a traceback."""
    lines = [line for message in messages for line in message.splitlines()]
    assert [line for line in lines if file in line and said in line], messages
    assert not any("Traceback" in line for line in lines)


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_file(content: bytes, output_path: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", output_path)

    monkeypatch.setattr(utils, "write_file", write_file)
    *_, last = stop(Project(tmp_path))
    # MkDocs keeps the theme's own pages in a set: which of them it writes first differs.
    first, advice = last.split(". ", 1)
    assert first.startswith(f"ABORT: No space left on device: {tmp_path / 'site'}{os.sep}")
    assert advice == "Free some disk space, then build again."


def test_a_fault_of_a_copy_names_where_it_was_to_go() -> None:
    fault = PermissionError(errno.EACCES, "Permission denied", "theme/a.png", None, "site/a.png")
    with pytest.raises(Abort, match=r"^Permission denied: site/a\.png\. Give yourself permission"):
        explain_errors.on_build_error(fault)


def test_a_mistake_in_the_code_keeps_its_traceback() -> None:
    explain_errors.on_build_error(FileNotFoundError(errno.ENOENT, "No such file", "x"))
    explain_errors.on_build_error(KeyError("x"))
