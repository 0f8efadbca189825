"""The guided path, docs/now.yml: questions and leaves as data, and what is wrong in them.

A question has answers, and each answer leads to another question or to a leaf: one page that says
what to do today. A path with a fault is no path: the build stops at it
(library/check/rules/path.py), and a preview does without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from textwrap import shorten
from typing import Any

from library.common.data_file import (
    NAME,
    entries_of,
    is_missing,
    is_texts,
    misnamed,
    named_twice,
    not_text,
    open_table,
    unknown_key,
)
from library.common.fault import Fault
from library.common.fills import DAYS, NOT_FILLS, Fill, read_fills
from library.common.nearest import did_you_mean

FILE = "now.yml"  # below docs/
FOLDER = "now"  # of the pages, below the site's address
START = f"{FOLDER}/index.md"  # the page of the first question, as if it were a file of docs/
OUTLINE = "all"  # the page that shows the whole path; no entry may have this id
HTML = re.compile(r"[<>&]")
MOST_DEEP = 5  # questions from the first to a leaf
MOST_DESCRIBED = 160  # characters of a description, as of any page
FEWEST_ANSWERS, MOST_ANSWERS = 2, 5
# The keys of each part of the file, and the most characters of each text: a leaf fits a phone.
PATH_TEXTS = {"title": 60, "description": 160}
KEYS = (*PATH_TEXTS, "updated", "asked", "questions", "leaves")
QUESTION_TEXTS = {"id": 41, "ask": 90}
QUESTION_MAY = {"hint": 160, "urgent": 160}
ANSWER_TEXTS = {"say": 80, "go": 41}
LEAF_TEXTS = {"id": 41, "title": 70, "do": 240, "say": 300, "page": 100, "help": 100, "team": 220}
LEAF_MAY = {"urgent": 160, "law": 360, "letter": 100, "sheet": 100, "clock": 41}
NOWHERE = (
    'The answer "{answer}" leads nowhere: there is no "{go}".{guess} Correct it, or add that '
    "question or leaf."
)
CIRCLE = 'An answer leads back to "{}": a parent would go around in a circle. Let it lead on.'
TOO_DEEP = f"A way to it has more than {MOST_DEEP} questions. Join two questions before it."
NOT_ASKED = '"asked" must be a list of texts, each on a line that starts with "- ".'
UNREACHED = "No answer leads to it. Let one lead to it, or delete it."


@dataclass(frozen=True)
class Answer:
    """What a parent may answer, and the id of the question or leaf that it leads to."""

    say: str
    go: str


@dataclass(frozen=True)
class Question:
    """A question about facts, and its answers in the order of the file."""

    id: str
    ask: str
    answers: tuple[Answer, ...]
    hint: str = ""
    urgent: str = ""  # what cannot wait, above the answers

    @property
    def title(self) -> str:
        """Return what its page is called."""
        return self.ask


@dataclass(frozen=True)
class Leaf:
    """What to do now. Paths are below docs/; only `help` may end in an anchor."""

    id: str
    title: str
    do: str  # today, one thing
    say: str  # a sentence to say or to write
    page: str  # more about it
    help: str  # who can help
    team: str  # how to keep the team together
    urgent: str = ""  # what cannot wait, above all of it
    law: str = ""  # one statement of law with its rule, as "34 CFR 300.530(e)"
    letter: str = ""
    sheet: str = ""
    clock: str = ""  # the id of a clock of clocks.yml
    fills: tuple[Fill, ...] = ()  # what it takes along to the letter


Place = Question | Leaf


@dataclass(frozen=True)
class Step:
    """A question that somebody came through, and the answer that was given."""

    question: Question
    answer: Answer


@dataclass(frozen=True)
class GuidedPath:
    """All questions and leaves, in the order of the file. The first question is the start."""

    title: str = ""
    description: str = ""
    updated: date | None = None
    asked: tuple[str, ...] = ()  # what parents type when the path is what they need
    questions: tuple[Question, ...] = ()
    leaves: tuple[Leaf, ...] = ()

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Return questions and leaves by id."""
        every: list[Place] = [*self.questions, *self.leaves]
        return {place.id: place for place in every}

    @cached_property
    def routes(self) -> Mapping[str, list[tuple[Step, ...]]]:
        """Return all ways from the start to each place, by id."""
        found: dict[str, list[tuple[Step, ...]]] = {name: [] for name in self.places}

        def follow(place: Place, before: tuple[Step, ...]) -> None:
            found[place.id].append(before)
            if isinstance(place, Question):
                for answer in place.answers:
                    follow(self.places[answer.go], (*before, Step(place, answer)))

        if self.questions:
            follow(self.questions[0], ())
        return found

    def way_to(self, name: str) -> tuple[Step, ...]:
        """Return the steps that everybody who is at a place has taken, from the start."""
        routes = self.routes[name]
        shared = []
        for steps in zip(*routes, strict=False):
            if len(set(steps)) > 1:
                break
            shared.append(steps[0])
        return tuple(shared)

    def before(self, name: str) -> list[Question]:
        """Return the questions with an answer that leads to a place."""
        return [one for one in self.questions if any(a.go == name for a in one.answers)]

    def source_of(self, name: str) -> str:
        """Return the path of a place's page, as if it were a file of docs/."""
        return START if self.questions[0].id == name else f"{FOLDER}/{name}.md"


def path_sources(path: GuidedPath) -> list[str]:
    """Return the paths of all pages of a path, as if each were a file of docs/."""
    return [source for source, _ in path_pages(path, "")]


def path_pages(path: GuidedPath, outline: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each page of a path: its path, as if it were a file of docs/, and its front matter.

    `outline` is the title of the page that shows the whole path. Only the first page is in the
    search: whoever looks for what a leaf says is better served by the page it leads to.
    """
    if not path.questions:
        return
    shared = {"updated": path.updated, "written_in": FILE}

    def short(*texts: str) -> str:
        return shorten(" ".join(texts), MOST_DESCRIBED, placeholder=" ...")

    off = {"search": {"exclude": True}}
    for place in path.places.values():
        source = path.source_of(place.id)
        about: dict[str, Any] = {"title": place.title, "place": place.id, **shared}
        if isinstance(place, Leaf):
            about |= {"template": "now_leaf.html", **off}
            about["description"] = short(path.title, f"{place.title}.", place.do)
        elif source == START:
            about |= {"template": "now.html", "title": path.title, "asked": [*path.asked]}
            about["description"] = path.description
        else:
            about |= {"template": "now.html", **off}
            said = " / ".join(answer.say for answer in place.answers)
            about["description"] = short(path.title, place.ask, said)
        yield source, about
    about = {"title": outline, "description": short(f"{outline}.", path.description)}
    about |= {**shared, **off}
    yield f"{FOLDER}/{OUTLINE}.md", {**about, "template": "now_all.html"}


def read_path(held: object) -> tuple[GuidedPath, list[Fault]]:
    """Return the path in the file, and its faults; `held` is what YAML has read.

    With a fault, the path is empty.
    """
    opened = open_table(held, KEYS, "path")
    if isinstance(opened, Fault):
        return GuidedPath(), [opened]
    table, faults = opened
    faults += _wrong_top(table)
    questions: list[Question] = []
    leaves: list[Leaf] = []
    for entry in entries_of(table.get("questions"), "questions", faults, needs_one=True):
        if wrong := [*_wrong_question(entry)]:
            faults += [Fault(str(entry.get("id") or ""), each) for each in wrong]
        else:
            answers = tuple(Answer(**_texts(answer)) for answer in entry["answers"])
            questions.append(Question(**_texts(entry), answers=answers))
    for entry in entries_of(table.get("leaves"), "leaves", faults, needs_one=True):
        if wrong := [*_wrong_leaf(entry)]:
            faults += [Fault(str(entry.get("id") or ""), each) for each in wrong]
        else:
            leaves.append(Leaf(**_texts(entry), fills=read_fills(entry.get("fills", [])) or ()))
    faults += _twice(questions, leaves)
    if not faults:  # what is missing would be missed again below
        faults += _wrong_ways(questions, leaves)
    if faults:
        return GuidedPath(), faults
    path = GuidedPath(
        **{key: table[key].strip() for key in PATH_TEXTS},
        updated=table["updated"],
        asked=tuple(table.get("asked") or ()),
        questions=tuple(questions),
        leaves=tuple(leaves),
    )
    return path, []


def _wrong_top(held: Mapping[Any, Any]) -> Iterator[Fault]:
    texts = {key: held[key] for key in PATH_TEXTS if key in held}
    for wrong in _wrong_texts(texts, PATH_TEXTS, {}, "the path"):
        yield Fault("", f"At the top: {wrong}")
    if type(held.get("updated")) is not date:
        yield Fault("", '"updated" must be the day of the last change, such as 2026-11-24.')
    asked = held.get("asked", [])
    if not is_texts(asked):
        yield Fault("", NOT_ASKED)


def _texts(entry: Mapping[str, Any]) -> dict[str, str]:
    return {key: value.strip() for key, value in entry.items() if isinstance(value, str)}


def _wrong_question(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield everything that is wrong with a question and its answers."""
    yield from _wrong_texts(entry, QUESTION_TEXTS, QUESTION_MAY, "a question", "answers")
    yield from _wrong_id(entry)
    answers = entry.get("answers")
    if (
        answers is None
        and "answers" in misnamed(entry, (*QUESTION_TEXTS, *QUESTION_MAY, "answers")).values()
    ):
        return  # said above
    if not isinstance(answers, list) or not all(isinstance(one, dict) for one in answers):
        yield '"answers" must be a list; each has "say" and "go", as in the entries around it.'
        return
    if not FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS:
        many = f"{len(answers)} answer{'' if len(answers) == 1 else 's'}"
        yield f"It has {many}. Give it {FEWEST_ANSWERS} to {MOST_ANSWERS}."
    for answer in answers:
        for wrong in _wrong_texts(answer, ANSWER_TEXTS, {}, "an answer"):
            yield f"In an answer: {wrong}"
    said = [str(answer["say"]) for answer in answers if answer.get("say")]
    if len({*said}) < len(said):
        yield "Two of its answers are the same. Keep one."


def _wrong_leaf(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield everything that is wrong with a leaf."""
    yield from _wrong_texts(entry, LEAF_TEXTS, LEAF_MAY, "a leaf", "fills")
    yield from _wrong_id(entry)
    yield from filter(None, [_days_in(read_fills(entry.get("fills", [])))])


def _wrong_texts(
    entry: Mapping[Any, Any],
    needed: Mapping[str, int],
    optional: Mapping[str, int],
    what: str,
    besides: str = "",
) -> Iterator[str]:
    """Yield everything that is wrong with the texts of an entry; `what` it is, such as "a leaf".

    `besides` is a key that it may have which is no text.
    """
    longest = {**needed, **optional}
    meant = misnamed(entry, (*longest, besides) if besides else longest)
    for word, guess in meant.items():
        yield unknown_key(word, guess, what)
    empty = {key for key in needed if is_missing(entry.get(key))}
    if missing := [key for key in needed if key in empty and key not in meant.values()]:
        yield f"It has no {', '.join(missing)}. Add it, as in the entries around it."
    for key, value in entry.items():
        if key not in longest or key in empty:
            continue
        if not isinstance(value, str) or not value:
            yield not_text(key, value)
        elif HTML.search(value):
            yield f'"{key}" may have only plain words, without <, >, and &.'
        elif len(value) > longest[key]:
            yield f'"{key}" has {len(value)} characters. At most {longest[key]} fit a phone.'


def _wrong_id(entry: Mapping[str, Any]) -> Iterator[str]:
    name = entry.get("id")
    if isinstance(name, str) and name and (name == OUTLINE or not NAME.fullmatch(name)):
        yield f'Its id must be lowercase letters, digits and hyphens, and not "{OUTLINE}".'


def _days_in(fills: tuple[Fill, ...] | None) -> str:
    """Return what is wrong with fills that are none or that name days, which no leaf knows."""
    if fills is None:
        return NOT_FILLS
    if any(day in fill.text for fill in fills for day in DAYS):
        return f'"fills" may not have {" or ".join(DAYS)} here. Only a clock knows these days.'
    return ""


def _twice(questions: list[Question], leaves: list[Leaf]) -> Iterator[Fault]:
    every: list[Place] = [*questions, *leaves]
    yield from named_twice(place.id for place in every)
    titled: set[str] = set()
    for place in every:
        title = place.title.casefold()
        if title in titled:
            yield Fault(place.id, f'The title "{title}" appears twice. Give each its own.')
        titled.add(title)


def _wrong_ways(questions: list[Question], leaves: list[Leaf]) -> Iterator[Fault]:
    """Yield dead ends, loops, ways that are too long, and what no answer leads to."""
    every: list[Place] = [*questions, *leaves]
    places = {place.id: place for place in every}
    astray = False
    for question in questions:
        for answer in question.answers:
            if answer.go not in places:
                astray = True
                guess = did_you_mean(answer.go, places)
                wrong = NOWHERE.format(answer=answer.say, go=answer.go, guess=guess)
                yield Fault(question.id, wrong)
    reached = {questions[0].id}
    found: dict[Fault, None] = {}  # in order, each once: many ways may lead to one fault

    def follow(question: Question, way: tuple[str, ...]) -> None:
        if question.id in way:
            found[Fault(way[-1], CIRCLE.format(question.id))] = None
        elif len(way) >= MOST_DEEP:
            found[Fault(question.id, TOO_DEEP)] = None
        else:
            for answer in question.answers:
                reached.add(answer.go)
                place = places.get(answer.go)
                if isinstance(place, Question):
                    follow(place, (*way, question.id))

    follow(questions[0], ())
    yield from found
    if not (found or astray):  # what comes after one of these is not reached either
        yield from (Fault(name, UNREACHED) for name in places if name not in reached)
