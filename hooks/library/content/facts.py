"""What a page's top block says, typed: for hooks, the search and templates.

It is made from front matter that the check has accepted, or from a preview's. What a page leaves
out is empty (None for a day), so a template may ask for any fact of a kind.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    return sort(**{each.name: _value(each.type, meta.get(each.name)) for each in fields(sort)})


def _value(wanted: object, value: Any) -> Any:
    """Return a YAML value as its field needs it, by the name of the field's type."""
    match wanted:
        case "str":
            return "" if value is None else str(value)
        case "int":
            return value if isinstance(value, int) else 0
        case "date | None":
            return value if isinstance(value, date) else None
        case "tuple[str, ...]":
            values = value if isinstance(value, list) else [value]
            return tuple(str(each) for each in values if each is not None)
        case "tuple[Task, ...]":
            return _tasks(value)
    return value


def _tasks(value: Any) -> tuple[Task, ...]:
    """Return a list of small tables in YAML as tasks."""
    tables = [each for each in value or () if isinstance(each, Mapping)]
    return tuple(
        Task(**{part.name: str(each.get(part.name) or "") for part in fields(Task)})
        for each in tables
    )
