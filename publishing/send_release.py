"""`send_release FOLDER`: makes the GitHub release of a tag, with the files of FOLDER."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> int:
    """Let GitHub's own program `gh` do it, with the token that the workflow gives it."""
    files = sorted(str(path) for path in Path(arguments[0]).iterdir())
    tag = os.environ["GITHUB_REF_NAME"]
    command = ["gh", "release", "create", tag, *files, "--verify-tag", "--generate-notes"]
    return subprocess.run([*command, "--repo", os.environ["GITHUB_REPOSITORY"]]).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
