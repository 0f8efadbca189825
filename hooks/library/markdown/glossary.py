"""The glossary: its terms, and the links from a page's first use of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from library.content.front_matter import read_yaml
from library.content.kinds import TERMS_LINKED, kind_of, path_of
from library.content.schema import TERM

FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?)\n---", re.DOTALL)
# No links inside these: links, headings, and elements where a tap does something else.
# Not the headings of a table's columns: a phone and paper repeat them in each row, without links.
SKIP = frozenset("a h1 h2 h3 h4 h5 h6 label button code pre script style thead".split())


@dataclass(frozen=True)
class Term:
    """One term that schools use."""

    title: str
    path: str  # its page inside docs: "glossary/prior-written-notice.md"
    meaning: str  # one plain sentence
    names: tuple[str, ...]  # the title and the other names that are linked
    spanish: tuple[str, ...]  # the Spanish term we use, then its variants

    @property
    def initial(self) -> str:
        """Return the letter it is listed under; "504 plan" is under "#"."""
        first = self.title[0].upper()
        return first if first.isalpha() else "#"

    @cached_property
    def anchor(self) -> str:
        """Return the id of its meaning on a page that uses it."""
        return "meaning-" + PurePosixPath(self.path).stem


def read_terms(docs: Path) -> list[Term]:
    """Return the glossary terms in docs/, sorted by title.

    A file without readable front matter, and any value in it that is not text, is left out: this
    runs before the check, which reports it.
    """
    terms = []
    for file in sorted((docs / TERM.folder).glob("*.md")):
        path = path_of(TERM, file.stem)
        if kind_of(path) is not TERM:
            continue
        meta = _front_matter(file)
        titles, meanings = _words(meta.get("title")), _words(meta.get("description"))
        if titles and meanings:
            terms.append(
                Term(
                    title=titles[0],
                    path=path,
                    meaning=meanings[0],
                    names=(titles[0], *_words(meta.get("also"))),
                    spanish=(*_words(meta.get("spanish")), *_words(meta.get("spanish_also"))),
                )
            )
    return sorted(terms, key=lambda term: term.title.casefold())


def _front_matter(file: Path) -> dict[Any, Any]:
    try:
        match = FRONT_MATTER.match(file.read_text(encoding="utf-8"))
        meta = read_yaml(match["yaml"]) if match else None
    except (OSError, ValueError, yaml.YAMLError):  # ValueError: not UTF-8, or an impossible date
        return {}
    return meta if isinstance(meta, dict) else {}


def _words(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if text and isinstance(text, str)]


class GlossaryExtension(Extension):
    """Links the first use of each term on a page, and puts its meaning next to it."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Take the terms that `read_terms` returned."""
        super().__init__()
        self.terms = {name.lower(): (name, term) for term in terms for name in term.names}
        # It begins with what precedes a word, so that few places in a text are tried.
        names = _any_of(sorted(self.terms, key=len, reverse=True))
        self._pattern = re.compile(rf"[^\w-](?P<name>{names})(?:s|es)?(?![\w-])")

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after inline text is parsed (20) and before MkDocs resolves links (0)."""
        if self.terms:
            md.treeprocessors.register(_LinkTerms(md, self), "ip_terms", 12)

    def uses(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Yield where a text uses a term (start, end), and the term.

        Short forms must match exactly, so that "ec" is not taken for "EC"; other terms match in
        any case. Plurals count too.
        """
        small = text.lower()
        if len(small) != len(text):  # a letter whose lowercase form has another length
            small = text
        for match in self._pattern.finditer(f" {small}"):
            start, stop, end = match.start("name") - 1, match.end("name") - 1, match.end() - 1
            name, term = self.terms[match["name"]]
            if name.upper() != name or text[start:stop] == name:
                yield start, end, term


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern for these names; the first match counts, so give longer ones first.

    It first tests for their first letters: where a word begins with none of them, one test is
    enough instead of one for each name.
    """
    rests: dict[str, list[str]] = {}
    for name in names:
        rests.setdefault(name[0], []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests[first])})" for first in sorted(rests))


class _LinkTerms(Treeprocessor):
    def __init__(self, md: Markdown, glossary: GlossaryExtension) -> None:
        super().__init__(md)
        self.glossary = glossary

    def run(self, root: ElementTree.Element) -> None:
        if not self._is_linked():
            return
        seen: set[str] = set()
        for parent in list(_texts(root)):
            self._link(parent, seen)

    def _is_linked(self) -> bool:
        """Return whether to link this text: MkDocs' link resolver knows its file.

        Excerpts in lists are left alone; the blog plugin marks their parser.
        """
        processors = self.md.treeprocessors
        if "relpath" not in processors or "excerpt" in processors:
            return False
        file = processors["relpath"].file  # type: ignore[attr-defined]
        return str(file.src_uri).startswith(TERMS_LINKED)

    def _link(self, parent: ElementTree.Element, seen: set[str]) -> None:
        """Link the terms in an element's own text and in the text after each child."""
        parent_text, parent.text = parent.text or "", None
        children = list(parent)
        for child in children:
            parent.remove(child)
        self._append(parent, parent_text, seen)
        for child in children:
            tail, child.tail = child.tail or "", None
            parent.append(child)
            self._append(parent, tail, seen)

    def _append(self, parent: ElementTree.Element, text: str, seen: set[str]) -> None:
        """Append text to an element, with a link for each term not seen yet."""
        end = 0
        for start, stop, term in self.glossary.uses(text) if text.strip() else ():
            if term.path in seen:
                continue
            seen.add(term.path)
            _add_text(parent, text[end:start])
            parent.append(_term_element(term, text[start:stop]))
            end = stop
        _add_text(parent, text[end:])


def _texts(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the elements whose text may be linked, in reading order."""
    if root.tag in SKIP:
        return
    yield root
    for child in root:
        yield from _texts(child)


def _add_text(parent: ElementTree.Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _term_element(term: Term, wording: str) -> ElementTree.Element:
    """Return the link to a term, followed by its meaning for hover, focus and tap."""
    holder = ElementTree.Element("span", {"class": "ip-term"})
    link = ElementTree.SubElement(
        holder, "a", {"href": f"/{term.path}", "aria-describedby": term.anchor}
    )
    link.text = wording
    meaning = ElementTree.SubElement(
        holder,
        "span",
        {"class": "ip-meaning", "role": "tooltip", "id": term.anchor, "data-search-exclude": ""},
    )
    meaning.text = term.meaning
    return holder
