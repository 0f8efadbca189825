"""A letter as HTML for print: each placeholder is a line to write on, with its name below."""

from __future__ import annotations

from html import escape

from library.letters.letter import Letter, Paragraph
from library.letters.line import Line, Placeholder

# Points: room for "September 28, 2026", or for a name or a school, but less than a line.
DATE, NARROWEST, WIDEST = 140, 190, 300
LAST = 240  # points: at the end of a line, where the answer may be long
POINTS_PER_LETTER = 9  # a name written by hand is about as long as its label is wide
LONG_LINES = 2  # ruled lines for a longer answer
RULE = 8  # millimeters between two rules


def letter_print(letter: Letter, *, subject_label: str, title: str) -> str:
    """Return the subject and the body of a letter as HTML for print/letter.html.

    `subject_label` is the word before the subject, such as "Subject"; `title` names the letter only
    in the file's bookmarks, not on paper: a letter is the parent's own. Each placeholder becomes a
    field whose title is its label as first written, the same in all its places.
    """
    subject = f"{escape(subject_label)}: {_line(letter.subject)}"
    parts = [f'<h1 class="ip-subject" data-title="{escape(title)}">{subject}</h1>']
    for block in letter.blocks:
        if letter.is_signed and block is letter.blocks[-1]:
            assert isinstance(block, Paragraph)
            parts.append(f'<p class="ip-close-line">{_lines(block.lines[:-1])}</p>')
            parts.append(f'<p class="ip-sign">{_line(block.lines[-1])}</p>')
        elif isinstance(block, Paragraph):
            parts.append(f"<p>{_lines(block.lines)}</p>")
        else:
            items = "".join(f"<li>{_lines(item, wide=True)}</li>" for item in block.items)
            parts.append(f"<ul>{items}</ul>")
    return "\n".join(parts)


def _lines(lines: tuple[Line, ...], *, wide: bool = False) -> str:
    return "<br>\n".join(_line(line, wide=wide) for line in lines)


def _line(line: Line, *, wide: bool = False) -> str:
    """Write one line; `wide` gives a placeholder that is alone on it the full width."""
    alone = wide and len(line) == 1
    out = []
    for index, run in enumerate(line):
        after = "".join(other.text for other in line[index + 1 :])
        last = not any(sign.isalnum() for sign in after)
        text = escape(run.text)
        if run.placeholder:
            text = _gap(run.placeholder, last=last, wide=alone)
        if run.italic:
            text = f"<em>{text}</em>"
        if run.bold:
            text = f"<strong>{text}</strong>"
        out.append(text)
    return "".join(out)


def _gap(placeholder: Placeholder, *, last: bool, wide: bool) -> str:
    name = escape(placeholder.label)
    caption = f'<span class="ip-gap-name">{name}</span></span>'
    if placeholder.kind == "long":
        height = LONG_LINES * RULE
        rules = '<span class="ip-rule"></span>' * LONG_LINES
        return (
            f'<span class="ip-gap ip-gap-long"><span class="ip-rules">{rules}</span>'
            f'<textarea class="ip-writing" title="{name}" '
            f'style="height: {height}mm; margin-top: -{height}mm"></textarea>{caption}'
        )
    if wide:
        return (
            '<span class="ip-gap ip-gap-wide">'
            f'<input class="ip-line" type="text" title="{name}">{caption}'
        )
    least = DATE if placeholder.kind == "date" else LAST if last else NARROWEST
    width = min(WIDEST, max(least, len(placeholder.label) * POINTS_PER_LETTER))
    return (
        f'<span class="ip-gap" style="width: {width}pt">'
        f'<input class="ip-line" type="text" title="{name}">{caption}'
    )
