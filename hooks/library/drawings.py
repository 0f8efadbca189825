"""SVG drawings: their size, and what must not be in them.

A page shows a drawing as a picture, in which no program runs. But whoever opens the file by its
own address runs what it holds, with the rights of our site.
"""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from library.images import PictureError

# What runs, moves by itself, or puts another page inside.
REFUSED = frozenset(
    """script handler foreignobject iframe object embed audio video animate animatemotion
    animatetransform animatecolor set""".split()
)
LENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")
OUTSIDE_STYLE = re.compile(r"@import|url\(\s*[\"']?(?!#|data:image/(?:png|jpeg|webp|gif))", re.I)
OWN_ADDRESS = re.compile(r"#|data:image/(?:png|jpeg|webp|gif)[;,]", re.I)


def drawing_size(data: bytes) -> tuple[int, int]:
    """Return width and height of an SVG file in CSS pixels: its own, else its viewBox's.

    Raises PictureError where it cannot be read, has no size, or holds what may run or lead away.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.element
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.entity
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PictureError(
            "image-broken",
            "This drawing cannot be opened. Save it again as plain SVG and upload it anew.",
        ) from error
    size = _size(reader.root)
    if size is None:
        raise PictureError(
            "image-broken",
            "This drawing does not say how large it is. Save it again as plain SVG with a "
            'viewBox, such as <svg viewBox="0 0 400 300" ...>.',
        )
    return size


class _Reader:
    """Looks at each part of a file as it is read; the first that is refused ends the reading."""

    def __init__(self) -> None:
        self.root: dict[str, str] | None = None

    def element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2].lower()
        if self.root is None:
            if local != "svg":
                raise ValueError(local)
            self.root = attributes
        if local in REFUSED:
            raise _refused(f"<{local}>")
        for key, value in attributes.items():
            short = key.rpartition(" ")[2].lower()
            if short.startswith("on"):
                raise _refused(short)
            if short in ("href", "src") and not OWN_ADDRESS.match(value.strip()):
                raise _refused(f'a link to "{value.strip()[:40]}"')
            if OUTSIDE_STYLE.search(value):
                raise _refused(f'a link to another file in "{short}"')

    def text(self, text: str) -> None:
        if OUTSIDE_STYLE.search(text):
            raise _refused("a link to another file in its style")

    def entity(self, name: str, *_: Any) -> None:
        raise _refused(f"<!ENTITY {name[:30]}>")

    def instruction(self, target: str, _: str) -> None:
        raise _refused(f"<?{target[:30]}?>")


def _refused(what: str) -> PictureError:
    return PictureError(
        "svg-active",
        f"This drawing holds {what}, which could run a program in a reader's browser, move, or "
        "lead to another site. Save it again as plain SVG without it.",
    )


def _size(root: dict[str, str] | None) -> tuple[int, int] | None:
    if root is None:
        return None
    own = [LENGTH.fullmatch(root.get(name, "").strip()) for name in ("width", "height")]
    if own[0] and own[1]:
        numbers = [float(own[0][1]), float(own[1][1])]
    else:
        try:
            numbers = [float(part) for part in re.split(r"[\s,]+", root["viewBox"].strip())[2:4]]
        except (KeyError, ValueError):
            return None
    if len(numbers) < 2 or not all(0 < number < 100_000 for number in numbers):
        return None
    return max(1, round(numbers[0])), max(1, round(numbers[1]))
