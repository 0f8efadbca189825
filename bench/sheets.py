#!/usr/bin/env python3
"""How fast the PDF sheets are made: `.venv/bin/python bench/sheets.py [--lists 30]`.

Builds a copy of the site with this many checklists (two sheets each), with an empty cache and with
a full one, and prints a table. The cached build is the baseline of the same run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = ("docs", "hooks", "overrides", "mkdocs.yml")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lists", type=int, default=30, help="checklists (two sheets each)")
    lists = parser.parse_args().lists
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy_site(copy, lists)
        sheets = 2 * lists
        print(f"{sheets} sheets of {lists} checklists")
        print("build          seconds   sheets a second   of the cold build")
        cold = _build(copy)
        made = len(list((copy / ".cache" / "sheets").glob("*.sheet")))
        cached = min(_build(copy) for _ in range(3))
        print(f"cold           {cold:7.1f}   {made / (cold - cached):15.1f}   {1:17.2f}")
        print(f"cached         {cached:7.1f}   {'':15}   {cached / cold:17.2f}")
        print(f"{made} files were made: the sheets of the checklists and of the letters.")


def _copy_site(copy: Path, lists: int) -> None:
    """Copy the project's sources; repeat a checklist under other titles."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        else:
            shutil.copy(source, copy / name)
    folder = copy / "docs" / "checklists"
    models = [
        path
        for path in sorted(folder.glob("*.md"))
        if path.name not in ("index.md", "_template.md")
    ]
    for number in range(lists - len(models)):
        text = models[number % len(models)].read_text(encoding="utf-8")
        title = f"title: Bench {number} "
        (folder / f"bench-{number}.md").write_text(
            text.replace("title: ", title, 1), encoding="utf-8"
        )


def _build(copy: Path) -> float:
    """Build once; return seconds of wall time."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=copy,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
