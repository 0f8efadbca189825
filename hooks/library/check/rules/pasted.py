"""Marks that only other programs understand, which ours would show, and unfinished words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from library.check.problem import Problem, Rule, in_short
from library.check.source import Source
from library.content.schema import LETTER

SHORTCODE = "This belongs to another system, and readers would see it as it is written. Delete it."
# (characters that must be there, the pattern, what to do); looking for characters is quick
OTHERS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("{{", re.compile(r"\{\{[^\n]*"), SHORTCODE),
    ("{%", re.compile(r"\{%[^\n]*"), SHORTCODE),
    (
        "[",
        re.compile(
            r"\[/[a-z][\w-]*\]|\[[a-z][\w-]*[ ]+[\w-]+=[^\]\n]*\](?![\[(:])"
            r"|\[(?:gallery|embed|caption|contact-form-7|video|audio|playlist|toc|button)\](?![\[(:])"
        ),
        SHORTCODE,
    ),
    (
        "Mso",
        re.compile(r"<\w+[^>\n]*\bMso\w*[^>\n]*>"),
        "This came along from Word. Delete what you pasted, and paste it again as plain text "
        "(Ctrl+Shift+V; on a Mac, Command+Shift+V).",
    ),
    (
        "HYPERLINK",
        re.compile(r"HYPERLINK[ ]+[\"“][^\"”\n]*[\"”]"),
        "This came along from Word. Write the words of the link, then its address: "
        "[the words to click](its address).",
    ),
    (
        "[Commented",
        re.compile(r"\[Commented \[[^\]\n]{1,40}\]:?[^\]\n]{0,400}\]?"),
        "This is a comment from Word, and readers would see it. Delete it.",
    ),
    (
        "{",
        re.compile(r"\{(?:\+\+|--|>>)[^{}\n]*\}"),
        "This is a tracked change, and readers would see it. Accept or reject it before you copy.",
    ),
    (
        "/url?",
        re.compile(r"https?://(?:www\.)?google\.[a-z.]+/url\?[^\s)]*"),
        "This address goes through Google, which could follow our readers. Open the link, and copy "
        "the address of the page itself.",
    ),
    (
        "safelinks.",
        re.compile(r"https?://[\w.-]*safelinks\.protection\.outlook\.com/[^\s)]*"),
        "This address goes through Outlook, which could follow our readers. Open the link, and "
        "copy the address of the page itself.",
    ),
    (
        ":::",
        re.compile(r"(?m)^:::[^\n]*"),
        'This box belongs to another system. Write !!! note "A short title", and start each line '
        "of its text with four spaces.",
    ),
    (
        "[!",
        re.compile(r"(?m)^>[ ]*\[![A-Za-z]+\]"),
        'This box belongs to another system. Write !!! note "A short title", and start each line '
        "of its text with four spaces.",
    ),
    (
        "==",
        re.compile(r"(?<![=\w])==(?=\S)[^=\n]+=="),
        "The characters == would be shown. Write bold words between two stars: **like this**.",
    ),
    (
        "~~",
        re.compile(r"~~(?=\S)[^~\n]+~~"),
        "The characters ~~ would be shown. Delete the struck-out words.",
    ),
    (
        ":",
        re.compile(r":(?<![\w:/]:)[a-z][a-z0-9_+-]+:(?![\w:/])"),
        "This emoji code would be shown as it is written. Delete it.",
    ),
    (
        "*[",
        re.compile(r"(?m)^[ ]{0,3}\*\[[^\]\n]+\]:"),
        "This line would be shown as it is written. Explain the word where it is first used, or on "
        "a glossary page.",
    ),
    (
        "\n:",
        re.compile(r"(?m)^:[ \t]+\S"),
        "This line starts with a colon, which would be shown. Write the word in bold and its "
        "meaning after it: **Word**: meaning.",
    ),
)
ENTITY = re.compile(r"&(?P<name>[A-Za-z]+;)")
LINE_END = re.compile(r"(?m)(?<!\\)\\$")
NO_TARGET = re.compile(r"\[(?<![\])!\\\w]\[)(?P<words>[^\[\]\n^]{1,60})\](?![\[(:])")
# Capitals only: "todo" is Spanish for all.
LEFT = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b|\b[Ll]orem [Ii]psum\b")
LEFT_WORDS = ("TODO", "TBD", "FIXME", "XXX", "psum")
TO_FILL_IN = re.compile(r"^(?:insert|your|add|enter|name of)\b", re.IGNORECASE)
LONE_BACKTICK = re.compile(r"(?<![\\`])`{1,2}(?!`)")  # three begin a block of code
BOLD = re.compile(r"\*\*+")
BOLD_SIGN = re.compile(
    r"(?<!\\)(?:\*+|(?<![\w_])__(?=[^\W_])|(?<=[^\W_]|[.,;:!?)\"'”’])__(?![\w_]))"
)
LINE_MARK = re.compile(r"[ \t]*(?:>[ ]?)*(?:(?:[-*+]|\d+\.)[ \t]+)?")
PART = re.compile(r"\n(?=[ \t]*(?:\n|[-*+][ \t]|\d+\.[ \t]|#|>|!!!|\|))")
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"")

OTHER_SYSTEM = Rule("markdown-breaks", '"{shown}": {advice}')
NO_CHARACTER = Rule(
    "markdown-breaks", '"{shown}" is not the name of a character and would be shown. Delete it.'
)
BACKSLASH = Rule(
    "markdown-breaks",
    "The backslash at the end of this line would be shown. Put two spaces there instead. "
    "`python3 run.py check --fix` repairs it for you.",
)
BRACKETS = Rule(
    "markdown-breaks",
    '"{shown}" would be shown with its brackets. If it is a link, write its address after it: '
    "{shown}(page.md).",
    level="hint",
)
WIKI_LINK = Rule(
    "markdown-breaks",
    '"{shown}" would be shown with its brackets. Write the words of the link, then its address: '
    "[the words to click](page.md).",
)
BACKTICK = Rule(
    "markdown-breaks",
    'The ` at "{words}" has no partner, so readers would see it. Delete it, or write an apostrophe '
    "instead.",
)
WRONG_BOLD = Rule(
    "markdown-breaks",
    "There is a space inside the two stars, so the wrong words would be bold. Put the stars right "
    "next to the words: **{words}**.",
)
BOLD_NOT_CLOSED = Rule(
    "markdown-breaks",
    'The {sign} at "{words}" has no partner, so readers would see it. Bold words have two stars on '
    "each side: **like this**.",
)
UNFINISHED = Rule(
    "example-left",
    '"{shown}" looks like something to finish later. Write the words, or delete it.',
)


def check_pasted(source: Source) -> Iterator[Problem]:
    """Check a page's body, without code and comments; its title too for unfinished words."""
    text = source.prose
    yield from _check_signs(source, text)
    yield from (wrong := [*_check_bold(source, text)])
    if not wrong and ("**" in text or "__" in text):
        for position, sign in _without_partner(text):
            words = in_short(text[position : text.find("\n", position) % (len(text) + 1)], 30)
            yield source.problem_at(BOLD_NOT_CLOSED, position, sign=sign, words=words)
    for name in ("title", "description", "purpose", "subject"):
        if found := LEFT.search(source.value(name)):
            yield source.problem(UNFINISHED, source.line_of(name), shown=found[0])


def _check_signs(source: Source, text: str) -> Iterator[Problem]:
    for sign, pattern, advice in OTHERS:
        for match in pattern.finditer(text) if sign in text else ():
            shown = in_short(match[0], 40)
            yield source.problem_at(OTHER_SYSTEM, match.start(), shown=shown, advice=advice)
    for match in ENTITY.finditer(text) if "&" in text else ():
        if match["name"] not in html5:
            yield source.problem_at(NO_CHARACTER, match.start(), shown=match[0])
    for match in LONE_BACKTICK.finditer(text) if "`" in text else ():
        words = in_short(text[match.start() :].partition("\n")[0], 30)
        yield source.problem_at(BACKTICK, match.start(), words=words)
    # In a letter, a backslash ends a line, and brackets are what a parent fills in.
    if source.kind is not LETTER:
        for match in LINE_END.finditer(text) if "\\" in text else ():
            yield source.problem_at(BACKSLASH, match.start())
        if not source.keys_in_body:
            yield from _check_brackets(source, text)
    for match in LEFT.finditer(text) if any(word in text for word in LEFT_WORDS) else ():
        yield source.problem_at(UNFINISHED, match.start(), shown=match[0])


def _check_brackets(source: Source, text: str) -> Iterator[Problem]:
    spoken: list[tuple[int, int]] | None = None
    for match in NO_TARGET.finditer(text) if "[" in text else ():
        words = match["words"].strip(" _\u00a0")
        if words in ("", "x", "X") or f"[{match['words']}]:" in text:
            continue  # a box to tick, or a link whose address is elsewhere
        if text[match.start() - 1 : match.start()] + text[match.end() :][:1] == "[]":
            yield source.problem_at(WIKI_LINK, match.start() - 1, shown=f"[{match[0]}]"[:40])
            continue
        if spoken is None:
            spoken = [quote.span() for quote in QUOTED.finditer(text)]
        mailed = text.rfind("\n> ", 0, match.start()) > text.rfind("\n\n", 0, match.start())
        if mailed or any(start < match.start() < end for start, end in spoken):
            continue  # what a parent may say or write, with a blank to fill in
        if TO_FILL_IN.match(words):
            yield source.problem_at(UNFINISHED, match.start(), shown=match[0])
        else:
            yield source.problem_at(BRACKETS, match.start(), shown=match[0][:40])


def _check_bold(source: Source, text: str) -> Iterator[Problem]:
    """Find the stars that close where they should open: `**Ask **the school and** wait**`."""
    for paragraph in PARAGRAPH.finditer(text):
        if " **" not in paragraph[0]:
            continue
        stars = [match for match in BOLD.finditer(paragraph[0]) if len(match[0]) == 2]
        for opening, closing in zip(stars[::2], stars[1::2], strict=False):
            inside = paragraph[0][opening.end() : closing.start()]
            after = paragraph[0][closing.end() :][:1]
            if inside[:1].strip() and inside[-1:] == " " and after.isalnum():
                start, words = paragraph.start() + opening.start(), in_short(inside.strip(), 40)
                yield source.problem_at(WRONG_BOLD, start, words=words)
                break


def _without_partner(text: str) -> Iterator[tuple[int, str]]:
    """Yield the signs of bold words that open and never close, or close what was never open.

    Where in the text, and the sign. Bold words end with their paragraph or entry of a list.
    """
    start = 0
    for edge in (*(match.end() for match in PART.finditer(text)), len(text)):
        part = text[start:edge]
        if "**" in part or "__" in part:
            yield from ((start + at, sign) for at, sign in _unpaired(part))
        start = edge


def _unpaired(part: str) -> Iterator[tuple[int, str]]:
    """Yield the signs of one paragraph that have no partner."""
    waiting: list[tuple[int, str, str]] = []  # where, the sign, and what is left of it
    mark = LINE_MARK.match(part)
    for match in BOLD_SIGN.finditer(part, mark.end() if mark else 0):
        before, after = part[match.start() - 1 : match.start()], part[match.end() :][:1]
        if not before.strip() and not after.strip(" \n.,;:!?)"):
            continue  # 2 * 3, or "** so **", which another rule reports
        rest = match[0]
        while before.strip() and rest and waiting and waiting[-1][2][0] == rest[0]:
            at, whole, left = waiting.pop()
            if len(left) > len(rest):
                waiting.append((at, whole, left[len(rest) :]))
            rest = rest[len(left) :]
        if rest:
            waiting.append((match.start(), match[0], rest))
    yield from ((at, whole) for at, whole, _ in waiting if len(whole) > 1)
