"""`python3 -m publishing STEP [...]`: sets up .venv/ as run.py does, then runs a step in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from machine.browser import debian_package, find_browser, playwright_browser
from machine.checkers import provide_checkers
from machine.editor import provide_editor
from machine.packages import SITE_LOCK, TEST_LOCK, set_up
from machine.programs import ROOT, Problem, environment, run_here
from machine.system_libraries import provide

# These use only the standard library: they choose what to install, or report that it failed.
BARE = frozenset({"install_pango", "report_publishing", "judge_change"})
WITH_BROWSER = frozenset({"check_accessibility", "look"})
STEPS = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main(arguments: list[str]) -> int:
    """Run a step; return its exit code."""
    if not arguments or arguments[0] not in STEPS:
        print("Write: python3 -m publishing STEP, where STEP is one of:", ", ".join(STEPS))
        return 2
    if arguments[0] in BARE:
        command = [sys.executable, "-m", f"publishing.{arguments[0]}", *arguments[1:]]
        hooks = {"PYTHONPATH": str(ROOT / "hooks")}
        return subprocess.run(command, cwd=ROOT, env={**environment(), **hooks}).returncode
    try:
        set_up(SITE_LOCK)
        if arguments[0] == "build_preview":  # the one step that builds
            notice = provide("the PDF sheets") or provide_editor()
            if notice:
                print(f"Note: {notice}")
        if arguments[0] in WITH_BROWSER:
            set_up(SITE_LOCK, TEST_LOCK)
            notice = provide("the browser tests", also=debian_package())
            if not notice and arguments[0] == "check_accessibility":
                notice = provide_checkers()
            if notice:
                raise Problem(notice)
            os.environ["CHROME_PATH"] = find_browser() or playwright_browser()
    except Problem as problem:
        print(f"publishing: {problem}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"publishing: this failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 1
    return run_here(f"publishing.{arguments[0]}", *arguments[1:], PYTHONPATH=str(ROOT / "hooks"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
