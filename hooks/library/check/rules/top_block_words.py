"""What YAML's complaints mean, in words for people who have never seen YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from library.check.source import FIRST_LINE
from library.content.front_matter import TooMuch
from library.content.schema import KINDS, Type

LISTS: tuple[Type, ...] = ("texts", "choices", "reminders", "page names")
TEMPLATE = "Compare it with this folder's _template.md."
QUOTES = ("'", '"')
BRACKETS = {"[": "]", "{": "}"}
SIGNS = tuple("@`%&*!|>{[,?")  # YAML gives these a meaning of its own
LIST_MARKS = tuple("-–—•·*‣▪")  # what a list item starts with, or what Word makes of it
LIST_LINE = "Each line of a list starts with a hyphen and a space: - like this."
NOT_A_LIST = (
    '"{key}" is a list. Write {key}: on a line of its own, and below it each entry on a line that '
    "starts with two spaces, a hyphen, and a space: {lines}."
)
LIST_KEYS = {key.name for kind in KINDS for key in kind.keys if key.type in LISTS}
ENTRY = re.compile(r"[a-z_]+: ")  # an entry with keys of its own, such as "ask: ..."
ONE_COLON = re.compile(r"[A-Za-z_][\w -]*:(?! *- )(?:(?!:(?:\s|$)).)*")
KEY = re.compile(r"(?P<key>[A-Za-z_][\w -]*):(?P<gap>\s*)(?P<value>.*)")


def explain(error: yaml.YAMLError, block: str) -> tuple[int, str]:
    """Return the line of the file and a message for a top block that YAML cannot read."""
    mark = getattr(error, "problem_mark", None)
    text = str(getattr(error, "problem", "") or error)
    lines = block.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    if not mark:
        return FIRST_LINE, f"There is an invisible character that cannot be read. {TEMPLATE}"
    if isinstance(error, TooMuch) and "*" not in text:
        return line + FIRST_LINE, f"The block at the top cannot be read. {error.problem} {TEMPLATE}"
    if found := explain_lines(error, lines):
        return found[0] + FIRST_LINE, found[1]
    message = (
        "From this line on, the block at the top cannot be read. Often a line above lacks a colon "
        f"or a quotation mark, or starts farther to the right than its neighbors. {TEMPLATE}"
    )
    return line + FIRST_LINE, message


def explain_lines(error: Exception, lines: list[str]) -> tuple[int, str] | None:
    """Return which line of a YAML file is wrong, from 0, and why; None if nobody knows."""
    mark = getattr(error, "problem_mark", None)
    if not mark:
        return None
    start = getattr(error, "context_mark", None) or mark
    text = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    line = min(mark.line, len(lines) - 1)
    first = min(start.line, line)
    if "escape" in text or "hexdecimal" in text:
        return line, "A text in straight quotes cannot have a \\ in it. Delete it, or write /."
    if "quoted scalar" in text and re.match(r".*:\s*[\"']", lines[first]):
        return first, (
            "A quotation mark opens here and never closes. Put the same mark at the end of the "
            "text."
        )
    if "mapping values" in text and (found := _colon_missing(lines, line)):
        return found
    for number in dict.fromkeys((line, line - 1, first)):
        if 0 <= number < len(lines) and (why := _explain_line(lines[number], text)):
            return number, why
    if "flow" in text:
        return first, "A bracket [ or { opens here and is never closed. Close it on the same line."
    return None


def _colon_missing(lines: list[str], line: int) -> tuple[int, str] | None:
    """Find "- ask Did you ...?" above "  if_no: ...", which YAML takes for one text."""
    if not (own := re.match(r" +(?=[a-z_]+:)", lines[line])):
        return None
    for number in range(line - 1, -1, -1):
        above = re.match(r"(?P<before> *- +)(?P<key>[a-z_]+) +(?P<rest>[^:]+)$", lines[number])
        if above and len(above["before"]) == len(own[0]):
            key = above["key"]
            shown = f"{above['before']}{key}: {above['rest']}".rstrip()
            return number, f'A colon is missing after {key}. Write "{shown}".'
        if lines[number].lstrip().startswith("- "):
            break
    return None


def as_lines(text: str) -> str:
    """Return what stands on one line as the lines of a list, in words."""
    text = text.lstrip("".join(LIST_MARKS) + " ")
    if ENTRY.match(text):
        return entry_lines(re.split(r" +(?=[a-z_]+: )", text))
    return list_lines(several(text))


def several(text: str) -> list[str]:
    """Return the entries that share a line: between questions, semicolons, or commas."""
    parts = re.split(r"(?<=\?),?[ ]+|;[ ]*", text)
    parts = parts if len(parts) > 1 or text.endswith("?") else re.split(r",[ ]+", text)
    return [part for part in parts if part.strip(" ,;")]


def list_lines(texts: Iterable[str]) -> str:
    """Return entries as the lines of a list, in words: "  - a" and "  - b"."""
    return " and ".join(f'"  - {text.lstrip("".join(LIST_MARKS) + " ")}"' for text in texts)


def entry_lines(parts: Iterable[str]) -> str:
    """Return the lines of one entry with keys, in words: "  - ask: ..." and "    if_no: ..."."""
    first, *rest = (part for part in parts if part)
    return " and ".join((f'"  - {first}"', *(f'"    {part}"' for part in rest)))


def _explain_line(line: str, problem: str) -> str:
    if re.match(r" *\t", line):
        return "The line starts with a tab. Use spaces instead."
    body = line.strip()
    if line.startswith(" ") and ONE_COLON.fullmatch(body) and "mapping values" in problem:
        return "This line starts too far to the right. Delete the spaces before its first word."
    if not body or body.startswith("#"):
        return ""
    dash = "- " if body.startswith("- ") else ""
    body = body.removeprefix("- ").strip()
    match = KEY.fullmatch(body)
    if dash and not (match and re.fullmatch("[a-z_]+", match["key"]) and ": " in match["value"]):
        return _explain_value("- ", body)
    if match is None:
        if body[0] in LIST_MARKS:
            return LIST_LINE
        if ":" not in body:
            return (
                "This line has no colon. Each line is a name, a colon, a space, and "
                "the text: title: Back to school. A long text stays on one line."
            )
        return ""
    key, value = match["key"], match["value"]
    if not match["gap"] and value:
        return f'Put a space after the colon: "{key}: {value}".'
    if value.startswith("- ") and key in LIST_KEYS:
        return NOT_A_LIST.format(key=key, lines=as_lines(value))
    if value[:1] not in QUOTES and (": " in value or value.endswith(":")):
        shown = value.replace('"', "'")
        return (
            f'The text after "{key}:" has a colon in it, so it needs straight quotes around it: '
            f'{dash}{key}: "{shown}"'
        )
    return _explain_value(f"{key}: ", value)


def quoted(text: str) -> str:
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
        if first in value[1:-1] and re.fullmatch(rf".(?:[^{first}]|\b{first}\b)*{first}", value):
            return f"Take other quotes around this text: {before}{quoted(value[1:-1])}"
        if re.match(rf"{first}[^{first}]*{first}[ ]*[^\s#]", value):
            return (
                "Text goes on after the closing quotation mark, so the whole text needs quotes "
                f"around it: {before}{quoted(value)}"
            )
        return ""
    if first in BRACKETS and value.count(first) != value.count(BRACKETS[first]):
        return "A bracket opens in this line and is never closed, or there is an extra quote."
    closed = first in BRACKETS and value.endswith(BRACKETS[first])
    if value.startswith("- ") or (first in SIGNS and not closed):
        return (
            f'The text after "{before.rstrip()}" starts with {first}, so it needs straight quotes '
            f'around it: {before}"{value}"'
        )
    return ""
