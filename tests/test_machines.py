"""A checkout with Windows line endings is checked, built and updated like any other."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from sample_library import build_sample

from library.check import check_library
from library.check.settings import load_settings
from library.common.days import present
from publishing.renew_guide import GUIDE, renewed

ROOT = Path(__file__).resolve().parent.parent
TEXTS = (".md", ".yml", ".svg", ".txt")


@pytest.fixture(scope="module")
def windows(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library with the line ends of Windows."""
    folder = tmp_path_factory.mktemp("windows") / "library"
    shutil.copytree(sample, folder, symlinks=True, ignore=shutil.ignore_patterns("site"))
    for path in [*folder.glob("*.yml"), *folder.joinpath("docs").rglob("*")]:
        if path.suffix in TEXTS and path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return folder


def test_git_gives_windows_the_line_ends_of_the_repository(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout of Git")
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    for name in ("text.md", "data.yml", "page.html", "picture.png"):
        (tmp_path / name).write_bytes(b"one\ntwo\n")
    git = ["git", "-C", str(tmp_path), "-c", "core.autocrlf=true", "-c", "user.name=x"]
    git += ["-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    for path in tmp_path.glob("[tdp]*.*"):
        path.unlink()
    subprocess.run([*git, "checkout", "-q", "--", "."], check=True)
    found = {path.name: path.read_bytes() for path in tmp_path.glob("[tdp]*.*")}
    assert len(found) == 4 and set(found.values()) == {b"one\ntwo\n"}


def test_the_check_has_nothing_more_to_say(windows: Path, sample: Path) -> None:
    def told(root: Path) -> list[str]:
        settings = load_settings(root)
        found = check_library(root, None, now=present(), settings=settings, base="")
        return [str(problem) for problem in found]

    assert told(windows) == told(sample)


def test_the_same_pages_are_built(windows: Path, site_dir: Path, tmp_path: Path) -> None:
    done = build_sample(windows, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted(path.relative_to(site_dir) for path in site_dir.rglob("*.html"))
    assert pages
    differ = [
        p for p in pages if (tmp_path / "site" / p).read_bytes() != (site_dir / p).read_bytes()
    ]
    assert differ == []


def test_the_guide_is_renewed_with_its_line_ends() -> None:
    text = (ROOT / GUIDE).read_text("utf-8")
    assert renewed(text) == text


def test_spanish_words_are_no_misspellings_there(windows: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(windows, folder, symlinks=True)
    term = next(folder.glob("docs/glossary/[!_i]*.md"))
    more = b"---\r\nspanish_also:\r\n  - nivel funcional\r\n"
    term.write_bytes(term.read_bytes().replace(b"---\r\n", more, 1))
    path = term.relative_to(folder).as_posix()
    found = check_library(folder, [path], now=present(), settings=load_settings(folder), base="")
    assert [problem for problem in found if "funcional" in problem.message] == []
