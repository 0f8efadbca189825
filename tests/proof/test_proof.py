"""What passes the check is built without a warning and is in order, whatever was changed.

Each change in tests/proof/changes.py is made to the sample library by itself. On a copy of the real
one they are made together, in two builds; its texts only have to pass the check as they are. If
they do not, there is nothing to prove here, and the test says so.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import Popen

import pytest
import yaml
from library_copy import Library
from living_library import reading_the_living_library
from project_settings import ROOT, project_settings
from sample_library import write_sample

from machine.browser import find_browser
from publishing.look import browser_faults
from tests.proof.changes import ADDED, MOVED, OWNERS, Change

ALONE = [*ADDED, *MOVED, *OWNERS]
# Not the owner's address: it is printed on every sheet, and drawing them all takes minutes.
TOGETHER = {"new pages": ADDED, "moved pages": MOVED}
NEW = ["articles/workshop-on-friday/", "checklists/a-new-list/", "letters/a-new-letter/"]
NEW += ["glossary/quorum/", "prices/", ""]


def make(library: Library, changes: Sequence[Change]) -> None:
    """Make changes and do what the check asks until it is content; fails where it never is."""
    for change in changes:
        change.do(library)
    green = library.check()
    asked = library.follow_advice()
    wanted = sum(change.asks for change in changes)
    assert asked == wanted, f"the check asks for {asked} redirects, not {wanted}:\n{library.said}"
    assert green or library.check(), f"the check is not content:\n{library.said}"


def judge(library: Library, changes: Sequence[Change]) -> None:
    """Look at the built site: it is in order, and what was changed is seen."""
    assert library.faults() == []
    for change in changes:
        change.see(library)


@pytest.fixture(scope="module")
def real(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, tuple[Library, Popen[str]]]]:
    """Copies of the real library with changes, and their builds, which run beside the tests."""
    builds: dict[str, tuple[Library, Popen[str]]] = {}
    for name, changes in TOGETHER.items():
        library = real_library(tmp_path_factory.mktemp("real"))
        if library.check():
            make(library, changes)
            builds[name] = library, library.start_build()
    yield builds
    for _, process in builds.values():
        if process.poll() is None:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def beside(request: pytest.FixtureRequest) -> None:
    """Start the builds of the real library first, if they are asked for at all."""
    if any(item.name.startswith("test_changes_to_the_real") for item in request.session.items):
        request.getfixturevalue("real")


def real_library(folder: Path) -> Library:
    """Return a copy of docs/ and the owner's settings, with our hooks and templates."""
    with reading_the_living_library():  # what it proves is of the real one
        shutil.copytree(ROOT / "docs", folder / "docs")
        settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    machinery = project_settings()
    settings["theme"]["custom_dir"] = machinery["theme"]["custom_dir"]
    settings["hooks"] = machinery["hooks"]
    del settings["watch"]
    text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    (folder / ".cache").symlink_to(ROOT / ".cache")
    library = Library(folder)
    library.start()
    return library


@pytest.mark.parametrize("change", ALONE, ids=str)
def test_a_change_to_the_sample(change: Change, tmp_path: Path, beside: None) -> None:
    write_sample(tmp_path)
    library = Library(tmp_path)
    library.start()
    make(library, [change])
    assert library.build(), f"the check is content, and the build is not:\n{library.said}"
    judge(library, [change])


@pytest.mark.parametrize("together", TOGETHER)
def test_changes_to_the_real_library(
    together: str, real: dict[str, tuple[Library, Popen[str]]]
) -> None:
    if together not in real:
        pytest.skip("The check is not content with docs/ as it is: run python3 run.py check.")
    library, process = real[together]
    said, _ = process.communicate()
    assert process.returncode == 0, f"the check is content, and the build is not:\n{said}"
    judge(library, TOGETHER[together])
    if together == "new pages" and find_browser():
        assert browser_faults(library.root / "site", NEW) == []
