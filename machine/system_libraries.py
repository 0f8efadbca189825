"""System libraries that our packages need; installed if that needs no password."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from machine.programs import NO_NETWORK, VENV_PYTHON, Problem, environment, run_step

# What our packages need from the system: on Linux the library, and Debian's package that has it.
SYSTEM_PACKAGES = {
    "the browser tests": {"libatomic.so.1": "libatomic1"},  # Playwright, whatever the browser
    "the PDF sheets": {  # WeasyPrint
        "libpango-1.0.so.0": "libpango-1.0-0",
        "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
        "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    },
}
BY_HAND = {  # where there is no apt-get
    ("the browser tests", "linux"): "libatomic (Fedora: sudo dnf install libatomic)",
    ("the PDF sheets", "linux"): "Pango (Fedora: sudo dnf install pango)",
    ("the PDF sheets", "darwin"): "Pango (brew install pango)",
    ("the PDF sheets", "win32"): "Pango (MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango)",
}


def can_load(library: str) -> bool:
    """Return whether this shared library is on the machine."""
    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


def missing_packages(need: str) -> list[str]:
    """Return what this need lacks: Debian packages on Linux, elsewhere just the need's name."""
    if sys.platform.startswith("linux"):
        return [name for library, name in SYSTEM_PACKAGES[need].items() if not can_load(library)]
    if need == "the PDF sheets":  # WeasyPrint itself knows where these systems keep libraries
        probe = [str(VENV_PYTHON), "-c", "import weasyprint"]
        if subprocess.run(probe, capture_output=True, env=environment()).returncode:
            return [need]
    return []


def root_prefix() -> list[str] | None:
    """Return the prefix of a command that needs root; None if we cannot run one."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]  # -n: never ask for a password
    if shutil.which("sudo") and not subprocess.run([*sudo, "true"], capture_output=True).returncode:
        return sudo
    return None


def other_readers() -> tuple[str, ...]:
    """Return the missing Debian packages with which the tests read PDFs as other readers do."""
    programs = {"pdftotext": "poppler-utils", "mutool": "mupdf-tools"}
    return tuple(name for program, name in programs.items() if not shutil.which(program))


def apt_install(*groups: Sequence[str]) -> None:
    """Install groups of Debian packages if that needs no password; otherwise do nothing.

    Each group is installed for itself: apt installs nothing of a group with a package that it does
    not know. Raises Problem where there is no network.
    """
    prefix = root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        return
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    run_step("Reading apt's list of packages (10 s)", [*apt, "update"])
    for group in groups:
        title = f"Installing {' '.join(group)} (up to a minute, only this once)"
        code, output = run_step(title, [*apt, "install", "-y", "--no-install-recommends", *group])
        if code and NO_NETWORK.search(output):
            raise Problem("no network: apt-get cannot fetch packages. Connect, then run this again")


def provide(*needs: str, also: tuple[str, ...] = ()) -> str:
    """Install what these needs lack, and `also` (Debian packages), where we may.

    Returns "" or one line that says what a need still lacks and how to get it; without `also`, the
    caller can do, if less well. Raises Problem where there is no network to install a need.
    """
    packages = [package for need in needs for package in missing_packages(need)]
    groups = [group for group in (packages, also) if group]
    if groups:
        try:
            apt_install(*groups)
        except Problem:  # no network
            if any(missing_packages(need) for need in needs):
                raise
    lacking = [need for need in needs if missing_packages(need)]
    if not lacking:
        return ""
    if shutil.which("apt-get"):
        return f"{' and '.join(lacking)} need this: sudo apt-get install -y {' '.join(packages)}"
    return "; ".join(f"{need} need {BY_HAND[need, sys.platform]}" for need in lacking)
