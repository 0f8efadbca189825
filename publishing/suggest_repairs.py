"""`suggest_repairs`: offers the safe repairs of a pull request's texts as one-click suggestions.

Runs after the check, with the code of the main branch. The texts come from GitHub's API as data.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass

from library.check.fixes import fix_text
from publishing.support.git_host import (
    GitHost,
    host_from_environment,
    is_ours,
    pull_request_of_run,
    run_of_event,
)
from publishing.support.pull_files import MOST as MOST_FILES
from publishing.support.pull_files import ChangedFile, changed_files, for_engineer

MARK = "safe repairs"
MOST = 30  # suggestions in one review; more would bury the text
LABEL = "for an engineer"


@dataclass(frozen=True)
class Repair:
    """One line, and how it reads repaired."""

    path: str
    line: int
    text: str


def line_repairs(path: str, text: str) -> tuple[list[Repair], bool]:
    """Return the repairs of a text line by line, and whether some cannot be given so.

    Line ends and lines that come or go (a form feed, a Mac line end) need the whole file.
    """
    fixed = fix_text(text)
    before, after = text.replace("\r\n", "\n").split("\n"), fixed.split("\n")
    if len(before) != len(after):
        return [], fixed != text
    repairs = [
        Repair(path, number, new)
        for number, (old, new) in enumerate(zip(before, after, strict=True), 1)
        if old != new
    ]
    return repairs, "\r\n" in text


def comment(repair: Repair) -> dict[str, object]:
    """Return a repair as a comment of a review; its fence is longer than any in the text."""
    longest = max((len(run) for run in re.findall("`+", repair.text)), default=0)
    fence = "`" * max(3, longest + 1)
    why = "A safe repair: only characters that nobody sees."
    body = f"{why}\n\n{fence}suggestion\n{repair.text}\n{fence}"
    return {"path": repair.path, "line": repair.line, "side": "RIGHT", "body": body}


def suggest(host: GitHost, number: int, commit: str, files: list[ChangedFile]) -> None:
    """Post a review with what can be repaired on lines of the diff, a comment for the rest."""
    comments: list[dict[str, object]] = []
    rest: list[str] = []
    for file in files:
        raw = host.file(file.path, commit) if file.is_page else None
        try:
            text = raw.decode("utf-8") if raw else ""
        except UnicodeDecodeError:
            continue  # the check says so
        repairs, whole = line_repairs(file.path, text)
        comments += [comment(repair) for repair in repairs if repair.line in file.lines]
        if whole or any(repair.line not in file.lines for repair in repairs):
            rest.append(file.path)
    if comments:
        review(host, number, commit, comments[:MOST])
    if rest:
        names = " ".join(path for path in rest if re.fullmatch(r"[\w./-]+", path))
        why = "Safe repairs that GitHub cannot offer by click:"
        command = f"python3 run.py check --fix {names}"
        host.say_once(number, MARK, f"{why}\n\n```\n{command}\n```")


def review(host: GitHost, number: int, commit: str, comments: list[dict[str, object]]) -> None:
    """Post suggestions as one review, unless the same ones are there from an earlier push."""
    state = hashlib.sha256(json.dumps(comments).encode()).hexdigest()[:16]
    start = f"<!-- {MARK} {state} -->\n"
    for found in host.every(f"/pulls/{number}/reviews"):
        if is_ours(found) and str(found["body"]).startswith(start):
            return
    body = (
        f"{start}Small repairs you can take with one click: Files changed, then "
        "Add suggestion to batch, then Commit suggestions."
    )
    sent = {"commit_id": commit, "event": "COMMENT", "body": body, "comments": comments}
    host.ask("POST", f"/pulls/{number}/reviews", sent)


def mark(host: GitHost, number: int, files: list[ChangedFile]) -> None:
    """Label a pull request that changes how the site is made, or too much to be looked at."""
    paths = [path for file in files for path in (file.path, file.before) if path]
    if for_engineer(paths) or len(files) == MOST_FILES:
        host.ask("POST", f"/issues/{number}/labels", {"labels": [LABEL]})


def main() -> int:
    """Answer the pull request that the finished workflow belongs to."""
    host = host_from_environment()
    run = run_of_event()
    pull = pull_request_of_run(host, run)
    if pull is None:
        return 0
    files = changed_files(host, pull["number"])
    mark(host, pull["number"], files)
    suggest(host, pull["number"], run["head_sha"], files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
