"""`list_drafts`: keeps one issue that lists what waits for a person.

Drafts, future articles, facts to check again, and the states' time limits to read again: those that
a page no longer shows, or will not in the next 60 days.
"""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path

from library.check.rules.dates import wait_of
from library.check.settings import owner_clock
from library.check.source import read_source
from library.common.days import Clock
from library.states.record import Limit, read_states
from publishing.support.git_host import escaped, host_from_environment

LABEL = "drafts"
SOON = timedelta(days=60)


def drafts(root: Path, clock: Clock) -> str:
    """Return the list as Markdown, "" if there is nothing to say."""
    groups: dict[str, list[str]] = {
        "Drafts": [],
        "Appear by themselves": [],
        "Facts to check again": [],
        "Time limits to read again": [],
    }
    for path in sorted(root.joinpath("docs").rglob("[!_.]*.md")):
        inside = path.relative_to(root / "docs").as_posix()
        page = read_source(f"docs/{inside}", inside, path.read_text("utf-8", "replace"))
        line = f"- {escaped(page.value('title') or inside)} (`docs/{inside}`)"
        wait, review = wait_of(page, clock), page.value("review")[:10]
        if wait and wait.draft:
            groups["Drafts"].append(line)
        elif wait and wait.appears:
            groups["Appear by themselves"].append(f"{line}, on {clock.say(wait.appears)}")
        if review and review <= clock.today.isoformat():
            groups["Facts to check again"].append(f"{line}, since {review}")
    for state in read_states(root / "docs"):
        for limit in state.limits:
            if limit.until and limit.until - SOON <= clock.today:
                line = _limit_line(limit, clock.today)
                named = f"{escaped(state.name)} (`docs/states/{state.code}.md`)"
                groups["Time limits to read again"].append(f"- {named}, {line}")
    return "\n\n".join(
        f"## {name}\n\n" + "\n".join(lines) for name, lines in groups.items() if lines
    )


def _limit_line(limit: Limit, today: date) -> str:
    """Return what to compare, and until when the page shows the limit."""
    left = "no longer shown" if limit.is_old(today) else f"shown until {limit.until}"
    span = escaped(f"{limit.topic}: {limit.number} {limit.unit}")
    page, quote = escaped(limit.address, 400), escaped(limit.quote, 600)
    return f"{span}, {left}. Open {page} and compare: {quote}"


def main() -> int:
    """Update the issue, and print the same on the workflow's page."""
    text = drafts(Path.cwd(), owner_clock(Path.cwd()))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        Path(summary).write_text(text or "No drafts.\n", encoding="utf-8")
    host_from_environment().report_once(LABEL, "Texts that wait", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
