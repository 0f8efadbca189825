"""Lines to write on below an item of a checklist, as a field of its PDF.

In Markdown they are rules, `____`, below an item; on the page, `<hr>`.
"""

from __future__ import annotations

import re
from html import escape, unescape

LINES = re.compile(
    r'<label for="[^"]*">(?P<words>(?:(?!</label>).)*)</label>(?:(?!<label |</li>).)*?'
    r"(?P<rules><hr ?/?>(?:\s*<hr ?/?>)*)",
    re.DOTALL,
)
TAG = re.compile(r"<[^>]*>")


def writing_lines(html: str, *, notes: str) -> str:
    """Return the HTML of a checklist with a field to write in for the rules below an item.

    A field has as many lines as there are rules. Its name is the word `notes` and the item's text,
    as fields with one name are one field (library.sheets.pdf_forms) and the box has the text alone.
    Rules that are not below an item stay.
    """

    def field(found: re.Match[str]) -> str:
        name = escape(f"{notes}: {unescape(TAG.sub('', found['words'])).strip()}")
        lines = found["rules"].count("<hr")
        before = found[0].removesuffix(found["rules"])
        return (
            f'{before}<textarea class="ip-writing" title="{name}" '
            f'style="--lines: {lines}"></textarea>'
        )

    return LINES.sub(field, html)
