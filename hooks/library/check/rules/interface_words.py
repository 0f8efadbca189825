"""Rules on the words of buttons, menus and the like: overrides/words/<language>.yml.

Staff may change what stands after a name. The names are what the templates read, and what stands
in curly brackets is filled in by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from library.check.problem import Problem, Rule
from library.check.rules.data_file import MARKDOWN
from library.check.settings import read_settings
from library.common.nearest import did_you_mean
from library.content.front_matter import compose_yaml

FOLDER = "overrides/words"
READ = re.compile(r"\bwords((?:\.[a-z]\w*)+)")  # {{ words.search.button }} in a template
FILLED = re.compile(  # {{ words.x.format(count=2) }}
    READ.pattern + r"\.format\((?P<given>(?:[^()]|\([^()]*\))*)\)"
)
NAMED = re.compile(r"(?:^|, )([a-z_]+)=")
HTML = re.compile(r"</?[A-Za-z!][^>]*>?|&#?\w+;")
HOLE = re.compile(r"\{(?P<name>[a-z_]+)\}")
EVERY_HOLE = re.compile(r"\{([a-z_]*)\}")
CODE = ("overrides/**/*.html", "overrides/**/*.js", "hooks/**/*.py")  # what may fill in a name

NOT_TEXT = Rule(
    "interface-words",
    '"{name}" needs words. {advice}',
)
NAME_GONE = Rule(
    "interface-words",
    'The pages read "{name}" here, and it is missing. Change only what is after a name and its '
    "colon, never the name.",
)
UNKNOWN_HOLE = Rule(
    "interface-words",
    "Nothing is filled in for {{{hole}}}, so readers would see it. What is in curly brackets stays "
    "as it was.{hint}",
)
HOLE_GONE = Rule(
    "interface-words",
    "The page fills in {{{hole}}} here, and it is missing. Put it back, in curly brackets.",
)
HAS_SIGNS = Rule(
    "interface-words", '"{found}" would be shown as it is, or break the page. Write plain words.'
)
NO_WORDS = "Write them after its colon."
NEEDS_QUOTES = 'Put straight quotes around what stands after its colon: "{value}"'


def check_interface_words(root: Path) -> Iterator[Problem]:
    """Check the words of each language in a project's folder."""
    for path in sorted((root / FOLDER).glob("??.yml")):
        problems: list[Problem] = []
        name = f"{FOLDER}/{path.name}"
        held = read_settings(root, name, problems)
        yield from problems
        if isinstance(held, dict):
            yield from _check_texts(root, name, path.read_text(encoding="utf-8"))


def _check_texts(root: Path, file: str, text: str) -> Iterator[Problem]:
    words = dict(_words(compose_yaml(text)))
    code = _code(root)
    for name, node in words.items():
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str"):
            value = node.value if isinstance(node, yaml.ScalarNode) else ""
            advice = NEEDS_QUOTES.format(value=value) if value else NO_WORDS
            yield NOT_TEXT.at(file, line, name=name, advice=advice)
            continue
        if found := HTML.search(node.value) or MARKDOWN.search(node.value):
            yield HAS_SIGNS.at(file, line, found=found[0][:40])
        holes = {*EVERY_HOLE.findall(node.value)}
        if holes - {""} <= code.names:  # one that is misspelled is told below
            for gone in sorted(code.given.get(name, set()) - holes):
                yield HOLE_GONE.at(file, line, hole=gone)
        for hole in HOLE.finditer(node.value):
            if hole["name"] not in code.names:
                known = {known for other in words.values() for known in _holes(other)} & code.names
                hint = did_you_mean(hole["name"], known)
                yield UNKNOWN_HOLE.at(file, line, hole=hole["name"], hint=hint)
    there = {name[: dot.start()] for name in words for dot in re.finditer(r"\.|$", name)}
    for read in sorted(code.read):
        above = read.rpartition(".")[0]
        if read not in there and not (above in words or read.endswith("_")):
            first = next((n for n in words if n.startswith(f"{above}.")), "")
            line = words[first].start_mark.line if first else 1
            yield NAME_GONE.at(file, max(1, line), name=read)


@dataclass(frozen=True)
class _Code:
    """What templates and scripts ask of the words."""

    read: frozenset[str]  # the names that templates read: "search.button"
    given: Mapping[str, set[str]]  # what templates fill in by word; "" is {}
    names: frozenset[str]  # all names in code: one of them fills in each pair of brackets


def _code(root: Path) -> _Code:
    read, names = set[str](), set[str]()
    given: dict[str, set[str]] = {}
    for file in (path for pattern in CODE for path in root.glob(pattern)):
        text = file.read_text(encoding="utf-8", errors="replace")
        names.update(re.findall(r"[a-z_]+", text))
        if file.suffix == ".html":
            read.update(found[1:] for found in READ.findall(text))
            for found in FILLED.finditer(text):
                holes = {*NAMED.findall(found["given"])} or {""}
                given.setdefault(found[1][1:], set()).update(holes)
    return _Code(frozenset(read), given, frozenset(names))


def _holes(node: yaml.Node) -> set[str]:
    return set(HOLE.findall(node.value)) if isinstance(node, yaml.ScalarNode) else set()


def _words(node: yaml.Node | None, above: str = "") -> Iterator[tuple[str, yaml.Node]]:
    """Yield each word by its dotted name."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = f"{above}{key.value}"
        if isinstance(value, yaml.MappingNode):
            yield from _words(value, f"{name}.")
        else:
            yield name, value
