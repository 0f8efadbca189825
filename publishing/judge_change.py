"""`judge_change [--quick]`: tests a pull request: the texts alone, or everything.

If it changes only texts and pictures, it is checked, built and given a quick look, which takes
minutes less than the tests of the code; anything else runs all tests. One job decides, so that the
required check *test* reports in both cases. `--quick` is for systems other than Linux: it shows
that the code runs there.

It uses only the standard library: `run.py` sets up what it needs.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from library.common.git import changed_paths
from machine.packages import SITE_LOCK, set_up
from machine.programs import environment
from machine.system_libraries import provide
from publishing.support.pull_files import DOCS, for_engineer

BASE = "HEAD^1"  # what the pull request is merged into
RUN = ("run.py",)
QUICK_TESTS = ("tests/library",)


def only_texts(paths: Collection[str]) -> bool:
    """Return whether these files are texts and pictures only.

    Tests read README.md and its like, so these do not count as texts of the site.
    """
    in_docs = all(path.startswith(DOCS) for path in paths)
    return bool(paths) and in_docs and not for_engineer(paths)


def commands(paths: Collection[str], *, quick: bool, can_draw: bool = True) -> Iterator[list[str]]:
    """Yield the commands that test these changes, as arguments to Python.

    `can_draw`: whether this machine has the libraries that draw the PDFs.
    """
    if only_texts(paths):
        if not quick:
            yield [*RUN, "check", "--base", BASE]
            yield [*RUN, "build"]
            yield ["-m", "publishing", "look", "site", "--base", BASE]
    elif quick:
        yield [*RUN, "check"]
        if can_draw:
            yield [*RUN, "build"]
            yield [*RUN, "test", *QUICK_TESTS]
        else:
            yield [*RUN, "test", *QUICK_TESTS, "--ignore-glob=*pdf*"]
    else:
        yield [*RUN, "test"]


def main(arguments: list[str]) -> int:
    """Run them one after the other; return the exit code of the first that fails."""
    root, quick = Path.cwd(), arguments == ["--quick"]
    paths = changed_paths(root, BASE)
    can_draw = True
    if only_texts(paths):
        print("Only texts and pictures have changed.", flush=True)
    elif quick:
        set_up(SITE_LOCK)
        if notice := provide("the PDF sheets"):
            can_draw = False
            print(f"Note: {notice}. So the build is left out here.", flush=True)
    for command in commands(paths, quick=quick, can_draw=can_draw):
        print(f"$ python3 {' '.join(command)}", flush=True)
        if code := subprocess.run([sys.executable, *command], env=environment()).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
