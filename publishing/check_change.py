"""`check_change FOLDER`: checks the texts of a pull request, with the checker of this checkout.

FOLDER is a checkout of the merged pull request. It is only read: no code from a fork runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from library.check.__main__ import main as check
from library.check.rules.text_file import LINK_ELSEWHERE


def main(arguments: list[str]) -> int:
    """Print annotations at file and line; return 1 if there are errors."""
    if len(arguments) != 1 or not Path(arguments[0], "docs").is_dir():
        print("Write: check_change FOLDER, where FOLDER contains docs/.")
        return 2
    folder = Path(arguments[0])
    read = [folder / "docs", folder / "mkdocs.yml", *folder.joinpath("docs").rglob("*")]
    links = [path for path in read if path.is_symlink()]
    for path in links:  # could lead out of the folder
        name = path.relative_to(folder).as_posix()
        print(LINK_ELSEWHERE.at(name, 1).github())
    if links:
        return 1
    # HEAD^1: what the pull request is merged into.
    code = check(["--format", "github", "--base", "HEAD^1"], root=folder)
    if code:
        print("The same on your computer: python3 run.py check. Safe repairs: add --fix.")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
