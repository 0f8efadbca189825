"""A letter as plain text, for email programs and for readers who want nothing else."""

from __future__ import annotations

from urllib.parse import quote

from library.letters.letter import Letter, Paragraph
from library.letters.line import Line


def letter_text(letter: Letter, *, subject_label: str) -> str:
    """Return the letter as text, with placeholders in brackets and a newline at the end.

    A line of a paragraph is one line of text, however long: an email program wraps it to its own
    width, which it cannot do with lines that are already broken.
    `subject_label` is the word before the subject, such as "Subject".
    """
    return f"{subject_label}: {_plain(letter.subject)}\n\n{_body(letter)}\n"


def mail_link(letter: Letter) -> str:
    """Return a mailto: address with subject and body; by RFC 6068, lines end in CRLF."""
    body = _body(letter).replace("\n", "\r\n")
    return f"mailto:?subject={quote(_plain(letter.subject), safe='')}&body={quote(body, safe='')}"


def _body(letter: Letter) -> str:
    return "\n\n".join(
        "\n".join(_plain(line) for line in block.lines)
        if isinstance(block, Paragraph)
        else "\n".join(_item(item) for item in block.items)
        for block in letter.blocks
    )


def _item(lines: tuple[Line, ...]) -> str:
    return "- " + "\n  ".join(_plain(line) for line in lines)


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)
