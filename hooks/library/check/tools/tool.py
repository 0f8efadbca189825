"""Starts a checking tool of another project in the background and waits for its findings."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from library.check.problem import Problem, Rule

Reader = Callable[[str], Iterator[Problem]]

TOOL_MISSING = Rule(
    "tool-missing",
    'The program "{name}" is not installed, so a part of the check is left out. Run '
    "python3 run.py once more; it installs what is missing.",
    level="hint",
)
TOOL_SLOW = Rule(
    "tool-slow",
    'The program "{name}" has not answered in time, so a part of the check is missing. Run the '
    "check again; if it says so again, a text that was changed may have far too many of some "
    "character, such as * or -.",
)
PATIENCE = 120.0  # seconds; ten thousand pages take a quarter of it


class ToolSlow(Exception):
    """The tool has not ended in time; the message names it."""


class ToolMissing(Exception):
    """The tool is not installed; the message names it."""


class Tool:
    """A tool at work. Its output goes to a file, so that it never waits for a reader."""

    def __init__(self, name: str, arguments: Iterable[str], folder: Path, read: Reader) -> None:
        """Start the tool of this name in a folder. Raises ToolMissing."""
        self._name, self._read = name, read
        self._started = time.monotonic()
        self._output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - `findings` closes it
        self._process = subprocess.Popen(
            [find_tool(name), *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.DEVNULL,
        )

    def findings(self) -> list[Problem]:
        """Wait for the tool to end and return what it found. Raises ToolSlow after PATIENCE."""
        try:
            self._process.wait(max(0.0, self._started + PATIENCE - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.stop()
            raise ToolSlow(self._name) from None
        with self._output as output:
            output.seek(0)
            return list(self._read(output.read().decode("utf-8", "replace")))

    def stop(self) -> None:
        """End the tool; what it has found is not asked for."""
        self._process.kill()
        self._process.wait()
        self._output.close()


def find_tool(name: str) -> str:
    """Return the path of a tool of this Python environment, or of the system's."""
    found = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    if found is None:
        raise ToolMissing(name)
    return found
