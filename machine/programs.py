"""Starts, watches and ends other programs, and reports what they are doing."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What pip, apt-get and Playwright print when they cannot reach the network.
NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError"
    r"|connection broken by|failed to (connect|establish)|network is unreachable|timed out"
    r"|temporary failure (in name resolution|resolving)|could not (resolve|connect)"
    r"|getaddrinfo|ECONNREFUSED|ENOTFOUND|ETIMEDOUT|ECONNRESET",
    re.IGNORECASE,
)


class Problem(Exception):
    """Something the person can fix: reported in one line, without a traceback."""


def say(text: str) -> None:
    """Print a line immediately, even into a pipe."""
    print(text, flush=True)


def environment() -> dict[str, str]:
    """Return the environment variables for every program started here."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    env["NO_MKDOCS_2_WARNING"] = "1"  # Material's banner about its end of life: see the README
    env["DISABLE_MKDOCS_2_WARNING"] = "true"  # some plugins' notice about ProperDocs
    env["PIP_USER"] = "0"  # a personal `user = true` would stop pip here
    env["PYTHONUTF8"] = "1"
    if sys.platform == "darwin":  # Homebrew's libraries, which python.org's Python does not search
        libraries = [env.get("DYLD_FALLBACK_LIBRARY_PATH"), "/opt/homebrew/lib", "/usr/local/lib"]
        env["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(filter(None, libraries))
    return env


def _python(*arguments: str) -> list[str]:
    """Return the command `python -m ...` of the environment, after what we have printed."""
    sys.stdout.flush()
    return [str(VENV_PYTHON), "-m", *arguments]


def start(*arguments: str, **variables: str) -> subprocess.Popen[str]:
    """Start `python -m ...` of the environment in this terminal, at the project's root."""
    env = {**environment(), **variables}
    return subprocess.Popen(_python(*arguments), cwd=ROOT, env=env, text=True)


def start_tied(*arguments: str) -> subprocess.Popen[str]:
    """Start `python -m ...` as `start` does; it ends with this program, however that ends."""
    command = _python("machine.tied", *arguments)
    return subprocess.Popen(command, cwd=ROOT, env=environment(), text=True, stdin=subprocess.PIPE)


def stop(process: subprocess.Popen[str], patience: float = 0) -> None:
    """End a program: give it `patience` seconds, then ask as Ctrl+C does, then force it."""
    ask = signal.SIGTERM if os.name == "nt" else signal.SIGINT
    for message, seconds in ((None, patience), (ask, 5), (signal.SIGTERM, 1)):
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            if message and process.poll() is None:
                process.send_signal(message)  # OSError: sudo's program is not ours to signal
            process.wait(seconds)
            return
    with contextlib.suppress(OSError):
        process.kill()


def run_here(*arguments: str, **variables: str) -> int:
    """Run `python -m ...` as `start` does, to its end. Returns its exit code."""
    process = start(*arguments, **variables)
    try:
        return process.wait()
    finally:
        stop(process, patience=2)  # after Ctrl+C it is ending by itself


def run_deaf(*arguments: str, inherit: tuple[int, ...] = (), **variables: str) -> int:
    """Run `python -m ...` as `run_here` does, to its end or ours. Returns its exit code.

    It does not hear Ctrl+C itself, which may find Python in the middle of an import with nothing
    but a traceback to say; we hear it, and end it. `inherit`: open files that it shares.
    """
    options: dict[str, Any] = {"pass_fds": inherit}
    if sys.platform == "win32":
        options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        options["preexec_fn"] = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
    env = {**environment(), **variables}
    process = subprocess.Popen(_python(*arguments), cwd=ROOT, env=env, **options)
    try:
        return process.wait()
    finally:
        process.terminate()  # does nothing when it has ended
        process.wait()


def run_step(title: str, command: list[str]) -> tuple[int, str]:
    """Run a slow program quietly. Returns its exit code and all it printed.

    A terminal shows one moving line, a file or a pipe a sign of life every 15 seconds. The last
    lines are shown when it fails, unless the network is down, which needs no evidence.
    """
    say(title)
    began = signed = time.monotonic()
    moving = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size().columns - 1
    lines: list[str] = []
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        env=environment(),
        encoding="utf-8",
        errors="replace",
    )
    reader = threading.Thread(target=lines.extend, args=(process.stdout,), daemon=True)
    reader.start()
    try:
        while reader.is_alive():
            reader.join(0.5)
            now = time.monotonic()
            news = [line.strip() for line in lines if not line.startswith("WARNING")]
            sign = f"  {now - began:3.0f} s  {news[-1] if news else ''}"
            if moving:
                print("\r" + sign[:width].ljust(width), end="", flush=True)
            elif now - signed >= 15:
                signed = now
                say(sign[:100])
        code = process.wait()
    finally:
        if moving:
            print("\r" + " " * width, end="\r", flush=True)
        stop(process, patience=1)
    output = "".join(lines)
    if code == 0:
        say(f"  done in {time.monotonic() - began:.0f} s")
    elif not NO_NETWORK.search(output):
        say("".join(f"  | {line}" for line in lines[-8:]).rstrip())
    return code, output
