"""A copy of run.py on a fresh machine without a network.

The copy's locks name two small packages made here, a stand-in for MkDocs and one for pytest,
which say how they were called. The stand-in for MkDocs stops at a text with "mistake", and in the
middle of a build as long as there is a file called wait.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_once import made_once

from machine import editor, packages

ROOT = Path(__file__).resolve().parent.parent
# The Python that made this environment: it has pip, which the environment itself does not have.
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)

STAND_IN_FOR_MKDOCS = """
import os, pathlib, sys, time
print("mkdocs", *sys.argv[1:], "banner off:", os.environ.get("NO_MKDOCS_2_WARNING"), flush=True)
if "mistake" in pathlib.Path("docs/index.md").read_text():
    sys.exit("docs/index.md: a mistake")
if sys.argv[1] == "build":
    site = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
    site.mkdir()
    (site / "index.html").write_text(pathlib.Path("docs/index.md").read_text())
    print("half written", flush=True)
    while pathlib.Path("wait").exists():
        time.sleep(0.02)
    before = pathlib.Path(os.environ["SITE_BEFORE"], "last.html")
    if before.exists():  # as hooks do where a file is the same
        os.link(before, site / "last.html")
    else:
        (site / "last.html").write_text("whole")
if sys.argv[1] == "serve":
    print("serving", flush=True)
    try:
        time.sleep(600)
    except KeyboardInterrupt:
        print("shut down", flush=True)
"""
STAND_IN_FOR_PYTEST = """
import os, sys
print("pytest", *sys.argv[1:], "browser:", os.environ["CHROME_PATH"])
sys.exit(3 if "--fail" in sys.argv else 0)
"""


def make_wheel(folder: Path, name: str, code: str) -> str:
    """Write a wheel whose `python -m name` runs this code. Returns its line in a lock."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    files = {
        f"{name}/__init__.py": "",
        f"{name}/__main__.py": code,
        f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
    }
    record = f"{name}-1.0.dist-info/RECORD"
    with zipfile.ZipFile(path, "w") as wheel:
        lines = []
        for file, text in files.items():
            wheel.writestr(file, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
            lines.append(f"{file},sha256={digest.decode().rstrip('=')},{len(text)}")
        wheel.writestr(record, "\n".join([*lines, f"{record},,"]) + "\n")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@dataclass(frozen=True)
class Project:
    """A copy of run.py and what it needs, with its own locks and no network."""

    root: Path
    env: dict[str, str]

    def start(self, *arguments: str, python: str = BASE_PYTHON) -> subprocess.Popen[str]:
        """Start run.py from another folder than the project's."""
        return subprocess.Popen(
            [python, str(self.root / "run.py"), *arguments],
            cwd="/" if os.name != "nt" else None,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,  # its own group, as in a terminal
        )

    def run(self, *arguments: str, python: str = BASE_PYTHON) -> tuple[int, str]:
        """Run it to its end. Returns its exit code and what it printed."""
        process = self.start(*arguments, python=python)
        output, _ = process.communicate(timeout=600)
        return process.returncode, output


def make_project(tmp_path: Path) -> Project:
    """Copy run.py into a folder with stand-ins for MkDocs and pytest."""
    project = _project(tmp_path)
    root = project.root
    (root / "docs").mkdir(parents=True)
    (root / "hooks").mkdir()
    (root / "docs" / "index.md").write_text("# Home\n")
    (root / "mkdocs.yml").write_text("site_name: x\n")
    (root / ".cache" / "editor").mkdir(parents=True)  # an empty one, which is not fetched
    (root / ".cache" / "editor" / "ready").write_bytes(editor.stamp_of(root / ".cache" / "editor"))
    shutil.copy(ROOT / "run.py", root)
    shutil.copytree(ROOT / "machine", root / "machine")
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    site_lock = make_wheel(wheels, "mkdocs", STAND_IN_FOR_MKDOCS)
    test_lock = make_wheel(wheels, "pytest", STAND_IN_FOR_PYTEST)
    (root / packages.SITE_LOCK).write_text(site_lock)
    (root / packages.TEST_LOCK).write_text(test_lock)
    return project


def _project(folder: Path) -> Project:
    """Return the project in a folder, whose stand-ins are next to it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    env |= {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"}
    env |= {"PIP_FIND_LINKS": str(folder / "wheels"), "CHROME_PATH": sys.executable}
    return Project(folder / "a project", env)  # with a space in its name, as on many desktops


def finished_project(factory: pytest.TempPathFactory) -> Project:
    """Return a project whose environment is set up and whose site is built, of the text "old".

    It is made once for all workers: `copy_of` it for a test.
    """

    def make(folder: Path) -> None:
        made = make_project(folder)
        (made.root / "docs" / "index.md").write_text("old")
        code, output = made.run("build")
        assert code == 0, output

    return _project(made_once(factory, "finished", make))


def copy_of(project: Project, folder: Path) -> Project:
    """Return a copy of a project, environment and site included, in a folder."""
    copy = shutil.copytree(project.root, folder / project.root.name, symlinks=True)
    return Project(copy, dict(project.env))


def read_until(process: subprocess.Popen[str], words: str) -> str:
    """Read the program's lines until one contains these words."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError(f"{words!r} was not said:\n{''.join(lines)}")
