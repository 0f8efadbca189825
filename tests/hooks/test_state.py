"""What hooks share belongs to one build, and no hook depends on another."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from mkdocs.config import load_config
from small_project import Project

from support.state import Download, build_of

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import json, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config

build(load_config(sys.argv[1], strict=True))
print(json.dumps([file for m in sys.modules.values() if (file := getattr(m, "__file__", None))]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.post("hello")
    project.settings["nav"] = [{"Home": "index.md"}]
    return project


def test_each_build_has_a_state_of_its_own(project: Project) -> None:
    project.build()  # writes its mkdocs.yml
    settings = str(project.root / "mkdocs.yml")
    first, second = load_config(settings), load_config(settings)  # as `serve` does for each build
    build_of(first).add_download("a.md", Download("a.pdf", "pdf"))
    assert build_of(first) is build_of(first)
    assert build_of(first).downloads and not build_of(second).downloads


def test_downloads_are_in_one_order_whoever_comes_first(project: Project) -> None:
    project.build()
    build = build_of(load_config(str(project.root / "mkdocs.yml")))
    for kind in ("txt", "pdf_large", "docx", "pdf"):
        build.add_download("a.md", Download(f"a.{kind}", kind))
    assert [each.kind for each in build.downloads["a.md"]] == ["docx", "pdf", "pdf_large", "txt"]


@pytest.mark.parametrize(
    "hook",
    ["publish_sheets", "publish_letters", "pack_zip", "report_accessibility"],
)
def test_what_a_hook_makes_for_others_may_be_missing(hook: str, project: Project) -> None:
    hooks = project.settings["hooks"]
    project.settings["hooks"] = [each for each in hooks if Path(each).stem != hook]
    assert len(project.settings["hooks"]) == len(hooks) - 1
    assert (project.build() / "articles/hello/index.html").is_file()


def test_no_module_of_ours_is_loaded_twice(project: Project) -> None:
    project.build()
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(project.root / "mkdocs.yml")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    files: list[str] = json.loads(done.stdout.splitlines()[-1])
    ours = Counter(file for file in files if file.startswith(str(ROOT / "hooks")))
    assert len(ours) > 60
    assert [file for file, times in ours.items() if times > 1] == []
