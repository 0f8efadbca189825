"""Rules on how parents say things: overrides/words/search_<language>.yml, which the search reads.

What the keys may hold is said where the file is read: library/search/words.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from library.check.problem import Problem, Rule, in_short
from library.check.rules.front_matter import SAME_ENTRY
from library.check.rules.interface_words import FOLDER
from library.check.rules.top_block_words import straight
from library.check.settings import keys_twice, read_settings
from library.content.front_matter import compose_yaml
from library.search.words import read_search_words

AS_ON_PAGES = ("aside",)  # its lines are headings of pages, as they stand there
COUNTS = ("common", "means", "near")  # their names may be numbers
# As the reader of the file says it: "1: same: “kid” needs two wordings or more".
SAID = re.compile(r"(?P<line>\d+): (?:(?P<key>\w+): )?(?P<what>.*)", re.DOTALL)
QUOTED = re.compile(r"“(?P<words>[^”]*\w[^”]*)”")
NAME = "search-words"

FAULT = Rule(NAME, "{what}")
IN_CAPITALS = Rule(NAME, 'The search looks for words in lowercase only. Write "{text}".')
NOT_WORDS = Rule(
    NAME,
    'In "{key}", this is read as something else than words. Put straight quotes around it: {text}',
)

# "#" stands for any number there, so none of their lines ends in a comment.
WITH_NUMBERS = ("around", "local")
NUMBER_CUT = Rule(
    NAME, "Everything after the space before # is dropped. Put straight quotes around it: {text}"
)


def check_search_words(root: Path) -> Iterator[Problem]:
    """Check the file of each language in a project's folder."""
    for path in sorted((root / FOLDER).glob("search_??.yml")):
        name = f"{FOLDER}/{path.name}"
        try:
            text = path.read_text(encoding="utf-8")
            node = compose_yaml(text)
        except (OSError, ValueError, yaml.YAMLError):
            problems: list[Problem] = []
            read_settings(root, name, problems)
            yield from problems
            continue
        yield from keys_twice(name, node)
        rows = text.split("\n")
        told = set()
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            found = [*_check_words(name, key.value, value, rows)]
            told |= {key.value for problem in found if problem.rule == NAME}
            yield from found
        for said in read_search_words(text)[1]:
            where = SAID.fullmatch(said)
            if where and where["key"] not in told:  # it would speak of the same line again
                yield _fault(name, where, rows)


def _check_words(name: str, key: str, value: yaml.Node, rows: list[str]) -> Iterator[Problem]:
    """Check that each line of a key holds words, in lowercase, and no line twice."""
    first: dict[str, int] = {}
    for item in _items(value):
        line = item.start_mark.line + 1
        is_text = isinstance(item, yaml.ScalarNode)
        if not is_text or (not item.tag.endswith(":str") and not _is_count(key, item)):
            words = item.value if is_text else rows[line - 1].strip().removeprefix("- ")
            yield NOT_WORDS.at(name, line, key=key, text=straight(words))
            continue
        if key in WITH_NUMBERS and rows[line - 1][item.end_mark.column :].lstrip().startswith("#"):
            yield NUMBER_CUT.at(
                name, line, text=straight(rows[line - 1][item.start_mark.column :].strip())
            )
            continue
        text = " ".join(item.value.split())
        if key not in AS_ON_PAGES and text != text.lower():
            yield IN_CAPITALS.at(name, line, text=in_short(text.lower(), 60))
        if isinstance(value, yaml.SequenceNode):
            if text in first:
                also = f" (also in line {first[text]})" if first[text] != line else ""
                yield SAME_ENTRY.at(name, line, text=in_short(text, 60), also=also)
            first.setdefault(text, line)


def _items(value: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the entries of a list, or the names and the texts of a table."""
    if isinstance(value, yaml.SequenceNode):
        yield from value.value
    elif isinstance(value, yaml.MappingNode):
        for key, own in value.value:
            yield key
            yield from own.value if isinstance(own, yaml.SequenceNode) else (own,)
    else:
        yield value


def _is_count(key: str, item: yaml.Node) -> bool:
    return key in COUNTS and item.tag.endswith((":int", ":float"))


def _fault(name: str, said: re.Match[str], rows: list[str]) -> Problem:
    """Return what the reader of the file has found, at the line that it speaks of."""
    quoted = QUOTED.search(said["what"])
    key, start = said["key"], f"{said['key']}:"
    lines = [n for n, row in enumerate(rows, 1) if quoted and quoted["words"] in row]
    lines += [n for n, row in enumerate(rows, 1) if row.startswith(start)]
    what = f'"{key}": {said["what"]}.' if key else f"{said['what']}."
    return FAULT.at(name, lines[0] if lines else int(said["line"]), what=what)
