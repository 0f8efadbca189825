"""How long the check takes on 1,000 posts of 700 words: prints a table.

    python bench/check.py [--posts 1000] [--runs 5]

Posts are made in a temporary folder, with front matter, sections, links and citations. Each run
is a separate process, as with `run.py check`; nothing is kept between runs. "without tools" leaves
out typos and rumdl; "tools alone" is what each of them takes.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml
from posts import categories, write_posts

ROOT = Path(__file__).resolve().parent.parent
HOOKS = ROOT / "hooks"

PYTHON_ONLY = """
from datetime import UTC, datetime
from pathlib import Path
from library.check import check_library
from library.check.settings import load_settings
root = Path.cwd()
now = datetime(2026, 11, 24, tzinfo=UTC)
check_library(root, now=now, settings=load_settings(root), tools=False)
"""


def write_library(root: Path, posts: int) -> None:
    """Write a library of so many posts."""
    write_posts(root / "docs" / "articles" / "posts", posts)
    plugins = {"plugins": [{"blog": {"categories_allowed": categories()}}]}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(plugins), encoding="utf-8")
    (root / "docs" / "regulations.yml").write_text(
        "- {cite: 34 CFR 300.323, title: a, url: b, checked: 2026-11-24, sure: read}\n"
    )


def time_of(command: list[str], folder: Path, runs: int) -> tuple[float, float, float]:
    """Return median wall seconds, fastest wall seconds, and median CPU seconds of a command."""
    walls, cpus = [], []
    environment = {**os.environ, "PYTHONPATH": str(HOOKS)}
    for _ in range(runs):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        if b"Traceback" in done.stderr:
            sys.exit(done.stderr.decode())
    return statistics.median(walls), min(walls), statistics.median(cpus)


def main() -> None:
    """Make the library, time the commands, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    sys.path.insert(0, str(HOOKS))
    from library.check.tools import rumdl, typos
    from library.check.tools.tool import find_tool

    commands = {
        "the whole check": [sys.executable, "-m", "library.check"],
        "without tools": [sys.executable, "-c", PYTHON_ONLY],
        "typos alone": [find_tool("typos"), "--isolated", "--config", str(typos.CONFIG), "docs"],
        "rumdl alone": [
            *(find_tool("rumdl"), "check", "--config", str(rumdl.CONFIG)),
            *("--no-cache", "docs"),
        ],
    }
    with tempfile.TemporaryDirectory() as name:
        write_library(Path(name), options.posts)
        print(f"{options.posts} posts, {options.runs} runs, {os.cpu_count()} cores")
        print(f"{'':18}{'median s':>9}{'best s':>9}{'CPU s':>9}")
        for label, command in commands.items():
            median, best, cpu = time_of(command, Path(name), options.runs)
            print(f"{label:18}{median:9.2f}{best:9.2f}{cpu:9.2f}")


if __name__ == "__main__":
    main()
