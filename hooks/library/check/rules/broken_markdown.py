"""Markdown that breaks on the page and that rumdl does not know: pasted lists, boxes, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.check.characters import BULLETS, EMPTY_BOXES
from library.check.problem import Problem, Rule
from library.check.source import Source
from library.content.kinds import guidance_part, letter_part
from library.content.schema import LETTER

BOXES = f"{EMPTY_BOXES}☑☒"
MARKS = "✓✔✅✗✘❌➢➤►▶→⇒★☆■□◆❖—"  # bullets if several lines begin with the same one
# A quick look at each line for what may be wrong is four times faster than the rules below. A
# pattern that begins with a line end is much faster than one with (?m)^.
SUSPECT = (
    rf"[ \t]*(?:[{BULLETS}{BOXES}{MARKS}–§(]|\d+\)|\d+\.[A-Za-z]|\d{{3,}}\.|[A-Za-z][.)][ \t]"
    rf"|[ivx]{{1,4}}[.)][ \t]|o[ \t]|[-*+][ \t]*[\[({BOXES}]|-[-A-Za-z\"“]|\*[A-Za-z]|\[[ xX]?\]"
    r"|!!!|\?\?\?)"
)
SUSPECT_LINE, ANY_SUSPECT = re.compile(SUSPECT), re.compile(rf"\n{SUSPECT}")
WORD_LIST = re.compile(rf"(?m)^[ \t]*(?:[{BULLETS}]|–[ \t]|o[ \t]|§(?:\t|[ ]{{2,}}))[ \t]*\S")
NO_SPACE = re.compile(r"(?m)^[ \t]*-(?P<word>[A-Za-z\"“][^\s]*)")
STAR_NO_SPACE = re.compile(
    r"(?m)^[ \t]*\*(?P<word>[A-Za-z][^\s*]*)[^*\n]*(?=\n[ \t]*\n|\n?\Z|\n\*)"
)
ROUND_NUMBER = re.compile(r"(?m)^[ ]{0,3}(?P<number>\d{1,3})\)(?=[ \t]|[A-Za-z])")
NUMBER_NO_SPACE = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,3})\.(?P<word>[A-Za-z][^\s]*)")
# Two lines in a row with marks that Markdown does not know run together.
COUNT = r"\(\w{1,3}\)|[A-Za-z][.)](?=[ \t])|[ivx]{1,4}[.)](?=[ \t])"
DOUBLE = r"--(?=[ \t]*[A-Za-z])"
MARKED_LINES = re.compile(
    rf"(?m)^[ \t]*(?:(?P<sign>[{MARKS}]|{DOUBLE})|(?P<count>{COUNT}))[ \t]*\S[^\n]*\n"
    rf"[ \t]*(?(sign)(?:[{MARKS}]|{DOUBLE})|(?:{COUNT}))[ \t]*\S"
)
OTHER_BOX = r"\([ _]*\)|\[(?:[ ]{2,}|_+|[ ]*\u00a0[ \u00a0]*)\](?![\[(:])"  # not "[ ]"
TICK_BOX = re.compile(
    rf"(?m)^[ \t]*[-*+](?:\[[ xX]?\]|[ \t]+(?:\[\]|\[[ xX]\](?=\S)(?![\[(:])|{OTHER_BOX}))"
)
BARE_BOX = re.compile(rf"(?m)^[ \t]*(?:(?:[-*+][ \t]+)?[{BOXES}]|\[[ xX]?\](?![\[(:]))[ \t]*\S")
LOOSE_BOX = re.compile(r"(?<=\S)(?<![-*+])[ \t]+\[ \](?=[ \t]+\S)")
YEAR = re.compile(r"\n\n[ ]{0,3}(?P<number>\d{3,})\.[ \t]+\S")
STEPS = re.compile(r"(?m)^\d{1,3}\.[ \t]+\S")
BOX = re.compile(r"(?m)^(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)(?P<head>[^\n]*)$")
BELOW = re.compile(r"(?:[ \t]*\n)*(?P<indent>[ \t]*)(?P<words>\S?)")
STEP = 4  # spaces that indent the text of a box
LOOSE_MARK = re.compile(
    r"(?m)^[ \t]*(?P<sign>!{1,2}|!{4,}|\?{2}|\?{4,})[ ]?"
    r"(?P<kind>note|urgent|warning|danger|tip|info)(?=[ \t]*(?:\"|“|$))",
    re.IGNORECASE,
)
BOX_HEAD = re.compile(r"[ ]?[\w-]+(?:[ ]+\"[^\"]*\")?[ ]*")
CELLS = re.compile(r"(?m)^[^\s|][^\t\n|]*\S?\t+\S[^\n|]*\n[^\s|][^\t\n|]*\t+\S")
# What indented text may belong to if it is not code: a list, a box, a footnote, or a line that was
# meant as an item of a list, which is told by itself.
OWNER = re.compile(
    rf"(?:[-*+]|\d+[.)])[ \t]|!!!|\?\?\?|\[\^[^\]]+\]:|[{BULLETS}{BOXES}]|\[[ xX]?\](?![\[(:])"
)
INDENTED = re.compile(r"\n[ \t]*\n(?P<indent>[ ]{4,}|[ ]{0,3}\t[ \t]*)(?=\S)")
# A writer's line break that Markdown turns into a space: the line is short by choice.
SHORT = 45  # characters; nobody's editor breaks lines so early
OPENING = r"[ \t]*(?:[-*+#>|<!?:=`~\[{&]|\d+[.)]|_{3}|$)"
RUN_TOGETHER = re.compile(
    rf"\n(?!{OPENING})(?P<line>[^\n|]{{1,{SHORT - 3}}}[^\n|\\ .!?])[ ]?\n(?!{OPENING})"
    r"[ \t]*(?P<next>\S+)(?![^\n]*\|)"
)

NUMBERED = "Start each step with a number, a period, and a space: 1. like this."
LIST = "Start each line of a list with a hyphen and a space: - like this."
ITEM = "Write a hyphen, a space, [ ] with a space inside, and a space: - [ ] like this."

LOOSE_BOX_FOUND = Rule(
    "markdown-breaks", f"A box to tick goes at the start of a line of its own. {ITEM}"
)
WORD_BULLET = Rule(
    "markdown-breaks",
    f"This line starts with a bullet or a long dash, as Word makes them. {LIST}",
)
MARK_WITHOUT_SPACE = Rule(
    "markdown-breaks",
    "A line of a list has a space after its mark: - {word} and not {mark}{word}.",
)
STEP_WITH_BRACKET = Rule(
    "markdown-breaks",
    "A step starts with a number, a period, and a space: {number}. and not {number}).",
)
STEP_WITHOUT_SPACE = Rule(
    "markdown-breaks",
    "A step has a space after its period: {number}. {word} and not {number}.{word}.",
)
MARKS_RUN_TOGETHER = Rule(
    "markdown-breaks", "Lines that start with {mark} run together into one on the page. {how}"
)
NO_BOX = Rule("markdown-breaks", f"This would not be a box to tick. {ITEM}")
NUMBER_MAKES_LIST = Rule(
    "markdown-breaks",
    "A number with a period at the start of a paragraph turns it into a list. If {number} is not a "
    "step, put a backslash before the period: {number}\\.",
)
STEP_NUMBER = Rule(
    "markdown-breaks",
    "This step is numbered {number}, but the page keeps counting and shows {shown}. Write {shown}.",
    level="hint",
)
PASTED_TABLE = Rule(
    "markdown-breaks",
    "These lines look like a table copied from Word or Excel, and would run together. Write a "
    "table with | between the columns, and a line of | --- | --- | below its heading.",
)
GRAY_BOX = Rule(
    "markdown-breaks",
    "Four spaces or a tab at the start turn this text into a gray box of code. Delete them.",
)
LINES_RUN_TOGETHER = Rule(
    "markdown-breaks",
    "This line and the next run together into one on the page. If each is a line of its own, as in "
    "an address, put two spaces at its end.",
    level="hint",
)
BOX_FORM = Rule(
    "markdown-breaks",
    "A box starts with a word for its kind, then its title in straight quotes: "
    '!!! note "A short title".',
)
BOX_MARK = Rule(
    "markdown-breaks",
    "A box starts with three exclamation marks: !!! {kind} and not {sign} {kind}. This line would "
    "be shown as text.",
)
BOX_RUNS_ON = Rule(
    "markdown-breaks",
    "A box inside a list needs an empty line above it. Without one, this line would be shown as "
    "text.",
)
EMPTY_BOX = Rule(
    "markdown-breaks",
    "This box has no text in it. Start each line of its text with four spaces.",
)


def check_broken_markdown(source: Source) -> Iterator[Problem]:
    """Check a page's body, without code and comments."""
    text = source.prose
    if ANY_SUSPECT.search(f"\n{text}"):
        yield from _check_lists(source, text)
        yield from _check_boxes(source, text)
    for match in LOOSE_MARK.finditer(text) if "\n!" in text or " !" in text or "??" in text else ():
        kind = match["kind"].lower()
        yield source.problem_at(BOX_MARK, match.start("sign"), kind=kind, sign=match["sign"])
    if "\n2. " in text or "\n3. " in text:
        yield from _check_steps(source, text)
    if "\t" in text or "\n    " in text:
        yield from _check_pasted_blanks(source, text)
    if " [ ] " in text and source.kind is not LETTER:
        for match in LOOSE_BOX.finditer(text):
            yield source.problem_at(LOOSE_BOX_FOUND, match.end() - 1)
    if not source.keys_in_body:  # otherwise nobody knows where the text begins
        yield from _check_lines(source, text)


def _check_lists(source: Source, text: str) -> Iterator[Problem]:
    for match in WORD_LIST.finditer(text):
        yield source.problem_at(WORD_BULLET, match.end() - 1)
    for pattern, mark in ((NO_SPACE, "-"), (STAR_NO_SPACE, "*")):
        for match in pattern.finditer(text):
            word = match["word"][:30]
            yield source.problem_at(MARK_WITHOUT_SPACE, match.start("word"), mark=mark, word=word)
    for match in ROUND_NUMBER.finditer(text):
        number = match["number"]
        yield source.problem_at(STEP_WITH_BRACKET, match.start("number"), number=number)
    for match in NUMBER_NO_SPACE.finditer(text):
        number, word = match["number"], match["word"][:30]
        yield source.problem_at(STEP_WITHOUT_SPACE, match.start("number"), number=number, word=word)
    for match in MARKED_LINES.finditer(text):
        mark = (match["sign"] or match["count"]).strip()
        how = LIST if match["sign"] else NUMBERED
        yield source.problem_at(MARKS_RUN_TOGETHER, match.start(), mark=mark, how=how)
    for match in TICK_BOX.finditer(text):
        yield source.problem_at(NO_BOX, match.end() - 1)
    if source.kind is not LETTER:  # there, brackets are what a parent fills in
        for match in BARE_BOX.finditer(text):
            yield source.problem_at(NO_BOX, match.end() - 1)
    for match in YEAR.finditer(text):
        number = match["number"]
        yield source.problem_at(NUMBER_MAKES_LIST, match.start("number"), number=number)


def has_loose_box(source: Source) -> bool:
    """Return whether a line of a page was meant as a box to tick, and is none."""
    return bool(BARE_BOX.search(source.prose) or TICK_BOX.search(source.prose))


def _check_steps(source: Source, text: str) -> Iterator[Problem]:
    numbers: list[int] = []
    told = False
    for line in STEPS.finditer(text):
        number = int(line[0].partition(".")[0])
        before = text[: line.start()].rstrip("\n")
        above = before[before.rfind("\n") + 1 :]
        goes_on = bool(numbers) and (STEPS.match(above) or above.startswith((" ", "\t")))
        numbers = [*numbers, number] if goes_on else [number]
        told = told and bool(goes_on)
        shown = numbers[0] + len(numbers) - 1
        if number != shown and len(set(numbers)) > 1 and not told:
            told = True
            yield source.problem_at(STEP_NUMBER, line.start(), number=number, shown=shown)


def _check_pasted_blanks(source: Source, text: str) -> Iterator[Problem]:
    for match in CELLS.finditer(text) if "\t" in text else ():
        if SUSPECT_LINE.match(text, match.start()):
            continue  # a list: another rule reports it
        yield source.problem_at(PASTED_TABLE, match.start())
    for match in INDENTED.finditer(text):
        above = text[: match.start()].rstrip()
        if not _owns(above):
            yield source.problem_at(GRAY_BOX, match.end())


def _owns(above: str) -> bool:
    """Return whether the text above owns what is indented below it, or is code itself."""
    for paragraph in reversed(re.split(r"\n[ \t]*\n", above)):
        first = paragraph.lstrip("\n")
        if not first.startswith(("    ", "\t")):
            lines = [line for line in first.split("\n") if not line.startswith(("    ", "\t"))]
            return any(OWNER.match(line.lstrip()) for line in lines)
    return False


def _check_lines(source: Source, text: str) -> Iterator[Problem]:
    if source.kind is LETTER:
        text = guidance_part(text) if letter_part(text) else ""  # in the letter, a line is a line
    after = -1
    for match in RUN_TOGETHER.finditer(f"\n{text}"):
        short = len(match["line"]) + len(match["next"]) < SHORT and "\t" not in match["line"]
        if short and match.start() > after and not SUSPECT_LINE.match(match["line"]):
            yield source.problem_at(LINES_RUN_TOGETHER, match.start())
            blank = text.find("\n\n", match.end() - 1)
            after = blank if blank >= 0 else len(text)


def _check_boxes(source: Source, text: str) -> Iterator[Problem]:
    for match in BOX.finditer(text):
        below = BELOW.match(text, match.end())
        if not BOX_HEAD.fullmatch(match["head"]):
            yield source.problem_at(BOX_FORM, match.start("head"))
        elif match["indent"] and _runs_on(text[: match.start()], _width(match)):
            yield source.problem_at(BOX_RUNS_ON, match.start("head"))
        elif not below or not below["words"] or _width(below) < _width(match) + STEP:
            yield source.problem_at(EMPTY_BOX, match.start("head"))


def _runs_on(before: str, width: int) -> bool:
    """Return whether the line above, which starts farther left, would swallow an indented box."""
    above = before.removesuffix("\n").rpartition("\n")[2].expandtabs(STEP)
    left = len(above) - len(above.lstrip())
    return bool(above.strip()) and left < width and not BOX.match(above)


def _width(match: re.Match[str]) -> int:
    return len(match["indent"].expandtabs(STEP))
