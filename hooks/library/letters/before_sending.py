"""What a parent checks before sending a letter: `before_sending` in its front matter.

It is a list. The first word of an entry tells its kind:

- ``ask`` a yes-or-no question; ``if_no`` says what to do after a no. Questions at the start of the
  list are above the form, all other entries below it;
- ``needs`` a field that must not be empty, or a list of fields; ``why`` says who asks for it;
- ``within`` a time such as "1 year" or "10 days" in which the letter must arrive, counted from the
  days in the fields that ``of`` names; ``why`` says what happens otherwise.

A field is named by its label, as it is between the letter's brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from library.common.nearest import nearest
from library.letters.line import Placeholder, field_id

Sort = Literal["ask", "needs", "within"]
Unit = Literal["day", "month", "year"]

KEYS: dict[Sort, tuple[str, ...]] = {
    "ask": ("ask", "if_no"),
    "needs": ("needs", "why"),
    "within": ("within", "of", "why"),
}
_TIME = re.compile(r"([1-9]\d{0,3}) (day|month|year)s?")


@dataclass(frozen=True)
class Reminder:
    """One entry. `words` is the question or the reason; `advice` is for those who answer no."""

    sort: Sort
    words: str
    advice: str = ""
    fields: tuple[Placeholder, ...] = ()
    time: str = ""  # as written: "1 year"
    amount: int = 0
    unit: Unit = "day"


@dataclass(frozen=True)
class Fault:
    """What is wrong with the entry with this number, counted from 0."""

    entry: int
    message: str


def read_reminders(
    value: object, placeholders: Iterable[Placeholder]
) -> tuple[tuple[Reminder, ...], tuple[Fault, ...]]:
    """Read the parsed YAML of `before_sending`; None is an empty list.

    Out: the valid entries in order, and what is wrong with the others. Never raises.
    """
    fields = {placeholder.field: placeholder for placeholder in placeholders}
    reminders: list[Reminder] = []
    faults: list[Fault] = []
    for number, entry in enumerate(value if isinstance(value, list) else []):
        found = _reminder(entry, fields)
        if isinstance(found, Reminder):
            reminders.append(found)
        else:
            faults.append(Fault(number, found))
    return tuple(reminders), tuple(faults)


def _reminder(entry: object, fields: dict[str, Placeholder]) -> Reminder | str:
    """Return the reminder, or what is wrong with it."""
    if not isinstance(entry, dict):
        return 'an entry of "before_sending" starts with "ask:", "needs:" or "within:"'
    said = {str(key): value for key, value in entry.items() if value not in (None, "", [])}
    sorts = [sort for sort in KEYS if sort in said]
    empty = [sort for sort in KEYS if sort in entry and sort not in said]
    if not sorts and empty:
        return f'"{empty[0]}" is empty; write the words after its colon'
    if len(sorts) != 1:
        return 'an entry of "before_sending" has one of "ask", "needs" and "within"'
    sort = sorts[0]
    if other := [key for key in said if key not in KEYS[sort]]:
        return f'"{other[0][:40]}" does not go with "{sort}", which takes {_listed(KEYS[sort])}'
    if missing := [key for key in KEYS[sort] if key not in said]:
        return f'the entry with "{sort}" has no "{missing[0]}"; add that line to it'
    if sort == "ask":
        return Reminder("ask", _text(said["ask"]), _text(said["if_no"]))
    labels = said["needs" if sort == "needs" else "of"]
    found: list[Placeholder] = []
    for label in labels if isinstance(labels, list) else [labels]:
        placeholder = fields.get(field_id(str(label)))
        if placeholder is None:
            guess = nearest(str(label), (known.label for known in fields.values()))
            advice = (
                f"did you mean [{guess}]?" if guess else "write it as it is between the brackets"
            )
            return (
                f'the letter has no field [{str(label)[:60]}], which "before_sending" names; '
                f"{advice}"
            )
        if sort == "within" and placeholder.kind != "date":
            return f'[{placeholder.label}] is not a date; "within" counts from a date'
        found.append(placeholder)
    if sort == "needs":
        return Reminder("needs", _text(said["why"]), fields=tuple(found))
    time = _TIME.fullmatch(_text(said["within"]))
    if not time:
        return '"within" takes a number with days, months or years, such as "1 year" or "10 days"'
    unit: Any = time[2]
    return Reminder(
        "within",
        _text(said["why"]),
        fields=tuple(found),
        time=time[0],
        amount=int(time[1]),
        unit=unit,
    )


def _text(value: object) -> str:
    return " ".join(str(value).split())


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(f'"{name}"' for name in names)
