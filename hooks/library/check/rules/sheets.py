"""Rules on letters and checklists: that their forms, sheets and files can be made from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import yaml

from library.check.problem import Problem, Rule
from library.check.rules.broken_markdown import has_loose_box
from library.check.rules.markup import headings
from library.check.source import COMMENT, FIRST_LINE, Source
from library.content.checklist import item_problems
from library.content.front_matter import read_yaml
from library.content.kinds import letter_part
from library.content.schema import CHECKLIST, LETTER
from library.letters.before_sending import read_reminders
from library.letters.letter import Letter, parse_letter

INSTEAD = {
    "✅": "✓", "❌": "✗", "❎": "✗", "☒": "☑", "➢": "→", "➤": "→", "➡": "→", "★": "*", "☆": "*",
    "☎": '"Phone"', "📞": '"Phone"', "✉": '"Mail"', "📧": '"Mail"', "❏": "☐", "❑": "☐",
}  # fmt: skip

CURLY_WORDS = re.compile(r"\{(?P<words>[A-Za-z][^{}\n=]{0,60})\}")
UNDERSCORES = re.compile(r"_{3,}")
CHECKED = re.compile(r"(?m)^[ \t]*[-*+] (?=\[[xX]\])")
# What Markdown makes a line across the page; below an item, it is a line to write on.
ACROSS = re.compile(
    r"(?m)^(?P<indent>[ ]*)(?P<line>(?:_[ ]{0,2}){3,}|(?:-[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})$"
)
WRITE_LINE = re.compile(r"[ ]{4,}_{4,}[ ]*")
LETTER_FORM = Rule("letter-form", "{what}", builds=False)
CHECKLIST_FORM = Rule("checklist-form", "{what}", builds=False)
VAGUE_FIELD = Rule(
    "vague-field",
    "The field “{label}” does not say whose or for what; a screen reader says only these words. "
    "Write it out, such as {example}.",
    level="hint",
)
BEFORE_SENDING = Rule("before-sending", "{what}")
CURLY_BLANK = Rule(
    "letter-form",
    "{blank} would be sent as it is. A blank of a letter stands in square brackets: [{words}].",
    builds=False,
)
UNDERLINE = Rule(
    "letter-form",
    "A line of underscores would be sent as it is. Name what goes there, in square brackets, such "
    "as [your phone number].",
    builds=False,
)
CHECKED_BOX = Rule(
    "checklist-form",
    "This box is checked already. A sheet starts with empty ones: - [ ]",
    builds=False,
)
WRITING_LINE = Rule(
    "checklist-form",
    "A line to write on starts with four spaces, then has four underscores, with an empty line "
    "above and below it.",
    builds=False,
)
LINE_ACROSS = Rule("checklist-form", "Delete this line across the page.", builds=False)
MISSING_CHARACTER = Rule(
    "missing-character",
    'None of our print fonts has the character "{sign}" ({name}). {advice}.',
)


# Fields that need a word more, and how that may look.
VAGUE = {
    "name": "teacher's name", "phone": "your phone", "email": "your email",
    "address": "your address", "number": "number of the goal", "time": "time that works",
    "day": "day you need the answer by", "place": "place of the meeting",
    "person": "person to call", "signature": "your signature",
}  # fmt: skip


def check_sheet(source: Source) -> Iterator[Problem]:
    """Check a letter or a checklist; other kinds of pages have no such rules."""
    if source.top.state != "read":
        return
    if source.kind is LETTER:
        letter = parse_letter(
            source.body,
            subject=source.value("subject") or "(said already)",
            first_line=source.line_at(0),
            subject_line=source.line_of("subject"),
        )
        for found in letter.problems:
            yield source.problem(LETTER_FORM, found.line, what=_sentence(found.message))
        yield from _check_reminders(source, letter)
        yield from _check_blanks(source)
        for blank in letter.placeholders:
            if example := VAGUE.get(blank.label.casefold()):
                line = source.line_at(max(0, source.body.find(f"[{blank.label}]")))
                yield source.problem(VAGUE_FIELD, line, label=blank.label, example=f"[{example}]")
        yield from _check_characters(source, source.body.find(letter_part(source.body)))
    elif source.kind is CHECKLIST:
        for box in CHECKED.finditer(source.prose):
            yield source.problem_at(CHECKED_BOX, box.start())
        yield from _check_lines_across(source)
        for item in item_problems(source.text):
            if not (item.line == 1 and has_loose_box(source)):  # a box that is none is told already
                yield source.problem(CHECKLIST_FORM, item.line, what=_sentence(item.message))
        if entry := source.top.by_name.get("fields"):
            for each in entry.items():
                label = str(each.node.value)
                if example := VAGUE.get(label.casefold()):
                    example = example.capitalize()
                    yield source.problem(VAGUE_FIELD, each.line, label=label, example=example)
        yield from _check_characters(source, 0)


def _check_blanks(source: Source) -> Iterator[Problem]:
    """Find what is meant as a blank in the letter itself, and would be sent as it is."""
    start = max(0, source.body.find(letter_part(source.body)))
    for curly in CURLY_WORDS.finditer(source.prose, start):
        yield source.problem_at(CURLY_BLANK, curly.start(), blank=curly[0], words=curly["words"])
    for line in UNDERSCORES.finditer(source.prose, start):
        yield source.problem_at(UNDERLINE, line.start())


def _check_lines_across(source: Source) -> Iterator[Problem]:
    """Find lines that would stand outside of an item: they have a color that sheets do not have."""
    underlined = {source.line_at(each.position) + 1 for each in headings(source) if each.underlined}
    lines = ["", *source.prose.split("\n"), ""]
    for match in ACROSS.finditer(source.prose):
        at = source.prose.count("\n", 0, match.start()) + 1
        if source.line_at(match.start()) in underlined:
            continue  # told already
        if match["line"][0] == "_":
            alone = not lines[at - 1].strip() and not lines[at + 1].strip()
            if not alone or not WRITE_LINE.fullmatch(match[0]):
                yield source.problem_at(WRITING_LINE, match.start())
        elif len(match["indent"]) < 4:
            yield source.problem_at(LINE_ACROSS, match.start())


def _check_reminders(source: Source, letter: Letter) -> Iterator[Problem]:
    """Check the reminders shown before a letter is sent: each names a field of that letter."""
    entry = source.top.by_name.get("before_sending")
    if entry is None or not isinstance(entry.node, yaml.SequenceNode):
        return
    _, faults = read_reminders(read_yaml(source.top.text)["before_sending"], letter.placeholders)
    items = entry.items()
    for fault in faults:
        what = _sentence(fault.message)
        yield source.problem(BEFORE_SENDING, items[fault.entry].line, what=what)


def _check_characters(source: Source, start: int) -> Iterator[Problem]:
    """Check what is printed: the lines at the top, and the body from `start` on."""
    if source.text.isascii():
        return
    from library.sheets.characters import unprintable  # slow to import, and rarely needed

    body = COMMENT.sub(lambda match: " " * len(match[0]), source.body[start:])
    for sign in unprintable(source.top.text + body):
        place = body.find(sign)
        line = source.line_at(start + place) if place >= 0 else _line_at_top(source, sign)
        name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
        instead = INSTEAD.get(sign)
        advice = f"Write {instead} instead" if instead else "Write it in other words, or delete it"
        yield source.problem(MISSING_CHARACTER, line, sign=sign, name=name, advice=advice)


def _line_at_top(source: Source, sign: str) -> int:
    place = source.top.text.find(sign)
    return source.top.text.count("\n", 0, place) + FIRST_LINE if place >= 0 else 1


def _sentence(message: str) -> str:
    end = "" if message.endswith("?") else "."
    return f"{message[0].upper()}{message[1:]}{end}"
