"""`report_publishing`: keeps one issue while the site cannot be published, and closes it after.

It asks GitHub at which step this run stopped. It uses only the standard library, so that it can
also report that nothing could be installed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from publishing.support.git_host import host_from_environment

LABEL = "not published"
TITLE = "The site could not be published"
WELL = ("success", "skipped", "neutral", None)  # None: still running, as this one
LAST = "Put it on GitHub Pages"  # the step after which readers see the new site

# The steps of publish.yml: what it means that one fails, and what to do.
WHY: Mapping[str, tuple[str, str]] = {
    "Check the texts": (
        "A text, a picture or a setting on the branch main has a problem that readers would meet.",
        "Open the run (link below): it lists each problem with its file, line and fix. "
        "Fix it like any text, in a pull request.",
    ),
    "Build the site": (
        "The check is content, but the site could not be made from the texts.",
        "This is for an engineer: open the run (link below) and read its last lines. If it began "
        "with one change, undoing that change publishes again.",
    ),
    "Look at the site": (
        "The site was made, but a page of it is not in order: a link leads nowhere, a page shows "
        "an error, cannot be read by everyone, or does not print.",
        "Open the run (link below): each line names a page and what is wrong with it. If a text "
        "is the cause, fix it in a pull request; if not, ask an engineer.",
    ),
    LAST: (
        "The site is ready, but GitHub did not put it up.",
        "Often this passes by itself. To try at once: open the run (link below), then Re-run "
        "jobs, Re-run failed jobs. In the repository's Settings, Pages, the source must be "
        "GitHub Actions.",
    ),
}
ELSEWHERE = (
    "It stopped while the machine was being prepared, before it came to the texts.",
    "Often this passes by itself, as when a network was down. To try at once: open the run (link "
    "below), then Re-run jobs, Re-run failed jobs. If it stays, this is for an engineer.",
)


def failed_step(jobs: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the name of the first step that failed, None if none did.

    `jobs` as https://docs.github.com/rest/actions/workflow-jobs lists them.
    """
    for job in jobs:
        if job["conclusion"] not in WELL:
            steps = [step for step in job["steps"] if step["conclusion"] not in WELL]
            return str(steps[0]["name"] if steps else job["name"])
    return None


def is_published(jobs: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether the new site is up."""
    return any(
        step["name"] == LAST and step["conclusion"] == "success"
        for job in jobs
        for step in job["steps"]
    )


def report(step: str, event: str, commit: str, run: str) -> str:
    """Return the issue's text: what happened, what to do, who sees what."""
    what, todo = WHY.get(step, ELSEWHERE)
    began = {
        "schedule": "The daily run",
        "push": f"The run after the last change ([{commit[:7]}]({commit_page(run, commit)}))",
    }.get(event, "A run that somebody started by hand")
    return "\n\n".join(
        [
            f"{began} stopped at the step **{step}**. {what}",
            f"**What to do.** {todo}",
            "**Who sees what.** The site that is up stays up, as it was published last: readers "
            "see nothing broken. What was changed since then, and articles whose day has come, "
            "wait until publishing works again. Nothing of them is lost.",
            f"[The run]({run}). This issue closes by itself when the site is published again.",
        ]
    )


def commit_page(run: str, commit: str) -> str:
    """Return the address of a commit; `run` is that of a run of the same repository."""
    return f"{run.partition('/actions/')[0]}/commit/{commit}"


def main() -> int:
    """Ask, and open, update or close the issue."""
    host = host_from_environment()
    number = os.environ["GITHUB_RUN_ID"]
    jobs = host.ask("GET", f"/actions/runs/{number}/jobs?filter=latest&per_page=100")["jobs"]
    step = failed_step(jobs)
    if step is None and not is_published(jobs):
        print("Nothing was published and nothing failed: there is nothing to report.")
        return 0
    run = f"{os.environ['GITHUB_SERVER_URL']}/{host.repository}/actions/runs/{number}"
    event, commit = os.environ["GITHUB_EVENT_NAME"], os.environ["GITHUB_SHA"]
    host.report_once(LABEL, TITLE, report(step, event, commit, run) if step else "")
    print(f"Not published: stopped at {step}." if step else "Published.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
