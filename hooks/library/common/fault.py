"""What is wrong with an entry of a file of data: one answer for all such files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Which entry is wrong, and what to do about it in plain words."""

    entry: str  # its id or name; empty for the file itself
    message: str
