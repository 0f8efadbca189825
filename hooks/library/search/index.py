"""Makes the search index: a few small JSON files from which the browser loads what a query needs.

Words that mean the same become one *concept* here, so that the browser has no stemmer and no
synonyms to work out; each is a concept of its own, too, since the very word says a little more. A
word weighs on a page by how much likelier it is there than on the other pages, the logarithm of
that (a language model with a linear mixture: Hiemstra, "Using Language Models for Information
Retrieval", 2001); each text of a page counts by the field it is in. So does a *pair*, two words
side by side, kept with the first of them that says something. On top, each title and each question
a page answers is a *unit* that a whole query is compared with.

    <language>/index.json       what is common: rules, phrases, kinds, which file holds what
    <language>/words-*.json     the words of the site and the concept of each
    <language>/real-*.json      words that are no misspelling, though no page has them
    <language>/concepts-*.json  for each concept the pages it is on, how heavily, and its words
    <language>/pairs-*.json     the same for pairs, which are many: a question needs few of them
    <language>/pages-*.json     title, address and description of each page
    <language>/text-*.json      the text of one page, to show the match in context

All but index.json carry a hash of what they hold in their name: a browser may keep them for ever.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import math
from bisect import bisect
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise, takewhile, zip_longest
from operator import sub
from typing import Any, TypeVar

from library.content.schema import KINDS as ALL_KINDS
from library.search.tally import Change, Tally, about
from library.search.text import Section, stem, words_of
from library.search.words import SearchWords

KINDS = tuple(dict.fromkeys(kind.in_search for kind in ALL_KINDS))  # some share a name
# How heavily one text of a field counts: the title, one question, one line of the page ...
FIELDS = {
    "title": 2.0,
    "names": 2.0,
    "questions": 1.5,
    "lent": 0.3,
    "asked": 1.0,
    "description": 1.5,
    "headings": 0.7,
    "body": 0.2,
}
# How heavily texts count is summed up in whole numbers, of so many parts: of each field above, such
# a number has four binary digits at most, which `about` keeps.
PARTS = 640
MEANT, NEARBY = 0.5, 0.15  # how heavily a text counts for what one of its wordings leads to
BY_LENGTH = 0.6  # how much it counts against a page that it says much
CONTRAST = 3.0  # how much a page's own texts tell, beside those of all pages
# The highest level: what a word tells that is on one page alone, and fills one that is so many
# times shorter than others. So a level says the same on a small site and on a large one.
SHORTER = 12
RARITY = 0.5  # of the logarithm of how rare a word is among the texts
# A word tells whole that is used so many times more here than in everyday language; of others, how
# much they tell falls with this power of what they lack, to the least.
SURPLUS, TELLING, LEAST_TELLING = 2.0, 0.25, 0.2
LITTLE = "\uffff"  # before a little word: the last of all concepts
ANY = ("#", "@")  # in a wording around a question: any number, any condition
LEVELS = 30  # weights are kept as whole numbers from 1 to this
UNITS = ("title", "names", "questions", "asked")  # fields of which each text is a unit
UNIT_LEVELS = 31
MOST_UNITS = 511  # title, names, questions and lay wordings of one page: all that a page may have
# On a small and on a large site, of a page's text its most telling words only; other fields are
# kept whole.
BODY_WORDS = (600, 90)
HASH = 8  # letters of a file's name that tell it from others
PAGES_A_FILE = 6  # cards: the first results lie far apart
LARGE = 400  # pages
MOST_PAGES = 400  # of a concept on a large site: the pages where it weighs most
MOST_PARTS = 1200  # of a concept on a large site: the units of which it is the largest part
# Two words side by side tell more than each by itself ("sent home"), where texts other than bodies
# have them so often, each counted by its field.
LEAST_PAIRED = 8.0
LAST_DIGITS, OTHER_DIGITS = 57, 34  # of a number as letters; neither is one that JSON escapes
# Characters of JSON a file should not pass; gzip makes about a half of it.
FILE = 2_000
PAIRS_FILE = 700
WORDS_FILE = 2_400
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MOST_COMMON = 9  # on a scale of half powers of ten, in a million words
RARE = 1500  # pages from which words that are used once on the whole site are left out


@dataclass(frozen=True)
class Document:
    """A page of the site as the search knows it."""

    url: str  # below the site's own address: "articles/disagree/"
    kind: str  # one of KINDS
    title: str
    description: str = ""
    stages: tuple[str, ...] = ()
    minutes: int | None = None
    questions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # of a term: short forms, other wordings, Spanish
    lent: tuple[str, ...] = ()  # questions of the articles that name this sheet as theirs
    asked: tuple[str, ...] = ()  # what parents type when this page is what they need
    rules: tuple[str, ...] = ()  # what its marks cite, which its text does not show
    code: str = ""  # of the page of a place: its short name
    sections: tuple[Section, ...] = ()
    shown: tuple[Section, ...] = ()  # what results show, of a page that is not made from its text


class _Forms(dict[str, str]):
    """The concept of each word, "" for one that says nothing, worked out when it is first met."""

    def __init__(self, words: SearchWords) -> None:
        self._drop, self._own, self._common = words.drop, words.own, words.common
        self._grammar = (words.endings, words.figures)
        self.everyday: dict[str, float] = {}  # concept -> how often in a million everyday words
        # The concepts of little words, which only whole titles and questions have.
        self.little = {word: LITTLE + word for word in sorted(words.little)}
        for word, concept in self.little.items():
            self.everyday[concept] = words.common.get(word, 0.0)
        self.merged: dict[str, str] = {}  # stem -> the stem of its group
        self.exact: dict[str, str] = {}  # word of a group -> the name of its own concept

    def root(self, word: str) -> str:
        return self._own.get(word) or stem(word, *self._grammar)

    def __missing__(self, word: str) -> str:
        return self.add(word)

    def add(self, word: str) -> str:
        """Work out the concept of a word; return it."""
        root = self.root(word)
        self[word] = concept = "" if word in self._drop else self.merged.get(root, root)
        often = self._common.get(word, 0.0)
        if concept and root in self.merged:
            self.exact[word] = own = f"{concept}={root}"  # next to its group in the files
            self.everyday[own] = self.everyday.get(own, 0.0) + often
        self.everyday[concept] = self.everyday.get(concept, 0.0) + often
        return concept


class Vocabulary:
    """Which concept each word and each phrase means.

    Fill it in this order, since each reads by what those before made known: `add_words` takes in
    the language, `add_term` each term, and `add_leads` what wordings lead to.
    """

    def __init__(self, words: SearchWords) -> None:
        self.words = words
        self.forms = _Forms(words)  # "testing" -> "evalu"
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        # By a phrase's first concept those that may come second, "" for a phrase of one.
        self.seconds: dict[str, set[str]] = {}
        # By the concept of a wording of one: what it leads to, and how surely.
        self.leads: dict[str, dict[str, float]] = {}
        # By a wording's first concept, then by another of its: the whole wording, and the same.
        self.long_leads: dict[str, dict[str, list[tuple[set[str], dict[str, float]]]]] = {}
        self.terms: list[tuple[str, ...]] = []  # each with its names

    def add_words(self) -> None:
        """Take in which words mean the same, and which say nothing."""
        merged = self.forms.merged
        for group in self.words.same:  # words first: phrases are read by what their words become
            roots = [self.forms.root(w[0]) for text in group if len(w := words_of(text)) == 1]
            known = next((merged[root] for root in roots if root in merged), None)
            for root in roots:
                merged.setdefault(root, known or roots[0])
        for group in self.words.same:
            singles = [c for text in group if len(words_of(text)) == 1 if (c := self.read(text))]
            name = singles[0][0] if singles else "#" + group[0]
            self.add_group(group, name)
        self.meet(self.words.drop)

    def meanings(self, text: str) -> set[str]:
        """Return the concepts of a text and of the phrases in it."""
        row = self.read(text)
        return {*row, *(phrase for _, _, phrase in self.spans(row))}

    def read(self, text: str) -> list[str]:
        """Return the concepts of a text in order, without those that say nothing."""
        return self.concepts(words_of(text))

    def concepts(self, words: Iterable[str]) -> list[str]:
        """Return the concepts of words in order, without those that say nothing."""
        return list(filter(None, map(self.forms.__getitem__, words)))

    def meet(self, words: Iterable[str]) -> None:
        """Take in the words of a text."""
        for word in words:
            if word not in self.forms:
                self.forms.add(word)

    def exact(self, words: Iterable[str]) -> list[tuple[str, str]]:
        """Return (own concept, that of the group) for each word that means the same as others."""
        forms = self.forms
        return [(forms.exact[word], forms[word]) for word in words if word in forms.exact]

    def little(self, words: Iterable[str]) -> list[str]:
        """Return the concepts of the little words among these, which say nothing by themselves."""
        little = self.forms.little
        return [little[word] for word in words if word in little]

    def pairs(self, words: Sequence[str]) -> dict[Pair, None]:
        """Return the words side by side, each two at the first of them that says something."""
        forms = self.forms
        found: dict[Pair, None] = {}
        for word, following in pairwise(words):
            if first := forms[word]:
                found[first, forms[following] or AFTER + following] = None
            elif second := forms[following]:
                found[second, BEFORE + word] = None
        return found

    def led(self, row: Iterable[str], told: set[str]) -> dict[str, float]:
        """Return what a text leads to besides what it tells, its concepts and phrases; in part."""
        found = [self.leads[concept] for concept in told & self.leads.keys()]
        said = set(row)
        for first in said & self.long_leads.keys():
            by_other = self.long_leads[first]
            for other in () if said.isdisjoint(by_other) else said & by_other.keys():
                found += [leads for wording, leads in by_other[other] if wording <= said]
        led: dict[str, float] = {}
        for leads in found:
            for concept, share in leads.items():
                if concept not in told and share > led.get(concept, 0.0):
                    led[concept] = share
        return led

    def add_leads(self) -> None:
        """Take in what wordings lead to, when all words and terms are known."""
        for table, share in ((self.words.means, MEANT), (self.words.near, NEARBY)):
            for wording, others in table:
                said = self.phrase(wording)
                leads = self._leads_of(said) if said else {}
                for row in filter(None, map(self.read, others if said else ())):
                    part = share / math.sqrt(len(row))
                    for concept in (*row, *(phrase for _, _, phrase in self.spans(row))):
                        leads[concept] = max(leads.get(concept, 0.0), part)

    def _leads_of(self, said: Sequence[str]) -> dict[str, float]:
        """Return where to note what a wording with these concepts leads to."""
        first, wording = said[0], set(said)
        if len(wording) == 1:
            return self.leads.setdefault(first, {})
        other = next(concept for concept in said if concept != first)
        known = self.long_leads.setdefault(first, {}).setdefault(other, [])
        leads: dict[str, float] = {}
        known.append((wording, leads))
        return leads

    def phrase(self, wording: str) -> tuple[str, ...]:
        """Return the concepts of a wording, none if it is more than the one word it would leave.

        "Picked on" without "on" would make every "pick" mean it.
        """
        parts = tuple(self.read(wording))
        return parts if len(parts) > 1 or len(words_of(wording)) == 1 else ()

    def add_term(self, names: Sequence[str], term: str) -> None:
        """Make a term's names mean it, and a word that alone means the same: 504, "504 plan"."""
        self.terms.append((term, *names))
        rows = [self.phrase(name) for name in names]
        short = {
            word
            for parts in rows
            for known, word in self.phrases.get(parts[0] if parts else "", [])
            if known == parts and word in parts
        }
        self.add_group(names, term)
        for word in sorted(short):
            self._add_phrase((word,), term)

    def spans(self, concepts: Sequence[str]) -> Iterable[tuple[int, int, str]]:
        """Yield (start, end, phrase) for every phrase in a row of concepts."""
        row, seconds = (*concepts, ""), self.seconds
        for start in [place for place, first in enumerate(concepts) if first in seconds]:
            first = row[start]
            if row[start + 1] not in seconds[first] and "" not in seconds[first]:
                continue
            for parts, name in self.phrases[first]:
                end = start + len(parts)
                if row[start:end] == parts:
                    yield start, end, name

    def add_group(self, wordings: Iterable[str], name: str) -> None:
        """Make the phrases among these wordings mean `name`."""
        for wording in wordings:
            parts = self.phrase(wording)
            if len(parts) > 1 or (parts and parts[0] != name):
                self._add_phrase(parts, name)

    def _add_phrase(self, parts: tuple[str, ...], name: str) -> None:
        known = self.phrases.setdefault(parts[0], [])
        if (parts, name) not in known:
            known.append((parts, name))
            self.seconds.setdefault(parts[0], set()).add(parts[1] if len(parts) > 1 else "")


class Readings:
    """What each page says, and how it weighs, kept from one build to the next.

    A build reads the pages that changed, and corrects by them the sums over all pages. Then it
    weighs those pages again, and those of whose words a figure is no longer what it was. In a first
    build these are all.
    """

    def __init__(self, recipe: bytes = b"", kept: bytes = b"") -> None:
        """Take the words of the language as they are written, and what `to_keep` returned."""
        self._recipe = recipe
        self._kept = _Kept(*marshal.loads(kept)) if kept else _Kept()
        self._now = _Kept()
        self._readings: dict[bytes, _Read] = {}  # those needed in this build

    def read(self, documents: Iterable[Document], vocabulary: Vocabulary) -> Tally:
        """Read the documents; return the sums. The vocabulary meets all words of all pages.

        What a text means also depends on the terms.
        """
        recipe = hashlib.sha256(self._recipe + repr(vocabulary.terms).encode())
        if self._kept.recipe != recipe.digest():
            self._kept = _Kept(recipe.digest())
        kept, now = self._kept, _Kept(recipe.digest(), tally=self._kept.tally)
        for document in documents:
            (own := recipe.copy()).update(repr(document).encode())
            now.order.append(digest := own.digest())
            if page := kept.pages.get(digest):
                now.pages[digest] = page
            elif digest not in now.pages:
                self._readings[digest] = reading = _read(document, vocabulary)
                now.pages[digest] = _packed(reading, _card(document))
        self._now = now
        tally = Tally(*map(Counter, kept.tally))
        before, after = Counter(kept.order), Counter(now.order)
        for digest in (after - before).elements():
            self._reading(digest).count(tally, Counter.update)
        for digest in (before - after).elements():
            self._reading(digest).count(tally, Counter.subtract)
        tally = tally.without_zeros()
        now.tally = tally.to_keep()
        vocabulary.meet(sorted(tally.words))
        return tally

    def cards(self) -> list[bytes]:
        """Return the card of each page that was read, in their order."""
        return [self._now.pages[digest][2] for digest in self._now.order]

    def weigh(self, figures: _Figures) -> dict[str, _Steps]:
        """Return where each concept is on the pages that were read, by these figures."""
        kept, now, old = self._kept, self._now, _Figures(*self._kept.figures)
        shares = _changed(old.shares, figures.shares)
        rarity = _changed(old.rarity, figures.rarity)
        pages = [*zip_longest(kept.order, now.order, fillvalue=b"")]
        again = []
        for number, (before, after) in enumerate(pages):
            said, asked, *_ = now.pages[after] if after else ((), ())
            if before != after or not (shares.isdisjoint(said) and rarity.isdisjoint(asked)):
                again.append(number)
        lists = _OpenLists(kept.lists)
        if figures.of_all() != old.of_all() or 2 * len(again) > len(pages):
            pages, again = [(b"", page) for page in now.order], [*range(len(now.order))]
            lists = _OpenLists({})
        for number in again:
            before, after = pages[number]
            was = self._reading(before).weighed(old) if before else _Weighed()
            is_ = self._reading(after).weighed(figures) if after else _Weighed()
            for name in _changed(was.weights, is_.weights):
                _put(lists[name].weights, number, is_.weights.get(name))
            for name in _changed(was.units, is_.units):
                _put(lists[name].units, number, is_.units.get(name))
            for name, other in _changed(was.pairs, is_.pairs):
                found = lists[name].pairs.setdefault(other, {})
                _put(found, number, is_.pairs.get((name, other)))
        now.figures = tuple(vars(figures).values())
        now.lists = lists.kept | {name: each.packed(figures.large) for name, each in lists.items()}
        for name in [name for name in lists if now.lists[name][0] == NOWHERE]:
            del now.lists[name]
        return {name: steps for name, (steps, _) in now.lists.items()}

    def _reading(self, digest: bytes) -> _Read:
        """Return what a page says, in this build or in the one before."""
        if digest not in self._readings:
            page = self._now.pages.get(digest) or self._kept.pages[digest]
            self._readings[digest] = _Read(*marshal.loads(page[-1]))
        return self._readings[digest]

    def to_keep(self) -> bytes:
        """Return what the next build needs: the pages of this one only, so it never grows."""
        return marshal.dumps(tuple(vars(self._now).values()))


def build_index(
    documents: Sequence[Document],
    words: SearchWords,
    stages: Sequence[str],
    readings: Readings | None = None,
) -> dict[str, bytes]:
    """Return the files of the index by name.

    `stages` is the closed list of stages in its order; `readings` are of an earlier build with the
    same words. Raises nothing for odd documents: an empty page is found by its title, an empty site
    by nothing.
    """
    vocabulary = _vocabulary(documents, words)
    # What no page answers is weighed as pages are, and counted after them.
    topics = [Document("", "page", "", asked=topic) for topic in words.elsewhere]
    readings = readings or Readings()
    tally = readings.read((*documents, *topics), vocabulary)
    many = len(documents) + len(topics)
    names = sorted(tally.said.keys() | _known(vocabulary))
    numbers = {name: number for number, name in enumerate(names)}
    rarity = _rarity(names, tally, vocabulary.forms.everyday)
    steps = readings.weigh(_figures(tally, rarity, many))
    places = {name: steps.get(name, NOWHERE) for name in names}

    files = _Files()
    once = _used_once(tally) if many >= RARE else set()
    words_kept = _words_kept(vocabulary, once)
    pairs = _pair_files(places, numbers, files)
    concept_files = _concept_files(places, rarity, _words_of(words_kept, vocabulary), pairs, files)
    word_files = _word_files(words_kept, vocabulary, numbers, tally.pages, files)
    page_files = _page_files(documents, readings.cards(), files)
    common = {
        "pages": len(documents),
        "elsewhere": len(topics),
        "units": about(tally.of_all["units"]),
        "kinds": "".join(str(KINDS.index(d.kind)) for d in documents),
        "kind": KINDS,
        "stages": [_bits(d.stages, stages) for d in documents],
        "stage": list(stages),
        "endings": words.endings,
        "figures": words.figures,
        "keyboard": words.keyboard,
        "sounds": words.sounds,
        "phrases": _phrases(vocabulary, numbers),
        "means": _leads(words.means, vocabulary, numbers),
        "near": _leads(words.near, vocabulary, numbers),
        "weak": sorted(words.weak),
        "talk": sorted(words.talk),
        "numbers": sorted(words.numbers),
        "alone": words.alone,
        "faint": sorted(words.faint),
        "behind": sorted(words.behind),
        "joins": sorted(words.joins),
        "conditions": [ids for w in words.conditions if (ids := _wording(w, vocabulary, numbers))],
        "around": _around(words.around, vocabulary, numbers),
        "local": _around(words.local, vocabulary, numbers),
        "wants": [
            [kinds.split(), [ids for w in wordings if (ids := _wording(w, vocabulary, numbers))]]
            for kinds, wordings in words.wants.items()
        ],
        "terms": [
            [numbers["#" + document.title], number]
            for number, document in enumerate(documents)
            if document.kind == "term" and "#" + document.title in numbers
        ],
        "places": [
            [_wording(document.title, vocabulary, numbers), number]
            for number, document in enumerate(documents)
            if document.kind == "state"
        ],
        "codes": [
            [document.code, document.title, int(document.code not in words.unsure)]
            for document in documents
            if document.code and document.code not in words.unread
        ],
        "before": sorted(words.before),
        "crisis": list(words.crisis),
        "aside": [heading.lower() for heading in words.aside],
        "asks": sorted(words.asks),
        "words": word_files,
        "real": _real_files(vocabulary, files),
        "concepts": _table(concept_files),
        "cards": page_files,
        "every": PAGES_A_FILE,
    }
    files.made["index.json"] = _json(common)
    return files.made


def _rarity(names: Iterable[str], tally: Tally, everyday: Mapping[str, float]) -> dict[str, float]:
    """Return how much it tells that a text has a concept.

    Among texts, not among pages: what all of them are about ("meeting") is on every page, but in
    few of their texts, and says more than a word that one of them uses by chance.
    """
    texts, million = about(tally.of_all["texts"]), about(sum(tally.in_texts.values())) / 1e6 or 1.0
    return {
        name: round(
            RARITY
            * math.log(1 + (max(0, texts - n) + 0.5) / (n + 0.5))
            * _telling((n + 1) / million, everyday.get(name, 0.0)),
            3,
        )
        for name in names
        for n in [about(tally.in_texts[name])]
    }


def _figures(tally: Tally, rarity: dict[str, float], pages: int) -> _Figures:
    """Return the figures of so many pages by which each page is weighed."""
    whole = about(tally.of_all["length"]) or 1
    least = PARTS * LEAST_PAIRED * max(1.0, pages / LARGE)  # of a pair, on all pages together
    shares: dict[str | Pair, float] = {
        name: about(weight) / whole for name, weight in tally.said.items()
    }
    shares |= {
        pair: about(weight) / whole for pair, weight in tally.pairs.items() if weight >= least
    }
    usual = whole / about(pages) if pages else 1.0
    return _Figures(shares, rarity, usual, _levels(about(pages)), pages > LARGE)


def _telling(here: float, everyday: float) -> float:
    """Return how much a word tells that is used so often in a million words here, and everywhere.

    "Almost" may be rare here, but says less than a word that is as rare here and everywhere.
    """
    if not everyday:
        return 1.0
    return min(1.0, max(LEAST_TELLING, math.pow(here / everyday / SURPLUS, TELLING)))


class _Files:
    """The files made so far; each is named by what it holds."""

    def __init__(self) -> None:
        self.made: dict[str, bytes] = {}

    def add(self, job: str, data: bytes) -> str:
        name = f"{job}-{hashlib.sha256(data).hexdigest()[:HASH]}.json"
        self.made[name] = data
        return name

    def add_pairs(self, rows: dict[str, str]) -> str:
        """Return what tells this file from others, which is all that concepts say of it."""
        return _told_by(self.add("pairs", _json(rows)))


def _json(content: object) -> bytes:
    return JSON.encode(content).encode()


# ---- Reading the pages --------------------------------------------------------------------


# A concept, and the word next to it: a concept, or a word that says nothing, with a sign that tells
# whether it stands AFTER or BEFORE.
Pair = tuple[str, str]
AFTER, BEFORE = ">", "<"


# Where a concept, and where each of its pairs is, as letters: `_steps`, `_unit_steps`, `_steps`.
_Steps = tuple[str, str, dict[str, str]]
NOWHERE: _Steps = ("", "", {})
_KeptLists = tuple[_Steps, bytes]  # as they are in the files, and by `marshal`


@dataclass
class _Lists:
    """By page: how heavily a concept weighs, its units, and how heavily each of its pairs."""

    weights: dict[int, int] = field(default_factory=dict)
    units: dict[int, list[int]] = field(default_factory=dict)
    pairs: dict[str, dict[int, int]] = field(default_factory=dict)

    def packed(self, large: bool) -> _KeptLists:
        return self.steps(large), marshal.dumps((self.weights, self.units, self.pairs))

    def steps(self, large: bool) -> _Steps:
        """Return these lists for the files: on a large site, where each weighs most."""
        weights = _row(self.weights)
        pairs = {other: _row(found) for other, found in sorted(self.pairs.items()) if found}
        units = [
            *chain.from_iterable((-page - 1, *codes) for page, codes in sorted(self.units.items()))
        ]
        if large:
            weights, units = _heaviest(weights, units)
            pairs = {other: _heaviest(found, [])[0] for other, found in pairs.items()}
        return _steps(weights), _unit_steps(units), {o: _steps(found) for o, found in pairs.items()}


def _row(found: dict[int, int]) -> list[int]:
    """Return [page, weight, page, weight ...] by page."""
    return [*chain.from_iterable(sorted(found.items()))]


class _OpenLists(dict[str, _Lists]):
    """The lists of those concepts that are asked for; those of others stay packed."""

    def __init__(self, kept: dict[str, _KeptLists]) -> None:
        self.kept = kept

    def __missing__(self, name: str) -> _Lists:
        kept = self.kept.get(name)
        self[name] = lists = _Lists(*marshal.loads(kept[1])) if kept else _Lists()
        return lists


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


def _changed(before: Mapping[Key, object], after: Mapping[Key, object]) -> set[Key]:
    """Return what the two do not say the same of."""
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _put(found: dict[int, Value], page: int, value: Value | None) -> None:
    if value is None:
        found.pop(page, None)
    else:
        found[page] = value


@dataclass(frozen=True)
class _Figures:
    """The figures of all pages by which each is weighed. They are round: see `about`."""

    shares: dict[str | Pair, float] = field(default_factory=dict)  # of all that pages say
    rarity: dict[str, float] = field(default_factory=dict)
    usual: float = 1.0  # the length of a page
    levels: list[float] = field(default_factory=list)  # what `_levels` returns
    large: bool = False  # the site

    def of_all(self) -> tuple[object, ...]:
        """Return those that every page is weighed by."""
        return self.usual, self.levels, self.large


@dataclass
class _Weighed:
    """How heavily each concept weighs on a page, what units it is in, how heavily a pair weighs."""

    weights: dict[str, int] = field(default_factory=dict)
    units: dict[str, list[int]] = field(default_factory=dict)
    pairs: dict[Pair, int] = field(default_factory=dict)


# A page as it is kept: the concepts and pairs it says, the concepts of its units, its card, and its
# reading by `marshal`.
_KeptPage = tuple[tuple[str | Pair, ...], tuple[str, ...], bytes, bytes]


@dataclass
class _Kept:
    """What `Readings` keeps, of types that `marshal` has."""

    recipe: bytes = b""  # a digest of what all depends on
    order: list[bytes] = field(default_factory=list)  # for each page a digest of its document
    pages: dict[bytes, _KeptPage] = field(default_factory=dict)  # by this digest
    tally: tuple[Any, ...] = ()  # the fields of a Tally
    figures: tuple[Any, ...] = ()  # of _Figures
    lists: dict[str, _KeptLists] = field(default_factory=dict)  # by concept


# Its concepts in order, after them those of its little words; the spans, and its words of groups:
# (own concept, that of the group).
_Unit = tuple[list[str], list[tuple[int, int, str]], list[tuple[str, str]]]


@dataclass
class _Read:
    """A page as concepts and phrases: how heavily its texts count for each, and its units."""

    said: dict[str, int]  # first those that not only its body says
    short: int  # how many these are
    length: int  # the sum of all
    units_read: list[_Unit]
    words: str  # each once, with spaces between them
    texts: int  # how many it has: its title, each question, each line ...
    in_texts: dict[str, int]  # in how many of them each concept is
    side_by_side: dict[Pair, int]  # how heavily its texts, but for its body, count for pairs

    def count(self, tally: Tally, change: Change) -> None:
        """Add the page to the sums, or take it away."""
        change(tally.said, self.said)
        change(tally.pages, iter(self.said))
        change(tally.in_texts, self.in_texts)
        change(tally.pairs, self.side_by_side)
        change(tally.words, iter(self.words.split()))
        change(
            tally.of_all,
            {"texts": self.texts, "length": self.length, "units": len(self.units_read)},
        )

    def weighed(self, figures: _Figures) -> _Weighed:
        """Return where and how heavily the page counts in the index, by these figures."""
        return _Weighed(self.weights(figures), self.units(figures.rarity), self.pairs(figures))

    def weights(self, figures: _Figures) -> dict[str, int]:
        """Return how heavily each concept weighs on this page, from 1 to LEVELS.

        Of the concepts that are in its body alone, only the most telling ones are kept.
        """
        times, most = self._times(figures.usual), BODY_WORDS[figures.large]
        shares, levels = figures.shares, figures.levels
        rows = [(times * said / shares[concept], concept) for concept, said in self.said.items()]
        if len(rows) - self.short > most:
            others = sorted([(-told, concept) for told, concept in rows[self.short :]])
            rows[self.short :] = [(-told, concept) for told, concept in others[:most]]
        return {concept: bisect(levels, told) + 1 for told, concept in rows}

    def pairs(self, figures: _Figures) -> dict[Pair, int]:
        """Return how heavily each pair weighs on this page, as `weights` does for a concept.

        Pairs without a share are left out.
        """
        times, shares, levels = self._times(figures.usual), figures.shares, figures.levels
        return {
            pair: bisect(levels, times * weight / shares[pair]) + 1
            for pair, weight in self.side_by_side.items()
            if pair in shares
        }

    def _times(self, usual: float) -> float:
        length = self.length**BY_LENGTH * usual ** (1 - BY_LENGTH) or 1.0
        return CONTRAST / length

    def units(self, rarity: dict[str, float]) -> dict[str, list[int]]:
        """Return for each concept the units it is in and what share of each it is."""
        codes: dict[str, list[int]] = {}
        for number, (row, spans, exact) in enumerate(self.units_read):
            own = {concept: rarity[concept] for concept in row}
            length = sum(own.values()) or 1.0
            for start, end, phrase in spans:
                said = sum(own[concept] for concept in dict.fromkeys(row[start:end]))
                own[phrase] = max(own.get(phrase, 0.0), said)
            for name, concept in exact:
                own[name] = own[concept]
            for concept, part in own.items():
                share = min(UNIT_LEVELS, max(1, round(UNIT_LEVELS * part / length)))
                codes.setdefault(concept, []).append(number * (UNIT_LEVELS + 1) + share)
        return codes


def _packed(page: _Read, card: bytes) -> _KeptPage:
    in_units = dict.fromkeys(chain.from_iterable(map(_named, page.units_read)))
    reading = tuple(vars(page).values())
    return (*page.said, *page.side_by_side), (*in_units,), card, marshal.dumps(reading)


def _named(unit: _Unit) -> Iterable[str]:
    """Return the concepts and phrases of a unit."""
    row, spans, exact = unit
    return chain(row, (phrase for _, _, phrase in spans), (own for own, _ in exact))


def _levels(pages: int) -> list[float]:
    """Return from where each level but the first begins, on a site of so many pages.

    The levels are equal parts of the logarithm, which is quicker to look up than to work out.
    """
    whole = math.log1p(CONTRAST * SHORTER * pages)
    return [math.expm1(whole * (level + 0.5) / LEVELS) for level in range(1, LEVELS)]


def _read(document: Document, vocabulary: Vocabulary) -> _Read:
    texts = {
        "title": [document.title],
        "names": document.names,
        "questions": document.questions,
        "lent": document.lent,
        "asked": document.asked,
        "description": [document.description],
        "headings": [section.heading for section in document.sections],
        "body": [*chain(*(s.text.split("\n") for s in document.sections)), *document.rules],
    }
    words: set[str] = set()
    short: dict[str, int] = {}
    body: dict[str, int] = {}
    units: list[_Unit] = []
    count = 0
    in_texts: Counter[str] = Counter()
    pairs: dict[Pair, int] = {}
    for name, texts_of in texts.items():
        parts = round(PARTS * FIELDS[name])
        whole: Counter[str] = Counter()  # how many of the texts tell a concept
        in_part: dict[str, float] = {}  # how surely the others lead to it
        for part in filter(None, texts_of):
            words.update(spoken := words_of(part))
            row = vocabulary.concepts(spoken)
            spans = list(vocabulary.spans(row))
            told = {*row, *(phrase for _, _, phrase in spans)}
            for concept, share in vocabulary.led(row, told).items():
                in_part[concept] = in_part.get(concept, 0.0) + share
            exact = vocabulary.exact(spoken)
            told.update(concept for concept, _ in exact)
            whole.update(told)
            little = vocabulary.little(spoken)
            in_texts.update({*little})
            if name != "body":
                for pair in vocabulary.pairs(spoken):
                    pairs[pair] = pairs.get(pair, 0) + parts
            count += 1
            if name in UNITS:
                units.append(([*row, *little], spans, exact))
        in_texts.update(whole)
        heavy = body if name == "body" else short
        for concept, times in whole.items():
            heavy[concept] = heavy.get(concept, 0) + parts * times
        for concept, share in in_part.items():
            heavy[concept] = heavy.get(concept, 0) + round(parts * share)
    said = short | {concept: short.get(concept, 0) + weight for concept, weight in body.items()}
    return _Read(
        said,
        len(short),
        sum(said.values()),
        units[:MOST_UNITS],
        " ".join(words),
        count,
        dict(in_texts),
        pairs,
    )


def _card(document: Document) -> bytes:
    """Return the file that shows the match in context."""
    text = {
        "questions": document.questions,
        "sections": [
            [each.heading, each.shown(), each.anchor]
            for each in document.shown or document.sections
        ],
    }
    return _json(text)


# ---- Words, groups and phrases ------------------------------------------------------------


def _vocabulary(documents: Sequence[Document], words: SearchWords) -> Vocabulary:
    vocabulary = Vocabulary(words)
    vocabulary.add_words()
    for document in documents:
        if document.kind == "term":
            vocabulary.add_term((document.title, *document.names), "#" + document.title)
    vocabulary.add_leads()
    return vocabulary


def _known(vocabulary: Vocabulary) -> set[str]:
    """Return all concepts and phrases that are known, those included that no page has.

    The vocabulary meets the words of what its language's file names: wordings, kinds, conditions.
    """
    for wording, leads in (*vocabulary.words.means, *vocabulary.words.near):
        for text in (wording, *leads):
            vocabulary.read(text)
    words = vocabulary.words
    for text in (*chain(*words.wants.values()), *words.around, *words.local, *words.conditions):
        vocabulary.read(text)
    phrases = {name for known in vocabulary.phrases.values() for _, name in known}
    little = vocabulary.forms.little.values()
    return {concept for concept in vocabulary.forms.values() if concept} | phrases | {*little}


def _phrases(vocabulary: Vocabulary, numbers: dict[str, int]) -> str:
    """Return each phrase as a row: the numbers of its words, and last what it means."""
    return _rows(
        [*(numbers[part] for part in parts), numbers[name]]
        for _, known in sorted(vocabulary.phrases.items())
        for parts, name in known
    )


def _rows(rows: Iterable[Iterable[int]]) -> str:
    """Return rows of numbers as one text, which is shorter: letters, and a space between rows."""
    return " ".join(map(_letters, rows))


def _wording(text: str, vocabulary: Vocabulary, numbers: dict[str, int]) -> list[int]:
    return [numbers[concept] for concept in vocabulary.read(text)]


def _leads(
    table: Iterable[tuple[str, tuple[str, ...]]],
    vocabulary: Vocabulary,
    numbers: dict[str, int],
) -> list[str]:
    """Return of each wording the rows: its own numbers, and those of all that it leads to."""
    rows = []
    for wording, leads in table:
        ids = [_wording(text, vocabulary, numbers) for text in (wording, *leads)]
        if vocabulary.phrase(wording) and any(ids[1:]):
            rows.append(_rows(filter(None, ids)))
    return rows


def _around(
    wordings: Iterable[str], vocabulary: Vocabulary, numbers: dict[str, int]
) -> list[list[int | str]]:
    """Return each wording whole: numbers of concepts, words that say nothing, # and @."""
    rows: list[list[int | str]] = []
    for wording in wordings:
        row: list[int | str] = []
        for part in wording.split():
            if part in ANY:
                row.append(part)
            for word in words_of(part):
                concept = vocabulary.forms[word]
                row.append(numbers[concept] if concept else word)
        rows.append(row)
    return rows


# ---- Files --------------------------------------------------------------------------------


def _concept_files(
    places: dict[str, _Steps],
    rarity: dict[str, float],
    words_of_concept: dict[str, str],
    pairs: dict[str, list[list[int | str]]],
    files: _Files,
) -> list[list[int | str]]:
    """Write the concepts in their order; return [first number, file] for each file.

    A concept is [how much it tells, its pages, its units, its words folded, its pairs], without
    what is empty at the end.
    """
    made: list[list[int | str]] = []
    rows: list[bytes] = []
    first = size = 0
    for number, (name, (weights, units, _)) in enumerate(places.items()):
        content: list[object] = [
            round(rarity[name] * 10),
            weights,
            units,
            words_of_concept.get(name, ""),
            pairs.get(name, []),
        ]
        while not content[-1] and len(content) > 3:
            content.pop()
        row = _json(content)
        if rows and size + len(row) > FILE:
            made.append([first, files.add("concepts", b"[%b]" % b",".join(rows))])
            rows, first, size = [], number, 0
        rows.append(row)
        size += len(row)
    if rows:
        made.append([first, files.add("concepts", b"[%b]" % b",".join(rows))])
    return made


def _table(made: Sequence[list[int | str]]) -> list[str]:
    """Return [first number, file] of each file as two texts, which are shorter: the numbers as
    steps, and what tells the names apart, HASH letters of each.
    """
    firsts = [int(first) for first, _ in made]
    steps = map(sub, firsts, [0, *firsts])
    return [_letters(steps), "".join(_told_by(str(name)) for _, name in made)]


def _told_by(file: str) -> str:
    """Return what tells a file's name from those of others that hold the same."""
    return file.removesuffix(".json")[-HASH:]


def _pair_files(
    places: dict[str, _Steps], numbers: dict[str, int], files: _Files
) -> dict[str, list[list[int | str]]]:
    """Write where pairs are, by "<number> <the other word>"; return for each concept its pairs.

    These are a list for each file, [the file, the other word of each pair in it ...]. The other
    word of a pair is the number of its concept, so that both are read as they are in a query, or a
    word that says nothing with its sign.
    """
    made: dict[str, list[list[int | str]]] = {}
    rows: dict[str, str] = {}
    waiting: list[list[int | str]] = []  # for the name of the file
    size = 0

    def write() -> None:
        file = files.add_pairs(rows)
        for part in waiting:
            part[0] = file
        rows.clear()
        waiting.clear()

    for name, (_, _, pairs) in places.items():
        part: list[int | str] = []
        for other, steps in pairs.items():
            word = numbers.get(other, other)
            if rows and size + len(steps) > PAIRS_FILE:
                write()
                size, part = 0, []
            if not part:
                part = [""]
                waiting.append(part)
                made.setdefault(name, []).append(part)
            part.append(word)
            rows[f"{numbers[name]} {word}"] = steps
            size += len(steps)
    if rows:
        write()
    return made


def _heaviest(weights: list[int], units: list[int]) -> tuple[list[int], list[int]]:
    """Return what both lists say of the pages that a concept weighs most on, MOST_PAGES at most.

    Of the units there, those MOST_PARTS are kept of which it is the largest part.

    `weights` are [page, weight, page, weight ...] and `units` [-1 - page, code, code ...], by page.
    """
    if len(weights) <= 2 * MOST_PAGES and len(units) <= MOST_PARTS:
        return weights, units
    pairs = sorted(zip(weights[::2], weights[1::2], strict=True), key=lambda p: (-p[1], p[0]))
    kept = dict(sorted(pairs[:MOST_PAGES]))
    found: list[tuple[int, int]] = []  # (page, code) in order
    page = 0
    for number in units:
        if number < 0:
            page = -number - 1
        elif page in kept:
            found.append((page, number))
    most = sorted(found, key=lambda each: (-(each[1] % (UNIT_LEVELS + 1)), each))[:MOST_PARTS]
    rows: list[int] = []
    page = -1
    for on, code in sorted(most):
        if on != page:
            rows.append(-on - 1)
            page = on
        rows.append(code)
    return [number for pair in kept.items() for number in pair], rows


def _steps(weights: list[int]) -> str:
    """Return [page, weight, page, weight ...] as letters, each page less the one before."""
    row, pages = [*weights], weights[::2]
    row[2::2] = map(sub, pages[1:], pages)
    return _letters(row)


def _unit_steps(units: list[int]) -> str:
    """Return [-1 - page, code, code, -1 - page ...] as letters: step, how many codes, these.

    A page and a unit are steps from the ones before.
    """
    row: list[int] = []
    before = unit = many = 0
    for number in units:
        if number < 0:
            page = -number - 1
            many = len(row) + 1
            row += [page - before, 0]
            before, unit = page, 0
        else:
            row.append(number - unit)
            row[many] += 1
            unit = number - number % (UNIT_LEVELS + 1)
    return _letters(row)


def _letters(numbers: Iterable[int]) -> str:
    """Return numbers from 0 as letters, the last digit of each one of "#" to "[" and others of "]"
    to "~": a fifth shorter, with gzip, than figures with commas, since most are below 57.
    """
    return "".join(map(_digits, numbers))


@cache  # a few thousand numbers, each of them many times
def _digits(number: int) -> str:
    high, last = divmod(number, LAST_DIGITS)
    digits = chr(ord("#") + last)
    while high:
        high, digit = divmod(high, OTHER_DIGITS)
        digits = chr(ord("]") + digit) + digits
    return digits


def _folded(words: Iterable[str]) -> str:
    """Return words in order as one text: each as a capital that says how much of the one before it
    begins with (A: nothing, B: its first letter ...), then its other letters.
    """
    text, before = "", ""
    for word in words:
        both = zip(before[: ord("Z") - ord("A")], word, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
        text += chr(ord("A") + same) + word[same:]
        before = word
    return text


def _used_once(tally: Tally) -> set[str]:
    """Return the concepts that one line of one page's text says, and nothing else on the site."""
    return {
        concept
        for concept, texts in tally.in_texts.items()
        if texts == 1 and tally.said[concept] <= PARTS * FIELDS["body"]
    }


def _words_kept(vocabulary: Vocabulary, left_out: set[str]) -> list[str]:
    """Return the words in order, but those of the concepts left out."""
    named = {word for group in vocabulary.words.same for text in group for word in words_of(text)}
    return sorted(
        word
        for word, concept in vocabulary.forms.items()
        if concept not in left_out or word in named
    )


def _words_of(words: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return the words of each concept folded: by these its answer is found in a page's text."""
    found: dict[str, list[str]] = {}
    for word in words:
        if concept := vocabulary.forms[word]:
            found.setdefault(concept, []).append(word)
    return {concept: _folded(each) for concept, each in found.items()}


def _in_files(words: Iterable[str]) -> Iterable[list[str]]:
    """Yield the words of each file."""
    chunk: list[str] = []
    size = 0
    for word in words:
        size += len(word) + 5
        if chunk and size > WORDS_FILE:
            yield chunk
            chunk, size = [], len(word) + 5
        chunk.append(word)
    if chunk:
        yield chunk


def _word_files(
    words: Iterable[str],
    vocabulary: Vocabulary,
    numbers: dict[str, int],
    found_on: Counter[str],
    files: _Files,
) -> list[list[str]]:
    """Write the words, which are in order; return [first word, file].

    A file is [words folded, their concepts as steps (twice each, odd ones back), on
    how many pages each concept stands (log), how common it is everywhere, the own concepts of words
    that mean the same as others]. The concept of a word that says nothing has the frequency 0.
    """
    return [
        [chunk[0], files.add("words", _json(_word_rows(chunk, vocabulary, numbers, found_on)))]
        for chunk in _in_files(words)
    ]


def _real_files(vocabulary: Vocabulary, files: _Files) -> list[list[str]]:
    """Write the words that no page has; return [first word, file].

    A file is a row of words folded for each degree of how common they are.
    """
    words = vocabulary.words
    made: list[list[str]] = []
    for chunk in _in_files(sorted((words.real | words.common.keys()) - vocabulary.forms.keys())):
        rows: list[list[str]] = [[] for _ in range(MOST_COMMON + 1)]
        for word in chunk:
            rows[_common(word, words)].append(word)
        made.append([chunk[0], files.add("real", _json([_folded(row) for row in rows]))])
    return made


def _common(word: str, words: SearchWords) -> int:
    """Return how common a word is in everyday language, from 0 to MOST_COMMON."""
    often = words.common.get(word, 0.0)
    return min(MOST_COMMON, round(2 * math.log10(often))) if often > 1 else 0


def _word_rows(
    words: list[str], vocabulary: Vocabulary, numbers: dict[str, int], found_on: Counter[str]
) -> list[object]:
    steps, often, common, before = [], "", "", 0
    exact: list[
        int
    ] = []  # [step to the place of a word, how far its own concept is from its group]
    last = 0
    for place, word in enumerate(words):
        concept = vocabulary.forms[word]
        number = numbers[concept] if concept else before
        forms = vocabulary.forms
        own = numbers.get(forms.exact.get(word) or forms.little.get(word, ""))
        if own is not None:
            exact += [place - last, own - number]
            last = place
        step = number - before
        steps.append(2 * step if step >= 0 else -2 * step - 1)
        before = number
        often += str(min(9, 1 + int(math.log2(1 + found_on[concept])))) if concept else "0"
        common += str(_common(word, vocabulary.words))
    return [_folded(words), _letters(steps), often, common, _letters(exact)]


def _page_files(documents: Sequence[Document], made: Sequence[bytes], files: _Files) -> list[str]:
    """Write the cards of the pages, PAGES_A_FILE in each."""
    cards = [
        [
            document.url,
            document.title,
            document.description,
            document.minutes or 0,
            files.add("text", card),
        ]
        for document, card in zip(documents, made, strict=False)  # topics have no card
    ]
    return [
        files.add("pages", _json(cards[start : start + PAGES_A_FILE]))
        for start in range(0, len(cards), PAGES_A_FILE)
    ]


def _bits(own: Iterable[str], stages: Sequence[str]) -> int:
    return sum(1 << stages.index(stage) for stage in set(own) if stage in stages)
