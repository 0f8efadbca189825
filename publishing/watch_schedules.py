"""`watch_schedules`: warns in one issue before GitHub stops the daily and weekly runs.

GitHub disables the schedules of a public repository in which nothing has been committed for 60
days (https://docs.github.com/actions/how-tos/manage-workflow-runs/disable-and-enable-workflows).
Programs that make empty commits to avoid this work around GitHub's rule, so we warn a person.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from library.check.settings import owner_clock
from publishing.support.git_host import host_from_environment

LABEL = "schedules stop"
TITLE = "GitHub will soon stop the daily runs"
STOP = timedelta(days=60)
WARN = timedelta(days=45)  # weekly runs from then on: at least two of them warn


def last_change(root: Path) -> date:
    """Return the day of the last commit of the branch that is checked out, in UTC."""
    seconds = subprocess.check_output(["git", "log", "-1", "--format=%ct"], cwd=root)
    return datetime.fromtimestamp(int(seconds), UTC).date()


def warning(changed: date, today: date) -> str:
    """Return the issue's text, "" while there is time enough."""
    quiet = today - changed
    if quiet < WARN:
        return ""
    stop = changed + STOP
    when = "will stop" if stop > today else "may have stopped"
    return "\n\n".join(
        [
            f"Nothing has changed in this repository for {quiet.days} days, since {changed}. "
            "GitHub stops scheduled runs of a public repository after 60 days without a change. "
            f"They {when} on {stop}.",
            "**What stops then.** Articles dated ahead no longer appear by themselves. The weekly "
            "lists (texts that wait, links that lead nowhere) and the search for weaknesses no "
            "longer come.\n"
            "**What does not stop.** The site stays up, and each change that is merged is "
            "published as always.",
            "**What to do**, one of these:\n\n"
            "- Merge any change, such as a text whose facts you have checked again "
            "(`checked:` with today's date). That is enough for another 60 days.\n"
            "- Or open *Actions*, choose *Daily* at the left, and press the button of the yellow "
            "bar that speaks of this (after the 60 days: *Enable workflow*). Do the same for "
            "*Weekly*.",
            "This issue closes by itself after the next change.",
        ]
    )


def main() -> int:
    """Renew the issue. A private repository keeps its schedules."""
    host = host_from_environment()
    private = host.ask("GET", "")["private"]
    text = "" if private else warning(last_change(Path.cwd()), owner_clock(Path.cwd()).today)
    host.report_once(LABEL, TITLE, text)
    print(text or "The schedules go on.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
