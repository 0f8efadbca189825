"""SVG drawings: their size, and a copy that contains a still picture and nothing else.

A page shows a drawing as a picture, in which no program runs. But opening the file by its own
address runs what it contains, with our site's rights. So no uploaded file is published: the build
rewrites it from what is known here. Unknown, harmless parts are left out, such as the notes of
drawing programs; what could run, move or lead elsewhere is reported, for its author to fix.

Elements, attributes and properties: https://www.w3.org/TR/SVG2/eltindex.html, attindex.html and
propidx.html, without animation, links, scripts, media, raster images and pages inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from library.pictures.drawing_styles import StyleError, declarations, rules, value
from library.pictures.images import PictureError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink "
XML = "http://www.w3.org/XML/1998/namespace "

SHAPES = frozenset(
    """svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon
    text tspan textPath linearGradient radialGradient stop pattern clipPath mask marker filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence""".split()
)
WITH_WORDS = frozenset("title desc style text tspan textPath".split())
LEFT_OUT = frozenset(["metadata"])
GEOMETRY = frozenset(
    """id class lang role x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate width height d points
    pathLength viewBox preserveAspectRatio gradientTransform patternTransform gradientUnits
    patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits markerUnits
    markerWidth markerHeight refX refY orient spreadMethod offset startOffset method spacing side
    lengthAdjust textLength filterUnits primitiveUnits in in2 result stdDeviation mode operator k1
    k2 k3 k4 values type tableValues slope intercept amplitude exponent order kernelMatrix divisor
    bias targetX targetY edgeMode preserveAlpha surfaceScale specularConstant specularExponent
    diffuseConstant kernelUnitLength azimuth elevation pointsAtX pointsAtY pointsAtZ
    limitingConeAngle z scale xChannelSelector yChannelSelector radius baseFrequency numOctaves seed
    stitchTiles aria-label aria-labelledby aria-hidden""".split()
)
LEADS = frozenset("use linearGradient radialGradient pattern filter textPath".split())
# Notes that drawing programs add to the picture; nothing shows them.
EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://ns.adobe.com/",
    "adobe:ns:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    "http://creativecommons.org/ns",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.figma.com/",
    "http://www.serif.com/",
    "http://svgjs.com/",
    "http://svgjs.dev/",
    "https://boxy-svg.com",
    "http://vectornator.io",
    "http://www.corel.com/",
    "http://www.w3.org/2000/xmlns/",
)
LENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")
REFERENCE = re.compile(r"url\(#([^()]*)\)")
DEEPEST = 60  # nested elements; drawing programs stay below twenty
MOST = 50_000  # shapes to draw, counted each time they are used: quick even on a phone


@dataclass(frozen=True)
class Drawing:
    """A drawing as published."""

    width: int  # CSS pixels: its own, or its viewBox's
    height: int
    data: bytes


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    line: int
    children: list[_Element | str] = field(default_factory=list)


def read_drawing(data: bytes) -> Drawing:
    """Return the size and a clean copy of an SVG file.

    Raises PictureError if it cannot be read, has no size, or contains what may run or lead away.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PictureError(
            "image-broken",
            "This drawing cannot be opened. Save it again as plain SVG and upload it again.",
        ) from error
    root = reader.root
    size = _size(root.attributes) if root else None
    if root is None or size is None:
        raise PictureError(
            "image-broken",
            "This drawing does not say how large it is. Save it again as plain SVG with a "
            'viewBox, such as <svg viewBox="0 0 400 300" ...>.',
        )
    styles = _clean_styles(root)
    _check_weight(root, styles)
    return Drawing(*size, "".join(_written(root)).encode())


class _Reader:
    """Builds the tree of what is kept; stops at the first thing it refuses."""

    def __init__(self) -> None:
        self.root: _Element | None = None
        self._open: list[_Element] = []
        self._skipped = 0  # depth inside a part that is left out
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction

    def _start(self, full_name: str, found: dict[str, str]) -> None:
        space, _, name = full_name.rpartition(" ")
        line = self.parser.CurrentLineNumber
        if self.root is None and (space, name) != (SVG, "svg"):
            if name == "svg":
                raise PictureError(
                    "image-broken",
                    f'Browsers do not show this drawing: its <svg> needs xmlns="{SVG}".',
                )
            raise ValueError(name)
        if self._skipped or space.startswith(EDITORS) or (space == SVG and name in LEFT_OUT):
            self._skipped += 1
            return
        if space != SVG or name not in SHAPES:
            raise _refused(f"<{name[:30]}>", line)
        attributes = dict(_kept(name, found, line))
        element = _Element(name, attributes, line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        if len(self._open) > DEEPEST:
            raise _too_much(f"parts nested more than {DEEPEST} deep", line)

    def _end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def _text(self, text: str) -> None:
        if not self._skipped and self._open and self._open[-1].name in WITH_WORDS:
            self._open[-1].children.append(text)

    def _entity(self, name: str, *_: Any) -> None:
        raise _refused(f"<!ENTITY {name[:30]}>", self.parser.CurrentLineNumber)

    def _instruction(self, target: str, _: str) -> None:
        raise _refused(f"<?{target[:30]}?>", self.parser.CurrentLineNumber)


def _kept(element: str, found: dict[str, str], line: int) -> Iterator[tuple[str, str]]:
    """Yield an element's attributes that are published."""
    for key, text in found.items():
        if key.lower().rpartition(" ")[2].startswith("on"):
            raise _refused(key.rpartition(" ")[2][:30], line)
        if key in ("href", f"{XLINK}href"):
            address = text.strip()
            if not re.fullmatch(r"#[^\s\\]+", address) or element not in LEADS:
                raise _refused(f'a link to "{address[:40]}"', line)
            yield "href", address
        elif key.startswith(XML):
            if (short := key.removeprefix(XML)) in ("space", "lang"):
                yield f"xml:{short}", text
        elif " " in key:
            if not key.startswith((*EDITORS, XLINK)):
                raise _refused(f'"{key.rpartition(" ")[2][:30]}" of another language', line)
        else:
            try:
                if key == "style":
                    clean: str | None = declarations(text)
                else:
                    clean = text if key in GEOMETRY else value(key, text)
            except StyleError as error:
                raise _refused(f'{error} in "{key}"', line) from None
            if clean:
                yield key, clean


def _clean_styles(root: _Element) -> dict[str, list[str]]:
    """Clean all <style> in place; return what their rules refer to, by class; "" is the rest."""
    referred: dict[str, list[str]] = {}
    for element in _all(root):
        if element.name == "style":
            text = "".join(part for part in element.children if isinstance(part, str))
            try:
                found = rules(text)
            except StyleError as error:
                raise _refused(f"{error} in <style>", element.line) from None
            element.children = [found.text]
            for name, clean in found.by_class:
                referred.setdefault(name, []).extend(REFERENCE.findall(clean))
    return referred


def _check_weight(root: _Element, styles: dict[str, list[str]]) -> None:
    """Refuse what a browser would draw for minutes: a few lines that use each other many times."""
    named: dict[str, _Element] = {}  # of two with the same name, browsers take the first
    for element in _all(root):
        named.setdefault(element.attributes.get("id", ""), element)
    known: dict[int, int] = {}

    def weight(element: _Element, depth: int) -> int:
        if depth > DEEPEST:
            raise _too_much("parts that use each other in a circle", element.line)
        if id(element) not in known:
            targets = [part for part in element.children if isinstance(part, _Element)]
            names = [*styles.get("", [])]
            for text in element.attributes.values():
                names += REFERENCE.findall(text)
            for each in element.attributes.get("class", "").split():
                names += styles.get(each, [])
            if lead := element.attributes.get("href"):
                names.append(lead[1:])
            targets += [named[name] for name in names if name in named]
            known[id(element)] = 1 + sum(weight(target, depth + 1) for target in targets)
        return known[id(element)]

    if weight(root, 0) > MOST:
        raise _too_much(f"more than {MOST:,} parts, counted as often as they are used", root.line)


def _all(element: _Element) -> Iterator[_Element]:
    yield element
    for child in element.children:
        if isinstance(child, _Element):
            yield from _all(child)


def _written(element: _Element) -> Iterator[str]:
    """Yield the pieces of an element's text; DEEPEST limits the recursion."""
    space = f' xmlns="{SVG}"' if element.name == "svg" else ""
    inside = "".join(f" {name}={quoteattr(text)}" for name, text in element.attributes.items())
    if not element.children:
        yield f"<{element.name}{space}{inside}/>"
        return
    yield f"<{element.name}{space}{inside}>"
    for child in element.children:
        if isinstance(child, str):
            yield escape(child)
        else:
            yield from _written(child)
    yield f"</{element.name}>"


def _refused(what: str, line: int) -> PictureError:
    return PictureError(
        "svg-active",
        f"This drawing holds {what} in line {line}, which could run a program in a reader's "
        "browser, move, or lead to another site. Save it again as plain SVG without it.",
        line,
    )


def _too_much(what: str, line: int) -> PictureError:
    return PictureError(
        "svg-active",
        f"This drawing holds {what} (line {line}), which stops a phone. Make it simpler.",
        line,
    )


def _size(root: dict[str, str]) -> tuple[int, int] | None:
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
