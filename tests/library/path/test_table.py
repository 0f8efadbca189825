"""The guided path as data: its ways, its pages, and each fault that a slip of the hand makes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from library.content.front_matter import Loader
from library.path.table import MOST_DEEP, GuidedPath, path_pages, read_path

SAMPLE = Path(__file__).parents[2] / "sample/docs/now.yml"
HELD: dict[str, Any] = yaml.load(SAMPLE.read_text(encoding="utf-8"), Loader)


def sample_path() -> GuidedPath:
    path, faults = read_path(HELD)
    assert not faults, faults
    return path


def leaf(name: str) -> dict[str, str]:
    keys = "title do say page help team".split()
    return {"id": name, **{key: f"{key} of {name}" for key in keys}}


def question(name: str, *to: str) -> dict[str, Any]:
    answers = [{"say": f"Answer {number}", "go": go} for number, go in enumerate(to)]
    return {"id": name, "ask": f"What of {name}?", "answers": answers}


def made(questions: list[dict[str, Any]], leaves: list[dict[str, str]]) -> dict[str, Any]:
    top = {"title": "Now", "description": "What to do.", "updated": date(2026, 3, 1)}
    return {**top, "questions": questions, "leaves": leaves}


def test_the_way_to_a_place_holds_the_steps_that_everybody_has_taken() -> None:
    path = sample_path()
    assert path.way_to("start") == ()
    assert [step.answer.say for step in path.way_to("answered")] == [
        "I asked the school for something"
    ]
    assert [step.question.id for step in path.way_to("ask-again")] == ["start"], (
        "which answer of the second question was given, nobody knows"
    )
    assert path.way_to("get-ready") == (), "two ways that share nothing"


def test_the_questions_before_a_place_are_those_that_lead_to_it() -> None:
    path = sample_path()
    assert [one.id for one in path.before("get-ready")] == ["start", "answered"]
    assert path.before("start") == []


def test_each_question_and_leaf_has_a_page_and_only_the_first_is_in_the_search() -> None:
    pages = dict(path_pages(sample_path(), "All of it"))
    assert list(pages) == [
        "now/index.md",
        "now/answered.md",
        "now/get-ready.md",
        "now/ask-again.md",
        "now/say-hello.md",
        "now/all.md",
    ]
    assert pages["now/index.md"]["title"] == HELD["title"]
    assert pages["now/index.md"]["asked"] == HELD["asked"]
    assert pages["now/all.md"]["title"] == "All of it"
    searched = [source for source, about in pages.items() if "search" not in about]
    assert searched == ["now/index.md"]
    assert all(about["description"] for about in pages.values())


def test_an_empty_path_has_no_pages() -> None:
    assert list(path_pages(GuidedPath(), "All of it")) == []


def test_a_way_may_have_five_questions_and_no_more() -> None:
    names = [f"q{number}" for number in range(MOST_DEEP + 1)]
    ends = [leaf("end"), leaf("other")]
    chain = [question(one, after, "end") for one, after in pairwise(names)]
    longest = [*chain[:-1], question(names[MOST_DEEP - 1], "end", "other")]
    path, faults = read_path(made(longest, ends))
    assert not faults and max(map(len, path.routes["other"])) == MOST_DEEP
    path, faults = read_path(made([*chain, question(names[MOST_DEEP], "end", "other")], ends))
    assert [(fault.entry, "more than 5" in fault.message) for fault in faults] == [("q5", True)]
    assert path == GuidedPath(), "a path with a fault is none"


@pytest.mark.parametrize(
    ("questions", "leaves", "entry", "what"),
    [
        ([question("aa", "bb", "cc")], [leaf("bb")], "aa", 'there is no "cc"'),
        (
            [question("aa", "bb", "cc")],
            [leaf("bb"), leaf("cc"), leaf("dd")],
            "dd",
            "No answer leads",
        ),
        (
            [question("aa", "bb", "cc"), question("dd", "bb", "cc")],
            [leaf("bb"), leaf("cc")],
            "dd",
            "No answer leads",
        ),
        ([question("aa", "bb", "aa")], [leaf("bb")], "aa", 'leads back to "aa"'),
        (
            [question("aa", "bb", "cc"), question("bb", "aa", "cc")],
            [leaf("cc")],
            "bb",
            'leads back to "aa"',
        ),
        ([question("aa", "bb")], [leaf("bb")], "aa", "It has 1 answer"),
        ([question("aa", *["bb"] * 6)], [leaf("bb")], "aa", "It has 6 answers"),
    ],
)
def test_ways_that_lead_nowhere_around_or_too_wide_are_told(
    questions: list[dict[str, Any]], leaves: list[dict[str, str]], entry: str, what: str
) -> None:
    path, faults = read_path(made(questions, leaves))
    assert [(fault.entry, what in fault.message) for fault in faults] == [(entry, True)]
    assert path == GuidedPath()


def put(where: str, key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda held: held[where][0].update({key: value})


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda held: held.pop("title"), "It has no title"),
        (lambda held: held.update(updated="soon"), '"updated" must be the day'),
        (lambda held: held.update(asked="help"), '"asked" must be a list'),
        (lambda held: held.update(extra=1), '"extra" does not belong in this file'),
        (lambda held: held.update(questions=[]), '"questions" must be a list'),
        (lambda held: held.update(leaves=[*held["leaves"], 3]), "has no keys"),
        (put("questions", "answers", "yes"), '"answers" must be a list'),
        (put("questions", "answers", [{"say": "A"}, {"say": "B"}]), "In an answer: It has no go"),
        (
            put("questions", "answers", [{"say": "A", "go": "get-ready"}] * 2),
            "Two of its answers are the same",
        ),
        (put("questions", "ask", 3), '"ask: 3" is read as a number, not as text'),
        (
            put("questions", "ask", "Did they write to you, or did they tell you? " * 3),
            "fit a phone",
        ),
        (put("questions", "id", "all"), 'not "all"'),
        (put("leaves", "id", "Get Ready"), "lowercase letters"),
        (put("leaves", "id", "start"), 'id "start" appears twice'),
        (put("leaves", "title", "What is going on?"), 'title "what is going on?" appears twice'),
        (put("leaves", "do", ""), "It has no do"),
        (put("leaves", "do", "Write <b>now</b>."), "only plain words"),
        (put("leaves", "todo", "Write."), '"todo" is not a word we use in a leaf'),
        (put("leaves", "fills", "Write."), '"fills" must be a list'),
        (put("leaves", "fills", [{"field": "day", "text": "{due}"}]), "Only a clock knows"),
    ],
)
def test_a_slip_is_told_in_plain_words(change: Callable[[Any], None], what: str) -> None:
    held = copy.deepcopy(HELD)
    change(held)
    path, faults = read_path(held)
    assert what in faults[0].message
    assert path == GuidedPath()


@pytest.mark.parametrize("held", [None, [], "text", 3])
def test_what_is_no_table_is_told(held: object) -> None:
    path, faults = read_path(held)
    assert path == GuidedPath() and "has no path" in faults[0].message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"description": "d" * 160}, []),
        ({"description": "d" * 161}, [("", "At the top: ")]),
        ({"asked": ["a", 3]}, [("", '"asked" must be a list of texts, each on a line that ')]),
        ({"asked": "a"}, [("", '"asked" must be a list of texts, each on a line that ')]),
    ],
)
def test_the_top_of_the_file_has_its_limits(
    change: dict[str, Any], said: list[tuple[str, str]]
) -> None:
    held = made([question("start", "aa", "bb")], [leaf("aa"), leaf("bb")]) | change
    faults = read_path(held)[1]
    assert len(faults) == len(said)
    for fault, (entry, start) in zip(faults, said, strict=True):
        assert fault.entry == entry and fault.message.startswith(start)


@pytest.mark.parametrize(
    ("key", "most"), [("title", 70), ("do", 240), ("say", 300), ("team", 220), ("law", 360)]
)
def test_a_leaf_fits_a_phone(key: str, most: int) -> None:
    def faults(length: int) -> list[str]:
        held = made([question("start", "aa", "bb")], [leaf("aa") | {key: "x" * length}, leaf("bb")])
        return [fault.entry for fault in read_path(held)[1]]

    assert faults(most) == []
    assert faults(most + 1) == ["aa"]


def test_a_question_and_its_answers_fit_a_phone() -> None:
    def faults(**change: Any) -> list[str]:
        first = question("start", "aa", "bb")
        first["answers"][0]["say"] = "s" * change.pop("say", 1)
        held = made([first | change], [leaf("aa"), leaf("bb")])
        return [fault.entry for fault in read_path(held)[1]]

    assert faults(say=80, ask="a" * 90, hint="h" * 160) == []
    assert [faults(say=81), faults(ask="a" * 91), faults(hint="h" * 161)] == [["start"]] * 3


def test_each_page_of_the_path_has_its_template() -> None:
    pages = dict(path_pages(sample_path(), "All of it"))
    templates = {source: about["template"] for source, about in pages.items()}
    assert templates["now/index.md"] == templates["now/answered.md"] == "now.html"
    assert templates["now/get-ready.md"] == "now_leaf.html"
    assert templates["now/all.md"] == "now_all.html"
