"""Rules on pictures that a text describes in a block of lines, ```picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.check.problem import Problem, Rule
from library.check.source import Source
from library.common.nearest import did_you_mean, nearest
from library.content.schema import MORE
from library.figures.fence import BLOCK, NAME, picture_id
from library.figures.forms import FORMS
from library.figures.source import read_picture

# The first line of a block, as people and their keyboards write it, and the line below.
OPENS = re.compile(
    r"(?m)^(?P<mark>[ \t]*(?:`{2,}|~{3,}|[‘’“”´'\"]{2,3}`?))[ \t]*(?P<word>[A-Za-z]*)[ \t:]*\n"
    r"(?=[ \t]*(?P<form>[a-z]*))"
)
BLOCK_OPENS = re.compile(rf"`{{3,}}{NAME}")
PICTURE_LINES = Rule("picture-lines", "{what}.{hint}")
NO_PICTURE = Rule(
    "picture-lines",
    "This block would be shown as text, or not be checked. If it is a picture, its first line is "
    "three backticks and the word picture, at the left edge and with no space: ```picture",
)
PICTURE_ON_SHEET = Rule(
    "picture-place",
    "A letter or a checklist holds no such picture: it is made for paper, and a picture would take "
    "the place of its lines. Put the picture in the article that goes with it.",
)
PICTURE_IN_ANSWER = Rule(
    "picture-place",
    f"Lists show what is above {MORE}, and have no room for a picture. Put it below that line.",
)
PICTURE_TWICE = Rule(
    "picture-lines", "Another picture on this page has the same title. Give each its own."
)


def check_explaining(source: Source) -> Iterator[Problem]:
    """Check the lines of each picture, its place, and that no two have the same title."""
    if source.kind is None:
        return
    for opens in OPENS.finditer(source.body):
        word, form = opens["word"].lower(), opens["form"]
        meant = nearest(word, [NAME], cutoff=0.7) or (form in FORMS and not word)
        if meant and not BLOCK_OPENS.fullmatch(opens[0].rstrip()):
            yield source.problem_at(NO_PICTURE, opens.start("word"))
    if "```picture" not in source.body:
        return
    more, seen = source.body.find(MORE), set[str]()
    for block in BLOCK.finditer(source.body):
        start, first = block.start(), source.line_at(block.start("lines"))
        if source.kind.is_sheet:
            yield source.problem_at(PICTURE_ON_SHEET, start)
        elif start < more:
            yield source.problem_at(PICTURE_IN_ANSWER, start)
        picture, findings = read_picture(block["lines"], FORMS)
        for finding in findings:
            hint = "" if picture.form in FORMS else did_you_mean(picture.form, FORMS)
            line = first + finding.line
            yield source.problem(PICTURE_LINES, line, what=finding.message.rstrip("."), hint=hint)
        name = picture_id(picture.title)
        if picture.title and name in seen:
            yield source.problem_at(PICTURE_TWICE, start)
        seen.add(name)
