"""What a checklist's source needs for its sheet to work on screen and on paper."""

from __future__ import annotations

import re

from library.content.finding import Finding

MOST_ITEMS = 40  # more cannot be read at a meeting; two sheets are better than one
ITEM = re.compile(r"^\s*[-*+]\s+\[[ xX]\](?:\s+(?P<text>.*?))?\s*$")
TARGET = re.compile(r"\]\([^()]*\)")


def item_problems(source: str) -> list[Finding]:
    """Return what is wrong with a checklist's items; `source` is the text of the whole file.

    Two items with the same text would share their tick; too many do not make a sheet.
    """
    problems = []
    first_line: dict[str, int] = {}
    items = 0
    for number, line in enumerate(source.splitlines(), start=1):
        match = ITEM.match(line)
        if match is None:
            continue
        items += 1
        # Boxes whose names differ only in punctuation sound the same in a screen reader.
        text = "".join(filter(str.isalnum, TARGET.sub("", match["text"] or "").casefold()))
        if not text:
            problems.append(
                Finding(number, "this item has no words; write some after the box, or delete it")
            )
            continue
        if text in first_line:
            problems.append(
                Finding(
                    number,
                    f"the item “{match['text']}” is already on line {first_line[text]}; "
                    "reword it or delete one of the two",
                )
            )
        first_line.setdefault(text, number)
        if items == MOST_ITEMS + 1:
            problems.append(
                Finding(
                    number,
                    f"this is item {items}; a sheet holds at most {MOST_ITEMS}, "
                    "so make two checklists",
                )
            )
    if not items:
        problems.append(
            Finding(1, "the checklist has no items; start a line with “- [ ] ” for each")
        )
    return problems
