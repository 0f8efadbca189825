"""The error of a sheet that cannot be made as it stands."""

from __future__ import annotations

from collections.abc import Sequence


class SheetError(Exception):
    """A PDF that must not be published; `problems` holds every reason, one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(problems)  # all it is made from, so that it can go between processes
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "; ".join(self.problems)
