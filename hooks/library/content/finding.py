"""What is wrong with a text, before a rule of the check says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One finding for the people who write: a line of the file, what is wrong, how to fix it."""

    line: int
    message: str
