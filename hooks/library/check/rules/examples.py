"""Rules on what a new page starts with: its example words must not be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.check.problem import Problem, Rule
from library.check.source import Source
from library.content.schema import KINDS
from library.content.schema_docs import example_title

ORDER = re.compile(r"\b(?:Write|Start each|Explain an item|Ask, write)\b")  # addressed to writers
EXAMPLES = frozenset(
    line.strip() for kind in KINDS for line in kind.body.split("\n") if ORDER.search(line)
)

# Keys whose example stands in a new page, or in the page to copy.
WORDS = ("description", "purpose", "subject", "change")
LISTS = ("asked", "questions")

EXAMPLE_LEFT = Rule(
    "example-left",
    "{what} is still the example from a new page. Replace it with your own words.",
)


def check_examples(source: Source) -> Iterator[Problem]:
    """Check that no example words of a new page are left."""
    kind = source.kind
    if kind is None or not kind.body:
        return
    for name, example in (
        ("title", example_title(kind)),
        ("slug", f"new-{kind.name}"),
        *((key.name, key.example) for key in kind.keys if key.name in WORDS),
    ):
        if source.value(name) == example:
            yield source.problem(EXAMPLE_LEFT, source.line_of(name), what=f'"{name}"')
    for key in kind.keys:
        for value in source.values(key.name) if key.name in LISTS else ():
            if value.text in key.example:
                yield source.problem(EXAMPLE_LEFT, value.line, what=f'"{value.text}"')
    first = source.line_at(0)
    for number, line in enumerate(source.body.split("\n"), first):
        if line.strip() in EXAMPLES:
            yield source.problem(EXAMPLE_LEFT, number, what="This line")
