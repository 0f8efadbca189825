"""What is wrong with something a reader typed."""

from __future__ import annotations


class ClockProblem(ValueError):
    """Something typed that cannot be used to count.

    `code` names it: `words.clock.problems` (overrides/words/) has a sentence for each code. `about`
    is what the sentence repeats, such as a day; empty if nothing.
    """

    def __init__(self, code: str, about: str = "") -> None:
        """Take the code and what it is about."""
        super().__init__(f"{code}: {about}" if about else code)
        self.code = code
        self.about = about
