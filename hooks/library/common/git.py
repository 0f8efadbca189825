"""What Git knows of the files here."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> str:
    """Return what a command of Git prints, run in a folder; paths in it are not quoted.

    Raises OSError where there is no Git, and CalledProcessError where the command fails.
    """
    command = ["git", "-c", "core.quotePath=off", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def changed_paths(root: Path, base: str, *folders: str, kinds: str = "") -> list[str]:
    """Return the files that differ between a revision and HEAD, under their old and new names.

    `folders`: only files in these. `kinds`: only such changes, as in `git diff --diff-filter`.
    Raises CalledProcessError where Git does not know the revision.
    """
    wanted = [f"--diff-filter={kinds}"] if kinds else []
    differ = ("diff", "--name-only", "--no-renames", "-z", *wanted, "--end-of-options", base)
    return [path for path in git(root, *differ, "HEAD", "--", *folders).split("\0") if path]
