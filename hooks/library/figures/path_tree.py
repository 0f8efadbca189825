"""The whole guided path as a drawing: a tree for each answer to the first question.

A tree grows from left to right: a question, then each answer with what it leads to. A leaf takes
all the room at its right. All measures are in the unit of the drawing; overrides/now_all.html
paints the boxes, and their lines of words are broken here, since a drawing cannot wrap them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from library.figures.measure import wrap
from library.path.table import Answer, GuidedPath, Place, Question

WIDTH = 600  # of every tree: a sheet of paper is 504 points wide between its margins
TALLEST = 850  # of a tree that fits a sheet of Letter: 720 points, at 504 for WIDTH
HEADING = 80  # of the page, above the first tree
SIZE, LEADING = 13.15, 15  # of all words, and from one line to the next
COLUMN = 124  # the width of a question, where the answers at the end of its way have room too
LEAF = 110  # the least width of an answer at the end: a long word fits
ACROSS, BETWEEN = 12, 5  # the room between two columns, and between two boxes of a column
PAD = 5  # from the edge of a box to its words
NARROWEST_ROW = 290  # a leaf as wide as this has its answer at the left, its title at the right
INK_ABOVE = 0.84  # of the leading: from the top of a line to what its letters stand on


@dataclass(frozen=True)
class Line:
    """A line of words: where it starts, and what it stands on."""

    words: str
    x: float
    y: float
    is_bold: bool


@dataclass(frozen=True)
class Box:
    """A question or a leaf in a tree; `is_again`: it is drawn in full at another place."""

    place: Place
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    is_leaf: bool
    is_again: bool


@dataclass(frozen=True)
class Tree:
    """One drawing: its height, its boxes, and the course of its connecting lines, as SVG has it."""

    height: float
    boxes: tuple[Box, ...]
    course: str


@dataclass
class _Node:
    """A box to be: what it says, its size, and what comes after it."""

    place: Place
    x: float
    width: float
    answer: Sequence[str]
    title: Sequence[str]
    is_row: bool  # the answer and the title stand side by side
    is_again: bool
    after: list[_Node]

    @property
    def own_height(self) -> float:
        lines = (len(self.answer), len(self.title))
        return (max(lines) if self.is_row else sum(lines)) * LEADING + 2 * PAD

    @property
    def below(self) -> float:
        """Return the height of all that comes after it."""
        return sum(one.height for one in self.after) + BETWEEN * max(0, len(self.after) - 1)

    @property
    def height(self) -> float:
        return max(self.own_height, self.below)


def draw_path(path: GuidedPath) -> list[Tree]:
    """Return the trees of each answer to the first question, in order, with every place in them.

    Where more than one answer leads to a question, only the first shows what comes after it. What
    is taller than a sheet becomes more than one tree, each with the questions on the way.
    """
    if not path.questions:
        return []
    first, drawn = path.questions[0], set[str]()
    asked = wrap(first.ask, SIZE, WIDTH - 2 * PAD, bold=True)
    root = _Node(first, 0, WIDTH, (), asked, is_row=False, is_again=False, after=[])
    room = TALLEST - root.own_height - 2 * BETWEEN
    return [
        _tree(root, part)
        for number, answer in enumerate(first.answers)
        for part in _parts(_branch(answer, path, drawn), room - HEADING * (number == 0))
    ]


def _branch(answer: Answer, path: GuidedPath, drawn: set[str]) -> _Node:
    """Return all that an answer to the first question leads to, its columns as wide as fits."""
    columns = _columns(_node(answer, path, ACROSS, COLUMN, set(drawn)))
    widest = (WIDTH - ACROSS - LEAF) / columns - ACROSS if columns else COLUMN
    return _node(answer, path, ACROSS, min(COLUMN, widest), drawn)


def _columns(node: _Node) -> int:
    """Return how many questions stand before the last answer of the longest way."""
    return 1 + max(_columns(one) for one in node.after) if node.after else 0


def _parts(node: _Node, room: float) -> list[_Node]:
    """Return the node as often as it takes that all after it has room."""
    if node.height <= room or not node.after:
        return [node]
    groups: list[list[_Node]] = [[]]
    for one in (part for after in node.after for part in _parts(after, room)):
        if groups[-1] and replace(node, after=[*groups[-1], one]).below > room:
            groups.append([])
        groups[-1].append(one)
    return [replace(node, after=group) for group in groups]


def _tree(root: _Node, node: _Node) -> Tree:
    top = root.own_height + 2 * BETWEEN
    boxes: list[Box] = [_box(root, 0)]
    course: list[str] = []
    middle = _set(node, top, boxes, course)
    course.insert(0, f"M{_n(ACROSS / 2)} {_n(root.own_height)}V{_n(middle)}H{_n(ACROSS)}")
    return Tree(top + node.height, tuple(boxes), "".join(course))


def _node(answer: Answer, path: GuidedPath, x: float, column: float, drawn: set[str]) -> _Node:
    """Return what an answer leads to; `drawn` gets the ids of the questions that are in a tree."""
    place = path.places[answer.go]
    is_again = place.id in drawn
    ends = is_again or not isinstance(place, Question)
    width = WIDTH - x if ends else column
    is_row = ends and width >= NARROWEST_ROW
    room = width / 2 - 1.5 * PAD if is_row else width - 2 * PAD
    after = []
    if isinstance(place, Question) and not is_again:
        drawn.add(place.id)
        start = x + column + ACROSS
        after = [_node(one, path, start, column, drawn) for one in place.answers]
    said, title = wrap(answer.say, SIZE, room), wrap(place.title, SIZE, room, bold=True)
    return _Node(place, x, width, said, title, is_row, is_again, after)


def _set(node: _Node, top: float, boxes: list[Box], course: list[str]) -> float:
    """Set a node and all after it from `top` on; return how far down the middle of its box is."""
    box = _box(node, top + (node.height - node.own_height) / 2)
    boxes.append(box)
    middle = box.y + box.height / 2
    if node.after:
        down = top + (node.height - node.below) / 2
        middles = []
        for one in node.after:
            middles.append(_set(one, down, boxes, course))
            down += one.height + BETWEEN
        end, trunk = box.x + box.width, box.x + box.width + ACROSS / 2
        course.append(f"M{_n(end)} {_n(middle)}H{_n(trunk)}")
        course.append(f"M{_n(trunk)} {_n(min(middles))}V{_n(max(middles))}")
        course += (f"M{_n(trunk)} {_n(one)}H{_n(trunk + ACROSS / 2)}" for one in middles)
    return middle


def _box(node: _Node, y: float) -> Box:
    return Box(
        node.place,
        node.x,
        y,
        node.width,
        node.own_height,
        tuple(_lines(node, y)),
        not isinstance(node.place, Question),
        node.is_again,
    )


def _lines(node: _Node, y: float) -> Iterator[Line]:
    half = node.x + node.width / 2 + PAD / 2
    for at, words in enumerate(node.answer):
        yield Line(words, node.x + PAD, y + PAD + (at + INK_ABOVE) * LEADING, False)
    below = 0 if node.is_row else len(node.answer)
    for at, words in enumerate(node.title, below):
        x = half if node.is_row else node.x + PAD
        yield Line(words, x, y + PAD + (at + INK_ABOVE) * LEADING, True)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
