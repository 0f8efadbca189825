"""`run.py build`: whatever ends it, site/ is the complete old site or the complete new one.

Real processes in a copy of the project with a stand-in for MkDocs, which stops where a test wants
it to: nothing here waits for a clock.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from fresh_machine import Project, copy_of, finished_project, make_project, read_until

from library.common.days import DEFAULT_ZONE
from machine import programs, site_folder, site_stamp

posix = pytest.mark.skipif(os.name == "nt", reason="signals are other things on Windows")
DONE = "The site is in site/.\n"
SAME = "Nothing has changed; the site in site/ is up to date.\n"


def test_without_a_time_zone_the_stamp_takes_that_of_the_build() -> None:
    assert site_stamp.DEFAULT_ZONE == DEFAULT_ZONE, "machine/ imports nothing from hooks/"


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Project:
    """A project whose environment is set up and whose site is built, of the text "old"."""
    return copy_of(finished_project(tmp_path_factory), tmp_path)


def write(project: Project, text: str) -> None:
    (project.root / "docs" / "index.md").write_text(text)


def site(project: Project) -> str:
    """Return the text of the site, which must be complete, with nothing left next to it."""
    folder = project.root / "site"
    assert {file.name for file in folder.iterdir()} == {"index.html", "last.html"}
    return (folder / "index.html").read_text()


def left(project: Project) -> set[str]:
    """Return what builds left behind."""
    return {path.name for path in (project.root / ".build").iterdir()} - {"lock", "stamp"}


def start_half(project: Project, text: str) -> subprocess.Popen[str]:
    """Start a build of this text that waits in the middle, and return when it is there."""
    (project.root / "wait").write_text("")
    write(project, text)
    process = project.start("build")
    read_until(process, "half written")
    return process


def go_on(project: Project) -> None:
    (project.root / "wait").unlink()


# --- What ends a build ---------------------------------------------------------------------------


def test_a_new_site_takes_the_place_of_the_old(project: Project) -> None:
    write(project, "new")
    code, output = project.run("build")
    assert code == 0 and output.endswith(DONE)
    assert site(project) == "new"
    assert left(project) == set()


def test_a_failed_build_keeps_the_old_site(project: Project) -> None:
    write(project, "a mistake")
    code, output = project.run("build")
    assert code == 1
    assert output.endswith("The build failed; site/ is unchanged. See above.\n")
    assert site(project) == "old"
    assert left(project) == set()


@posix
@pytest.mark.parametrize(("message", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_build_keeps_the_old_site(
    project: Project, message: signal.Signals, code: int
) -> None:
    process = start_half(project, "new")
    assert site(project) == "old"
    if message == signal.SIGINT:
        os.killpg(process.pid, message)  # Ctrl+C reaches all programs of a terminal
    else:
        process.send_signal(message)
    assert process.communicate()[0] == "\nStopped.\n"
    assert process.returncode == code
    assert site(project) == "old"
    assert left(project) == set()


@posix
def test_a_killed_build_keeps_the_old_site_and_the_next_one_tidies(project: Project) -> None:
    process = start_half(project, "new")
    process.kill()
    process.wait()
    assert site(project) == "old"
    assert len(left(project)) == 1

    # MkDocs outlives it. Another build waits until it has ended.
    second = project.start("build")
    read_until(second, "Another build is running here.")
    assert site(project) == "old"
    go_on(project)
    output, _ = second.communicate()
    assert second.returncode == 0 and output.endswith(DONE)
    assert site(project) == "new"
    assert left(project) == set()


# What a build does at its end, in a process that ends itself before the n-th of its renames; `swap`
# says whether the system can swap two folders in one step.
END_OF_A_BUILD = """
import os, pathlib, signal, sys
from machine import site_folder
moment, swap, how = int(sys.argv[1]), sys.argv[2] == "True", sys.argv[3]
def count(*arguments):
    global moment
    moment -= 1
    if moment == 0:
        if how == "interrupt":
            raise KeyboardInterrupt
        os.kill(os.getpid(), signal.SIGKILL)
rename, exchange = pathlib.Path.rename, site_folder.exchange
pathlib.Path.rename = lambda *paths: (count(), rename(*paths))[1]
site_folder.exchange = lambda *paths: swap and (count(), exchange(*paths))[1]
try:
    with site_folder.only_build(), site_folder.fresh_folder() as fresh:
        fresh.mkdir()
        (fresh / "index.html").write_text("new")
        (fresh / "last.html").write_text("whole")
        site_folder.publish(fresh)
        count()
except KeyboardInterrupt:
    pass
"""


@posix
@pytest.mark.parametrize("how", ["kill", "interrupt"])
@pytest.mark.parametrize(
    ("swap", "moment", "then"),
    [
        (False, 1, "old"),
        (False, 2, "old"),
        (False, 3, "new"),
        (False, 4, "new"),
        (True, 1, "old"),
        (True, 2, "new"),
    ],
)
def test_ended_while_the_folders_change_places(
    project: Project, moment: int, swap: bool, how: str, then: str
) -> None:
    if swap and not swaps(project.root):
        pytest.skip("this system cannot swap folders in one step")
    command = [sys.executable, "-c", END_OF_A_BUILD, str(moment), str(swap), how]
    subprocess.run(command, cwd=project.root, check=how == "interrupt")
    if how == "kill" and (swap or moment != 2):
        assert site(project) == then
    # Whatever comes next begins by mending: here a build that fails.
    write(project, "a mistake")
    assert project.run("build")[0] == 1
    assert site(project) == then
    assert left(project) == set()


def swaps(folder: Path) -> bool:
    """Return whether two folders can be swapped here in one step."""
    for name in ("one", "other"):
        (folder / name).mkdir()
    return site_folder.exchange(folder / "one", folder / "other")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has it")
def test_two_folders_change_places(tmp_path: Path) -> None:
    if not swaps(tmp_path):
        pytest.skip("this file system cannot do it")
    (tmp_path / "one" / "file").write_text("")
    assert site_folder.exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "other" / "file").exists() and not (tmp_path / "one" / "file").exists()
    assert not site_folder.exchange(tmp_path / "one", tmp_path / "gone")


def test_two_builds_at_once(project: Project) -> None:
    first = start_half(project, "new")
    second = project.start("build")
    said = read_until(second, "This one starts when it ends.")
    assert len(said.splitlines()) == 1
    assert site(project) == "old"
    go_on(project)
    assert first.communicate()[0].endswith(DONE)
    assert second.communicate()[0] == SAME
    assert (first.returncode, second.returncode) == (0, 0)
    assert site(project) == "new"
    assert left(project) == set()


# --- Where nothing can be built ------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project.root / ".build").write_text("a file in its place")
    code, output = project.run("build")
    assert code == 1
    assert output.startswith("run.py: the site cannot be built because ")
    assert len(output.splitlines()) == 1


@posix
def test_a_site_elsewhere_is_left_alone(project: Project) -> None:
    elsewhere = project.root.parent / "elsewhere"
    (project.root / "site").rename(elsewhere)
    (project.root / "site").symlink_to(elsewhere)
    code, output = project.run("build", "--fresh")
    assert code == 1
    assert output.startswith("run.py: site is a link")
    assert len(output.splitlines()) == 1
    assert site(project) == "old"


@pytest.fixture
def old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that this process may replace."""
    monkeypatch.setattr(site_folder, "SITE", tmp_path / "site")
    monkeypatch.setattr(site_folder, "FOLDER", tmp_path / ".build")
    for folder in (site_folder.SITE, site_folder.FOLDER):
        folder.mkdir()
    (site_folder.SITE / "index.html").write_text("old")
    return site_folder.SITE


def test_a_site_that_cannot_be_replaced_stays(old_site: Path) -> None:
    with (
        pytest.raises(programs.Problem, match="the old site is unchanged"),
        site_folder.fresh_folder() as fresh,
    ):
        site_folder.publish(fresh)  # there is none
    assert (old_site / "index.html").read_text() == "old"
    assert list(site_folder.FOLDER.iterdir()) == []


def test_an_old_site_that_was_replaced_never_comes_back(
    old_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed while it was removed, half of it is left; then somebody removes site/."""
    monkeypatch.setattr(site_folder, "exchange", lambda *_: False)
    with site_folder.fresh_folder() as fresh:
        fresh.mkdir()
        site_folder.publish(fresh)
        assert (fresh / "index.html").read_text() == "old"
        old_site.rmdir()
    assert not old_site.exists()
    assert list(site_folder.FOLDER.iterdir()) == []


# --- When nothing has changed --------------------------------------------------------------------


def test_nothing_is_built_for_nothing(project: Project) -> None:
    assert project.run("build")[1].endswith(DONE), "a copied site is not the one that was built"
    assert project.run("build") == (0, SAME)
    code, output = project.run("build", "--fresh")
    assert code == 0
    assert "half written" in output and output.endswith(DONE)
    assert project.run("build") == (0, SAME)


def same_size_and_time(path: Path) -> None:
    """Change a file as a copying program may: its size and the time of its text stay."""
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    while True:  # until the system's clock has ticked, which it does 100 times a second or more
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        if path.stat().st_ctime_ns != before.st_ctime_ns:
            return


@posix  # Windows has no ctime: it keeps the time at which a file was made
@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "docs" / "index.md").write_text("new"),
        lambda root: same_size_and_time(root / "docs" / "index.md"),
        lambda root: os.utime(root / "docs" / "index.md", (0, 0)),
        lambda root: (root / "docs" / ".hidden.yml").write_text(""),
        lambda root: (root / "docs" / "index.md").rename(root / "docs" / "home.md"),
        lambda root: (root / "hooks" / "new.py").write_text(""),
        lambda root: (root / "mkdocs.yml").write_text("site_name: y\n"),
        lambda root: (root / "machine" / "__init__.py").write_text(""),
        lambda root: (root / "site" / "index.html").write_text("new"),
        lambda root: same_size_and_time(root / "site" / "index.html"),
        lambda root: (root / "site" / "last.html").unlink(),
        lambda root: (root / "site" / "more.html").write_text(""),
        lambda root: (root / "site" / "last.html").rename(root / "site" / "first.html"),
        lambda root: (root / ".build" / "stamp").unlink(),
        lambda root: (root / ".build" / "stamp").write_bytes(b"\xff\x00"),
        lambda root: (root / ".build" / "stamp").write_bytes(b""),
    ],
    ids="text bytes time added renamed hook settings machine page page-bytes page-gone page-added "
    "page-renamed no-stamp bad-stamp empty-stamp".split(),
)
def test_a_change_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    place(tmp_path, monkeypatch)
    inputs = site_stamp.hash_inputs()
    site_stamp.remember(inputs)
    assert site_stamp.is_up_to_date(site_stamp.hash_inputs())
    change(tmp_path)
    assert not site_stamp.is_up_to_date(site_stamp.hash_inputs())


def place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a small project and its site, and let the stamp be of them."""
    files = {
        "docs/index.md": "one two",
        "hooks/old.py": "",
        "machine/__init__.py": '"""Text."""',
        "mkdocs.yml": "site_name: !ENV SITE_NAME\n",
        "site/index.html": "one two",
        "site/last.html": "",
        ".build/lock": "",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    monkeypatch.setattr(site_stamp, "ROOT", root)
    monkeypatch.setattr(site_stamp, "SITE", root / "site")
    monkeypatch.setattr(site_stamp, "STAMP", root / ".build" / "stamp")


def seconds(moment: str) -> Callable[[], float]:
    """Return a stopped clock."""
    return lambda: datetime.fromisoformat(moment).timestamp()


@pytest.mark.parametrize(
    ("settings", "moment", "expected"),
    [
        ("", "2026-12-01T04:59:59Z", "2026-11-30T23:59:59"),
        ("", "2026-07-01T04:00:00Z", "2026-07-01T00:00:00"),
        ("  time_zone: Pacific/Honolulu\n", "2026-12-01T09:59:59Z", "2026-11-30T23:59:59"),
        ("  time_zone: 'Asia/Tokyo' # ours\n", "2026-11-30T15:00:00Z", "2026-12-01T00:00:00"),
        ("  time_zone: Nowhere/At_all\n", "2026-11-30T15:00:00Z", None),
    ],
)
def test_the_stamp_counts_the_days_of_the_owner(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    moment: str,
    expected: str | None,
) -> None:
    place(tmp_path, monkeypatch)
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n{settings}")
    monkeypatch.setattr(time, "time", seconds(moment))
    found = site_stamp.owner_time()
    assert (found and found.isoformat()) == expected


def test_a_stamp_of_no_known_day_never_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path, monkeypatch)
    monkeypatch.setattr(site_stamp, "owner_time", lambda: None)
    site_stamp.remember(site_stamp.hash_inputs())
    assert not site_stamp.is_up_to_date(site_stamp.hash_inputs())


def test_another_day_and_another_environment_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path, monkeypatch)
    monkeypatch.setattr(time, "time", seconds("2026-11-24T23:59:59-05:00"))
    first = site_stamp.hash_inputs()
    monkeypatch.setenv("SITE_NAME", "another")
    second = site_stamp.hash_inputs()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    third = site_stamp.hash_inputs()
    monkeypatch.setattr(time, "time", seconds("2026-11-25T00:00:00-05:00"))
    assert len({first, second, third, site_stamp.hash_inputs()}) == 4
    again = site_stamp.hash_inputs()
    monkeypatch.setenv("OF_NO_CONCERN", "x")
    assert site_stamp.hash_inputs() == again != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date: 2026-11-24", False),  # days are counted by the stamp's own day
        ("date: 2026-11-24T12:30:00", True),
        ("date: 2026-11-24 12:30", True),
        ("date: 2026-11-24t12:00:30Z", True),
        ("date: 2026-11-24T11:59:30", True),  # in this minute
        ("date: 2026-11-24T11:00:00", False),
        ("date: 2026-11-24T11:00:00 -0500", True),
        ("date: 2026-11-24 11:00:00.5-05:00", True),
        ("date: 2026-11-22T11:00:00-05:00", False),
        ("date: 2026-11-25T23:00:00", True),
        ("date: 2026-11-28T23:00:00", False),
        ("date: 2026-11-31T23:00:00", False),
    ],
)
def test_a_text_that_appears_at_an_hour(text: str, expected: bool) -> None:
    noon = datetime(2026, 11, 24, 12)
    assert site_stamp.may_change_soon(f"---\n{text}\n---\n".encode(), noon) is expected


def test_no_stamp_holds_while_a_text_is_about_to_appear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path, monkeypatch)
    monkeypatch.setattr(time, "time", seconds("2026-11-24T12:00:00-05:00"))
    (tmp_path / "docs" / "post.md").write_text("---\ndate: 2026-11-24T12:01:00\n---\n")
    site_stamp.remember(site_stamp.hash_inputs())
    assert not site_stamp.is_up_to_date(site_stamp.hash_inputs())


@pytest.mark.parametrize("nested", ["[" * 2000, "{a: " * 2000, "\n  " + "- " * 2000])
def test_settings_that_would_overwhelm_mkdocs_are_one_line(project: Project, nested: str) -> None:
    (project.root / "mkdocs.yml").write_text(f"site_name: x\nextra: {nested}\n")
    code, output = project.run("build")
    assert code == 1
    assert output.startswith("run.py: mkdocs.yml, line ") and len(output.splitlines()) == 1
    assert site(project) == "old"
