"""How fast the site is built, compared with stock MkDocs with Material on the same posts.

    .venv/bin/python bench/build.py [--posts 1000] [--grow 5000] [--serve] [--search]

Makes posts of 700 words (bench/posts.py), adds the pages of this site, and builds them in turn:
stock (Material's theme, its blog and its search), then this whole site, but without the PDF
sheets, which stock cannot make. Prints CPU seconds, wall seconds, peak memory, and the ratio to
stock next to its target.
--grow also builds that many posts. --serve also times how long `serve` takes to show one edit.
--search also builds this site with and without its search index, seven times each in turn.
Other installed builders (bench/peers.py) are shown with the same posts. Only ratios within one run
count: on a busy machine all figures rise.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml
from peers import installed
from posts import ROOT, write_posts

SOURCES = ("docs", "hooks", "overrides", "mkdocs.yml", "run.py", "machine")
LOCKS = ("requirements.txt", "requirements-dev.txt")
INDEX = "hooks/index_search.py"
TURNS = 7
SHEETS = ("hooks/publish_sheets.py",)
POSTS = "docs/articles/posts"
TEMPLATE = re.compile(r"^template: .*\n", re.MULTILINE)  # of ours, which stock does not have
PORT = 8765
MKDOCS = (sys.executable, "-m", "mkdocs")
BUILD = (*MKDOCS, "build", "--quiet", "--strict")


@dataclass(frozen=True)
class Cost:
    """What one command took."""

    cpu: float  # seconds, of all its processes
    wall: float  # seconds
    memory: float  # MiB, of its largest process


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--grow", type=int, help="also build this many posts")
    parser.add_argument("--serve", action="store_true", help="also time one edit under serve")
    parser.add_argument("--search", action="store_true", help="also build without the index")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock, ours = compare(folder, options.posts, cpu=(0.50, 0.35), wall=0.30)
        rebuild(folder / f"ours-{options.posts}", stock)
        if options.serve:
            serve(folder / f"ours-{options.posts}")
        if options.search:
            search(folder / f"ours-{options.posts}")
        if options.grow:
            _, grown = compare(folder, options.grow, cpu=(0.40, 0.25), wall=None)
            row(
                f"growth, {options.posts} to {options.grow} posts",
                f"{grown.cpu / ours.cpu:.2f} times the CPU (at most 5.5)",
            )


def compare(
    folder: Path, posts: int, cpu: tuple[float, float], wall: float | None
) -> tuple[Cost, Cost]:
    """Build so many posts with stock and with ours; print and return what each took."""
    print(f"\n{posts} posts{'':24} CPU s   wall s  peak MiB    CPU ratio   wall ratio")
    # Our pages link to sheets that stock does not make: it warns, so it is not strict.
    stock = cost((*MKDOCS, "build", "--quiet"), stock_site(folder / f"stock-{posts}", posts))
    show("stock MkDocs and Material", stock, stock)
    ours = cost(BUILD, our_site(folder / f"ours-{posts}", posts))
    show("this site, all but its sheets", ours, stock)
    for peer in installed():
        project = folder / f"{peer.name}-{posts}"
        project.mkdir()
        peer.write(project, posts)
        show(peer.name, cost(peer.command, project), stock)
    row(
        "target (aim)",
        f"{'':26} 1024   {cpu[0]:.2f} ({cpu[1]:.2f})   {f'({wall:.2f})' if wall else ''}",
    )
    return stock, ours


def stock_site(folder: Path, posts: int) -> Path:
    """Write a project as the documentation of Material's blog plugin starts one."""
    for file in (ROOT / "docs").rglob("[a-z]*.md"):
        text = TEMPLATE.sub("", file.read_text(encoding="utf-8"), count=1)
        copy = folder / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text, encoding="utf-8")
    write_posts(folder / POSTS, posts)
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = {
        "site_name": "Stock",
        "nav": ours["nav"],  # a menu of all pages on each page would slow it down
        "site_url": "https://stock.example.org/",
        "theme": {"name": "material", "features": ["navigation.footer"]},
        "plugins": ["search", {"blog": {"blog_dir": "articles", "post_url_format": "{slug}"}}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folder


def our_site(folder: Path, posts: int) -> Path:
    """Copy the project and add the posts; its fonts and Word files are made again."""
    folder.mkdir()
    for name in (*SOURCES, *LOCKS):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not any(sheet in line for sheet in SHEETS)]
    (folder / "mkdocs.yml").write_text("".join(kept), encoding="utf-8")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    write_posts(folder / POSTS, posts)
    return folder


def cost(command: tuple[str, ...], folder: Path) -> Cost:
    """Run a command; return what it took. It must succeed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    # Compiled modules are kept, as on every machine that says nothing else.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def rebuild(folder: Path, stock: Cost) -> None:
    """Print what `run.py build` takes when nothing has changed since the last one."""
    command = (sys.executable, "run.py", "build")
    cost(command, folder)
    show("run.py build, nothing changed", cost(command, folder), stock)
    row("target (aim)", f"{'':33} 0.25 (0.08)")


def serve(folder: Path) -> None:
    """Print how long one edit takes until the served page shows it."""
    address = f"http://127.0.0.1:{PORT}/articles/post-7/"
    command = (*MKDOCS, "serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{PORT}")
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ) as process:
        try:
            first = seconds_until(lambda: "Post number 7" in page_at(address))
            source = folder / POSTS / "post-7.md"
            edits = []
            for word in ("Zinnia", "Yarrow", "Willow"):
                with source.open("a", encoding="utf-8") as file:
                    file.write(f"\n{word}.\n")
                edits.append(seconds_until(lambda word=word: word in page_at(address)))
        finally:
            process.terminate()
    shown = ", ".join(f"{edit:.1f}" for edit in edits)
    row("serve", f"first page {first:.1f} s; three edits shown after {shown} s (at most 3, aim 1)")


def search(folder: Path) -> None:
    """Print what the search index adds to a build."""
    settings = folder / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    some = [line for line in lines if INDEX not in line]
    runs = []
    for turn in range(TURNS):
        pair = []
        for name, used in (("without", some), ("with", lines)):
            settings.write_text("".join(used), encoding="utf-8")
            # Each in a folder of its own: to write where files were deleted just now takes longer.
            pair.append(cost((*BUILD, "--site-dir", f"{name}-{turn}"), folder).cpu)
        runs.append(pair)
    added = statistics.median(with_it / without - 1 for without, with_it in runs)
    shown = ", ".join(f"{with_it:.2f} and {without:.2f}" for without, with_it in runs)
    row("search index", f"adds {added:.1%} CPU (at most 10 %; median of {TURNS} turns)")
    row("", f"s with and without: {shown}")


def page_at(address: str) -> str:
    """Return a page, or nothing as long as nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=120) as answer:
            text: str = answer.read().decode()
            return text
    except OSError:
        return ""


def seconds_until(true: Callable[[], bool]) -> float:
    """Ask again and again; return how long it took."""
    start = time.perf_counter()
    while not true():
        time.sleep(0.05)
        if time.perf_counter() - start > 600:
            sys.exit("The served site did not change.")
    return time.perf_counter() - start


def show(name: str, one: Cost, stock: Cost) -> None:
    """Print a row of a table."""
    row(
        name,
        f"{one.cpu:7.2f}  {one.wall:7.2f}   {one.memory:7.0f}"
        f"      {one.cpu / stock.cpu:7.2f}      {one.wall / stock.wall:7.2f}",
    )


def row(name: str, text: str) -> None:
    """Print a name and what belongs to it."""
    print(f"{name:32}{text}", flush=True)


if __name__ == "__main__":
    main()
