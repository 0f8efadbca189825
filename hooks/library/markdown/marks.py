"""Citations step back: a sentence that rests on rules ends in one small mark for all of them.

The text says "... within 60 days (34 CFR 300.301(c)(1); 34 CFR 300.11)." On the page the
parentheses are gone, and the sentence ends in a number that leads to the page's Sources. A citation
that is part of the words ("Under 34 CFR 300.323 the school ...") stays as it is.

An article has at most MOST marks. Where it would have more, each paragraph, item and cell has one
for all its sentences; if those are still too many, the longest lists and tables have one mark on a
line of its own below them, then the longest parts of the page. Under Sources such a mark says for
each item which rules are its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from library.common.web_address import short_address
from library.content.kinds import kind_of
from library.content.schema import POST
from library.markdown.citations import CFR, CitationPattern, Regulation, with_links

Element = ElementTree.Element

MOST = 12  # marks in an article
OPENS = re.compile(r"\s*\($")
JOINS = re.compile(r"[;,]\s*(?:and\s+)?|\s+and\s+")
ENDS = r"[.!?…]+[\"'”’)\]]*"
# Not after one letter ("U.S. law") or a common short form: there the sentence goes on.
SENTENCE_END = re.compile(rf"(?<!\b[A-Za-z])(?<!\b(?:vs|Dr|Mr|No))(?<!\bMrs){ENDS}(?=\s|$)")
ENDED = re.compile(rf"{ENDS}\s*$")
FIRST_SIGN = 0xF0000  # signs for private use: each takes the place of a group of citations
SIGN = re.compile("[\U000f0000-\U000ffffd]")
# Elements that hold text of their own, apart from the text around them.
BLOCKS = frozenset(
    "p li td th dd dt label summary figcaption blockquote div ul ol dl table thead tbody tr "
    "details section h1 h2 h3 h4 h5 h6 pre hr".split()
)
LISTS = frozenset(["ul", "ol", "table"])
CLOSED = frozenset(["a", "code", "pre", "svg"])  # nothing is looked for in them
STASHED = re.compile("\x02wzxhzdk:")  # a block of HTML that Markdown has put aside
LONGEST_LABEL = 44  # characters


@dataclass(frozen=True)
class MarkWords:
    """The words that go with a mark."""

    one: str  # "Rule {number}: {rules}", its name for screen readers
    other: str
    last: str  # "{rules} and {last}"
    line: str  # what comes before the mark of a whole list
    point: str  # "Point {}", an item of such a list


class _Place(NamedTuple):
    """A piece of text: what is in `holder` before its first child, or after `child`."""

    holder: Element
    child: Element | None

    @property
    def text(self) -> str:
        return (self.holder.text if self.child is None else self.child.tail) or ""

    @text.setter
    def text(self, text: str) -> None:
        if self.child is None:
            self.holder.text = text
        else:
            self.child.tail = text


@dataclass(eq=False)
class _Spot:
    """Where a mark will be, and the citations it is for."""

    block: Element
    place: _Place
    offset: int
    cites: list[str]
    after: Element | None = None  # what the mark goes below, where it is for more than a block
    is_list: bool = False  # then: whether all of it is one list
    members: list[_Spot] = field(default_factory=list)  # and those that it took the place of


class CitationExtension(Extension):
    """Links each registered citation to the official text; those in parentheses become marks."""

    def __init__(self, register: dict[str, Regulation], words: MarkWords) -> None:
        """Take the register that `read_register` returned, and the words."""
        super().__init__()
        self.register, self.words = register, words

    def extendMarkdown(self, md: Markdown) -> None:
        """Link after links (160), so that a citation inside a link's text stays plain.

        Mark after all else has changed the tree, MkDocs too (0): it would look for the marks' ids.
        """
        md.inlinePatterns.register(CitationPattern(self.register, md), "ip_citation", 60)
        md.treeprocessors.register(_MarkRules(md, self.register, self.words), "ip_marks", -10)


def with_marks(
    texts: Sequence[str], register: Mapping[str, Regulation], words: MarkWords
) -> list[str]:
    """Return plain texts as HTML in which citations are links or marks, numbered through all."""
    root = Element("div")
    for text in texts:
        root.append(ElementTree.fromstring(f"<p>{with_links(text, register)}</p>"))
    _MarkRules(Markdown(), register, words).run(root)
    inside = (ElementTree.tostring(part, "unicode", method="html").strip() for part in root)
    return [html.removeprefix("<p>").removesuffix("</p>") for html in inside]


class _MarkRules(Treeprocessor):
    def __init__(self, md: Markdown, register: Mapping[str, Regulation], words: MarkWords) -> None:
        super().__init__(md)
        self.words = words
        self._documents = {entry.url: cite for cite, entry in register.items()}

    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        groups: list[list[str]] = []
        for element in list(root.iter()):
            self._take_groups(element, groups)
        if "excerpt" in self.md.treeprocessors:  # a list of articles: plain words, no marks
            for element in root.iter():
                _unlink(element)
        else:
            spots = _fewer(_sentences(root, groups), parents, root, self._most())
            self._set(spots, parents)
            _number_links(root, start=len(spots) + 1)
        for element in root.iter():
            if _has_sign(element.text):
                element.text = SIGN.sub("", element.text or "")
            if _has_sign(element.tail):
                element.tail = SIGN.sub("", element.tail or "")

    def _most(self) -> int | None:
        """Return how many marks this page may have; only articles have a limit."""
        if "relpath" not in self.md.treeprocessors:
            return None
        file = self.md.treeprocessors["relpath"].file  # type: ignore[attr-defined]
        return MOST if kind_of(str(file.src_uri)) is POST else None

    def _take_groups(self, parent: Element, groups: list[list[str]]) -> None:
        """Put a sign in the place of each "(34 CFR 300.301(c)(1); 34 CFR 300.11)"."""
        if not any(child.tag == "a" for child in parent):
            return
        index = 0
        while index < len(parent):
            place = _Place(parent, parent[index - 1] if index else None)
            group = self._group(parent, index) if OPENS.search(place.text) else []
            if not group:
                index += 1
                continue
            tail = (group[-1].tail or "").removeprefix(")")
            place.text = OPENS.sub("", place.text) + chr(FIRST_SIGN + len(groups)) + tail
            groups.append([cite for each in group if (cite := self._cite(each))])
            for each in group:
                parent.remove(each)

    def _group(self, parent: Element, index: int) -> list[Element]:
        """Return the citations from this child on, up to a closing parenthesis; [] if more is."""
        group: list[Element] = []
        for child in parent[index:]:
            if not self._cite(child):
                return []
            group.append(child)
            if (child.tail or "").startswith(")"):
                return group
            if not JOINS.fullmatch(child.tail or ""):
                return []
        return []

    def _cite(self, element: Element) -> str | None:
        """Return what a link cites: "34 CFR 300.323(d)" or "OSEP Memo 11-07"."""
        if element.tag != "a":
            return None
        own = element.text if "ip-cite" in element.get("class", "").split() else None
        return own or self._documents.get(element.get("href", ""))

    def _set(self, spots: list[_Spot], parents: dict[Element, Element]) -> None:
        """Insert the marks, the last one first: it changes no place that comes before it."""
        for number, spot in reversed([*enumerate(spots, 1)]):
            mark = self._mark(number, self._points(spot, parents))
            if spot.after is not None:
                holder = parents[spot.after]
                line = Element("p", {"class": "ip-ref-line"})
                line.text = self.words.line
                line.append(mark)
                line.tail, spot.after.tail = spot.after.tail, "\n"
                holder.insert([*holder].index(spot.after) + 1, line)
                continue
            text = spot.place.text
            holder, child = spot.place
            mark.tail = text[spot.offset :]
            spot.place.text = text[: spot.offset]
            if holder.tag == "label":  # it names a box, and the mark is no part of that name
                mark.tail, spot.place.text = "", text
                above = parents[holder]
                above.insert([*above].index(holder) + 1, mark)
                continue
            holder.insert([*holder].index(child) + 1 if child is not None else 0, mark)

    def _points(self, spot: _Spot, parents: dict[Element, Element]) -> dict[str, list[str]]:
        """Return what a mark is for, by item; under "" where it is for one sentence or block."""
        points: dict[str, list[str]] = {} if spot.members else {"": spot.cites}
        for member in spot.members:
            label = _label(member, spot, parents, self.words.point)
            points.setdefault(label, []).extend(member.cites)
        return points

    def _mark(self, number: int, points: dict[str, list[str]]) -> Element:
        """Return `<sup><a href="#rule-3">3</a></sup>`, which carries its rules for Sources."""
        cites = [*dict.fromkeys(cite for own in points.values() for cite in own)]
        name = self.words.one if len(cites) == 1 else self.words.other
        mark = Element("sup", {"class": "ip-ref"})
        link = ElementTree.SubElement(
            mark,
            "a",
            {
                "aria-label": name.format(number=number, rules=_listed(cites, self.words.last)),
                "data-rules": json.dumps(
                    [*points.items()], ensure_ascii=False, separators=(",", ":")
                ),
                "href": f"#rule-{number}",
                "id": f"rule-{number}-mark",
            },
        )
        link.text = str(number)
        return mark


def _has_sign(text: str | None) -> bool:
    """Return whether a text has a sign that `_take_groups` puts; most are known at once not to."""
    return text is not None and not text.isascii() and SIGN.search(text) is not None


def _sentences(root: Element, groups: list[list[str]]) -> list[_Spot]:
    """Return a spot at the end of each sentence that cites, in reading order."""
    spots: list[_Spot] = []
    for block in root.iter() if groups else ():
        if block.tag in BLOCKS:
            spots += _spots_in(block, groups)
    return spots


def _spots_in(block: Element, groups: list[list[str]]) -> Iterator[_Spot]:
    places = list(_places(block))
    if not any(map(_has_sign, (place.text for place in places))):
        return
    waiting: list[str] = []
    before = ""
    for place in places:
        text, done = place.text, 0
        for found in SIGN.finditer(text):
            between = text[done : found.start()]
            if waiting and (end := SENTENCE_END.search(between)):
                yield _Spot(block, place, done + end.end(), waiting)
                waiting = []
            before += between
            waiting += groups[ord(found[0]) - FIRST_SIGN]
            done = found.end()
            if ENDED.search(before):  # the sentence ended before its citations
                yield _Spot(block, place, done, waiting)
                waiting = []
        rest = text[done:]
        if waiting and (end := SENTENCE_END.search(rest)):
            yield _Spot(block, place, done + end.end(), waiting)
            waiting = []
        before += rest
    if waiting:
        yield _at_end(block, places, waiting)


def _at_end(block: Element, places: list[_Place], cites: list[str]) -> _Spot:
    last = next((place for place in reversed(places) if place.text.strip()), places[0])
    return _Spot(block, last, len(last.text.rstrip()), cites)


def _places(block: Element) -> Iterator[_Place]:
    """Yield the pieces of a block's own text in reading order, without those of blocks in it."""
    yield _Place(block, None)
    for child in block:
        if child.tag in BLOCKS:
            continue
        if child.tag not in CLOSED and "ip-term" not in child.get("class", ""):
            yield from _places(child)
        yield _Place(block, child)


def _fewer(
    spots: list[_Spot], parents: dict[Element, Element], root: Element, most: int | None
) -> list[_Spot]:
    """Return the spots, joined as far as they must be."""
    if len(spots) <= MOST:
        return spots
    spots = [_of_block([*own]) for _, own in groupby(spots, key=lambda spot: id(spot.block))]
    if most is None:
        return spots
    spots = _merged(spots, most, lambda spot: _outermost_list(spot.block, parents))
    for spot in spots:
        spot.is_list = spot.after is not None and spot.after.tag != "table"
    ends = _ends_of_parts(root)

    def end_of_part(spot: _Spot) -> Element:
        return ends[_top(spot.block if spot.after is None else spot.after, parents, root)]

    return _merged(spots, most, end_of_part)


def _of_block(spots: list[_Spot]) -> _Spot:
    """Return one spot for those of a block: its only one, or one at its end."""
    if len(spots) == 1:
        return spots[0]
    block = spots[0].block
    return _at_end(block, [*_places(block)], [cite for spot in spots for cite in spot.cites])


def _merged(
    spots: list[_Spot],
    most: int,
    container_of: Callable[[_Spot], Element | None],
) -> list[_Spot]:
    """Join the spots of one container after another, the fullest first, until few enough are left.

    The joined spot is where the last one of them was.
    """
    inside: dict[Element | None, list[_Spot]] = {}
    for spot in spots:
        inside.setdefault(container_of(spot), []).append(spot)
    inside.pop(None, None)
    for container, own in sorted(inside.items(), key=lambda item: -len(item[1])):
        if len(spots) <= most or len(own) < 2:
            break
        members = [member for spot in own for member in spot.members or [spot]]
        joined = replace(own[-1], after=container, is_list=False, members=members)
        spots = [joined if spot is own[-1] else spot for spot in spots if spot not in own[:-1]]
    return spots


def _outermost_list(element: Element, parents: dict[Element, Element]) -> Element | None:
    found = None
    while element in parents:
        if element.tag in LISTS:
            found = element
        element = parents[element]
    return found


def _ends_of_parts(root: Element) -> dict[Element, Element]:
    """Return for each child of the root the last one of its part of the page.

    A part begins with a heading; the short answer ends at the separator, which Markdown
    has put aside by now.
    """
    ends: dict[Element, Element] = {}
    part: list[Element] = []
    for child in [*root, None]:
        if child is None or child.tag == "h2" or STASHED.match(child.text or ""):
            ends |= dict.fromkeys(part, part[-1] if part else root)
            part = []
        if child is not None:
            part.append(child)
    return ends


def _top(element: Element, parents: dict[Element, Element], root: Element) -> Element:
    while parents[element] is not root:
        element = parents[element]
    return element


def _label(member: _Spot, whole: _Spot, parents: dict[Element, Element], point: str) -> str:
    """Return which part of a list, table or part of the page a block is.

    That is the words in bold that it begins with, for a cell those its row begins with; else the
    number of the item, or the block's first words.
    """
    block = member.block
    if block.tag in ("td", "th"):
        block = parents[block][0]
    elif not _begins_bold(block) and whole.is_list:
        while parents[block] is not whole.after:
            block = parents[block]
        return point.format([*parents[block]].index(block) + 1)
    label = " ".join("".join(_words(block[0] if _begins_bold(block) else block)).split())
    label = label.rstrip(" .:,;")
    if len(label) > LONGEST_LABEL:
        label = label[:LONGEST_LABEL].rpartition(" ")[0].rstrip(" .:,;") + " …"
    return label


def _begins_bold(block: Element) -> bool:
    return len(block) > 0 and not (block.text or "").strip() and block[0].tag == "strong"


def _words(element: Element) -> Iterator[str]:
    yield SIGN.sub("", element.text or "")
    for child in element:
        if child.tag not in BLOCKS and child.get("class") != "ip-meaning":
            yield from _words(child)
        yield SIGN.sub("", child.tail or "")


def _listed(cites: list[str], last: str) -> str:
    """Return "34 CFR 300.301(c)(1), 300.11 and OSEP Memo 11-07": the title of the law once."""
    said, title = [], ""
    for cite in cites:
        own = cite[: len(CFR)] if cite.startswith(CFR) else ""
        said.append(cite.removeprefix(title) if title else cite)
        title = own
    return last.format(rules=", ".join(said[:-1]), last=said[-1]) if len(said) > 1 else said[0]


def _unlink(parent: Element) -> None:
    """Make plain words of an element's citations."""
    for index, child in reversed([*enumerate(parent)]):
        if child.get("class") == "ip-cite":
            place = _Place(parent, parent[index - 1] if index else None)
            place.text += (child.text or "") + (child.tail or "")
            parent.remove(child)


def _number_links(root: Element, start: int) -> None:
    """Give each link that leaves the site the number of its address in the list on paper.

    A link whose words are its address has none.
    """
    numbers: dict[str, int] = {}
    for link in root.iter("a"):
        address = link.get("href", "")
        shows_it = short_address("".join(link.itertext())) == short_address(address)
        if "ip-outside" in link.get("class", "").split() and not shows_it:
            link.set("data-n", str(numbers.setdefault(address, start + len(numbers))))
