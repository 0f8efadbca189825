"""What is wrong with a text, before a rule of the check reports it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One finding for writers: a line of the file, what is wrong, how to fix it."""

    line: int
    message: str
