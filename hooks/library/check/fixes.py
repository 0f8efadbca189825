"""The repairs that are always safe: `--fix`. They never touch a letter, a digit or a word."""

from __future__ import annotations

import re

from library.check.characters import (
    BULLETS,
    EMPTY_BOXES,
    HARD_SPACES,
    LONG_DASH,
    ZERO_WIDTH,
    is_word_fence,
)
from library.check.source import COMMENT, FENCE
from library.content.schema import KINDS

DATE_KEYS = "|".join(
    sorted({key.name for kind in KINDS for key in kind.keys if key.type in ("day", "moment")})
)
SMART_DATE = re.compile(
    rf"(?m)^(?P<key>(?:{DATE_KEYS})[ \t]*:[ \t]*[\"']?)"
    rf"(?P<date>\d{{4}}[-{LONG_DASH}]\d{{1,2}}[-{LONG_DASH}]\d{{1,2}})"
)
TRAILING = re.compile(r"(?m)[ \t]+$")
# What Word and Google Docs put before list items, and a backslash that breaks a line.
PASTED = re.compile(
    rf"(?m)^(?P<before>[ \t]*)(?:(?P<bullet>[{BULLETS}])|(?P<box>[{EMPTY_BOXES}])"
    r"|(?P<number>\d{1,3})\))[ \t]*(?=\S)"
    r"|(?<=[^\\\n])\\\n(?=[ \t]*\S)"
)
LETTER = re.compile(r"[^\W\d_]")
BREAK = 2  # spaces at the end of a line that make a line break in Markdown


def fix_text(text: str) -> str:
    """Return the text with every safe repair made; the same text if there is nothing to do.

    A second run changes nothing. A reader sees the same page, except that hard spaces become
    spaces and what was broken is repaired (a Word dash line, a Word dash in a date).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(f"[{HARD_SPACES}]", " ", text)
    text = re.sub(f"[{ZERO_WIDTH}]", "", text)
    text = _fix_fences(text)
    top, body = _split(text)
    top = SMART_DATE.sub(lambda m: m["key"] + re.sub(f"[{LONG_DASH}]", "-", m["date"]), top)
    return _fix_trailing(top + _fix_pasted(body))


def fix_bytes(raw: bytes) -> bytes:
    """Return a file's bytes, repaired; bytes that are not UTF-8 text come back unchanged."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw
    return fix_text(text).encode("utf-8")


def trailing_blanks(text: str) -> list[int]:
    """Return the lines of a text (with "\\n" line ends) whose trailing spaces can go."""
    before, after = text.split("\n"), _fix_trailing(text).split("\n")
    return [
        number
        for number, pair in enumerate(zip(before, after, strict=True), 1)
        if pair[0] != pair[1]
    ]


def _fix_fences(text: str) -> str:
    """Make Word's long dashes around the top block `---` again, if both lines are there."""
    lines = text.split("\n")
    if not (is_word_fence(lines[0]) or lines[0].rstrip(" \t") == "---"):
        return text
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip(" \t") in ("---", "...") or is_word_fence(line):
            lines[0] = "---"
            lines[number] = "---" if is_word_fence(line) else line
            return "\n".join(lines)
        if line.strip() and not re.match(r"[ \t]|-|#|[\w-]+[ \t]*:", line):
            break  # the text of the page has begun: that was no top block
    return text


def _fix_pasted(body: str) -> str:
    """Turn other programs' list marks and line breaks into Markdown's; not in code."""
    if not PASTED.search(body):
        return body
    code = [match.span() for pattern in (FENCE, COMMENT) for match in pattern.finditer(body)]

    def fix(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in code):
            return match[0]
        if match["number"]:
            return f"{match['before']}{match['number']}. "
        if match["box"]:
            return f"{match['before']}- [ ] "
        return f"{match['before']}- " if match["bullet"] else "  \n"

    return PASTED.sub(fix, body)


def _split(text: str) -> tuple[str, str]:
    """Return the top block with its fences, and the rest."""
    end = re.search(r"(?m)\A---[ \t]*\n(?s:.*?)^(?:---|\.\.\.)[ \t]*$", text)
    return (text[: end.end()], text[end.end() :]) if end else ("", text)


def _fix_trailing(text: str) -> str:
    """Cut spaces at the ends of lines; two stay where they break a line inside a paragraph."""
    if " \n" not in text and "\t\n" not in text and not text.endswith((" ", "\t")):
        return text
    top, body = _split(text)
    code = [match.span() for match in FENCE.finditer(body)]

    def cut(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in code):
            return match[0]
        line_start = body.rfind("\n", 0, match.start()) + 1
        next_line = body[match.end() + 1 : _line_end(body, match.end() + 1)]
        words = body[line_start : match.start()].strip()
        if words and (not LETTER.search(words) or words.startswith("<")):
            return match[0]  # "- " alone is a list item, "-" alone is not; HTML has its own ways
        line = body[line_start : match.end()].expandtabs(4)
        width = len(line) - len(line.rstrip(" "))
        keeps = width >= BREAK and words and next_line.strip() and not words.startswith("#")
        return "  " if keeps else ""

    return TRAILING.sub("", top) + TRAILING.sub(cut, body)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
