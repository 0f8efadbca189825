"""What YAML's complaints mean, in words for people who have never seen YAML."""

from __future__ import annotations

import re

import yaml

from library.check.source import FIRST_LINE
from library.content.front_matter import TooMuch

TEMPLATE = "Compare it with this folder's _template.md."
QUOTES = ("'", '"')
BRACKETS = {"[": "]", "{": "}"}
SIGNS = tuple("@`%&*!|>{[,?")  # YAML gives these a meaning of its own
LIST_MARKS = tuple("-–—•·*‣▪")  # what a list item starts with, or what Word makes of it
LIST_LINE = "Each line of a list starts with a hyphen and a space: - like this."
KEY = re.compile(r"(?P<key>[A-Za-z_][\w -]*):(?P<gap>\s*)(?P<value>.*)")


def explain(error: yaml.YAMLError, block: str) -> tuple[int, str]:
    """Return the line of the file and a message for a top block that YAML cannot read."""
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None) or mark
    text = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    lines = block.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    first = min(start.line, line) if start else line
    if not mark:
        return FIRST_LINE, f"There is an invisible character that cannot be read. {TEMPLATE}"
    if isinstance(error, TooMuch) and "*" not in text:
        return line + FIRST_LINE, f"The block at the top cannot be read. {error.problem} {TEMPLATE}"
    if "escape" in text or "hexdecimal" in text:
        message = "A text in straight quotes cannot have a \\ in it. Delete it, or write /."
        return line + FIRST_LINE, message
    if "quoted scalar" in text and re.match(r".*:\s*[\"']", lines[first]):
        message = (
            "A quotation mark opens here and never closes. Put the same mark at the end of the "
            "text."
        )
        return first + FIRST_LINE, message
    for number in dict.fromkeys((line, line - 1, first)):
        if 0 <= number < len(lines) and (found := _explain_line(lines[number], text)):
            return number + FIRST_LINE, found
    if "flow" in text:
        message = "A bracket [ or { opens here and is never closed. Close it on the same line."
        return first + FIRST_LINE, message
    message = (
        "From this line on, the block at the top cannot be read. Often a line above lacks a colon "
        f"or a quotation mark, or starts farther to the right than its neighbors. {TEMPLATE}"
    )
    return line + FIRST_LINE, message


def _explain_line(line: str, problem: str) -> str:
    if re.match(r" *\t", line):
        return "The line starts with a tab. Use spaces instead."
    body = line.strip()
    if line.startswith(" ") and KEY.fullmatch(body) and "mapping values" in problem:
        return "This line starts too far to the right. Delete the spaces before its first word."
    if not body or body.startswith("#"):
        return ""
    if body.startswith("- "):
        return _explain_value("- ", body[2:].strip())
    match = KEY.fullmatch(body)
    if match is None:
        if body[0] in LIST_MARKS:
            return LIST_LINE
        if ":" not in body:
            return (
                "This line has no colon. Each line at the top is a name, a colon, a space, and "
                "the text: title: Back to school. A long text stays on one line."
            )
        return ""
    key, value = match["key"], match["value"]
    if not match["gap"] and value:
        return f'Put a space after the colon: "{key}: {value[:60]}".'
    if value[:1] not in QUOTES and (": " in value or value.endswith(":")):
        shown = value.replace('"', "'")[:80]
        return (
            f'The text after "{key}:" has a colon in it, so it needs straight quotes around it: '
            f'{key}: "{shown}"'
        )
    return _explain_value(f"{key}: ", value)


def _quoted(text: str) -> str:
    """Return a text in quotes of the kind that it does not contain."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    return '"' + re.sub(r'"([^"]*)"', r"“\1”", text).replace('"', "”") + '"'


def _explain_value(before: str, value: str) -> str:
    """Explain the text after "title: " or "- "; return "" if nothing is wrong with it."""
    first = value[:1]
    if first in QUOTES:
        if value.count(first) == 1:
            return (
                f"A quotation mark opens in this line and is never closed. Put {first} at the end."
            )
        if re.match(rf"{first}[^{first}]*{first}[ ]*[^\s#]", value):
            return (
                "Text goes on after the closing quotation mark, so the whole text needs quotes "
                f"around it: {before}{_quoted(value)}"
            )
        return ""
    if first in BRACKETS and value.count(first) != value.count(BRACKETS[first]):
        return "A bracket opens in this line and is never closed, or there is an extra quote."
    closed = first in BRACKETS and value.endswith(BRACKETS[first])
    if value.startswith("- ") or (first in SIGNS and not closed):
        return (
            f'The text after "{before.rstrip()}" starts with {first}, so it needs straight quotes '
            f'around it: {before}"{value[:60]}"'
        )
    return ""
