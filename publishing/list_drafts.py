"""`list_drafts`: keeps one issue that lists drafts, future articles and facts to check again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from library.check.rules.dates import wait_of
from library.check.settings import owner_clock
from library.check.source import read_source
from library.common.days import Clock
from publishing.git_host import escaped, host_from_environment

LABEL = "drafts"


def drafts(root: Path, clock: Clock) -> str:
    """Return the list as Markdown, "" if there is nothing to say."""
    groups: dict[str, list[str]] = {
        "Drafts": [],
        "Appear by themselves": [],
        "Facts to check again": [],
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
    return "\n\n".join(
        f"## {name}\n\n" + "\n".join(lines) for name, lines in groups.items() if lines
    )


def main() -> int:
    """Update the issue, and print the same on the workflow's page."""
    text = drafts(Path.cwd(), owner_clock(Path.cwd()))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        Path(summary).write_text(text or "No drafts.\n", encoding="utf-8")
    host_from_environment().report_once(LABEL, "Texts that wait", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
