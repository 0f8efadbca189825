"""A few bytes made to stall the check: each is reported quickly, with its line, not a traceback."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from library.check import check_library
from library.check.settings import load_settings
from library.check.tools import tool
from library.content.front_matter import TooMuch, read_yaml
from tests.library.check.corpus import GOOD, NOW, PAGES

ROOT = Path(__file__).resolve().parents[3]
POST = PAGES["post"]
TERM = PAGES["term"]
PATIENCE = 600  # seconds: without the limits, some of these take hours
NESTED = "[" * 2_000 + "]" * 2_000
ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefghijk", "bcdefghijkl", strict=True)
)
YAML = {
    "brackets": "title: " + "[" * 40_000,
    "braces": "title: " + "{a: " * 40_000,
    "list marks": "title:\n  " + "- " * 40_000,
    "closed brackets": f"search: {NESTED}",
    "questions": "? " * 40_000,
    "aliases": ALIASES,
    "a list that holds itself": "search: &a [*a]",
    "digits": "search: " + "9" * 200_000,
    "minutes": "search: 1" + ":1" * 100_000,
}
TEXTS = {
    "emphasis": "*_" * 70_000,
    "stars": "*" * 100_000 + "a",
    "stars and words": "**a*" * 30_000,
    "list marks": "- " * 70_000,
    "numbers": "1. " * 50_000,
    "quotes": "> " * 70_000,
    "quotes without spaces": ">" * 100_000,
    "quotes by lines": "".join("> " * depth + "a\n" for depth in range(1, 400)),
    "lists by lines": "".join("    " * depth + "- a\n" for depth in range(300)),
    "boxes by lines": "".join("    " * depth + "!!! note\n" for depth in range(300)),
    "a word": "\u00e9" * 100_000,
    "a word of names": "a.b" * 50_000 + "@",
    "brackets": "[" * 70_000,
    "pictures": "![" * 50_000,
    "links": "[a](" * 30_000,
    "links in links": "[" * 10_000 + "a" + "](b)" * 10_000,
    "tags": "<a " * 50_000,
    "open tags": "<b>" * 50_000,
    "comments": "<!--" * 40_000,
    "backticks": "`" * 70_000,
    "backticks and words": "`a" * 70_000,
    "backslashes": "\\*" * 70_000,
    "entities": "&amp;" * 30_000,
    "braces": "{" * 70_000,
    "quotes in braces": "{: #b " + "\"'" * 40 + " '\" =" + "\n\n" + "*" * 400,
    "attributes": "a {: #b }\n" * 10_000,
    "columns": "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|\n" * 4_000,
    "fences": "```\na\n```\n\n" * 15_000,
    "lines": "a\n\n" * 50_000,
    "footnotes": "".join(f"[^a{number}]: b\n\n" for number in range(10_000)),
}

PAGEWIDE = (
    "attributes",
    "columns",
    "fences",
    "lines",
    "footnotes",
)  # what is wrong with the page as a whole


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    return tmp_path


def checked(project: Path) -> str:
    """Run the check as staff do, and return what it says; it must find errors."""
    done = subprocess.run(
        [sys.executable, "-m", "library.check"],
        cwd=project,
        env={"PYTHONPATH": str(ROOT / "hooks"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.returncode == 1 and not done.stderr, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("name", YAML)
def test_no_yaml_stops_the_check(project: Path, name: str) -> None:
    for path in (POST, TERM):
        text = (project / path).read_text(encoding="utf-8")
        (project / path).write_text(text.replace("---\n", f"---\n{YAML[name]}\n", 1))
    for path in ("docs/checklists/.meta.yml", "docs/articles/.authors.yml", "mkdocs.yml"):
        (project / path).write_text(YAML[name])
    (project / "docs/regulations.yml").write_text(f"- {YAML[name].splitlines()[-1]}")
    said = checked(project)
    for path in (POST, TERM, "docs/checklists/.meta.yml", "docs/articles/.authors.yml"):
        assert f"{path}:" in said
    assert "mkdocs.yml:" in said and "docs/regulations.yml:" in said


def test_no_text_stops_the_check(project: Path) -> None:
    """All in one run: each has a page of its own, and the longest takes half a second."""
    post = (project / POST).read_text(encoding="utf-8")
    first = post.count("\n") + 2
    names = {f"bomb-{number}": name for number, name in enumerate(TEXTS)}
    for slug, name in names.items():
        path = (project / POST).with_stem(slug)
        path.write_text(f"{post}\n{TEXTS[name]}\n".replace("slug: sample", f"slug: {slug}"))
    about = project / PAGES["about"]
    about.write_text(f"{about.read_text(encoding='utf-8')}\nThis is teh end.\n")
    said = checked(project)
    told = {
        names[Path(file).stem]: int(line)
        for file, line in reversed(re.findall(r"(\S+/bomb-\d+\.md):(\d+)", said))
    }
    assert told.keys() == TEXTS.keys()
    assert {name for name, line in told.items() if line < first} <= set(PAGEWIDE)
    assert '"teh" looks misspelled' in said  # the tools read all the others


def test_a_tool_that_does_not_end_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    slow = tmp_path_factory.mktemp("tools") / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setattr(tool, "find_tool", lambda name: str(slow))
    monkeypatch.setattr(tool, "PATIENCE", 0.1)
    found = check_library(project, now=NOW, settings=load_settings(project))
    assert {(problem.rule, problem.level) for problem in found} == {("tool-slow", "error")}


def test_what_people_write_is_read() -> None:
    lists = "a:\n" + "".join(f"  - name: n{number}\n    also: [x, y]\n" for number in range(100))
    assert len(read_yaml(lists)["a"]) == 100
    assert read_yaml("a: 5 * 3\nb: '*'") == {"a": "5 * 3", "b": "*"}
    deep = "[" * 20 + "]" * 20
    assert read_yaml(deep) == read_yaml(deep)
    with pytest.raises(TooMuch):
        read_yaml("[" * 31 + "]" * 31)
