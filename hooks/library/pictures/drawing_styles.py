"""The styles of SVG drawings: properties of still pictures, parsed and rewritten with tinycss2.

Properties: https://www.w3.org/TR/SVG2/propidx.html and the CSS ones that drawing programs write.
Properties that are not listed here do nothing in a still picture and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import tinycss2

PROPERTIES = frozenset(
    """alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline fill
    fill-opacity fill-rule filter flood-color flood-opacity font font-family font-kerning font-size
    font-size-adjust font-stretch font-style font-variant font-weight image-rendering isolation
    letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
    mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity
    stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-align text-anchor text-decoration text-rendering transform
    transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing
    writing-mode""".split()
)
FUNCTIONS = frozenset(
    """rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skew
    skewx skewy""".split()
)
PLAIN = frozenset("ident number dimension percentage hash whitespace string".split())


class StyleError(Exception):
    """A style that could load, move or run something; the message names it."""


@dataclass(frozen=True)
class Rules:
    """A stylesheet as it is published."""

    text: str
    by_class: tuple[tuple[str, str], ...]  # class, or "" for none, and the declarations for it


def value(name: str, text: str) -> str | None:
    """Return a property's value as published, None for a property that is left out.

    Raises StyleError, here and below.
    """
    if name not in PROPERTIES:
        return None
    _refuse_escapes(text)
    return "".join(_tokens(tinycss2.parse_component_value_list(text)))


def declarations(text: str | list[Any]) -> str:
    """Return the declarations in a style attribute or a rule."""
    if isinstance(text, str):
        _refuse_escapes(text)
    kept = []
    for each in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if each.type == "error":
            continue  # browsers ignore it too
        if each.type != "declaration":
            raise StyleError("a rule inside a rule")
        if each.lower_name in PROPERTIES:
            clean = "".join(_tokens(each.value)).strip()
            kept.append(f"{each.lower_name}:{clean}{' !important' if each.important else ''}")
    return ";".join(kept)


def rules(text: str) -> Rules:
    """Return the rules of a <style>."""
    _refuse_escapes(text)
    written, by_class = [], []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule":
            raise StyleError(f"@{rule.at_keyword[:30]}")
        if rule.type != "qualified-rule":
            continue
        selector, clean = "".join(_selector(rule.prelude)).strip(), declarations(rule.content)
        written.append(f"{selector}{{{clean}}}")
        by_class += [(name, clean) for name in _classes(rule.prelude) or [""]]
    return Rules("\n".join(written), tuple(by_class))


def _refuse_escapes(text: str) -> None:
    if "\\" in text:
        raise StyleError("a backslash")


def _tokens(found: Iterable[Any]) -> Iterator[str]:
    """Yield the tokens of a value, rewritten."""
    for token in found:
        if token.type == "comment":
            yield " "
        elif _is_plain(token):
            yield token.serialize()
        elif token.type == "url":
            yield _address(token.value)
        elif token.type == "function" and token.lower_name == "url":
            yield _address("".join(t.value for t in token.arguments if t.type == "string"))
        elif (
            token.type == "function"
            and token.lower_name in FUNCTIONS
            and all(map(_is_plain, token.arguments))
        ):
            yield token.serialize()
        elif token.type == "function":
            raise StyleError(f"{token.name[:30]}()")
        else:
            raise StyleError(f'"{_sign(token)}"')


def _is_plain(token: Any) -> bool:
    return token.type in PLAIN or (token.type == "literal" and token.value in (",", "/"))


def _sign(token: Any) -> str:
    """Return a character, or a pair of brackets without what is inside, however deep."""
    return str(getattr(token, "value", token.type.removesuffix(" block")))[:10]


def _address(text: str) -> str:
    name = text.removeprefix("#")
    if name == text or not name or any(c.isspace() or c in "()'\"" for c in name):
        raise StyleError(f'a link to "{text[:40]}"')
    return f"url(#{name})"


def _selector(found: Iterable[Any]) -> Iterator[str]:
    for token in found:
        if token.type == "comment":
            yield " "
        elif token.type in ("ident", "hash", "whitespace") or (
            token.type == "literal" and token.value in (".", ",", ">", "*", "+", "~")
        ):
            yield token.serialize()
        else:
            raise StyleError(f'"{_sign(token)}" before its brackets')


def _classes(prelude: list[Any]) -> list[str]:
    return [
        after.value
        for before, after in pairwise(prelude)
        if before.type == "literal" and before.value == "." and after.type == "ident"
    ]
