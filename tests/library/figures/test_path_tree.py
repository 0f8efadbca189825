"""The drawing of a path stays whole and readable whatever staff write: paths made at random."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from library.figures.measure import width
from library.figures.path_tree import PAD, SIZE, TALLEST, WIDTH, Box, draw_path
from library.path.table import GuidedPath, read_path

WORDS = "they wrote to me and said that my child does not need any more of the help today".split()
LEAF = {"do": "Do.", "say": "Say.", "team": "Be.", "page": "a.md", "help": "a.md"}
DAY = date(2026, 1, 1)


def answers(*leading_to: str) -> list[dict[str, str]]:
    return [{"say": f"{number}", "go": go} for number, go in enumerate(leading_to)]


def made(seed: int) -> GuidedPath:
    """Return a path of up to five questions in a row, with texts of all lengths."""
    chance = random.Random(seed)
    questions: list[dict[str, Any]] = []
    leaves: list[dict[str, Any]] = []

    def text(most: int) -> str:
        words = chance.choices(WORDS, k=chance.randint(1, 18))
        return " ".join(words)[: most - 8].strip()

    def leaf() -> str:
        name = f"leaf-{len(leaves)}"
        title = f"{len(leaves)} {text(70)}"
        leaves.append({"id": name, "title": title, **LEAF})
        return name

    def question(deep: int) -> str:
        name = f"question-{len(questions)}"
        entry: dict[str, Any] = {"id": name, "ask": f"{len(questions)} {text(90)}?", "answers": []}
        questions.append(entry)
        for number in range(chance.randint(2, 5)):
            is_leaf = deep == 5 or chance.random() < 0.6
            go = leaf() if is_leaf else question(deep + 1)
            entry["answers"].append({"say": f"{number} {text(80)}", "go": go})
        return name

    question(1)
    held = {"title": "A", "description": "A", "updated": DAY}
    path, faults = read_path(held | {"questions": questions, "leaves": leaves})
    assert not faults
    return path


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("seed", range(40))
def test_every_answer_is_drawn_and_nothing_lies_on_anything(seed: int) -> None:
    path = made(seed)
    trees = draw_path(path)
    boxes = [box for tree in trees for box in tree.boxes]
    answers = sum(len(question.answers) for question in path.questions)
    # A question may be drawn again on another sheet, above other answers.
    said = {(box.place.id, tuple(line.words for line in box.lines)) for box in boxes}
    assert len(said) - 1 == answers
    assert {box.place.id for box in boxes} == set(path.places)
    for tree in trees:
        assert tree.height <= TALLEST
        for number, box in enumerate(tree.boxes):
            assert box.x >= 0 and box.x + box.width <= WIDTH + 0.01
            assert box.y >= 0 and box.y + box.height <= tree.height + 0.01
            assert not [other for other in tree.boxes[:number] if overlap(box, other)]
            for line in box.lines:
                wide = width(line.words, SIZE, bold=line.is_bold)
                room = box.x + box.width - PAD - line.x
                assert wide <= room + 0.01
                assert box.y < line.y < box.y + box.height


def test_words_side_by_side_do_not_touch() -> None:
    for box in (box for tree in draw_path(made(1)) for box in tree.boxes):
        rows: dict[float, list[tuple[float, float]]] = {}
        for line in box.lines:
            wide = width(line.words, SIZE, bold=line.is_bold)
            rows.setdefault(line.y, []).append((line.x, line.x + wide))
        for row in rows.values():
            assert all(one[1] < other[0] for one, other in pairwise(sorted(row)))


def test_a_question_that_two_answers_lead_to_is_drawn_in_full_once() -> None:
    path, faults = read_path(
        {
            "title": "A",
            "description": "A",
            "updated": DAY,
            "questions": [
                {"id": "start", "ask": "A?", "answers": answers("next", "next")},
                {"id": "next", "ask": "B?", "answers": answers("one", "two")},
            ],
            "leaves": [{"id": name, "title": name, **LEAF} for name in ("one", "two")],
        }
    )
    assert not faults
    one, other = draw_path(path)
    assert [box.place.id for box in one.boxes] == ["start", "next", "one", "two"]
    assert [(box.place.id, box.is_again) for box in other.boxes] == [
        ("start", False),
        ("next", True),
    ]


def test_a_small_path_is_drawn_like_this() -> None:
    """Its measures, in the unit of the drawing: 600 wide, 15 from one line to the next."""
    path, faults = read_path(
        {
            "title": "A",
            "description": "A",
            "updated": DAY,
            "questions": [
                {"id": "start", "ask": "What?", "answers": answers("next", "end")},
                {"id": "next", "ask": "Did the school answer?", "answers": answers("one", "two")},
            ],
            "leaves": [
                {"id": name, "title": f"Write {name}", **LEAF} for name in ("one", "two", "end")
            ],
        }
    )
    assert not faults
    first, second = draw_path(path)
    # The question above: one line and its edges, 25; then 10 of room. Two leaves of one line, each
    # 25, and 5 between them, beside a question of three lines, 55.
    assert [(box.place.id, box.x, box.y, box.width, box.height) for box in first.boxes] == [
        ("start", 0, 0, 600, 25),
        ("next", 12, 35, 124, 55),
        ("one", 148, 35, 452, 25),
        ("two", 148, 65, 452, 25),
    ]
    assert [(box.is_leaf, box.is_again) for box in first.boxes] == [
        (False, False), (False, False), (True, False), (True, False),
    ]  # fmt: skip
    assert first.height == 90
    assert first.course == ("M6 25V62.5H12M136 62.5H142M142 47.5V77.5M142 47.5H148M142 77.5H148")
    lines = [(line.words, line.x, round(line.y, 1), line.is_bold) for line in first.boxes[1].lines]
    assert lines == [
        ("0", 17, 52.6, False), ("Did the school", 17, 67.6, True), ("answer?", 17, 82.6, True),
    ]  # fmt: skip
    leaf = [(line.words, line.x, round(line.y, 1), line.is_bold) for line in first.boxes[2].lines]
    assert leaf == [("0", 153, 52.6, False), ("Write one", 376.5, 52.6, True)]
    assert [(box.place.id, box.x, box.y, box.width, box.height) for box in second.boxes] == [
        ("start", 0, 0, 600, 25),
        ("end", 12, 35, 588, 25),
    ]
    assert (second.height, second.course) == (60, "M6 25V47.5H12")


def test_no_path_has_no_drawing() -> None:
    assert draw_path(GuidedPath()) == []
