"""How long a build takes when most of the site is unchanged, and how long the very first one takes.

    .venv/bin/python bench/rebuild.py [--real] [--states] [--posts] [--large]
                                      [--before COMMIT] [--turns 3]

Prints, each next to its limit and its goal:
--real: the real library with an empty cache, PDF sheets included, as a ratio to the same at an
older commit (both whole, and per page and sheet: the library has grown since), with the peak memory
of both; then `run.py build` after one post was changed, in seconds.
--states: the real library with and without the pages of the states, each with an empty cache.
--posts: 1,000 posts of 700 words (bench/posts.py), one changed, `run.py build` without sheets, as a
ratio to the CPU time that stock MkDocs takes for all of them. --large: the same with 5,000.
Without any of these four: --real and --posts. Only ratios within one run count.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from build import BUILD, LOCKS, MKDOCS, POSTS, SOURCES, Cost, cost, our_site, row, stock_site
from posts import ROOT

BEFORE = "0d4b591"  # before builds remembered anything but the sheets
RUN = (sys.executable, "run.py", "build")
# A plugin that BEFORE still had, without a redirect in it; today's packages do not have it.
REDIRECTS = re.compile(r"^  - redirects:.*\n(?:    .*\n)*", re.MULTILINE)
STATES = "docs/states"
EDITS = ("Zinnia", "Yarrow", "Willow")  # words that no text has


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--real", action="store_true", help="only the real library")
    parser.add_argument("--states", action="store_true", help="what the pages of the states add")
    parser.add_argument("--posts", action="store_true", help="only one of 1,000 posts")
    parser.add_argument("--large", action="store_true", help="one of 5,000 posts, too")
    parser.add_argument("--before", default=BEFORE, help=f"commit to compare with ({BEFORE})")
    parser.add_argument("--turns", type=int, default=1, help="first builds; the least counts")
    options = parser.parse_args()
    every = not (options.real or options.states or options.posts or options.large)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.real or every:
            first_build(folder, options.before, options.turns)
            one_change(folder)
        if options.states:
            states(folder, options.turns)
        if options.posts or every:
            one_of_many(folder, 1000, bound=0.20, aim=0.12, fresh=(0.45, 0.45))
        if options.large:
            one_of_many(folder, 5000, bound=0.12, aim=0.12, fresh=(0.34, 0.34))


def first_build(folder: Path, commit: str, turns: int) -> None:
    """Print what the real library takes with an empty cache, now and at an older commit."""
    old, new = older_project(folder / "before", commit), real_project(folder / "now")
    print(f"\nreal library, nothing kept{'':10} CPU s   wall s  peak MiB   pages  sheets")
    before, now = [], []
    for _ in range(turns):
        before.append(fresh_cost(old))
        now.append(fresh_cost(new))
    least = [min(costs, key=lambda each: each.wall) for costs in (before, now)]
    counts = [made(project / "site") for project in (old, new)]
    for title, one, (pages, sheets) in zip((commit, "now"), least, counts, strict=True):
        show(title, one, f"{pages:5}   {sheets:5}")
    was, is_ = least
    row("wall time, ratio", f"{is_.wall / was.wall:.2f} (at most 0.55, aim 0.40)")
    for what, number in (("page", 0), ("sheet", 1)):
        grown = counts[1][number] / counts[0][number]
        row(f"wall time a {what}, ratio", f"{is_.wall / was.wall / grown:.2f}")
    row("peak memory, ratio", f"{is_.memory / was.memory:.2f} (at most 1)")


def one_change(folder: Path) -> None:
    """Print what `run.py build` takes on the real library after a change in one post."""
    project = real_project(folder / "changed")
    cost(RUN, project)  # all is made once
    costs = [change_cost(project) for _ in EDITS]
    print("\nreal library, one post changed")
    show("run.py build", median(costs))
    seconds = statistics.median(each.wall for each in costs)
    row("wall time", f"{seconds:.2f} s (at most 3, aim 1.5)")


def states(folder: Path, turns: int) -> None:
    """Print what the pages of the states add to the first build of the real library."""
    with_them, without = real_project(folder / "states"), real_project(folder / "no-states")
    for record in (without / STATES).glob("[a-z][a-z].md"):
        record.unlink()
    print(f"\nreal library, nothing kept{'':10} CPU s   wall s  peak MiB   pages  sheets")
    pairs = [(fresh_cost(without), fresh_cost(with_them)) for _ in range(turns)]
    least = [min(costs, key=lambda each: each.cpu) for costs in zip(*pairs, strict=True)]
    for title, one, project in zip(
        ("without the states", "with the states"), least, (without, with_them), strict=True
    ):
        pages, sheets = made(project / "site")
        show(title, one, f"{pages:5}   {sheets:5}")
    row("the states add, CPU", f"{least[1].cpu / least[0].cpu - 1:.1%} (at most 8 %)")


def one_of_many(
    folder: Path, posts: int, *, bound: float, aim: float, fresh: tuple[float, float]
) -> None:
    """Print what a change in one of so many posts takes, next to stock's build of all."""
    print(f"\n{posts} posts{'':24} CPU s   wall s  peak MiB")
    # Our pages link to sheets that stock does not make: it warns, so it is not strict.
    stock = cost((*MKDOCS, "build", "--quiet"), stock_site(folder / f"stock-{posts}", posts))
    show("stock MkDocs and Material", stock)
    project = our_site(folder / f"ours-{posts}", posts)
    keep_editor(project)
    first = cost(RUN, project)
    show("this site, fresh", first)
    costs = [change_cost(project) for _ in EDITS]
    changed = median(costs)
    show("this site, one post changed", changed)
    row("fresh, CPU ratio to stock", f"{first.cpu / stock.cpu:.2f} (at most {fresh[0]:.2f})")
    row(
        "one changed, CPU ratio to stock",
        f"{changed.cpu / stock.cpu:.2f} (at most {bound:.2f}, aim {aim:.2f})",
    )


def real_project(folder: Path) -> Path:
    """Copy the project with its own texts; nothing that a build has made goes along."""
    folder.mkdir()
    for name in (*SOURCES, *LOCKS):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(Path(sys.prefix))
    keep_editor(folder)
    return folder


def older_project(folder: Path, commit: str) -> Path:
    """Unpack the project as it was at a commit; it is built with the packages of today."""
    archive = subprocess.run(
        ["git", "archive", commit, *SOURCES, *LOCKS], cwd=ROOT, capture_output=True, check=False
    )
    if archive.returncode:
        sys.exit(f"no {commit} here: {archive.stderr.decode().strip()} (a shallow clone?)")
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    settings = folder / "mkdocs.yml"
    settings.write_text(REDIRECTS.sub("", settings.read_text(encoding="utf-8")), encoding="utf-8")
    keep_editor(folder)
    return folder


def keep_editor(project: Path) -> None:
    """Give a project the form editor, which is fetched and not made."""
    editor = ROOT / ".cache" / "editor"
    if editor.exists():
        shutil.copytree(editor, project / ".cache" / "editor")


def fresh_cost(project: Path) -> Cost:
    """Return what a build takes that has nothing from an earlier one."""
    for name in (".cache", "site"):
        shutil.rmtree(project / name, ignore_errors=True)
    keep_editor(project)
    return cost(BUILD, project)


def change_cost(project: Path) -> Cost:
    """Add a sentence to a post, and return what `run.py build` takes to show it."""
    post = sorted((project / POSTS).glob("[a-z]*.md"))[0]
    text = post.read_text(encoding="utf-8")
    word = next(word for word in EDITS if word not in text)
    post.write_text(f"{text}\n{word} is a flower.\n", encoding="utf-8")
    used = cost(RUN, project)
    pages = (page.read_text(encoding="utf-8") for page in (project / "site").rglob("index.html"))
    if not any(word in page for page in pages):
        sys.exit("The build does not show the change.")
    return used


def median(costs: list[Cost]) -> Cost:
    """Return the cost in the middle, by CPU time."""
    return sorted(costs, key=lambda each: each.cpu)[len(costs) // 2]


def made(site: Path) -> tuple[int, int]:
    """Return how many pages and PDFs a site has."""
    return len([*site.rglob("*.html")]), len([*site.rglob("*.pdf")])


def show(title: str, one: Cost, more: str = "") -> None:
    """Print a row of a table."""
    row(title, f"{one.cpu:7.2f}  {one.wall:7.2f}   {one.memory:7.0f}   {more}".rstrip())


if __name__ == "__main__":
    main()
