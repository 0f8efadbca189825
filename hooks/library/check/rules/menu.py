"""Rules on the menu, `nav:` in mkdocs.yml: each line names a page that is there.

MkDocs stops at a line that it cannot follow, and says neither where it is nor what to write.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from library.check.problem import Problem, Rule, in_short
from library.check.settings import MKDOCS, CheckSettings, parse_nodes
from library.common.nearest import nearest
from library.site.redirects import place_of

ANOTHER_SITE = re.compile(r"(?:https?://|mailto:)\S+")
# "Services services.md" or "Services:services.md", which YAML takes for a text.
JOINED = re.compile(r"(?P<words>.*?\S)(?::|:?\s+)(?P<page>\S+\.md)")
LIKE = "- Services: services.md"

NO_SUCH_PAGE = Rule("menu", 'The menu names "{page}", which is not in docs/. {advice}')
NOT_A_LIST = Rule(
    "menu",
    "The menu is a list: each line starts with two spaces and a hyphen. Write it like this: "
    f"{LIKE}",
)
NO_COLON = Rule(
    "menu",
    "In a line of the menu, a colon and a space stand between the words and the page. Write: "
    "- {words}: {page}",
)
NO_PAGE = Rule(
    "menu",
    '"{words}" in the menu names no page. Write the page after a colon and a space, like this: '
    f"{LIKE}",
)
NO_HYPHEN = Rule(
    "menu",
    'Each line of the menu starts with a hyphen. Put it before "{words}", below the hyphens of the '
    f"lines around it: {LIKE}",
)


def check_menu(root: Path, files: Collection[str], settings: CheckSettings) -> Iterator[Problem]:
    """Check the menu; `files` are the paths from docs/ of all files.

    Yields nothing where the settings cannot be read, which is reported elsewhere.
    """
    try:
        held = parse_nodes((root / MKDOCS).read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return
    pages = {file for file in files if file.endswith(".md") and _is_shown(file)}
    for key, value in held.value if isinstance(held, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode) and key.value == "nav":
            yield from _check_list(key, value, pages, settings)


def _check_list(
    key: yaml.Node, held: yaml.Node, pages: set[str], settings: CheckSettings
) -> Iterator[Problem]:
    """Check the menu, or the lines below one of its lines; `key` is what they stand below."""
    if not isinstance(held, yaml.SequenceNode) or not held.value:
        yield NOT_A_LIST.at(MKDOCS, _line(held if _is_filled(held) else key))
        return
    for entry in held.value:
        if isinstance(entry, yaml.MappingNode) and entry.value:
            (words, value), *more = entry.value
            for stray, _ in more:
                yield NO_HYPHEN.at(MKDOCS, _line(stray), words=stray.value)
            if isinstance(value, yaml.ScalarNode):
                yield from _check_line(words, value, pages, settings)
            else:
                yield from _check_list(words, value, pages, settings)
        elif isinstance(entry, yaml.ScalarNode):
            yield from _check_line(entry, entry, pages, settings)
        else:
            yield NOT_A_LIST.at(MKDOCS, _line(entry))


def _check_line(
    words: yaml.Node, value: yaml.ScalarNode, pages: set[str], settings: CheckSettings
) -> Iterator[Problem]:
    page = value.value
    line = _line(value if page else words)
    made = any(fnmatchcase(page, pattern) for pattern in settings.generated)
    if page in pages or made or ANOTHER_SITE.fullmatch(page):
        return
    if words is value and (joined := JOINED.fullmatch(page)):
        yield NO_COLON.at(MKDOCS, line, **joined.groupdict())
    elif not page or (words is value and not page.endswith(".md")):
        yield NO_PAGE.at(MKDOCS, line, words=in_short(str(words.value), 60))
    else:
        advice = _advice(page, pages, settings)
        yield NO_SUCH_PAGE.at(MKDOCS, line, page=page[:80], advice=advice)


def _advice(page: str, pages: set[str], settings: CheckSettings) -> str:
    """Return what to write instead of a page that is not there."""
    replaced = {place_of(old): new for old, new in settings.redirects.items()}
    now = replaced.get(place_of(page), "")
    same_name = {posixpath.basename(one): one for one in sorted(pages, reverse=True)}
    bare = page.strip("/").removeprefix("docs/")
    guess = now if now in pages else next((one for one in (bare, f"{bare}.md") if one in pages), "")
    guess = guess or nearest(bare, pages, cutoff=0.7) or same_name.get(posixpath.basename(bare), "")
    if guess:
        return f"If {guess} is meant, write that. If not, delete the line."
    return "Write the page first, then this line. If the page was deleted, delete the line."


def _is_shown(file: str) -> bool:
    return not posixpath.basename(file).startswith((".", "_"))


def _is_filled(node: yaml.Node) -> bool:
    return not isinstance(node, yaml.ScalarNode) or bool(node.value)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
