"""What the HTML of a text contains, parsed as browsers do, by the rules of the HTML standard.

A search for "<script" in a text finds less than a browser does (a tag in what one parser takes for
code) and more (a title that only mentions one). tinyhtml5, which comes with WeasyPrint, builds the
same tree as a browser; what is in that tree is what the page contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tinyhtml5

from library.common.web_address import is_address
from library.content.schema import MORE

COMMON = frozenset({"id", "class", "lang", "title"})
# What Markdown makes of a text, with attributes in addition to those that all may have.
ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        """abbr blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr p pre span strong sub
        summary sup table tbody thead tr ul""".split(),
        frozenset[str](),
    ),
    "a": frozenset({"href"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "src", "width", "height", "loading"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type"}),
    "td": frozenset({"style"}),
    "th": frozenset({"style"}),
}
# What our own Markdown extensions add: boxes to tick, pictures in sizes, meanings of terms.
OURS: dict[str, frozenset[str]] = {
    "button": frozenset({"type", "popovertarget"}),
    "input": frozenset({"type", "checked", "autocomplete"}),
    "label": frozenset({"for"}),
    "img": frozenset({"srcset", "sizes", "decoding"}),
    "picture": frozenset(),
    "source": frozenset({"srcset", "sizes", "type"}),
    "a": frozenset({"rel", "hreflang"}),
    "td": frozenset({"scope"}),
    "th": frozenset({"scope"}),
    # Pictures that explain: library/figures.
    **dict.fromkeys("desc figcaption figure title".split(), frozenset[str]()),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"rx", "ry", "transform"}),
    "path": frozenset({"d", "transform"}),
    "rect": frozenset({"x", "y", "width", "height", "rx"}),
    "svg": frozenset({"viewBox"}),
    "text": frozenset({"text-anchor"}),
    "tspan": frozenset({"x", "y"}),
}
HAS = {"svg": "viewBox", "title": "id", "desc": "id"}  # what each of these has where we write it
OURS_ANYWHERE = re.compile(r"(?:data|aria)-[a-z-]+|role|popover|tabindex|hidden|translate")
FRAME = ("html", "head", "body")  # always there
ALIGNED = re.compile(r"text-align: (?:left|center|right);")  # how Markdown aligns a column
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
BLANKS = re.compile(r"[\x00-\x20]")  # browsers drop them from addresses in some places

TAG = re.compile(r"<[a-zA-Z/!?][^>]*>?")
# A tag that every parser reads the same way.
WHOLE_TAG = re.compile(
    r'<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z][a-zA-Z-]*(?:="[^"<>]*")?)*) ?/?>'
    r"|</[a-z0-9]+>"
)
ATTRIBUTE = re.compile(r' ([a-zA-Z-]+)(?:="([^"]*)")?')
SIGN = re.compile("&(?:quot|lt|gt|#39);")  # no scheme and no other entity is made of these


def strange_in_text(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield element, attribute ("" for none) and value of what Markdown alone would not make."""
    yield from _strange(html, ours=False)


def strange_in_page(html: str) -> str:
    """Return what in the finished HTML of a text no page may have, "" if nothing.

    The second line of defense: it sees the page as the browser does, whatever the Markdown was.
    """
    if all(map(_is_known, set(TAG.findall(html)))):
        return ""
    element, attribute, _ = next(_strange(html, ours=True), ("", "", ""))
    return f"{attribute} in <{element}>" if attribute else f"<{element}>" if element else ""


def links_of(html: str) -> Iterator[tuple[bool, str, str]]:
    """Yield each link and picture to one of our files: whether a picture, address, words."""
    for element in _tree(html).iter():
        if element.tag not in ("a", "img"):
            continue
        image = element.tag == "img"
        target = element.get("src" if image else "href")
        if target is not None and not _scheme(target) and not target.startswith("#"):
            yield image, target, element.get("alt", "") if image else _words(element)


def _words(link: Any) -> str:
    """Return the words of a link, including those of a picture in it."""
    alts = (picture.get("alt", "") for picture in link.iter("img"))
    return " ".join(" ".join([*link.itertext(), *alts]).split())


def inline_code(html: str) -> Iterator[str]:
    """Yield each attribute in a whole page that contains a style or a script."""
    for name, attributes in _elements(html):
        for key, value in attributes.items():
            if key == "style" or key.startswith("on"):
                yield f'"{key}" in <{name}>'
            elif _scheme(value) in ("javascript", "vbscript"):
                yield f'"{_scheme(value)}:" in <{name}>'


def _strange(html: str, *, ours: bool) -> Iterator[tuple[str, str, str]]:
    for name, attributes in _elements(html):
        yield from _judged(name, attributes, ours=ours)


def _judged(name: str, attributes: dict[str, str], *, ours: bool) -> Iterator[tuple[str, str, str]]:
    allowed = ELEMENTS.get(name, OURS.get(name) if ours else None)
    if name in FRAME:
        allowed = frozenset()
    if allowed is None or HAS.get(name, "") not in ("", *attributes):
        yield name, "", ""
        return
    allowed |= COMMON | (OURS.get(name, frozenset()) if ours else frozenset())
    for key, value in attributes.items():
        known = key in allowed or (ours and OURS_ANYWHERE.fullmatch(key))
        if (
            not known
            or (key == "style" and not ALIGNED.fullmatch(value))
            or (key == "type" and name == "input" and value != "checkbox")
            or (key == "href" and _scheme(value) not in (*SCHEMES, ""))
            or (key in ("href", "src") and not is_address(value))
            or (key in ("src", "srcset") and (_scheme(value) or _bare(value).startswith("//")))
        ):
            yield name, key, value


def _elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the name and attributes of each element in the tree that a browser makes."""
    for element in _tree(html).iter():
        if isinstance(element.tag, str):  # not a comment
            yield element.tag.rpartition("}")[2], {str(k): str(v) for k, v in element.items()}


def _tree(html: str) -> Any:
    return tinyhtml5.parse(f"<!doctype html>{html}", namespace_html_elements=False)


@lru_cache(maxsize=100_000)
def _is_known(tag: str) -> bool:
    """Return whether a tag is always fine, whatever is around it."""
    whole = WHOLE_TAG.fullmatch(tag)
    if not whole:
        return tag == MORE
    if whole["name"] is None:
        return True
    found = ATTRIBUTE.findall(whole["attributes"])
    attributes = {name: _without_signs(name, value) for name, value in found}
    if any("&" in value or "script" in value for value in attributes.values()):
        return False  # needs a closer look
    return not any(_judged(whole["name"], attributes, ours=True))


def _without_signs(name: str, value: str) -> str:
    """Return a value with "_" for each entity that cannot change how the value is judged."""
    value = value.replace("&amp;", "_")
    return SIGN.sub("_", value) if name.startswith(("data-", "aria-")) else value


def _bare(address: str) -> str:
    return BLANKS.sub("", address).replace("\\", "/")


def _scheme(address: str) -> str:
    found = SCHEME.match(_bare(address))
    return found[0].lower() if found else ""
