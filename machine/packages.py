"""Keeps .venv/ in line with the locks: makes it, repairs it, or leaves it alone.

Its stamp, .venv/ready, names the Python and the hash of each lock, and is written last. An
environment without the right stamp is rebuilt: so an interrupted set-up repairs itself, and a
complete one costs milliseconds.
"""

from __future__ import annotations

import contextlib
import hashlib
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from machine.programs import NO_NETWORK, ROOT, VENV, VENV_PYTHON, Problem, environment, run_step

STAMP = VENV / "ready"
OLDEST_PYTHON = (3, 11, 2)  # Debian 12's
SITE_LOCK = "requirements.txt"
TEST_LOCK = "requirements-dev.txt"


def too_old(version: tuple[int, ...]) -> str:
    """Return what to say about a Python that is too old, or "" for one that is not."""
    if version >= OLDEST_PYTHON:
        return ""
    newer = [f"python3.{minor}" for minor in range(19, 10, -1) if shutil.which(f"python3.{minor}")]
    advice = f"try {newer[0]} run.py" if newer else "get one from python.org"
    have, need = (".".join(map(str, numbers)) for numbers in (version, OLDEST_PYTHON))
    return f"this is Python {have}; {need} or newer is needed ({advice})"


def stamp_of(root: Path, locks: tuple[str, ...]) -> str:
    """Return the stamp of an environment with exactly these locks (file names under root)."""
    lines = [f"python {platform.python_version()} {sys.platform} {platform.machine()}"]
    lines += [f"{name} {hashlib.sha256((root / name).read_bytes()).hexdigest()}" for name in locks]
    return "\n".join(lines) + "\n"


def locks_to_install(
    stamp: str, root: Path, wanted: tuple[str, ...]
) -> tuple[bool, tuple[str, ...]]:
    """Compare the environment's stamp ("" for none) with what is wanted.

    Returns (start from scratch?, locks to install). After any change, start from scratch, so that
    no package of an older lock stays behind. Only a lock that was never installed is added.
    """
    have = tuple(name for name in (SITE_LOCK, TEST_LOCK) if f"\n{name} " in stamp)
    if stamp != stamp_of(root, have):
        return True, wanted
    return False, tuple(name for name in wanted if name not in have)


def set_up(*wanted: str) -> None:
    """Install the wanted locks (always the site's) into .venv; do nothing if they are there."""
    stamp = STAMP.read_text("utf-8") if STAMP.is_file() and VENV_PYTHON.exists() else ""
    scratch, missing = locks_to_install(stamp, ROOT, wanted)
    if not missing:
        return
    inside = Path(sys.prefix) == VENV  # started with the environment's own Python
    base = getattr(sys, "_base_executable", sys.executable) if inside else sys.executable
    pip = [base, "-m", "pip", "--disable-pip-version-check"]
    if subprocess.run([*pip, "-V"], capture_output=True, env=environment()).returncode:
        raise Problem(
            f"pip is missing for {base} (Debian, Ubuntu: sudo apt install python3-pip; "
            "Fedora: sudo dnf install python3-pip; elsewhere: python3 -m ensurepip)"
        )
    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()
    VENV.mkdir(exist_ok=True)  # gives the best error if the folder is not writable
    if scratch:  # without pip: Debian's minimal Python has no ensurepip
        subprocess.run([base, "-m", "venv", "--without-pip", "--clear", str(VENV)], check=True)
    # Wheels only: everything that runs has its hash in the lock, and nothing is compiled.
    options = "--only-binary=:all: --require-hashes --retries=2 --no-input --progress-bar=off"
    install = [*pip, "--python", str(VENV_PYTHON), "install", *options.split()]
    for lock in missing:
        purpose = "builds" if lock == SITE_LOCK else "tests"
        title = f"Installing what {purpose} the site in .venv (up to a minute, only this once)"
        code, output = run_step(title, [*install, "-r", str(ROOT / lock)])
        if code:
            raise Problem(why_pip_failed(output))
    STAMP.write_text(stamp_of(ROOT, wanted), "utf-8")


def why_pip_failed(output: str) -> str:
    """Return one line that says what stopped pip, judging by what it printed."""
    absent = re.search(r"No matching distribution found for (\S+)", output)
    if re.search("SSLError|CERTIFICATE_VERIFY_FAILED", output):
        return "pip does not trust the package index's certificate; behind a proxy, set PIP_CERT"
    if NO_NETWORK.search(output):
        return "no network: pip cannot reach the package index. Connect, then run this again"
    if "No space left on device" in output:
        return "the disk is full. Free about 1 GB, then run this again"
    if "Permission denied" in output:
        return f"pip may not write in {VENV}. Remove that folder, then run this again"
    if "no such option: --python" in output:
        return "this pip is older than 22.3; renew it: python3 -m pip install --upgrade pip"
    if "DO NOT MATCH THE HASHES" in output:
        return "a downloaded package is not the one in the lock, so it was not installed"
    if absent:
        return f"the package index has no {absent[1]} for Python {platform.python_version()} here"
    return "pip failed; the lines above say why"
