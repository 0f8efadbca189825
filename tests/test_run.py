"""run.py on a fresh machine, as real processes in a copy of the project."""

from __future__ import annotations

import ast
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dead_host import DeadHost
from fresh_machine import (
    BASE_PYTHON,
    Project,
    copy_of,
    finished_project,
    make_project,
    read_until,
)

from machine import browser, packages, programs, system_libraries

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


@pytest.fixture
def ready(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Project:
    """A project whose environment is set up."""
    return copy_of(finished_project(tmp_path_factory), tmp_path)


def site_packages(project: Project) -> Path:
    """Where the project's environment keeps its packages."""
    return next((project.root / ".venv").rglob("mkdocs")).parent


# --- Messages --------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_says_what_there_is(project: Project, arguments: list[str]) -> None:
    code, output = project.run(*arguments)
    assert code == 0
    for command in ("serve", "build", "test"):
        assert f"run.py {command}" in output
    assert not (project.root / ".venv").exists()


def test_unknown_command_is_one_line(project: Project) -> None:
    code, output = project.run("sevre")
    assert code == 1
    there_is = "serve, build, test, check, new, import"
    assert output == f"run.py: there is no command 'sevre'; the commands are: {there_is}\n"


def test_old_python_is_one_line(project: Project) -> None:
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
        "sys.path.insert(0, '.'); sys.argv = ['run.py', 'build']; "
        "runpy.run_path('run.py', run_name='__main__')"
    )
    done = subprocess.run(
        [BASE_PYTHON, "-c", pretend], cwd=project.root, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("run.py: this is Python 3.9.2; 3.11.2 or newer is needed")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "path", ["run.py", *(f"machine/{p.name}" for p in (ROOT / "machine").glob("*.py"))]
)
def test_old_python_can_read_it(path: str) -> None:
    """A SyntaxError would come before our line about the version."""
    ast.parse((ROOT / path).read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("version", "fine"),
    [((3, 11, 1), False), ((3, 11, 2), True), ((3, 12, 0), True), ((3, 14, 1), True)],
)
def test_oldest_python(version: tuple[int, ...], fine: bool) -> None:
    assert (packages.too_old(version) == "") is fine


def test_missing_pip_is_one_line(project: Project) -> None:
    code, output = project.run("build", python=sys.executable)  # this environment has no pip
    assert code == 1
    assert output.startswith("run.py: pip is missing")
    assert "apt install python3-pip" in output
    assert len(output.splitlines()) == 1


def test_no_network_is_one_line_and_soon(project: Project) -> None:
    with DeadHost() as host:
        project.env.update(PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=f"{host.address}x")
        code, output = project.run("build")
    assert code == 1
    assert output.splitlines()[-1].startswith("run.py: no network")
    assert len(output.splitlines()) == 2  # what it was doing, and what stopped it
    assert host.calls == 3  # pip's own five retries keep people waiting


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("ERROR: [Errno 28] No space left on device", "the disk is full"),
        ("ERROR: [Errno 13] Permission denied: 'x'", "pip may not write in"),
        ("no such option: --python", "this pip is older"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "is not the one in the lock"),
        ("ERROR: No matching distribution found for pikepdf==1", "index has no pikepdf==1 for"),
        ("NewConnectionError\nNo matching distribution found for x==1", "no network"),
        ("SSLError(SSLCertVerificationError(1, 'x'))", "certificate"),
        ("something new", "the lines above"),
    ],
)
def test_why_pip_failed(output: str, line: str) -> None:
    assert line in packages.why_pip_failed(output)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_folder_that_cannot_be_made_is_one_line(project: Project) -> None:
    (project.root / ".venv").symlink_to(project.root / "nowhere")
    code, output = project.run("build")
    assert code == 1
    assert re.fullmatch(r"run\.py: .+: .+\.venv.*\n", output)


# --- The environment -----------------------------------------------------------------------------


def test_sets_up_once_and_repairs_itself(project: Project) -> None:
    code, output = project.run("build")
    assert code == 0
    assert re.search(r"^mkdocs build --strict --site-dir .+ banner off: 1$", output, re.MULTILINE)
    assert output.index("done in") < output.index("mkdocs build") < output.index("site/.")

    code, output = project.run("build")
    assert code == 0
    assert "Installing" not in output

    # An interrupted set-up leaves no stamp: everything is made anew.
    (project.root / ".venv" / "ready").unlink()
    (site_packages(project) / "left_over.py").write_text("")
    assert project.run("build")[0] == 0
    assert not (site_packages(project) / "left_over.py").exists()

    # So does a new lock.
    (site_packages(project) / "left_over.py").write_text("")
    lock = project.root / packages.SITE_LOCK
    lock.write_text(lock.read_text() + "# renewed\n")
    assert project.run("build")[0] == 0
    assert not (site_packages(project) / "left_over.py").exists()


def test_tests_are_added_to_the_environment(ready: Project) -> None:
    kept = site_packages(ready) / "kept.py"
    kept.write_text("")
    ready.env.update(CHROME_PATH=Path(sys.executable).name, PATH=str(Path(sys.executable).parent))
    code, output = ready.run("test", "-k", "one thing")
    assert code == 0
    # The browser's full path; and nothing comes after pytest's own lines.
    assert output.rstrip().endswith(f" -k one thing browser: {sys.executable}")
    assert kept.exists()
    assert ready.run("build")[0] == 0
    assert kept.exists()
    assert ready.run("test", "--fail")[0] == 3


def test_failed_addition_is_repaired(ready: Project) -> None:
    lock = ready.root / packages.TEST_LOCK
    good = lock.read_text()
    lock.write_text(good[:-5] + "0000\n")  # another hash than the package's
    code, output = ready.run("test")
    assert code == 1
    assert output.splitlines()[-1].startswith("run.py: a downloaded package is not the one")
    lock.write_text(good)
    code, output = ready.run("build")
    assert code == 0
    assert "Installing what builds the site" in output


def test_build_fails_as_mkdocs_does(project: Project) -> None:
    (project.root / "docs" / "index.md").write_text("a mistake")
    code, output = project.run("build")
    assert code == 1
    assert output.endswith("The build failed; no site was written. See above.\n")
    assert "Traceback" not in output


def test_stamp(tmp_path: Path) -> None:
    site, tests = packages.SITE_LOCK, packages.TEST_LOCK
    (tmp_path / site).write_text("a")
    (tmp_path / tests).write_text("b")
    compare = packages.locks_to_install
    both = packages.stamp_of(tmp_path, (site, tests))
    only_site = packages.stamp_of(tmp_path, (site,))
    assert compare("", tmp_path, (site,)) == (True, (site,))
    assert compare(both, tmp_path, (site, tests)) == (False, ())
    assert compare(both, tmp_path, (site,)) == (False, ())
    assert compare(only_site, tmp_path, (site, tests)) == (False, (tests,))
    assert compare(both.replace("python 3", "python 2"), tmp_path, (site,)) == (True, (site,))
    (tmp_path / site).write_text("changed")
    assert compare(both, tmp_path, (site, tests)) == (True, (site, tests))


# --- Serving -------------------------------------------------------------------------------------


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_port_in_use_is_one_line(project: Project, taken_port: int) -> None:
    code, output = project.run("serve", "--port", str(taken_port))
    assert code == 1
    assert output.startswith(f"run.py: port {taken_port} is in use")
    assert len(output.splitlines()) == 1


def test_port_out_of_range_is_one_line(project: Project) -> None:
    assert project.run("serve", "--port", "70000")[1].startswith("run.py: a port is a number")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent in another way on Windows")
@pytest.mark.parametrize(("message", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_serve_outlives_mistakes(ready: Project, message: signal.Signals, code: int) -> None:
    page = ready.root / "docs" / "index.md"
    page.write_text("a mistake")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    process = ready.start("serve", "--port", port)
    try:
        said = read_until(process, "Fix the problem above")
        assert f"http://127.0.0.1:{port}/" in said
        assert f"mkdocs serve --livereload --dev-addr 127.0.0.1:{port} banner off: 1" in said
        page.write_text("fixed")
        read_until(process, "serving")
        (ready.root / "hooks" / "order_posts.py").write_text("changed = True\n")
        said = read_until(process, "serving")
        assert "A hook has changed" in said
        assert "shut down" in said
        process.send_signal(message)
        output, _ = process.communicate(timeout=60)
        assert "shut down" in output  # MkDocs was ended as well
        assert "Traceback" not in output
        assert process.returncode == code
    finally:
        programs.stop(process)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL; its TerminateProcess is used")
def test_serve_that_is_killed_takes_mkdocs_along(ready: Project) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    process = ready.start("serve", "--port", port)
    try:
        read_until(process, "serving")
        process.kill()
        process.communicate(timeout=60)  # until all have ended that write to the same pipe
    finally:
        programs.stop(process)


def test_mkdocs_leaves_its_port_when_its_parent_is_gone(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    serve = ["mkdocs", "serve", "-f", str(tmp_path / "mkdocs.yml"), "-a", "127.0.0.1:0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "machine.tied", *serve],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = read_until(process, "Serving on")
        assert process.stdin
        process.stdin.close()
        process.wait(60)
        assert "Traceback" not in said
    finally:
        programs.stop(process)


def test_mkdocs_reloads_pages_by_itself(tmp_path: Path) -> None:
    """MkDocs 1.6.1 depends on click for its default; a newer click must not turn it off."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", "127.0.0.1:0"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True
    )
    try:
        said = read_until(process, "Serving on")
        assert "Watching paths for changes" in said
    finally:
        programs.stop(process)


# --- The browser and the locks -------------------------------------------------------------------


def test_browser_of_ones_own_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME_PATH", sys.executable)
    assert browser.find_browser() == sys.executable
    monkeypatch.setenv("CHROME_PATH", "/no/such/browser")
    with pytest.raises(programs.Problem, match="CHROME_PATH"):
        browser.find_browser()


@pytest.mark.skipif(sys.platform != "linux", reason="looks through PATH on Linux only")
def test_ubuntus_snap_is_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chromium = tmp_path / "chromium-browser"
    chromium.write_text("#!/bin/sh\nexec /snap/bin/chromium\n")
    chromium.chmod(0o755)
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find_browser() == ""
    chromium.write_text("#!/bin/sh\nexec /usr/lib/chromium/chromium\n")
    assert browser.find_browser() == str(chromium)


@pytest.mark.skipif(sys.platform != "linux", reason="looks through PATH on Linux only")
def test_a_chromium_without_windows_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    debian = {"ID": "debian"}
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: debian)
    for name in ("google-chrome", "chromium"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    assert browser.find_browser() == str(tmp_path / "chromium")
    assert browser.debian_package() == ("chromium-headless-shell",)
    (tmp_path / "chromium-headless-shell").write_text("")
    (tmp_path / "chromium-headless-shell").chmod(0o755)
    assert browser.find_browser() == str(tmp_path / "chromium-headless-shell")
    assert browser.debian_package() == ()


def test_what_only_makes_tests_quicker_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(title: str, command: list[str]) -> tuple[int, str]:
        return 100, "Temporary failure resolving 'deb.debian.org'"

    pretend_to_have_apt(monkeypatch, no_network)
    monkeypatch.setattr(system_libraries, "missing_packages", lambda need: [])
    assert system_libraries.provide("the browser tests", also=("chromium-headless-shell",)) == ""
    monkeypatch.setattr(system_libraries, "missing_packages", lambda need: ["libatomic1"])
    with pytest.raises(programs.Problem, match="no network"):
        system_libraries.provide("the browser tests")


def test_apts_list_is_read_once_for_all_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    flags = ["install", "-y", "--no-install-recommends"]

    def install(title: str, command: list[str]) -> tuple[int, str]:
        ran.append(command[command.index("-q") + 1 :])
        return 0, ""

    pretend_to_have_apt(monkeypatch, install)
    lacking = iter((["libatomic1"], []))
    monkeypatch.setattr(system_libraries, "missing_packages", lambda need: next(lacking))
    assert system_libraries.provide("the browser tests", also=("mupdf-tools",)) == ""
    assert ran == [["update"], [*flags, "libatomic1"], [*flags, "mupdf-tools"]]


def pretend_to_have_apt(
    monkeypatch: pytest.MonkeyPatch, run_step: Callable[[str, list[str]], tuple[int, str]]
) -> None:
    """Let apt-get need no password, and run what it is told by a stand-in."""
    monkeypatch.setattr(system_libraries, "root_prefix", list)
    monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(system_libraries, "run_step", run_step)


def pins(path: Path) -> set[str]:
    """Every `name==version` at the start of a line, in lower case."""
    return set(re.findall(r"^[a-z0-9-]+==[\w.]+", path.read_text("utf-8").lower(), re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_lock_is_of_its_input(name: str) -> None:
    lock = ROOT / f"{name}.txt"
    assert pins(ROOT / f"{name}.in") <= pins(lock), "renew the locks: see requirements.in"
    text = lock.read_text("utf-8")
    assert "://" not in text  # no index of someone's own, no path of someone's machine
    entries = re.split(r"\n(?=[a-z])", text.partition("\n\n")[0])
    assert all("--hash=sha256:" in entry for entry in entries if entry[0] != "#")


def test_locks_agree() -> None:
    def versions(lock: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for pin in pins(ROOT / lock):
            package, _, version = pin.partition("==")
            found.setdefault(package, set()).add(version)
        return found

    site, tests = versions(packages.SITE_LOCK), versions(packages.TEST_LOCK)
    assert all(site[package] == tests[package] for package in site.keys() & tests.keys())
