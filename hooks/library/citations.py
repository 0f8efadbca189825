"""Citations of federal rules: the register, finding them in a text, linking them.

A citation is written in plain text, `34 CFR 300.323(d)`. The register, docs/regulations.yml,
holds one entry a section with its official address, when it was checked and how sure we are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from library.front_matter import Loader

PART = r"(?P<part>(?:\([A-Za-z0-9]{1,5}\))*)"
# It starts with plain letters, which is quick, and then looks back at what must not stand before.
PATTERN = rf"(?P<section>34 CFR (?<!\d34 CFR )(?P<number>\d+\.\d+)){PART}"


@dataclass(frozen=True)
class Regulation:
    """One section of the federal rules, as the register holds it."""

    cite: str  # "34 CFR 300.323"
    title: str  # what it says, in a few words
    url: str  # its official address
    checked: date  # the day its text was last compared
    sure: str  # "read": the rule itself was read; "guidance": official guidance on it was


@dataclass(frozen=True)
class Source:
    """A section that a page cites, with the parts of it that are named, in reading order."""

    regulation: Regulation
    parts: tuple[str, ...]  # ("(c)(1)", "(d)"); empty where only the section is named


def read_register(path: Path) -> dict[str, Regulation]:
    """Return the register by citation. An entry that misses a key raises KeyError."""
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader) if path.exists() else []
    return {
        entry["cite"]: Regulation(**{key: entry[key] for key in Regulation.__annotations__})
        for entry in entries
    }


def find_sources(markdown: str, register: dict[str, Regulation]) -> list[Source]:
    """Return the registered sections that a text cites, each once, in order of appearance."""
    parts: dict[str, list[str]] = {}
    for match in re.finditer(PATTERN, markdown):
        named = parts.setdefault(match["section"], [])
        if match["part"] and match["part"] not in named:
            named.append(match["part"])
    return [
        Source(register[section], tuple(named))
        for section, named in parts.items()
        if section in register
    ]


class CitationExtension(Extension):
    """Makes each registered citation a link to the official text."""

    def __init__(self, register: dict[str, Regulation]) -> None:
        """Take the register that `read_register` returned."""
        super().__init__()
        self.register = register

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after links (160), so that a citation inside a link's text stays plain."""
        md.inlinePatterns.register(_CitationPattern(self.register, md), "ip_citation", 60)


class _CitationPattern(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a", "h1", "h2", "h3", "h4", "h5", "h6")

    def __init__(self, register: dict[str, Regulation], md: Markdown) -> None:
        super().__init__(PATTERN, md)
        self.register = register

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        regulation = self.register.get(m["section"])
        if regulation is None:
            return None, None, None
        link = ElementTree.Element("a", {"class": "ip-cite", "href": regulation.url})
        link.text = m.group(0)
        return link, m.start(0), m.end(0)
