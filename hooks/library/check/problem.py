"""One finding for staff, and the rule that it breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

MANY_FILES = 4  # of which the same is said in one line

Level = Literal["error", "hint"]


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at one place, and what to do about it."""

    path: str  # from the project's folder, with "/": "docs/letters/ask.md"
    line: int  # from 1
    level: Level  # an error stops publishing; a hint does not
    rule: str  # its name
    message: str  # plain words: what is wrong, then what to do; always one line

    def __post_init__(self) -> None:
        """Put the message on one line: what it quotes, such as a link, may contain a line end."""
        object.__setattr__(self, "message", " ".join(self.message.splitlines()))

    def __str__(self) -> str:
        """Return `path:line: message`, as editors and terminals make it a link."""
        mark = "" if self.level == "error" else "hint: "
        return f"{self.path}:{self.line}: {mark}{self.message}"

    def github(self) -> str:
        """Return the problem as a GitHub Actions annotation."""
        command = "error" if self.level == "error" else "notice"
        where = f"file={_escape(self.path, property_=True)},line={self.line}"
        return f"::{command} {where},title={self.rule}::{_escape(self.message)}"


@dataclass(frozen=True)
class Rule:
    """What the check looks for: a constant in the module that looks for it (declared.py).

    A rule that can be broken in several ways is several of these, with one name.
    """

    name: str  # short and lasting: GitHub shows it, and tests name it
    message: str  # what is wrong, then what to do; {words} are filled in
    level: Level = "error"
    builds: bool = True  # False: a page with this error would stop a preview, so it is left out

    def at(self, path: str, line: int, /, **words: object) -> Problem:
        """Return the problem at a line of a file, with the words of its message."""
        return Problem(path, line, self.level, self.name, self.message.format(**words))


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in their order, but what is said of many files only once.

    One cause, such as a category with a new name, would otherwise fill the screen.
    """
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.level, problem.rule, problem.message), []).append(problem)
    found = []
    for first, *others in groups.values():
        if len({first.path, *(other.path for other in others)}) < MANY_FILES:
            found += [first, *others]
            continue
        places = ", ".join(f"{other.path}:{other.line}" for other in others)
        more = f"{first.message} The same in {len(others)} more places: {places}"
        found.append(replace(first, message=more))
    return sorted(found)


def _escape(text: str, *, property_: bool = False) -> str:
    # https://docs.github.com/actions/reference/workflow-commands: %, CR, LF; in properties : ,
    for character in "%\r\n" + (":," if property_ else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def in_short(text: str, most: int) -> str:
    """Return a text for a message: whole if it fits, else its first whole words and dots.

    A word that is longer than half of it, as a program writes it, ends after `most` characters.
    """
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    words = text[: most + 1].rpartition(" ")[0].rstrip(" .,;:")
    return f"{words} ..." if len(words) * 2 >= most else text[:most]
