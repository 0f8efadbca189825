"""What other pages take along to a letter (library/common/fills.py), seen from the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from library.common.fills import DAYS, Fill
from library.common.nearest import nearest
from library.letters.line import Placeholder, field_id


def by_field(fills: Iterable[Fill]) -> dict[str, str]:
    """Return the texts by the id of their field, ready for JSON."""
    return {field_id(fill.field): fill.text for fill in fills}


def wrong_fills(
    fills: Iterable[Fill], placeholders: Iterable[Placeholder], letter: str
) -> Iterator[str]:
    """Yield what is wrong with fills for a letter; `letter` is its path, "" if there is none."""
    blanks = {placeholder.field: placeholder for placeholder in placeholders}
    for fill in fills:
        blank = blanks.get(field_id(fill.field))
        if not letter:
            yield '"fills" needs a letter. Name one, or delete "fills".'
        elif blank is None:
            found = nearest(fill.field, (one.label for one in blanks.values()))
            advice = f"Did you mean [{found}]?" if found else "Write it as it stands in the letter."
            yield f'"{letter}" has no blank [{fill.field}]. {advice}'
        elif blank.kind == "date" and fill.text not in DAYS:
            yield f'[{fill.field}] is a day in the letter: it can only be "{{start}}" or "{{due}}".'
