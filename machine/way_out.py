"""Fetches MaterialX, the maintained fork of Material for MkDocs, into .cache/way-out/.

Both call their package `material`, so it never goes into .venv/: only a test puts this folder
first on the path of the builder that it starts.
"""

from __future__ import annotations

import shutil
import sys

from machine.programs import NO_NETWORK, ROOT, run_step

LOCK = ROOT / "machine" / "way_out.txt"
FOLDER = ROOT / ".cache" / "way-out"
STAMP = FOLDER / "ready"  # the lock, written last


def provide_way_out() -> str:
    """Fetch it if it is not there yet. Returns "" or one line that says why it is not."""
    if STAMP.is_file() and STAMP.read_bytes() == LOCK.read_bytes():
        return ""
    shutil.rmtree(FOLDER, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    options = "--only-binary=:all: --require-hashes --no-deps --retries=2 --no-input"
    pip = [base, "-m", "pip", "--disable-pip-version-check", "install", *options.split()]
    title = "Fetching MaterialX for the test of the way out (10 s, only this once)"
    code, output = run_step(title, [*pip, "--target", str(FOLDER), "-r", str(LOCK)])
    if code:
        return "no network" if NO_NETWORK.search(output) else "pip failed; the lines above say why"
    shutil.copy(LOCK, STAMP)
    return ""
