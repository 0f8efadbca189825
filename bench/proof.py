"""Makes changes as people make them to a copy of the real library, and builds it.

    .venv/bin/python bench/proof.py

The tests make the same changes to the sample (tests/proof/). Here they meet the real texts: new
pages in one copy, moved and deleted pages in another. Each copy must pass the check and build
without a warning, and what was changed must be seen on the site. Prints what does not hold; exits
with 1 then. Takes a few minutes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks"), str(ROOT / "tests")]

from library_copy import Library  # noqa: E402
from project_settings import project_settings  # noqa: E402

from machine.browser import find_browser  # noqa: E402
from publishing.look import browser_faults  # noqa: E402
from tests.proof.changes import ADDED, MOVED, NEW, judge, make  # noqa: E402

TOGETHER = {"new pages": ADDED, "moved pages": MOVED}


def real_library(folder: Path) -> Library:
    """Return a copy of docs/ and the owner's settings, with our hooks and templates."""
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


def prove(name: str, folder: Path) -> None:
    """Make the changes of this name, build, and look; AssertionError says what does not hold."""
    library = real_library(folder)
    assert library.check(), f"docs/ does not pass the check as it is:\n{library.said}"
    make(library, TOGETHER[name])
    build = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(build, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"the build is not content:\n{done.stdout}{done.stderr}"
    judge(library, TOGETHER[name])
    if name == "new pages" and find_browser():
        faults = browser_faults(folder / "site", NEW)
        assert faults == [], "\n".join(faults)


def main() -> int:
    """Prove each set of changes; return 1 where one does not hold."""
    code = 0
    for name in TOGETHER:
        with tempfile.TemporaryDirectory(prefix="proof-") as folder:
            try:
                prove(name, Path(folder))
                print(f"{name}: {len(TOGETHER[name])} changes hold")
            except AssertionError as error:
                print(f"{name}: {error}")
                code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
