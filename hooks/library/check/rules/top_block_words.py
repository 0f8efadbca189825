"""What YAML's complaints mean, in words for people who have never seen YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from library.check.source import FIRST_LINE
from library.content.front_matter import TooMuch
from library.content.schema import KINDS, Type

LISTS: tuple[Type, ...] = ("texts", "choices", "reminders", "page names")
TEMPLATE = "Compare it with another page in this folder."
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
APOSTROPHE = re.compile(r"(?P<before>(?:- +)?(?:[A-Za-z_]\w*: +)?)(?P<words>'\w[^']*)")
ONE_COLON = re.compile(r"[A-Za-z_][\w -]*:(?! *- )(?:(?!:(?:\s|$)).)*")
ADDRESS = re.compile(
    r"(?P<old>/\S*?):(?P<new>[^\s/]\S*)"
)  # a redirect without a space after its colon
REDIRECT_SPACES = 4  # before a redirect in mkdocs.yml
REDIRECT = re.compile(r"/\S*: +\S+$")
# An entry whose hyphen has no space after it, or is another mark.
NO_HYPHEN = re.compile(r"(?P<spaces> *)(?:-\u00a0*|[–—•·*‣▪][ \u00a0]*)(?P<entry>[A-Za-z_]+: .*)")
LIST_ITEM = re.compile(r" *-(?: |$)")
COMMENT = re.compile(r"\s#")
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
        return first, _not_closed(lines[first])
    if "mapping values" in text and (found := _colon_missing(lines, line)):
        return found
    if "mapping values" in text and line and (bare := NO_HYPHEN.fullmatch(lines[line - 1])):
        return line - 1, f'{LIST_LINE} Write "{bare["spaces"]}- {bare["entry"]}".'
    second = "mapping values" in text and ": " in lines[line][: mark.column]  # colon of the line
    if second and (why := _explain_line(lines[line], text)):
        return line, why
    if "mapping values" in text or "did not find expected" in text:
        if found := _quote_open(lines, first, line) or _hyphen(lines, first, line, text):
            return found
        if found := _indented(lines, line, mark.column, deeper="mapping values" in text):
            return found
    for number in dict.fromkeys((line, line - 1, first)):
        if found := _no_hyphen(lines, number):
            return found
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


def _quote_open(lines: list[str], first: int, line: int) -> tuple[int, str] | None:
    """Find a line above whose text opens a quotation mark that ends only far below."""
    for number in range(first, line):
        if re.fullmatch(r" *(?:- +)?[A-Za-z_]\w*: +(\"[^\"]*|'[^']*)", lines[number]):
            return number, _not_closed(lines[number])
    return None


def _not_closed(line: str) -> str:
    """Say that a line's quotation mark is not closed; a single one may be an apostrophe ('tis)."""
    if found := APOSTROPHE.fullmatch(line.strip()):
        return (
            "A quotation mark opens here and never closes. If it is an apostrophe, put straight "
            f"quotes around the whole text: {found['before']}{straight(found['words'])} If it is "
            "not, put the same mark at the end of the text."
        )
    return "A quotation mark opens here and never closes. Put the same mark at the end of the text."


def _hyphen(lines: list[str], first: int, line: int, problem: str) -> tuple[int, str] | None:
    """Find the one line of a list without its hyphen, or the one line with a hyphen too many."""
    own = _indent(lines[line])
    if not own or _indent(lines[first]) != own:
        return None
    if bool(LIST_ITEM.match(lines[first])) == bool(LIST_ITEM.match(lines[line])):
        return None
    alike = [n for n in range(first, len(lines)) if lines[n].strip() and _indent(lines[n]) <= own]
    end = next((n for n in alike if _indent(lines[n]) < own), len(lines))
    block = [n for n in alike if n < end]
    marked = [n for n in block if LIST_ITEM.match(lines[n])]
    odd = first if LIST_ITEM.match(lines[first]) else line
    if lines[odd].strip(" -").startswith("/") or len(marked) * 2 < len(block):
        return odd, "This line must not start with a hyphen. Delete the hyphen and its space."
    bare = next(n for n in block if n not in marked)
    return bare, f'{LIST_LINE} Write "{" " * own}- {lines[bare].strip()}".'


def _no_hyphen(lines: list[str], number: int) -> tuple[int, str] | None:
    """Find words alone between the lines of a list."""
    above = _line_above(lines, number) if 0 <= number < len(lines) else None
    if above is None or not re.fullmatch(r" *[A-Za-z][^:]*", lines[number]):
        return None
    own = _indent(lines[number])
    if not LIST_ITEM.match(lines[above]) or _indent(lines[above]) != own:
        return None
    return number, f'{LIST_LINE} Write "{" " * own}- {lines[number].strip()}".'


def _indented(lines: list[str], line: int, column: int, *, deeper: bool) -> tuple[int, str] | None:
    """Find the line that starts too far to the left or the right, and say where it belongs.

    `deeper`: the line stands below one that has a text already, and farther to the right.
    """
    own, above = _indent(lines[line]), _line_above(lines, line)
    if above is None or "\t" in lines[line][: own + 1] or not (deeper or column == own):
        return None
    before = _column(lines[above])
    if deeper:
        if own <= before or (before == 0 and not _is_redirect(lines[above])):
            return None
        wanted = before
    else:
        known = [_column(lines[n]) for n in range(above + 1) if lines[n].strip()]
        if LIST_ITEM.match(lines[line]):
            known = [_indent(lines[n]) for n in range(above + 1) if LIST_ITEM.match(lines[n])]
        if own in known[-1:] or not known:
            return None
        wanted = min(reversed(known), key=lambda column: abs(column - own))
    left = _indent(lines[above])
    if _is_redirect(lines[above]) and own == REDIRECT_SPACES:
        return above, _start_with(left, REDIRECT_SPACES)
    if left % 2 and not own % 2:  # ours start with an even number of spaces
        return above, _start_with(left, own - (before - left))
    if before != left and own == wanted + 2:  # the list itself stands too far to the left
        return above, _start_with(left, left + 2)
    return line, _start_with(own, wanted)


def _start_with(spaces: int, wanted: int) -> str:
    if not wanted:
        return "This line starts too far to the right. Delete the spaces before its first word."
    side = "right" if spaces > wanted else "left"
    return (
        f"This line starts too far to the {side}, with {spaces} space{'' if spaces == 1 else 's'}. "
        f"Start it with {wanted}."
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column(line: str) -> int:
    """Return where the first word of a line starts, behind the hyphen of a list."""
    mark = re.match(r" *(?:- +)?", line)
    return mark.end() if mark else 0


def _line_above(lines: list[str], line: int) -> int | None:
    """Return the next line above that is neither empty nor a comment."""
    numbers = range(line - 1, -1, -1)
    return next((n for n in numbers if lines[n].strip() and lines[n].strip()[0] != "#"), None)


def _is_redirect(line: str) -> bool:
    return line.strip().startswith("/")


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
    own = match and re.fullmatch("[a-z_]+", match["key"]) and match["gap"]
    if dash and not (match and own and (": " in match["value"] or match["value"][:1] in QUOTES)):
        why = _explain_value("- ", body)
        if not why and match and match["gap"] and "expected key" in problem:
            return (
                "This line has a colon in it, so it needs quotes around all of it: - "
                f"{quoted(body)}"
            )
        return why
    if match is None:
        if body[0] in LIST_MARKS:
            return LIST_LINE
        if joined := ADDRESS.fullmatch(body):
            return f'Put a space after the colon: "{joined["old"]}: {joined["new"]}".'
        if ":" not in body:
            return (
                "This line has no colon. Each line is a name, a colon, a space, and "
                "the text: title: Back to school. A long text stays on one line."
            )
        return ""
    key, value = match["key"], match["value"]
    if value[:1] not in QUOTES:
        value = COMMENT.split(f" {value}")[0].strip()
    if not match["gap"] and value:
        return f'Put a space after the colon: "{key}: {value}".'
    if value.startswith("- ") and key in LIST_KEYS:
        return NOT_A_LIST.format(key=key, lines=as_lines(value))
    if REDIRECT.match(value):
        return (
            f'Put this on a line of its own below "{key}:", with {REDIRECT_SPACES} spaces before '
            f"it: {value}"
        )
    if value[:1] not in QUOTES and (": " in value or value.endswith(":")):
        shown = value.strip("“”" if value[:1] == "“" else " ").replace('"', "'")
        return (
            f'The text after "{key}:" has a colon in it, so it needs straight quotes around it: '
            f'{dash}{key}: "{shown}"'
        )
    return _explain_value(f"{dash}{key}: ", value)


def quoted(text: str) -> str:
    """Return a text in quotes of the kind that it does not contain."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    return '"' + re.sub(r'"([^"]*)"', r"“\1”", text).replace('"', "”") + '"'


def straight(text: str) -> str:
    """Return a text in double quotes, or in others if it has a double quote or a backslash."""
    return quoted(text) if '"' in text or "\\" in text else f'"{text}"'


def _explain_value(before: str, value: str) -> str:
    """Explain the text after "title: " or "- "; return "" if nothing is wrong with it."""
    first = value[:1]
    if first in QUOTES:
        if value.count(first) == 1:
            return _not_closed(f"{before}{value}")
        if value[-1:] == first and re.search(rf"[ ({first}]$", value[1:-1].partition(first)[0]):
            return f"Take other quotes around this text: {before}{quoted(value[1:-1])}"
        if first in value[1:-1] and re.fullmatch(rf".(?:[^{first}]|\b{first}\b)*{first}", value):
            return f"Take other quotes around this text: {before}{quoted(value[1:-1])}"
        if re.match(rf"{first}[^{first}]*{first}[ ]*[^\s#]", value):
            return (
                "Text goes on after the closing quotation mark, so the whole text needs quotes "
                f"around it: {before}{quoted(value)}"
            )
        return ""
    if first in BRACKETS and value.count(first) != value.count(BRACKETS[first]) and before != "- ":
        return "A bracket opens in this line and is never closed, or there is an extra quote."
    if value.startswith("*") and (plain := value.replace("*", "").strip()):
        return f"Stars make no bold words at the top. Write it without them: {before}{plain}"
    closed = first in BRACKETS and value.endswith(BRACKETS[first])
    if value.startswith("- ") or (first in SIGNS and not closed):
        return (
            f'The text after "{before.rstrip()}" starts with {first}, so it needs straight quotes '
            f"around it: {before}{straight(value)}"
        )
    return ""
