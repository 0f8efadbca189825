"""Reads a letter from its Markdown source: guidance for the parent, then the letter itself.

The letter uses a small, closed subset of Markdown, so that the page, the Word file, the PDF and
the plain text all show the very same words:

- paragraphs, separated by blank lines; a single newline is a line break;
- one-level lists, each item starting with ``- ``;
- ``**bold**`` and ``*italic*``;
- placeholders in square brackets, such as ``[child's name]`` (rules: line.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from library.content.finding import Finding
from library.content.kinds import letter_heading
from library.letters.line import Line, LineReader, Placeholder, short

_ITEM = re.compile(r"^[-*+][ \t]+(?P<text>.*)$")
_NESTED_ITEM = re.compile(r"^[ \t]+[-*+][ \t]+\S")
_HEADING = re.compile(r"^#{1,6}([ \t]|$)")
_OTHER_MARKDOWN = re.compile(r"^(>|\||```|~~~|(-[ \t]*){3,}$|(\*[ \t]*){3,}$|(_[ \t]*){3,}$)")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Line, ...]
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class BulletList:
    """A one-level list; every item has at least one line."""

    items: tuple[tuple[Line, ...], ...]
    kind: Literal["list"] = "list"


Block = Paragraph | BulletList


@dataclass(frozen=True)
class Letter:
    """The letter of one source file.

    `placeholders` are distinct, in their order on the sheet: the subject is at the top, so its
    placeholders come first. A letter with `problems` must not be published; its other parts are
    then only a best effort.
    """

    subject: Line
    blocks: tuple[Block, ...]
    placeholders: tuple[Placeholder, ...]
    problems: tuple[Finding, ...]

    @property
    def is_signed(self) -> bool:
        """Return whether it ends with a name alone on its line, with room above to sign."""
        end = self.blocks[-1] if self.blocks else None
        if not isinstance(end, Paragraph) or len(end.lines) < 2:
            return False
        last = end.lines[-1]
        return len(last) == 1 and last[0].placeholder is not None


def parse_letter(
    markdown: str, *, subject: str, first_line: int = 1, subject_line: int = 1
) -> Letter:
    """Read a letter and find every problem in it.

    In: the Markdown without its front matter, the subject from the front matter, and the line
    numbers in the file where the two begin (only for the problems' line numbers).
    Out: the letter; problems are listed in it, in file order, never raised.
    """
    lines = markdown.split("\n")
    heading = letter_heading(lines)
    reader = _Reader()
    if subject.strip():
        subject_runs = reader.runs(subject.strip(), subject_line)
    else:
        subject_runs = ()
        reader.problem(subject_line, "the letter has no subject; add a line “subject:” at the top")
    if heading is None:
        reader.problem(
            first_line,
            "the heading “## The letter” is missing; put it on its own line above the letter",
        )
        blocks: tuple[Block, ...] = ()
    else:
        blocks = reader.blocks(lines[heading + 1 :], first_line + heading + 1)
        if not blocks:
            reader.problem(
                first_line + heading,
                "there is no letter under “## The letter”; write it below this heading",
            )
    return Letter(
        subject=subject_runs,
        blocks=blocks,
        placeholders=reader.placeholders,
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.line)),
    )


class _Reader(LineReader):
    """Reads the lines of the letter into blocks."""

    def blocks(self, lines: list[str], first_line: int) -> tuple[Block, ...]:
        blocks: list[Block] = []
        paragraph: list[Line] = []
        items: list[list[Line]] = []
        alone: set[str] = set()  # fields that are the whole of an item of this list

        def end_paragraph() -> None:
            if paragraph:
                blocks.append(Paragraph(tuple(paragraph)))
                paragraph.clear()

        def end_list() -> None:
            if items:
                blocks.append(BulletList(tuple(tuple(item) for item in items)))
                items.clear()
                alone.clear()

        for number, raw in enumerate(lines, first_line):
            text = raw.strip()
            if not text:
                end_paragraph()
                continue
            if items and _NESTED_ITEM.match(raw):
                self.problem(
                    number,
                    "a list inside a list cannot be printed in a letter; "
                    "start this line with “- ” at the left margin",
                )
                continue
            item = _ITEM.match(raw) if not _OTHER_MARKDOWN.match(raw) else None
            if item:
                end_paragraph()
                line = self._line(item["text"], number)
                if len(line) == 1 and (placeholder := line[0].placeholder):
                    if placeholder.field in alone:
                        self.problem(
                            number,
                            f"two items of this list are [{placeholder.label}], and so would hold "
                            "the same words; name each its own way, such as “first ...”",
                        )
                    alone.add(placeholder.field)
                items.append([line])
            elif items and raw[0] in " \t":
                items[-1].append(self._line(text, number))
            elif self._is_foreign(text, number):
                end_paragraph()
            else:
                end_list()
                paragraph.append(self._line(text, number))
        end_paragraph()
        end_list()
        return tuple(blocks)

    def _is_foreign(self, text: str, number: int) -> bool:
        """Return whether this is Markdown that a letter cannot have, and note the problem."""
        if _HEADING.match(text):
            self.problem(
                number,
                "there is a heading inside the letter; move it above “## The letter” "
                "or write it as a **bold** line",
            )
            return True
        if _OTHER_MARKDOWN.match(text):
            self.problem(
                number,
                f"“{short(text)}” cannot be printed in a letter; "
                "write plain paragraphs and “- ” lists",
            )
            return True
        return False

    def _line(self, text: str, number: int) -> Line:
        return self.runs(re.sub(r"(?<!\\)\\$", "", text.strip()).rstrip(), number)
