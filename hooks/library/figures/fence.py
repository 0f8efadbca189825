"""A block of a text, ```picture, becomes a figure: its title in words, and the drawing."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from library.common.slug import slug_of
from library.figures.canvas import Canvas
from library.figures.forms import FORMS, words_of
from library.figures.source import read_picture
from library.markdown.typography import typographic

NAME = "picture"
BLOCK = re.compile(r"(?ms)^(?P<fence>`{3,})picture[ \t]*\n(?P<lines>.*?)^(?P=fence)[ \t]*$")


def figure(text: str) -> str:
    """Return the HTML of a picture; of lines that the check refuses, "" (it says what is wrong)."""
    picture, faults = read_picture(typographic(text), FORMS)
    if faults:
        return ""
    canvas = Canvas()
    drawing = canvas.svg(FORMS[picture.form].draw(picture, canvas))
    name = picture_id(picture.title)
    note = f" <span>{escape(picture.note, quote=False)}</span>" if picture.note else ""
    title = escape(picture.title, quote=False)
    opening, _, inside = drawing.partition(">")
    return (
        f'<figure class="ip-picture ip-picture--{picture.form}">'
        f"<figcaption><strong>{title}</strong>{note}</figcaption>"
        f'<svg role="img" aria-labelledby="{name} {name}-words" {opening}>'
        f'<title id="{name}">{title}</title>'
        f'<desc id="{name}-words">{escape(words_of(picture), quote=False)}</desc>'
        f"{inside}</svg></figure>"
    )


def picture_id(title: str) -> str:
    """Return the id of a picture's title; two pictures of a page have two titles."""
    return f"picture-{slug_of(title)}"


def fence(source: str, *rest: Any, **more: Any) -> str:
    """Return a block's HTML, as pymdownx.superfences asks a custom fence for it."""
    return figure(source)
