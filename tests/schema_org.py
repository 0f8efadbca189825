"""What schema.org says about the types we use: their properties, and what these may contain.

Each entry is taken from the page of its type, https://schema.org/<Type> (a property may be on
the page of a parent type: Thing, CreativeWork, Article, ItemList). `needs` is what Google asks
for on top, https://developers.google.com/search/docs/appearance/structured-data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

TYPES: dict[str, dict[str, str]] = {
    "Organization": {
        "name": "Text",
        "url": "URL",
        "logo": "URL",
        "image": "URL",
        "email": "Text",
        "description": "Text",
        "sameAs": "URL",
        "telephone": "Text",
    },
    "BreadcrumbList": {"itemListElement": "ListItem", "name": "Text", "numberOfItems": "Integer"},
    "ListItem": {"position": "Integer", "name": "Text", "item": "URL"},
    "BlogPosting": {
        "headline": "Text",
        "name": "Text",
        "description": "Text",
        "url": "URL",
        "mainEntityOfPage": "URL",
        "datePublished": "Date",
        "dateModified": "Date",
        "inLanguage": "Text",
        "isAccessibleForFree": "Boolean",
        "articleSection": "Text",
        "keywords": "Text",
        "wordCount": "Integer",
        "timeRequired": "Text",
        "image": "URL",
        "author": "Organization",
        "publisher": "Organization",
    },
}
NEEDS = {
    "Organization": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "BlogPosting": {"headline", "datePublished", "author", "image"},
}


@dataclass(frozen=True)
class _Reader:
    by_id: dict[str, str]  # "@id" of each part of the document -> its type

    def node(self, node: dict[str, Any]) -> Iterator[str]:
        kind = node.get("@type")
        if kind not in TYPES:
            yield f"{kind} is no type that we use"
            return
        for name in sorted(NEEDS[kind] - set(node)):
            yield f"{kind} has no {name}"
        for name, value in node.items():
            if name in ("@type", "@id"):
                continue
            if name not in TYPES[kind]:
                yield f"{kind} has no property {name}"
                continue
            for one in value if isinstance(value, list) else [value]:
                yield from self.value(f"{kind}.{name}", TYPES[kind][name], one)

    def value(self, place: str, wanted: str, value: Any) -> Iterator[str]:
        if wanted in TYPES:
            if not isinstance(value, dict):
                yield f"{place}: {value!r} is no {wanted}"
            elif set(value) == {"@id"}:
                if self.by_id.get(value["@id"]) != wanted:
                    yield f"{place}: no {wanted} in this page is {value['@id']}"
            else:
                if value.get("@type") != wanted:
                    yield f"{place}: {value.get('@type')} is no {wanted}"
                yield from self.node(value)
        elif not _is(wanted, value):
            yield f"{place}: {value!r} is no {wanted}"


def problems_of(document: dict[str, Any]) -> list[str]:
    """Return where a JSON-LD document departs from schema.org."""
    if document.get("@context") != "https://schema.org":
        return [f"@context is {document.get('@context')}, not https://schema.org"]
    parts = document.get("@graph", [document])
    reader = _Reader({part["@id"]: part.get("@type", "") for part in parts if "@id" in part})
    problems = [problem for part in parts for problem in reader.node(part)]
    for part in parts:
        if part.get("@type") == "BreadcrumbList":
            positions = [step.get("position") for step in part.get("itemListElement", [])]
            if positions != list(range(1, len(positions) + 1)):
                problems.append(f"the steps of the BreadcrumbList are numbered {positions}")
    return problems


def _is(wanted: str, value: Any) -> bool:
    """Return whether a value has one of schema.org's data types, https://schema.org/DataType."""
    if wanted == "Boolean":
        return isinstance(value, bool)
    if wanted == "Integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    if wanted == "URL":
        return re.fullmatch(r"https?://[^\s/]+/\S*", value) is not None
    if wanted == "Date":
        try:
            datetime.fromisoformat(value)
        except ValueError:
            return False
    return True
