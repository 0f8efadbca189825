"""One Markdown file as the checker sees it: bytes, top block with line numbers, body."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import yaml

from library.check.problem import Problem, Rule
from library.content.front_matter import compose_yaml
from library.content.kinds import kind_of
from library.content.schema import Kind

FENCE = re.compile(r"(?ms)^([ \t]*)(`{3,}|~{3,})[^\n`]*\n.*?^[ \t]*\2[`~]*[ \t]*$")
# As Markdown reads it: other marks than those around it may be inside, and one end of a line.
INLINE_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n)){1,400}?(?<!`)\1(?!`)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CLOSING = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$")
KEY_LINE = re.compile(r"(?m)^(?:title|slug|date|description|categories|checked|updated):[ \t]")
KEPT = 20_000  # texts that `serve` remembers
LONGEST_TOP = 2000  # characters in which to look for such a line
FIRST_LINE = 2  # of the file: what YAML counts as line 0


@dataclass(frozen=True)
class Entry:
    """One key in a top block."""

    name: str
    line: int  # of the file
    node: yaml.Node  # the value, as PyYAML read it

    @property
    def text(self) -> str:
        """Return the value as it is written; empty for lists and maps."""
        return self.node.value if isinstance(self.node, yaml.ScalarNode) else ""

    @property
    def tag(self) -> str:
        """Return the value's YAML type: "str", "int", "timestamp", "null", "seq" ..."""
        return str(self.node.tag).rpartition(":")[2]

    def items(self) -> list[Entry]:
        """Return the entries of a list; a single value counts as a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return [
                Entry(self.name, item.start_mark.line + FIRST_LINE, item)
                for item in self.node.value
            ]
        return [] if self.tag == "null" else [self]


@dataclass(frozen=True)
class TopBlock:
    """The lines between the two `---` at the top of a file."""

    state: str  # "read", "missing", "not closed", "unreadable", "no keys"
    text: str = ""  # without the fences
    end: int = 1  # line of the closing fence
    node: yaml.MappingNode | None = None  # what was read; without it, it is read when asked for
    error: yaml.YAMLError | None = None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries in their order; none if they could not be read."""
        if self.state != "read":
            return ()
        node: Any = self.node or compose_yaml(self.text, known=True)
        return tuple(
            Entry(
                key.value if isinstance(key, yaml.ScalarNode) else "[...]",
                min(key.start_mark.line + FIRST_LINE, self.end),
                value,
            )
            for key, value in node.value
        )

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        """Return the entries by key; of a repeated key, the last one, as in YAML."""
        return {entry.name: entry for entry in self.entries}


@dataclass(frozen=True, eq=False)  # compared by identity, so that results can be cached
class Source:
    """A Markdown file that could be read as text."""

    path: str  # from the project's folder
    inside: str  # from docs/
    kind: Kind | None  # None for templates
    text: str  # with "\n" line ends and without a byte order mark
    top: TopBlock
    body_start: int = field(default=0)  # where the body begins in `text`
    told: Mapping[str, str] | None = None  # `values_told` of the same text, if it was kept

    @cached_property
    def body(self) -> str:
        """Return the text below the top block."""
        return self.text[self.body_start :]

    @cached_property
    def prose(self) -> str:
        """Return the body with code and comments blanked out; positions stay the same."""
        return blank_code(self.body)

    @cached_property
    def digest(self) -> str:
        """Return a digest of where the text is (which decides the rules it must keep) and of it."""
        return digest_of(self.inside, self.text)

    @cached_property
    def keys_in_body(self) -> bool:
        """Return whether lines of the top block count as text: it ends too early, or never."""
        closed = self.top.state != "not closed"
        return not closed or KEY_LINE.search(self.body, 0, LONGEST_TOP) is not None

    @cached_property
    def lowered(self) -> str:
        """Return the body in lowercase; positions stay the same."""
        return lower(self.body)

    def line_at(self, position: int) -> int:
        """Return the line of the file for a position in the body."""
        return self.text.count("\n", 0, self.body_start + position) + 1

    def problem(self, rule: Rule, line: int, /, **words: object) -> Problem:
        """Return the problem of a line that breaks a rule; `words` complete the message."""
        return rule.at(self.path, line, **words)

    def problem_at(self, rule: Rule, position: int, /, **words: object) -> Problem:
        """Return the problem of a position in the body that breaks a rule."""
        return rule.at(self.path, self.line_at(position), **words)

    def value(self, key: str) -> str:
        """Return the text of a key's value, or an empty string."""
        if self.told is not None:
            return self.told.get(key, "")
        entry = self.top.by_name.get(key)
        return entry.text.strip() if entry else ""

    @property
    def values_told(self) -> dict[str, str]:
        """Return what `value` says of all keys for which it says anything."""
        return {key: text for key in self.top.by_name if (text := self.value(key))}

    def line_of(self, key: str) -> int:
        """Return the line of a key, 1 if it is missing."""
        entry = self.top.by_name.get(key)
        return entry.line if entry else 1

    def values(self, key: str) -> Iterator[Entry]:
        """Yield the scalar entries of a list, or the single value."""
        entry = self.top.by_name.get(key)
        for item in entry.items() if entry else ():
            if isinstance(item.node, yaml.ScalarNode):
                yield item


def digest_of(inside: str, text: str) -> str:
    """Return what `Source.digest` is of a text that has only "\\n" as line ends."""
    named = f"{inside}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(named).hexdigest()


def read_source(
    path: str, inside: str, text: str, *, told: Mapping[str, str] | None = None
) -> Source:
    """Return a file's parsed text. Never raises: `top.state` says what is wrong.

    The same text gives the same object: while serving, most files have not changed. Of a text in
    which the same code has found nothing wrong before, `told` is what its `values_told` were.
    """
    return _read_source(_File(path, inside, text, told))


@dataclass(frozen=True)
class _File:
    path: str
    inside: str
    text: str
    told: Mapping[str, str] | None = field(compare=False)  # what is read is the same


@lru_cache(maxsize=KEPT)
def _read_source(file: _File) -> Source:
    text = file.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    top, start = _read_top(text, known=file.told is not None)
    return Source(file.path, file.inside, kind_of(file.inside), text, top, start, file.told)


def lower(text: str) -> str:
    """Return a text in lowercase and of the same length, so that positions stay the same."""
    found = text.lower()
    if len(found) == len(text):
        return found
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def blank_code(text: str) -> str:
    """Return the text with code and comments replaced by spaces; lines stay the same."""
    if "```" in text or "~~~" in text:
        text = FENCE.sub(_blank, text)
    if "`" in text:
        text = INLINE_CODE.sub(_blank, text)
    if "<!--" in text:
        text = COMMENT.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _read_top(text: str, *, known: bool) -> tuple[TopBlock, int]:
    first, _, rest = text.partition("\n")
    if first.rstrip(" \t") != "---":
        return TopBlock("missing"), 0
    closing = CLOSING.search(rest)
    if closing is None:
        return TopBlock("not closed"), len(text)
    block = rest[: closing.start()]
    end = block.count("\n") + 2
    start = min(len(first) + 1 + closing.end() + 1, len(text))
    if known:
        return TopBlock("read", block, end), start
    try:
        node = compose_yaml(block)
    except yaml.YAMLError as error:
        return TopBlock("unreadable", block, end, error=error), start
    except (ValueError, RecursionError) as error:  # libyaml cannot turn it into text
        return TopBlock("unreadable", block, end, error=yaml.YAMLError(str(error))), start
    if not isinstance(node, yaml.MappingNode):
        return TopBlock("no keys", block, end), start
    return TopBlock("read", block, end, node), start
