"""Rules on boxes: !!! note, and !!! urgent for what cannot wait.

A box that stands out works only where it is rare and short, as the NHS found with its care cards
(https://service-manual.nhs.uk/design-system/patterns/help-users-decide-when-and-where-to-get-care).
An urgent one says in its title when it is for, and what to do now in a few lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.check.problem import Problem, Rule
from library.check.source import Source
from library.common.nearest import did_you_mean
from library.content.schema import MORE

NOTE, URGENT = "note", "urgent"
KINDS = (NOTE, URGENT)
GRAVE = ("attention", "caution", "danger", "important", "warning")  # of other systems
MOST = 2  # urgent boxes on a page
WORDS = 60  # in an urgent box
TITLE = 60  # characters: two lines on a phone
# The first line, and the lines below it that are indented further.
BOX = re.compile(
    r"(?m)^(?P<indent>[ \t]*)(?P<sign>!!!|\?\?\?\+?)[ ]?(?P<kind>[\w-]+)"
    r"(?:[ ]+\"(?P<title>[^\"\n]*)\")?[ ]*\n(?P<text>(?:(?P=indent)(?: {4}|\t)[^\n]*\n?|[ \t]*\n)*)"
)
# A paragraph that says in bold that it is one: "**Note:** ...", "**Important**: ...".
BOLD_NOTE = re.compile(
    r"(?m)^(?P<sign>\*\*|__)(?P<word>note|please note|important|attention|caution|warning|tip|info)"
    r"(?::(?P=sign)|(?P=sign):)",
    re.IGNORECASE,
)
WORD = re.compile(r"\w[\w'’-]*")

KIND = Rule(
    "box-kind",
    'A box is a note or urgent. "{kind}" would look like a note.{hint}',
    level="hint",
)
OR_URGENT = " If it cannot wait, write !!! urgent, and its title."
NO_BOX = Rule(
    "box-kind",
    '"{word}" in bold makes no box. Write !!! note "A short title" on a line of its own, and below '
    "it the text, each line with four spaces before it.",
    level="hint",
)
NO_TITLE = Rule(
    "urgent-box",
    "Say in the title of an urgent box when it is for, such as: "
    '!!! urgent "If your child is in danger"',
)
LONG_TITLE = Rule(
    "urgent-box",
    "The title of this urgent box has {count} characters. Keep it to {most}, two lines on a phone.",
    level="hint",
)
LONG = Rule(
    "urgent-box",
    "This urgent box has {words} words. Keep it to {most}: what to do now, and no more.",
    level="hint",
)
MANY = Rule(
    "urgent-box",
    "This page has {count} urgent boxes. With more than {most}, none of them stands out: keep "
    "those that cannot wait.",
    level="hint",
)
FOLDED = Rule(
    "urgent-box", "What is urgent must not be folded away. Write !!! urgent in place of {sign}."
)
IN_ANSWER = Rule(
    "urgent-box", f"Lists show what is above {MORE}, without boxes. Put the box below that line."
)
ON_SHEET = Rule(
    "urgent-box",
    "A letter or a checklist holds no urgent box: it is made for paper. Put it in the article that "
    "goes with it.",
)


def check_boxes(source: Source) -> Iterator[Problem]:
    """Check the kind of each box, and the title, length, place and number of the urgent ones.

    A paragraph that only calls itself a note is told, too.
    """
    text = source.prose
    if source.kind is None or not source.kind.is_sheet:  # a letter is sent as it is, without boxes
        for note in BOLD_NOTE.finditer(text):
            yield source.problem_at(NO_BOX, note.start(), word=note["word"])
    if "!!!" not in text and "???" not in text:
        return
    urgent = 0
    for box in BOX.finditer(text):
        kind = box["kind"]
        if kind == URGENT:
            urgent += 1
            yield from _check_urgent(source, box)
            if urgent > MOST:
                yield source.problem_at(MANY, box.start("kind"), count=urgent, most=MOST)
        elif kind not in KINDS:
            hint = did_you_mean(kind, KINDS) or (OR_URGENT if kind in GRAVE else "")
            yield source.problem_at(KIND, box.start("kind"), kind=kind, hint=hint)


def _check_urgent(source: Source, box: re.Match[str]) -> Iterator[Problem]:
    at = box.start("kind")
    if source.kind is not None and source.kind.is_sheet:
        yield source.problem_at(ON_SHEET, at)
    elif at < source.body.find(MORE):
        yield source.problem_at(IN_ANSWER, at)
    if box["sign"] != "!!!":
        yield source.problem_at(FOLDED, at, sign=f"{box['sign']} {URGENT}")
    title = (box["title"] or "").strip()
    if not title:
        yield source.problem_at(NO_TITLE, at)
    if len(title) > TITLE:
        yield source.problem_at(LONG_TITLE, at, count=len(title), most=TITLE)
    words = len(WORD.findall(box["text"]))
    if words > WORDS:
        yield source.problem_at(LONG, at, words=words, most=WORDS)
