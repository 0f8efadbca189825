"""Citations of federal law: the register, finding them in a text, linking them.

A rule is cited in plain text, `34 CFR 300.323(d)`, and the link leads to that paragraph. A
statute, decision or guidance document is cited as a link, `[OSEP Memo 11-07](https://...)`. The
register, docs/regulations.yml, holds one entry a section or document with its official address,
the edition that was read, the day it was checked, and how sure we are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import yaml
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from library.content.front_matter import read_yaml

PART = r"(?P<part>(?:\([A-Za-z0-9]{1,5}\))*)"
# It starts with plain letters, which is quick, and then looks back at what must not come before.
PATTERN = rf"(?P<section>34 CFR (?<!\d34 CFR )(?P<number>\d+\.\d+)){PART}"
SECTION = re.compile(r"34 CFR \d+\.\d+")
SOURCE = re.compile(rf"{PATTERN}|\]\((?P<url>https?://[^\s()]+)")
# A statute in any writing, from its "U" on: 20 USC 1415, 20 U.S.C. § 1415(f)(3).
STATUTE = re.compile(
    r"U\.?[ ]?S\.?[ ]?C\.?(?:[ ]?A\.)?[ ]{0,3}(?:§{1,2}|[Ss]ec(?:tion\b|\.))?[ ]{0,3}"
    rf"(?P<number>\d{{1,5}}[a-z]?(?!\w)){PART}"
)
STATUTE_TITLE = re.compile(r"(?<!\d)\d{1,2}[ ]?\Z")
CFR = "34 CFR "
ECFR = "https://www.ecfr.gov/"


@dataclass(frozen=True)
class Regulation:
    """One section of the federal rules, or one document, as the register holds it."""

    cite: str  # "34 CFR 300.323", "OSEP Memo 11-07"
    title: str  # what it says, in a few words
    url: str  # its official address
    edition: str  # which text was read: "eCFR as of January 24, 2025"; of a document, its date
    checked: date  # the day its text was last compared
    sure: str  # "read": the rule itself was read; "guidance": official guidance on it was

    @property
    def law(self) -> str:
        """Return "34 CFR ", with which the name of a section begins; of a document, ""."""
        return CFR if self.cite.startswith(CFR) else ""


@dataclass(frozen=True)
class Source:
    """What a page cites, with the parts of a section that are named, in reading order."""

    regulation: Regulation
    parts: tuple[str, ...]  # ("(c)(1)", "(d)"); empty where only the section is named


@dataclass(frozen=True)
class Statute:
    """A statute that a text names in some writing: where, and as the register writes it."""

    cite: str  # "20 USC 1415"
    start: int
    end: int


def statutes(text: str) -> Iterator[Statute]:
    """Yield the statutes of the United States Code that a text names, in whatever writing."""
    for match in STATUTE.finditer(text):
        title = STATUTE_TITLE.search(text, max(0, match.start() - 4), match.start())
        if title:
            cite = f"{title[0].strip()} USC {match['number']}"
            yield Statute(cite, title.start(), match.end())


def read_register(path: Path) -> dict[str, Regulation]:
    """Return the register by citation.

    What cannot be read, and an entry that misses a key, is left out: this runs before the check,
    which says so.
    """
    try:
        held = read_yaml(path.read_text(encoding="utf-8")) if path.exists() else []
    except (OSError, ValueError, yaml.YAMLError):  # ValueError: not UTF-8, or an impossible date
        held = []
    entries = [entry for entry in held if isinstance(entry, dict)] if isinstance(held, list) else []
    keys = Regulation.__annotations__
    return {
        str(entry["cite"]): Regulation(**{key: entry[key] for key in keys})
        for entry in entries
        if all(entry.get(key) for key in keys)
    }


def find_sources(markdown: str, register: dict[str, Regulation]) -> list[Source]:
    """Return what a text cites of the register, each once, in order of appearance."""
    documents = {}
    if "](http" in markdown:
        documents = {entry.url: cite for cite, entry in register.items() if not is_section(cite)}
    parts: dict[str, list[str]] = {}
    for match in SOURCE.finditer(markdown):
        cite = match["section"] or documents.get(match["url"], "")
        if cite in register:
            named = parts.setdefault(cite, [])
            if match["part"] and match["part"] not in named:
                named.append(match["part"])
    return [Source(register[cite], tuple(named)) for cite, named in parts.items()]


def is_section(cite: str) -> bool:
    """Tell whether a citation is of the federal rules, and no statute or document."""
    return SECTION.fullmatch(cite) is not None


def paragraph_url(regulation: Regulation, part: str) -> str:
    """Return the address of a paragraph, such as "(d)(1)"; of the section where there is none.

    On ecfr.gov each paragraph has an id: section-300.323 holds #p-300.323(d)(1).
    """
    if not part or not regulation.url.startswith(ECFR):
        return regulation.url
    return f"{regulation.url}#p-{regulation.cite.rpartition(' ')[2]}{part}"


def with_links(text: str, register: Mapping[str, Regulation]) -> str:
    """Return a plain text as HTML in which each registered citation is a link."""

    def linked(match: re.Match[str]) -> str:
        regulation = register.get(match["section"])
        if regulation is None:
            return match[0]
        address = escape(paragraph_url(regulation, match["part"]))
        return f'<a class="ip-cite" href="{address}">{match[0]}</a>'

    return re.sub(PATTERN, linked, escape(text, quote=False))


class CitationPattern(InlineProcessor):
    """Makes each registered citation a link to the official text."""

    ANCESTOR_EXCLUDES = ("a", "h1", "h2", "h3", "h4", "h5", "h6")

    def __init__(self, register: dict[str, Regulation], md: Markdown) -> None:
        """Take the register that `read_register` returned."""
        super().__init__(PATTERN, md)
        self.register = register

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        regulation = self.register.get(m["section"])
        if regulation is None:
            return None, None, None
        link = ElementTree.Element(
            "a", {"class": "ip-cite", "href": paragraph_url(regulation, m["part"])}
        )
        link.text = m.group(0)
        return link, m.start(0), m.end(0)
