"""What stands under a page's Sources: the rules of each mark, and addresses for paper."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from library.markdown.citations import PATTERN, Regulation, Source, find_sources

# Our own links, as marks.py leaves them: Markdown escapes < and > in what an attribute holds. To
# parse all of a page for them takes several times as long.
LINK = re.compile(r"<a\s[^<>]*>")
CARRIES = re.compile(r'\sdata-(?:rules|n)="')
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class Point:
    """What one sentence or item rests on."""

    words: str  # which item it is, where a mark is for a whole list; else ""
    rules: tuple[Source, ...]


@dataclass(frozen=True)
class Note:
    """One mark of the page, by its number there."""

    number: int
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Sources:
    """All that a page rests on."""

    notes: tuple[Note, ...]
    others: tuple[Source, ...]  # named in the words of the text alone
    addresses: tuple[tuple[int, str], ...]  # (number, where links with that number lead)

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.notes or self.others or self.addresses)

    def cited(self) -> tuple[str, ...]:
        """Return each rule that has a mark, such as "34 CFR 300.323(d)", once."""
        named = (rule for note in self.notes for point in note.points for rule in point.rules)
        found = (rule.regulation.cite + part for rule in named for part in rule.parts or ("",))
        return tuple(dict.fromkeys(found))

    def first_named(self) -> frozenset[tuple[int, str]]:
        """Return (number of a mark, citation of a section) of each section's first mention.

        Paper, which has little room, says the title of a rule there alone.
        """
        first: dict[str, int] = {}
        for note in self.notes:
            for point in note.points:
                for rule in point.rules:
                    first.setdefault(rule.regulation.cite, note.number)
        return frozenset((number, cite) for cite, number in first.items())


def sources_of(html: str, text: str, register: Mapping[str, Regulation]) -> Sources:
    """Return the sources of a page.

    In: its HTML, which holds the marks; all texts that may cite, as Markdown or plain; the
    register. A rule that has a mark is not listed once more among the others.
    """
    notes: list[Note] = []
    addresses: dict[int, str] = {}
    for link in filter(CARRIES.search, LINK.findall(html)):
        own = {name: unescape(value) for name, value in ATTRIBUTE.findall(link)}
        if rules := own.get("data-rules"):
            points = tuple(Point(words, _grouped(c, register)) for words, c in json.loads(rules))
            notes.append(Note(len(notes) + 1, points))
        elif number := own.get("data-n"):
            addresses[int(number)] = own.get("href", "")
    noted = {rule.regulation for note in notes for point in note.points for rule in point.rules}
    others = [s for s in find_sources(text, dict(register)) if s.regulation not in noted]
    return Sources(tuple(notes), tuple(others), tuple(sorted(addresses.items())))


def _grouped(cites: list[str], register: Mapping[str, Regulation]) -> tuple[Source, ...]:
    """Return citations by section or document, with the parts that are named."""
    parts: dict[str, list[str]] = {}
    for cite in cites:
        section = re.fullmatch(PATTERN, cite)
        named = parts.setdefault(section["section"] if section else cite, [])
        if section and section["part"] and section["part"] not in named:
            named.append(section["part"])
    return tuple(
        Source(register[cite], tuple(named)) for cite, named in parts.items() if cite in register
    )
