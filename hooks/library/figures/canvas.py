"""What every picture is drawn with: words, boxes, circles, arrows, people, signs.

Nothing here names a color: each shape has a class, and pictures.css gives it a color in light, in
dark, and on paper. All measures are in the unit of the drawing, which is about a pixel on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians, sin

from library.figures.icons import ICONS, SIZE
from library.figures.measure import balanced

WIDTH = 320  # of every drawing
BELOW = {"family": "marigold", "invited": "card"}  # what is below the number in such a circle


@dataclass(frozen=True)
class Type:
    """How words are set."""

    name: str  # ip-picture-<name>
    size: float
    leading: float  # from one line to the next
    bold: bool = False


LABEL = Type("label", 16, 20, bold=True)
DETAIL = Type("detail", 15, 19)
NUMBER = Type("number", 17, 20, bold=True)
SMALL_NUMBER = Type("small-number", 15, 18, bold=True)


@dataclass(frozen=True)
class Lines:
    """Words that are broken into lines, and so have a height."""

    lines: Sequence[str]
    type: Type

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return len(self.lines) * self.type.leading


def flow(words: str, type_: Type, room: float) -> Lines:
    """Return words broken into lines of about the same length, at most `room` wide."""
    return Lines(balanced(words, type_.size, room, bold=type_.bold), type_)


class Canvas:
    """A drawing from top to bottom: `parts` is what it holds, in the order it is painted."""

    def __init__(self) -> None:
        """Start with nothing on it."""
        self.parts: list[str] = []

    def svg(self, height: float) -> str:
        """Return all that was drawn, as what goes between <svg> and </svg>, and its view."""
        return f'viewBox="0 0 {WIDTH} {_n(height)}">{"".join(self.parts)}'

    def text(
        self, words: Lines, x: float, top: float, *, middle: bool = False, on: str = ""
    ) -> None:
        """Set lines from `top` on, from x on or around x; `on` names what is below them."""
        kind = words.type
        name = f"ip-picture-{kind.name}" + (f" ip-picture-on-{on}" if on else "")
        base = top + kind.leading * 0.5 + kind.size * 0.34
        anchor = ' text-anchor="middle"' if middle else ""
        spans = "".join(
            f'<tspan x="{_n(x)}" y="{_n(base + kind.leading * at)}">'
            f"{escape(line, quote=False)} </tspan>"
            for at, line in enumerate(words.lines)
        )
        self.parts.append(f'<text class="{name}"{anchor}>{spans}</text>')

    def path(self, kind: str, course: str) -> None:
        """Draw a path."""
        self.parts.append(f'<path class="ip-picture-{kind}" d="{course}"/>')

    def box(
        self, kind: str, x: float, y: float, wide: float, high: float, corner: float = 8
    ) -> None:
        """Draw a box with round corners."""
        self.parts.append(
            f'<rect class="ip-picture-{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" '
            f'height="{_n(high)}" rx="{_n(corner)}"/>'
        )

    def circle(self, kind: str, x: float, y: float, radius: float) -> None:
        """Draw a circle."""
        self.parts.append(
            f'<circle class="ip-picture-{kind}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'
        )

    def icon(self, name: str, x: float, y: float, size: float = SIZE, *, on: str = "card") -> None:
        """Draw a sign around the point x, y."""
        scale = "" if size == SIZE else f" scale({_n(size / SIZE)})"
        self.parts.append(
            f'<path class="ip-picture-icon ip-picture-on-{on}" d="{ICONS[name]}" '
            f'transform="translate({_n(x - size / 2)} {_n(y - size / 2)}){scale}"/>'
        )

    def badge(self, words: str, x: float, y: float, radius: float, kind: str = "stop") -> None:
        """Draw a circle that holds a number, or the sign of that name."""
        self.circle(kind, x, y, radius)
        on = BELOW.get(kind, "teal")
        if words in ICONS:
            self.icon(words, x, y, radius * 1.2, on=on)
            return
        kind_of = NUMBER if radius > 15 else SMALL_NUMBER
        self.text(Lines([words], kind_of), x, y - kind_of.leading / 2, middle=True, on=on)

    def arrow(self, *points: tuple[float, float], point: float = 6) -> None:
        """Draw an arrow along points; its last leg runs straight across or straight down."""
        course = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        (x0, y0), (x, y) = points[-2:]
        if y0 == y:
            back = -point if x > x0 else point
            head = f"M{_n(x + back)} {_n(y - point)}L{_n(x)} {_n(y)}L{_n(x + back)} {_n(y + point)}"
        else:
            back = -point if y > y0 else point
            head = f"M{_n(x - point)} {_n(y + back)}L{_n(x)} {_n(y)}L{_n(x + point)} {_n(y + back)}"
        self.path("arrow", course + head)

    def person(self, number: str, x: float, y: float, turn: float, kind: str) -> None:
        """Draw somebody seen from above: shoulders turned by some degrees, a head with a number."""
        self.parts.append(
            f'<ellipse class="ip-picture-{kind}" rx="32" ry="14" '
            f'transform="translate({_n(x)} {_n(y)}) rotate({_n(turn)})"/>'
        )
        self.circle("gap", x, y, 20)
        self.badge(number, x, y, 17, kind)

    def legend(self, entries: Sequence[tuple[str, str, str, str]], top: float) -> float:
        """Set numbered words below each other and return where they end.

        An entry is its number, the kind of its circle, its label and its detail.
        """
        for number, kind, label, detail in entries:
            words = flow(label, LABEL, WIDTH - 44)
            more = flow(detail, DETAIL, WIDTH - 44)
            self.badge(number, 15, top + 15, 14, kind)
            self.text(words, 42, top + 5)
            if detail:
                self.text(more, 42, top + 5 + words.height)
            top += max(30, words.height + more.height + 10) + 6
        return top


def around(turn: float, radius: float, middle: tuple[float, float]) -> tuple[float, float, float]:
    """Return a place on a circle, so many turns clockwise from its top: x, y, and its angle."""
    angle = 360 * turn
    x = middle[0] + radius * sin(radians(angle))
    return x, middle[1] - radius * cos(radians(angle)), angle


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
