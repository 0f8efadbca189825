"""What a page's top block says, typed: for hooks, the search and templates.

It is made from front matter that the check has accepted, or from a preview's. What a page leaves
out is empty (None for a day), so a template may ask for any fact of a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from library.content.kinds import kind_of
from library.content.schema import CHECKLIST, GUIDE, LETTER, PAGE, POST, STATE, TERM


@dataclass(frozen=True)
class Facts:
    """What a page of any kind may say. Each name is a key of the schema, here and below."""

    title: str
    description: str
    updated: date | None
    change: str  # on that day, in one line
    checked: date | None
    review: date | None
    categories: tuple[str, ...]
    asked: tuple[str, ...]  # what parents type when this page is what they need


@dataclass(frozen=True)
class PostFacts(Facts):
    """What an article says."""

    questions: tuple[str, ...]
    checklist: tuple[str, ...]  # the names of the checklists that go with it
    letter: tuple[str, ...]


@dataclass(frozen=True)
class SheetFacts(Facts):
    """What a page that becomes printed sheets says."""

    updated: date  # the day of this version


@dataclass(frozen=True)
class ChecklistFacts(SheetFacts):
    """What a checklist says."""

    purpose: str
    fields: tuple[str, ...]
    notes: int


@dataclass(frozen=True)
class LetterFacts(SheetFacts):
    """What the top of a letter says."""

    subject: str
    before_sending: Any


@dataclass(frozen=True)
class TermFacts(Facts):
    """What a glossary term says."""

    also: tuple[str, ...]
    spanish: str
    spanish_also: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return its other names, in English and Spanish."""
        return (*self.also, *filter(None, [self.spanish]), *self.spanish_also)


@dataclass(frozen=True)
class Task:
    """What a parent may come for, on the home page, and the page that helps."""

    text: str
    page: str  # under docs/: "letters/ask-for-evaluation.md"


@dataclass(frozen=True)
class PageFacts(Facts):
    """What any other page says."""

    promise: str
    tasks: tuple[Task, ...]


FACTS: Mapping[str, type[Facts]] = {
    POST.name: PostFacts,
    CHECKLIST.name: ChecklistFacts,
    LETTER.name: LetterFacts,
    TERM.name: TermFacts,
    GUIDE.name: Facts,
    STATE.name: Facts,  # the rest of a record: library/states/record.py
    PAGE.name: PageFacts,
}
F = TypeVar("F", bound=Facts)


def facts_of(path: str, meta: Mapping[str, Any]) -> Facts:
    """Return what a page says in its front matter, by its path under docs/."""
    kind = kind_of(path) or PAGE
    return read_facts(FACTS[kind.name], meta)


def read_facts(sort: type[F], meta: Mapping[str, Any]) -> F:
    """Return front matter as facts of one type."""
    return sort(*[made(meta.get(name)) for name, made in PARTS[sort]])


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    values = value if isinstance(value, list) else [value]
    return tuple([str(each) for each in values if each is not None])


def _same(value: Any) -> Any:
    return value


def _tasks(value: Any) -> tuple[Task, ...]:
    """Return a list of small tables in YAML as tasks."""
    tables = [each for each in value or () if isinstance(each, Mapping)]
    return tuple(
        Task(**{part.name: str(each.get(part.name) or "") for part in fields(Task)})
        for each in tables
    )


# By the name of a field's type; any other value stays as it is.
MAKERS: Mapping[str, Callable[[Any], Any]] = {
    "str": _text,
    "int": _number,
    "date | None": _day,
    "tuple[str, ...]": _texts,
    "tuple[Task, ...]": _tasks,
}
# The fields of each type in their order, each with what makes its value of one from YAML.
PARTS: Mapping[type[Facts], list[tuple[str, Callable[[Any], Any]]]] = {
    sort: [(each.name, MAKERS.get(str(each.type), _same)) for each in fields(sort)]
    for sort in {*FACTS.values()}
}
