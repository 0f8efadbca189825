"""How a pull request is tested: texts alone take the short way, anything else all tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from library.common.git import changed_paths
from publishing import judge_change as step

GIT = ["git", "-c", "user.name=Robin", "-c", "user.email=robin@example.org"]
TEXT = "docs/articles/posts/first.md"
SHORT = [
    ["run.py", "check", "--base", "HEAD^1"],
    ["run.py", "build"],
    ["-m", "publishing", "look", "site", "--base", "HEAD^1"],
]


@pytest.mark.parametrize(
    "paths",
    [
        [TEXT],
        [TEXT, "docs/images/team-at-table.webp", "docs/letters/x.md"],
        ["docs/regulations.yml"],
    ],
)
def test_texts_and_pictures_take_the_short_way(paths: list[str]) -> None:
    assert list(step.commands(paths, quick=False)) == SHORT
    assert list(step.commands(paths, quick=True)) == []


@pytest.mark.parametrize(
    "path",
    [
        *(
            "hooks/x.py",
            "overrides/main.html",
            "mkdocs.yml",
            "tests/x.py",
            ".github/workflows/x.yml",
        ),
        *("docs/articles/.authors.yml", "docs/articles/.meta.yml", "docs/x.js", "docs/_headers"),
        *("docs/articles/posts/_template.md", "requirements.txt", "README.md", "CONTRIBUTING.md"),
        *("docsx/y.md", "sitecustomize.py"),
    ],
)
def test_one_file_of_code_is_enough_for_all_tests(path: str) -> None:
    assert list(step.commands([TEXT, path], quick=False)) == [["run.py", "test"]]
    quick = list(step.commands([TEXT, path], quick=True))
    assert [command[1] for command in quick] == ["check", "build", "test"]
    assert "build" not in [c[1] for c in step.commands([path], quick=True, can_draw=False)]


def test_what_is_not_known_is_tested_in_full() -> None:
    assert list(step.commands([], quick=False)) == [["run.py", "test"]]


@pytest.fixture
def merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of a merged pull request that renames code into a text; run.py only speaks."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "hooks.py").write_text("code\n" * 20, "utf-8")
    (tmp_path / "docs/a.md").write_text("A text.\n", "utf-8")
    speaks = "import sys\nprint(sys.argv[1:])\nsys.exit(sys.argv[1] == 'build' and 3)\n"
    (tmp_path / "run.py").write_text(speaks, "utf-8")
    subprocess.run([*GIT, "init", "-q", "-b", "main"], cwd=tmp_path, check=True)
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commit(folder: Path) -> None:
    subprocess.run([*GIT, "add", "-A"], cwd=folder, check=True)
    subprocess.run([*GIT, "commit", "-q", "-m", "Change"], cwd=folder, check=True)


def test_code_that_becomes_a_text_or_goes_is_code(merged: Path) -> None:
    (merged / "hooks.py").rename(merged / "docs/b.md")
    commit(merged)
    assert changed_paths(merged, step.BASE) == ["docs/b.md", "hooks.py"]
    (merged / "docs/b.md").unlink()
    (merged / "docs/niño\n.md").write_text("x", "utf-8")
    commit(merged)
    assert changed_paths(merged, step.BASE) == ["docs/b.md", "docs/niño\n.md"]


def test_the_first_step_that_fails_ends_it(merged: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (merged / "docs/a.md").write_text("Another text.\n", "utf-8")
    commit(merged)
    assert step.main([]) == 3
    said = capfd.readouterr().out
    assert "Only texts and pictures have changed." in said
    assert "['check', '--base', 'HEAD^1']" in said and "['build']" in said
    assert "look site" not in said


def test_it_needs_nothing_that_is_not_pythons_own() -> None:
    code = (
        "import sys\n"
        "from publishing import install_pango, report_publishing, judge_change\n"
        "kept = {m.split('.')[0] for m in sys.modules}\n"
        "print(sorted(kept - set(sys.stdlib_module_names) - {'__main__', 'sitecustomize'}))"
    )
    root = Path(step.__file__).resolve().parent.parent
    said = subprocess.check_output(
        [sys.executable, "-S", "-c", code], cwd=root, env={"PYTHONPATH": "hooks:."}, text=True
    )
    assert said.strip() == "['library', 'machine', 'publishing']"
