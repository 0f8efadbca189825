"""Finds the Chrome or Chromium that the tests use, or installs one."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from machine.programs import NO_NETWORK, VENV_PYTHON, Problem, environment, run_step
from machine.system_libraries import root_prefix

# The same engine without windows: a page takes a third of the time that a whole Chromium needs.
SHELL = "chromium-headless-shell"
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def debian_package() -> tuple[str, ...]:
    """The Debian package to install when there is no headless Chromium; none elsewhere.

    Not on Ubuntu: its Chromium is a snap, which tests cannot drive; Playwright's own is used there.
    """
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ()
    like = release.get("ID_LIKE", "").split()
    debian = release["ID"] == "debian" or ("debian" in like and "ubuntu" not in like)
    chosen = os.environ.get("CHROME_PATH") or shutil.which(SHELL)
    return (SHELL,) if debian and not chosen else ()


def find_browser() -> str:
    """Return the path of an installed Chrome or Chromium, or "".

    CHROME_PATH comes first, then Chromium without windows.
    """
    chosen = os.environ.get("CHROME_PATH")
    if chosen:
        if not shutil.which(chosen):
            raise Problem(f"CHROME_PATH names a program that does not exist: {chosen}")
        return shutil.which(chosen) or ""
    if sys.platform == "darwin":
        folders = [Path("/Applications"), Path.home() / "Applications"]
        tails = [f"{app}.app/Contents/MacOS/{app}" for app in ("Google Chrome", "Chromium")]
    elif os.name == "nt":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        folders = [Path(os.environ[name]) for name in variables if name in os.environ]
        tails = ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"]
    else:
        folders, tails = [Path("/")], [found for found in map(shutil.which, BROWSERS) if found]
    for place in (folder / tail for folder in folders for tail in tails):
        if place.is_file() and not is_snap(place):
            return str(place)
    return ""


def is_snap(program: Path) -> bool:
    """Return whether this is Ubuntu's snap of Chromium, or the script that starts it."""
    with program.open("rb") as file:
        start = file.read(4096)
    return "/snap/" in str(program.resolve()) or (start[:2] == b"#!" and b"/snap/" in start)


def playwright_browser() -> str:
    """Return the path of Playwright's own Chromium, which is fetched if it is missing."""
    probe = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as driver: print(driver.chromium.executable_path)"
    )
    asked = [str(VENV_PYTHON), "-c", probe]
    path = subprocess.check_output(asked, encoding="utf-8", env=environment()).strip()
    if not Path(path).is_file():
        deps = ["--with-deps"] if shutil.which("apt-get") and root_prefix() is not None else []
        command = [str(VENV_PYTHON), "-m", "playwright", "install", *deps, "chromium"]
        code, output = run_step("Fetching a browser for the tests (a minute, once)", command)
        if code:
            reason = "no network" if NO_NETWORK.search(output) else "the lines above say why"
            raise Problem(f"no browser for the tests ({reason}). Installing Chrome also helps")
    if sys.platform.startswith("linux") and subprocess.run([path, "--version"]).returncode:
        raise Problem("Playwright's browser does not start here; install Chromium or Chrome")
    return path
