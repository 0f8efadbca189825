"""`build_preview FOLDER`: builds the site of a pull request into FOLDER/site, with pictures.

Drafts and articles dated ahead are shown, and texts with problems as far as they can be;
FOLDER/problems.json lists these. It runs the pull request's own code, so it gets no secret and no
right to write anywhere.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from library.check import check_library
from library.check.settings import load_settings, owner_clock
from library.common.days import present
from library.common.git import changed_paths
from machine.browser import find_browser
from machine.programs import environment
from machine.quiet_host import hosted
from publishing.support.page_facts import PageFacts, page_facts

MOST = 20  # pictures of one pull request
PROBLEMS = 100  # more would not fit into a comment
WIDTH, HEIGHT = 390, 1400  # a phone, and a little more than two screens of it


def changed_pages(root: Path, base: str) -> list[str]:
    """Return the texts that are new or different since the revision `base`."""
    listed = changed_paths(root, base, "docs", kinds="AM")
    return [p for p in listed if p.endswith(".md") and p.rpartition("/")[2][0] not in "._"]


def take_pictures(site: Path, pages: list[PageFacts], target: Path) -> list[Path]:
    """Take a picture of each page that is in `site`; return those that were taken."""
    target.mkdir(parents=True, exist_ok=True)
    browser = find_browser()
    there = [page for page in pages if site.joinpath(page.address, "index.html").is_file()]
    if not browser or not there:
        return []
    taken = []
    with hosted(site) as base:
        for page in there[:MOST]:
            picture = target / f"{page.picture}.png"
            options = f"--headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars \
                --disable-background-networking --disable-component-update --disable-sync \
                --disable-quic --window-size={WIDTH},{HEIGHT} --virtual-time-budget=4000"
            address = f"{base}{page.address}"
            command = [browser, *options.split(), f"--screenshot={picture}", address]
            subprocess.run(command, capture_output=True, timeout=60, env=environment())
            if picture.is_file():
                taken.append(picture)
    return taken


def note_problems(root: Path, base: str, folder: Path) -> int:
    """Write FOLDER/problems.json, what keeps the texts from being published; return how many."""
    found = check_library(
        root, now=present(), settings=load_settings(root), base=base, reading=False
    )
    errors = [problem for problem in found if problem.level == "error"]
    listed = [{"path": p.path, "line": p.line, "message": p.message} for p in errors[:PROBLEMS]]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "problems.json").write_text(json.dumps(listed), encoding="utf-8")
    return len(errors)


def main(arguments: list[str]) -> int:
    """Build; return MkDocs' exit code. A text with problems does not stop it."""
    folder, root, base = Path(arguments[0]).resolve(), Path.cwd(), "HEAD^1"
    problems = note_problems(root, base, folder)
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", "preview.yml"]
    command += ["--site-dir", str(folder / "site")]
    code = subprocess.run(command, cwd=root, env=environment()).returncode
    if code:
        return code
    clock = owner_clock(root)
    pages = [
        page_facts(path, (root / path).read_text("utf-8", "replace"), clock)
        for path in changed_pages(root, base)
    ]
    taken = take_pictures(folder / "site", pages, folder / "pictures")
    print(f"{len(pages)} changed pages, {len(taken)} pictures, {problems} problems.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
