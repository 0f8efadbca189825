"""`show_preview FOLDER`: keeps a preview on the branch `previews`, and comments what has changed.

FOLDER is what `build_preview` made in the pull request's own workflow: preview_files.py says what
is taken from it. Nothing in it is trusted: titles and grades are computed here, and its list of
problems is shown as a stranger's words.

The branch is never part of the site. A separate static host can serve it (any that follows a
branch); its address goes into the repository's variable PREVIEW_URL. It must not be the site's own
host name: a preview runs a stranger's scripts, and the form editor keeps its sign-in there.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from library.check.settings import owner_clock
from publishing.support.git_host import (
    GitHost,
    escaped,
    host_from_environment,
    pull_request_of_run,
    run_of_event,
)
from publishing.support.page_facts import PageFacts, page_facts
from publishing.support.preview_files import (
    BRANCH_BYTES,
    SITE_BYTES,
    ReportedProblem,
    preview_pictures,
    preview_problems,
    preview_site,
)
from publishing.support.pull_files import changed_files

BRANCH = "previews"
MARK = "preview"
ATTEMPTS = 5  # to push, when previews of other pull requests come in between
PROBLEMS_SHOWN = 20
AIM = 6.9  # reading grade: the style guide's aim for running prose


class Stored(NamedTuple):
    """What of a preview is on the branch."""

    pictures: frozenset[str]  # names without ending
    site: bool


def comment(
    pages: Sequence[PageFacts],
    pictures: Mapping[str, str],
    problems: Sequence[ReportedProblem],
    site: str,
    archive: str,
    built: bool = True,
) -> str:
    """Return the comment's Markdown.

    `pictures` maps PageFacts.picture to the addresses of pictures; `site` is the address of the
    preview, "" if there is none; `archive` is where the built site can be downloaded, if it was
    `built`.
    """
    where = f"[The whole preview]({site})" if site else f"[The built site]({archive}), to download"
    parts = [_list_problems(problems)] if problems else []
    if not built:
        parts.append(f"**The site of this change could not be built.** [What was said]({archive}).")
    elif pages:
        rows = [_row(page, pictures.get(page.picture, ""), site) for page in pages]
        head = ["| Page | On the site | Reading grade | Picture |", "|---|---|---|---|"]
        parts.append("\n".join(["How it will look:", "", *head, *rows]))
        parts.append(f"{where}. We aim for grade {AIM}.")
    else:
        parts.append(f"This changes no text. {where}.")
    return "\n\n".join(parts)


def _row(page: PageFacts, picture: str, site: str) -> str:
    name = escaped(page.title)
    shown = f"[{name}]({site}{quote(page.address)})" if site else name
    grade = "too short" if page.grade is None else f"{max(page.grade, 0):.1f}"
    grade += " (hard)" if page.grade and page.grade > AIM else ""
    when = f"stays off until {page.waits}" if page.waits else "as soon as this is merged"
    shot = f'<a href="{picture}"><img src="{picture}" width="160" alt="The page"></a>'
    kind = f"{page.kind}, {page.words} words" if page.kind else f"{page.words} words"
    return f"| {shown}<br>{kind} | {when} | {grade} | {shot if picture else ''} |"


def _list_problems(problems: Sequence[ReportedProblem]) -> str:
    """Return the problems as a list; the words are a stranger's."""
    shown = [
        f"- {escaped(f'{problem.path}:{problem.line}')} {escaped(problem.message, 400)}"
        for problem in problems[:PROBLEMS_SHOWN]
    ]
    if more := len(problems) - PROBLEMS_SHOWN:
        shown += [f"- and {more} more"] if more > 0 else []
    head = "**To fix before this can be published.** *Files changed* shows each at its line."
    return "\n".join([head, "", *shown])


def store(remote: str, number: int, source: Path, with_site: bool, keep: set[int] | None) -> Stored:
    """Put a preview into its folder of the branch; return what of it is there.

    `remote` is what Git pushes to. With `keep`, folders of other pull requests are removed; a
    `number` of 0 puts nothing in. The branch is one commit, so nothing old stays behind. Raises
    CalledProcessError when others keep changing the branch, or it cannot be pushed.
    """
    for attempt in range(ATTEMPTS):
        try:
            return _store(remote, number, source, with_site, keep)
        except subprocess.CalledProcessError:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(attempt)
    raise AssertionError("not reached")


def _store(
    remote: str, number: int, source: Path, with_site: bool, keep: set[int] | None
) -> Stored:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, "work")
        _git("clone", "-q", "--depth=1", "--branch", BRANCH, remote, str(work), check=False)
        before = ""
        if work.is_dir():
            before = _git("-C", str(work), "rev-parse", "HEAD").strip()
        else:
            _git("init", "-q", "-b", BRANCH, str(work))
        if keep is not None:
            for old in work.glob("pr-*"):
                if not old.name[3:].isdigit() or int(old.name[3:]) not in keep:
                    shutil.rmtree(old)
        stored = Stored(frozenset(), site=False)
        if number:
            stored = _fill(work / f"pr-{number}", source, with_site)
        (work / ".nojekyll").touch()
        (work / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")
        _git("-C", str(work), "checkout", "-q", "--orphan", "fresh")
        _git("-C", str(work), "add", "-A", "--force")
        who = ["-c", "user.name=Previews", "-c", "user.email=previews@users.noreply.github.com"]
        _git("-C", str(work), *who, "commit", "-q", "-m", "Previews of open pull requests")
        # With a lease: another pull request's preview that came in between is not lost.
        lease = f"--force-with-lease=refs/heads/{BRANCH}:{before}"
        _git("-C", str(work), "push", "-q", lease, remote, f"fresh:refs/heads/{BRANCH}")
    return stored


def _fill(target: Path, source: Path, with_site: bool) -> Stored:
    shutil.rmtree(target, ignore_errors=True)
    pictures = preview_pictures(source / "pictures")
    for name, content in pictures.items():
        place = target / "pictures" / f"{name}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    others = sum(path.stat().st_size for path in target.parent.glob("pr-*/**/*") if path.is_file())
    room = min(SITE_BYTES, BRANCH_BYTES - others)
    files = preview_site(source / "site", room) if with_site else []
    for path in files:
        place = target / path.relative_to(source / "site")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return Stored(frozenset(pictures), bool(files))


def _git(*arguments: str, check: bool = True) -> str:
    """Run Git and return what it prints; the token goes in by the environment, never as a word."""
    env = dict(os.environ)
    if token := env.pop("GITHUB_TOKEN", ""):
        secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        server = env.get("GITHUB_SERVER_URL", "https://github.com")
        env |= {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{server}/.extraheader",
            "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}",
        }
    done = subprocess.run(["git", *arguments], env=env, check=check, stdout=subprocess.PIPE)
    return done.stdout.decode()


def facts(host: GitHost, number: int, commit: str) -> list[PageFacts]:
    """Return the facts of the pages that a pull request changes."""
    clock = owner_clock(Path.cwd())
    found = []
    for file in changed_files(host, number):
        raw = host.file(file.path, commit) if file.is_page else None
        if raw:
            found.append(page_facts(file.path, raw.decode("utf-8", "replace"), clock))
    return found


def main(arguments: list[str]) -> int:
    """Store and comment."""
    folder = Path(arguments[0])
    host = host_from_environment()
    server = os.environ["GITHUB_SERVER_URL"]
    run = run_of_event()
    pull = pull_request_of_run(host, run)
    if pull is None:
        return 0
    number = int(pull["number"])
    address = os.environ.get("PREVIEW_URL", "").rstrip("/")
    remote = os.environ.get("PREVIEW_REMOTE") or f"{server}/{host.repository}.git"
    stored = store(remote, number, folder, with_site=bool(address), keep=None)
    base = f"{server}/{host.repository}/blob/{BRANCH}/pr-{number}/pictures"
    pictures = {name: f"{base}/{quote(name)}.png?raw=true" for name in stored.pictures}
    site = f"{address}/pr-{number}/" if stored.site else ""
    text = comment(
        facts(host, number, run["head_sha"]),
        pictures,
        preview_problems(folder / "problems.json"),
        site,
        run["html_url"],
        built=(folder / "site" / "index.html").is_file(),
    )
    host.say_once(number, MARK, text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
