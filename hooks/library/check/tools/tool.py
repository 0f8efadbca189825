"""Start another project's checking tool in the background and wait for its findings."""

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
    'The program "{name}" is not installed, so part of the check is left out. Run '
    "python3 run.py again; it installs what is missing.",
    level="hint",
)
TOOL_SLOW = Rule(
    "tool-slow",
    'The program "{name}" did not finish in time, so part of the check is missing. Run the check '
    "again. If that does not help, a changed text may have far too many of some character, such "
    "as * or -.",
)
PATIENCE = 120.0  # seconds; ten thousand pages take a quarter of that


class ToolSlow(Exception):
    """The tool did not end in time; the message names it."""


class ToolMissing(Exception):
    """The tool is not installed; the message names it."""


class Tool:
    """A running tool. Its output goes to a file, so that it never waits for a reader."""

    def __init__(self, name: str, arguments: Iterable[str], folder: Path, read: Reader) -> None:
        """Start the tool with this name in a folder. Raises ToolMissing."""
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
        """End the tool; its findings are not needed."""
        self._process.kill()
        self._process.wait()
        self._output.close()


def find_tool(name: str) -> str:
    """Return the path of a tool in this Python environment, or in the system's."""
    found = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    if found is None:
        raise ToolMissing(name)
    return found
