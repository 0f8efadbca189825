"""Combines sheets into one document: each sheet's body becomes a section of a book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

BODY = re.compile(r'<body class="(?P<classes>[^"]*)">(?P<content>.*)</body>', re.DOTALL)
NAMES = re.compile(r'(?<= )(id|for)="')
FIELD = re.compile(r"<(input|textarea)(?= )")


@dataclass(frozen=True)
class Section:
    """One sheet of a book, as HTML for print/book.html."""

    anchor: str  # its id in the book
    title: str
    classes: str  # of the sheet's own body: its layout
    content: str


def book_section(html: str, *, number: int, title: str) -> Section:
    """Return a whole sheet (the HTML that library.sheets.pdf renders) as a section of a book.

    Ids and fields must be unique in a document: each id gets the section's as a prefix, and each
    field carries the sheet's title, which pdf_forms puts before its name.
    """
    body = BODY.search(html)
    assert body is not None
    anchor = f"sheet-{number}"
    content = NAMES.sub(rf'\1="{anchor}-', body["content"])
    content = FIELD.sub(lambda tag: f'{tag[0]} data-sheet="{escape(title)}"', content)
    return Section(anchor, title, body["classes"], content)
