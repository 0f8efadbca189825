"""The error for a sheet that cannot be made."""

from __future__ import annotations

from collections.abc import Sequence


class SheetError(Exception):
    """A PDF that must not be published; `problems` lists every reason, one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(problems)  # all its arguments, so that it can be pickled
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "; ".join(self.problems)
