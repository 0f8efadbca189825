"""A letter as HTML for print: each placeholder is a line to write on, with its name below.

After a colon ("School: [school]") the words before it have named it, so its name is not printed.
"""

from __future__ import annotations

import re
from html import escape

from library.letters.letter import Letter, Paragraph
from library.letters.line import Line, Placeholder

# Points: room for "September 28, 2026", for a double name, or for the name of a school, which is
# long. A line of the letter is 504.
DATE, NAME, INSTITUTION = 140, 216, 320
POINTS_PER_LETTER = 8  # a name written by hand is about as long as its label is wide
# How many ruled lines an answer that may be long has (300 characters, typed), and an item of a
# list: print/sheet.css says, in variables with these names, by the room that is left on the page.
LONG_LINES, ITEM_LINES = "--long", "--item"
LONG = re.compile(r"\bconcern\b", re.IGNORECASE)
LONG_NAME = re.compile(r"\b(school|department|address)\b", re.IGNORECASE)


def letter_print(letter: Letter, *, subject_label: str, title: str) -> str:
    """Return the subject and the body of a letter as HTML for print/letter.html.

    `subject_label` is the word before the subject, such as "Subject"; `title` names the letter only
    in the file's bookmarks, not on paper: a letter is the parent's own. Each placeholder becomes a
    field whose title is its label as first written, the same in all its places.
    """
    subject = f"{escape(subject_label)}: {_line(letter.subject)}"
    parts = [f'<h1 class="ip-subject" data-title="{escape(title)}">{subject}</h1>']
    told = False  # whether the block before ends in a colon
    for block in letter.blocks:
        if letter.is_signed and block is letter.blocks[-1]:
            assert isinstance(block, Paragraph)
            parts.append(f'<p class="ip-close-line">{_lines(block.lines[:-1])}</p>')
            parts.append(f'<p class="ip-sign">{_line(block.lines[-1])}</p>')
        elif isinstance(block, Paragraph):
            parts.append(f"<p>{_lines(block.lines, told=told)}</p>")
        else:
            items = (_lines(item, wide=True, told=told) for item in block.items)
            parts.append(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")
        told = isinstance(block, Paragraph) and _tells(block.lines[-1])
    return "\n".join(parts)


def _lines(lines: tuple[Line, ...], *, wide: bool = False, told: bool = False) -> str:
    return "<br>\n".join(
        _line(line, wide=wide, told=told and not number) for number, line in enumerate(lines)
    )


def _line(line: Line, *, wide: bool = False, told: bool = False) -> str:
    """Write one line.

    wide: gives a placeholder that is alone on it the full width; told: what comes before the line
    has named a placeholder that begins it.
    """
    alone = wide and len(line) == 1
    out = []
    for number, run in enumerate(line):
        text = escape(run.text)
        if run.placeholder:
            text = _gap(run.placeholder, wide=alone, named=not told)
        told = _tells(line[: number + 1])
        if run.italic:
            text = f"<em>{text}</em>"
        if run.bold:
            text = f"<strong>{text}</strong>"
        out.append(text)
    return "".join(out)


def _tells(line: Line) -> bool:
    """Tell whether what comes after these words is named by them."""
    return not line[-1].placeholder and line[-1].text.rstrip().endswith(":")


def _gap(placeholder: Placeholder, *, wide: bool, named: bool) -> str:
    name = escape(placeholder.label)
    caption = f'<span class="ip-gap-name">{name}</span></span>' if named else "</span>"
    kind = "ip-gap" if named else "ip-gap ip-gap-told"
    is_long = placeholder.kind == "long" or LONG.search(placeholder.label)
    if is_long or wide:
        lines = LONG_LINES if is_long else ITEM_LINES
        return (
            f'<span class="{kind} ip-gap-long"><textarea class="ip-writing" '
            f'title="{name}" style="--lines: var({lines})"></textarea>{caption}'
        )
    width = max(NAME, len(placeholder.label) * POINTS_PER_LETTER)
    if placeholder.kind == "date":
        width = max(DATE, len(placeholder.label) * POINTS_PER_LETTER)
    elif LONG_NAME.search(placeholder.label):
        width = INSTITUTION
    return (
        f'<span class="{kind}" style="width: {min(width, INSTITUTION)}pt">'
        f'<input class="ip-line" type="text" title="{name}">{caption}'
    )
