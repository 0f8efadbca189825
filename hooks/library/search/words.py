"""Reads overrides/words/search_<language>.yml: how parents say what we say, and the grammar.

It holds only data; what the data does to a search is in index.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from library.content.front_matter import Loader
from library.content.schema import KINDS as ALL_KINDS
from library.search.text import Endings

KINDS = {kind.in_search for kind in ALL_KINDS}
KEYS = {
    *("drop", "weak", "asks", "real", "same", "means", "near", "wants"),
    *("talk", "around", "numbers", "conditions", "own", "elsewhere", "behind", "joins", "alone"),
    *("common", "crisis", "endings", "figures", "keyboard", "sounds", "local", "aside"),
    *("before", "unsure", "unread", "faint", "little"),
}
NONE = "-"  # in a rule of endings: nothing takes the ending's place


@dataclass(frozen=True)
class SearchWords:
    """The words of one language."""

    drop: frozenset[str] = frozenset()  # words of whole questions that say nothing
    little: frozenset[str] = frozenset()  # those of them that tell whole questions apart
    weak: frozenset[str] = frozenset()  # words that say little
    same: tuple[tuple[str, ...], ...] = ()  # wordings that mean the same
    means: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a wording, and what it most likely means
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a wording, and what it may lead to
    asks: frozenset[str] = frozenset()  # words around a term that is asked for by its name
    real: frozenset[str] = frozenset()  # words that are spelled right, though no page has them
    talk: frozenset[str] = frozenset()  # words around a question
    around: tuple[str, ...] = ()  # wordings around a question; "#" is any number
    numbers: frozenset[str] = frozenset()  # numbers as words
    conditions: tuple[str, ...] = ()  # what a child may have
    own: dict[str, str] = field(default_factory=dict)  # words -> what they are without an ending
    alone: str = ""  # what is searched for when a question has only these
    faint: frozenset[str] = frozenset()  # words that say nothing beside those of `drop`
    behind: frozenset[str] = frozenset()  # talk where a part of a sentence says nothing else
    joins: frozenset[str] = frozenset()  # words that begin another part of a sentence
    elsewhere: tuple[tuple[str, ...], ...] = ()  # by topic what no page answers
    crisis: tuple[str, ...] = ()  # of who may be in danger; "/" stands between words of one place
    aside: tuple[str, ...] = ()  # headings of what helps whoever has read a page's answer
    common: dict[str, float] = field(default_factory=dict)  # how often in a million words
    wants: dict[str, tuple[str, ...]] = field(default_factory=dict)  # kinds of page -> wordings
    local: tuple[str, ...] = ()  # wordings of what the page of a place answers
    before: frozenset[str] = frozenset()  # words after which a short name is a place
    unsure: frozenset[str] = frozenset()  # short names that are a place only there
    unread: frozenset[str] = frozenset()  # short names that are never read as a place
    endings: Endings = ()  # what the forms of a word differ in, in rounds
    figures: tuple[str, ...] = ()  # endings of numbers
    keyboard: tuple[str, ...] = ()  # its rows of letters
    sounds: tuple[str, ...] = ()  # letters that sound alike


@lru_cache(maxsize=4)
def read_search_words(text: str) -> tuple[SearchWords, list[str]]:
    """Return the words of the file's text, and what is wrong with it, in sentences for staff."""
    try:
        data = yaml.load(text, Loader) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return SearchWords(), [f"{mark.line + 1 if mark else 1}: cannot be read as YAML: {error}"]
    problems: list[str] = []
    if not isinstance(data, dict):
        return SearchWords(), [f"1: must hold the keys {', '.join(sorted(KEYS))}"]
    for key in data.keys() - KEYS:
        problems.append(f"1: “{key}” is not known here; the keys are {', '.join(sorted(KEYS))}")
    same = []
    for group in _list(data, "same", problems):
        wordings = _wordings(group)
        if len(wordings) < 2:
            problems.append(f"1: same: “{group}” needs two wordings or more, with commas between")
        same.append(wordings)
    elsewhere = tuple(_wordings(topic) for topic in _list(data, "elsewhere", problems))
    means, near = (
        tuple((str(k), _wordings(v)) for k, v in _table(data, key, problems).items())
        for key in ("means", "near")
    )
    wants = {str(k): _wordings(v) for k, v in _table(data, "wants", problems).items()}
    for kind in {kind for kinds in wants for kind in kinds.split()} - KINDS:
        problems.append(
            f"1: wants: “{kind}” is no kind of page; these are {', '.join(sorted(KINDS))}"
        )
    endings = tuple(_round(line, problems) for line in _list(data, "endings", problems))
    figures, keyboard, sounds = (
        tuple(word for line in _list(data, key, problems) for word in str(line).split())
        for key in ("figures", "keyboard", "sounds")
    )
    around, conditions, crisis, aside = (
        tuple(str(text) for text in _list(data, key, problems))
        for key in ("around", "conditions", "crisis", "aside")
    )
    named = {"around": around, "conditions": conditions, "crisis": crisis, "aside": aside}
    # What is met as it stands is met nowhere with a comma in it, so a line of another key is told.
    problems += [
        f"1: {key}: “{text}” needs a line for each wording, with no commas"
        for key, texts in named.items()
        for text in texts
        if "," in text
    ]
    local = tuple(text for line in _list(data, "local", problems) for text in _wordings(line))
    lines = [str(line).split() for line in _list(data, "own", problems)]
    own = {word: line[0] for line in lines for word in line}
    drop, little, weak, asks, real, talk, numbers, behind, joins, before, unsure, unread, faint = (
        frozenset(word for line in _list(data, key, problems) for word in str(line).split())
        for key in (
            *("drop", "little", "weak", "asks", "real", "talk", "numbers", "behind", "joins"),
            *("before", "unsure", "unread", "faint"),
        )
    )
    common: dict[str, float] = {}
    for often, line in _table(data, "common", problems).items():
        if isinstance(often, int | float):
            common |= dict.fromkeys(str(line).split(), float(often))
        else:
            problems.append(f"1: common: “{often}” must be a number of times, such as 250")
    words = SearchWords(
        drop=drop | little,
        little=little,
        weak=weak,
        same=tuple(same),
        means=means,
        near=near,
        asks=asks,
        real=real,
        talk=talk,
        around=around,
        numbers=numbers,
        conditions=conditions,
        crisis=crisis,
        aside=aside,
        own=own,
        elsewhere=elsewhere,
        common=common,
        alone=str(data.get("alone") or ""),
        behind=behind,
        joins=joins,
        wants=wants,
        local=local,
        before=before,
        unsure=unsure,
        unread=unread,
        faint=faint,
        endings=endings,
        figures=figures,
        keyboard=keyboard,
        sounds=sounds,
    )
    return words, problems


def _list(data: dict[str, Any], key: str, problems: list[str]) -> Iterable[Any]:
    value = data.get(key) or []
    if isinstance(value, list):
        return value
    problems.append(f"1: {key}: must be a list, each line starting with “- ”")
    return []


def _table(data: dict[str, Any], key: str, problems: list[str]) -> dict[Any, Any]:
    value = data.get(key) or {}
    if isinstance(value, dict):
        return value
    problems.append(f"1: {key}: must be lines of “wording: other, other”")
    return {}


def _round(line: object, problems: list[str]) -> tuple[tuple[str, str, int], ...]:
    """Return "ies y 2, s - 3" as rules."""
    rules = []
    for text in _wordings(line):
        parts = text.split()
        if len(parts) != 3 or not parts[2].isdecimal():
            problems.append(
                f"1: endings: “{text}” must be an ending, what takes its place (- for nothing), and"
                " how many letters must be left before it: ies y 2"
            )
            continue
        rules.append((parts[0], parts[1].replace(NONE, ""), int(parts[2])))
    return tuple(rules)


def _wordings(value: object) -> tuple[str, ...]:
    """Return "a, b c" or a list as wordings."""
    parts = value if isinstance(value, list) else str(value).split(",")
    return tuple(text for part in parts if (text := str(part).strip()))
