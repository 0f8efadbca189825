"""What the checker knows about the site: its closed lists, register, redirects, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from library.check.problem import Problem, Rule
from library.check.rules.register import REGISTER, addresses, check_register
from library.check.rules.top_block_words import explain_lines
from library.common.days import DEFAULT_ZONE, Clock, present, zone_named
from library.content.front_matter import Loader, TooMuch, compose_yaml, read_yaml
from library.markdown.citations import is_section
from library.path.table import FILE as PATH_FILE
from library.path.table import path_sources, read_path
from library.site.accessibility import FILE as RESULTS
from library.site.accessibility import read_results

MKDOCS = "mkdocs.yml"
AUTHORS = "docs/articles/.authors.yml"
TAG = re.compile(r"</?[A-Za-z!?][^>]*>?")
RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
MOST_BYTES = 1_000_000  # of a settings file; ours have less than a tenth of that
AUTHOR_KEYS = ("name", "description", "avatar")

# Pages and files that the build makes, so that a link to one is no dead link.
GENERATED = (
    "articles/feed.*",
    "articles/category/*",
    "articles/archive/*",
    "checklists/*.pdf",
    "letters/*.pdf",
    "letters/*.docx",
    "letters/*.txt",
    "search/*",
    "admin/*",
)

NO_LINES = Rule(
    "settings-unreadable",
    "This settings file has no lines such as name: text. Undo the last change.",
    builds=False,
)
NO_RESULTS = Rule(
    "settings-unreadable",
    "This file, which python3 -m publishing check_accessibility writes, can no longer be read. "
    "Undo the last change to it.",
    builds=False,
)
NOT_READABLE = Rule(
    "settings-unreadable",
    "This settings file cannot be read from this line on.{why} Undo the last change to it, or look "
    "for a missing colon, quotation mark, or space here.",
    builds=False,
)
NO_AUTHORS = Rule(
    "settings-unreadable",
    "This file has no list of authors. Undo the last change to it.",
    builds=False,
)
EXPLAINED = Rule(NOT_READABLE.name, "{why}", builds=False)
NOT_UTF8 = Rule("not-utf8", "This file is not saved as UTF-8. Save it as UTF-8.", builds=False)
HTML_IN_SETTINGS = Rule(
    "html-in-top-block",
    '"{found}" is HTML or runs a program. Only plain words can be here. Delete it.',
)
TIME_ZONE = Rule(
    "time-zone",
    '"{zone}" is not a time zone. Write its name from the list of time zones: '
    f"{DEFAULT_ZONE}, America/Chicago, America/Denver, America/Los_Angeles.",
)
NO_REDIRECT = Rule(
    "settings-unreadable",
    "This redirect leads nowhere yet: its line is in the wrong place, or not written like this: "
    '/old-name/: about/index.md. {advice} It stands below "redirects:", with four spaces before '
    "it.",
    builds=False,
)
NOT_A_CATEGORY = Rule(
    "settings-unreadable",
    'This category has a colon in it. Put straight quotes around it: - "{name}"',
    builds=False,
)
AUTHOR_LACKS = Rule("author-entry", 'The author "{author}" has no {missing}. Add a line for each.')
AUTHOR_PICTURE = Rule(
    "author-entry",
    'The picture of the author "{author}" must be a file of this site, such as '
    "assets/images/mark.svg. Write its path.",
)

PATH = f"docs/{PATH_FILE}"  # what is wrong with it is reported by rules/path.py

KEY_TWICE = Rule(
    "duplicate-key",
    '"{key}" is in this entry twice (also in line {line}), and only the last one counts. Delete '
    "one of the two.",
    builds=False,
)
# A comment has a space after its #; text such as "Step #1" was meant to be read.
CUT = re.compile(r"[ \t]+#[^\s#]")
TEXT_CUT = Rule(
    "settings-text-cut",
    "In this line, everything after a space and # is dropped. Put straight quotes around the whole "
    "text. If it is a comment, put a space after the #.",
    builds=False,
)

TAGS = ("!ENV", "!relative", "!!python/")  # what may start with ! in mkdocs.yml: MkDocs reads it
SIGNS = ("!", "&")
TAGGED = Rule(
    NOT_READABLE.name,
    "Here a text starts with {sign}, so it needs straight quotes around it.",
    builds=False,
)


@dataclass(frozen=True)
class CheckSettings:
    """Everything the rules need to know beyond the page they look at."""

    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    citations: frozenset[str] = frozenset()  # "34 CFR 300.323"
    documents: Mapping[str, str] = field(default_factory=dict)  # address: "OSEP Memo 11-07"
    redirects: Mapping[str, str] = field(default_factory=dict)  # "/blog/old": "about/index.md"
    zone: ZoneInfo = field(default_factory=lambda: zone_named(None))  # whose days count
    site_url: str = ""
    repository: str = ""  # "owner/name" on the Git host
    branch: str = "main"
    generated: tuple[str, ...] = GENERATED
    reading_grade: float = 6.9  # Flesch-Kincaid; the style guide's aim for running prose
    smog_grade: float = 8.0  # the style guide's aim; SMOG counts long words
    sentence_words: int = 25  # the style guide's longest sentence
    image_bytes: int = 300_000
    page_bytes: int = 300_000  # about 50,000 words; a longer page is a mistake
    file_bytes: int = 5_000_000
    problems: tuple[Problem, ...] = ()  # what is wrong with the settings' own files

    @property
    def register_read(self) -> bool:
        """Return whether the register could be read: if not, no citation can be judged."""
        return self._could_read(REGISTER)

    @property
    def redirects_read(self) -> bool:
        """Return whether the redirects could be read: if not, no address can be judged."""
        return self._could_read(MKDOCS)

    def _could_read(self, name: str) -> bool:
        return not any(p.path == name and p.rule == NOT_READABLE.name for p in self.problems)

    def lacks(self, cite: str) -> bool:
        """Return whether the register says nothing about a rule."""
        return cite not in self.citations and self.register_read


class _Loader(Loader):  # type: ignore[misc, valid-type]
    """Reads mkdocs.yml; tags such as !ENV and !!python/name become None."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def parse_settings(text: str) -> Any:
    """Return the data in mkdocs.yml or a settings file; yaml.YAMLError if it is broken."""
    return read_yaml(text, _Loader)


def parse_nodes(text: str) -> yaml.Node | None:
    """Return the same data with the line of each value; yaml.YAMLError if it is broken."""
    return compose_yaml(text, _Loader)


def load_settings(root: Path) -> CheckSettings:
    """Read the settings of the project in `root`. A missing file gives no entries.

    A settings file that cannot be read becomes a problem in `problems`, never an exception.
    """
    problems: list[Problem] = []
    config = read_settings(root, MKDOCS, problems)
    config = config if isinstance(config, dict) else {}
    authors = read_settings(root, AUTHORS, problems)
    authors = authors.get("authors") if isinstance(authors, dict) else authors
    problems += _check_authors(root, authors)
    problems += _check_redirects(root, config)
    problems += _check_categories(root, config)
    register = read_settings(root, REGISTER, problems)
    if register is not None:
        problems += check_register(register, (root / REGISTER).read_text(encoding="utf-8"))
    rules = addresses(register)
    return CheckSettings(
        categories=categories_of(config),
        authors=tuple(str(name) for name in _mapping(authors)),
        citations=frozenset(rules),
        documents={url: cite for cite, url in rules.items() if not is_section(cite)},
        generated=(*GENERATED, *path_sources(read_path(read_settings(root, PATH, []))[0])),
        redirects=redirects_of(config),
        zone=_zone(root, _mapping(config.get("extra")), problems),
        site_url=str(config.get("site_url") or ""),
        repository=str(_mapping(config.get("extra")).get("repository") or ""),
        problems=tuple(problems),
    )


def categories_of(config: Any) -> tuple[str, ...]:
    """Return the categories of a parsed mkdocs.yml."""
    return tuple(str(name) for name in _categories(config) if not _mapping(name))


def _check_categories(root: Path, config: Mapping[str, Any]) -> Iterator[Problem]:
    """Report categories with a colon in them, which YAML takes for something else."""
    for name in _categories(config):
        for key, value in _mapping(name).items():
            line = _line_of(root / MKDOCS, f"- {key}")
            yield NOT_A_CATEGORY.at(MKDOCS, line, name=f"{key}: {value}")


def _categories(config: Any) -> list[Any]:
    plugins = _plugins(_mapping(config).get("plugins"))
    blog = _mapping(plugins.get("blog") or plugins.get("material/blog"))
    held = blog.get("categories_allowed")
    return held if isinstance(held, list) else []


def redirects_of(config: Any) -> dict[str, str]:
    """Return the redirects of a parsed mkdocs.yml: old address -> file in docs/ or web address."""
    found = _mapping(_mapping(_mapping(config).get("extra")).get("redirects"))
    return {str(old): str(new or "") for old, new in found.items()}


def _check_redirects(root: Path, config: Mapping[str, Any]) -> Iterator[Problem]:
    """Report redirects that would be none: in another place, with a hyphen, without a space."""
    if not config:
        return  # not there, or not read
    extra = _mapping(config.get("extra"))
    held = extra.get("redirects")
    line = _line_of(root / MKDOCS, "redirects")
    if isinstance(held, list):
        yield NO_REDIRECT.at(MKDOCS, line + 1, advice="Delete the hyphen.")
    elif held and not isinstance(held, dict):
        yield NO_REDIRECT.at(MKDOCS, line + 1, advice="Put a space after its colon.")
    for place in (config, extra, _mapping(extra.get("contact"))):
        for key in place:
            if str(key).startswith("/"):
                at = _line_of(root / MKDOCS, str(key))
                yield NO_REDIRECT.at(MKDOCS, at, advice="Move it.")


def owner_clock(root: Path) -> Clock:
    """Return the current time in the time zone that the project in `root` names."""
    return Clock(present(), load_settings(root).zone)


def check_folder_settings(root: Path, inside: str) -> list[Problem]:
    """Return what is wrong with a folder's .meta.yml, by its path from docs/."""
    problems: list[Problem] = []
    if not isinstance(read_settings(root, f"docs/{inside}", problems), dict | None):
        problems.append(NO_LINES.at(f"docs/{inside}", 1))
    return problems


def check_results(root: Path) -> Iterator[Problem]:
    """Report accessibility results that cannot be read; a program wrote them."""
    try:
        read_results((root / "docs" / RESULTS).read_text(encoding="utf-8"))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, yaml.YAMLError):
        yield NO_RESULTS.at(f"docs/{RESULTS}", 1)


def read_settings(root: Path, name: str, problems: list[Problem]) -> Any:
    """Return the data in a settings file of the project in `root`; None if it is missing.

    What is wrong with it is added to `problems`; a file that cannot be read gives None too.
    """
    try:
        if (root / name).stat().st_size > MOST_BYTES:
            raise TooMuch(problem="It is far too long.")
        text = (root / name).read_text(encoding="utf-8")
        held = parse_settings(text)
        if name.startswith("docs/"):
            problems += _check_texts(name, text, held)
        node = compose_yaml(text, _Loader)
        if tags := [*_tagged(name, text, node)]:
            problems += tags
            return None
        if name != MKDOCS:
            problems += keys_twice(name, node)
        problems += cut_texts(name, text, node)
        return held
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        problems.append(NOT_UTF8.at(name, 1))
    except (yaml.YAMLError, ValueError) as error:
        problems.append(_not_readable(name, text, error))
    return None


def keys_twice(name: str, node: yaml.Node | None) -> Iterator[Problem]:
    """Report a name that an entry has twice: YAML keeps only what is after the last one."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from keys_twice(name, item)
    elif isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            said, line = str(key.value), key.start_mark.line + 1
            if said in first:
                yield KEY_TWICE.at(name, line, key=said[:60], line=first[said])
            first.setdefault(said, line)
            yield from keys_twice(name, value)


def cut_texts(name: str, text: str, node: yaml.Node | None) -> Iterator[Problem]:
    """Report texts without quotes that YAML ends at a space and #: "Ask about #1"."""
    if CUT.search(text):
        lines = text.split("\n")
        for each in _nodes(node):
            end = each.end_mark
            if (
                isinstance(each, yaml.ScalarNode)
                and not each.style
                and CUT.match(lines[end.line], end.column)
            ):
                yield TEXT_CUT.at(name, end.line + 1)


def _tagged(name: str, text: str, node: yaml.Node | None) -> Iterator[Problem]:
    """Report values that start with !, which would end the build, or &, which would lose a word."""
    if "!" in text or "&" in text:
        lines = text.split("\n")
        starts = (each.start_mark for each in _nodes(node))
        said = ((at.line, lines[at.line][at.column :]) for at in starts if at.line < len(lines))
        for line, sign in sorted({(line, rest[0]) for line, rest in said if rest[:1] in SIGNS}):
            if name != MKDOCS or not any(tag in lines[line] for tag in TAGS):
                yield TAGGED.at(name, line + 1, sign=sign)


def _nodes(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield a node and all that is in it, keys too."""
    if node:
        yield node
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _nodes(item)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _nodes(part)


def _not_readable(name: str, text: str, error: Exception) -> Problem:
    if not isinstance(error, TooMuch) and (found := explain_lines(error, text.split("\n"))):
        number, why = found
        return EXPLAINED.at(name, number + 1, why=why)
    mark = getattr(error, "problem_mark", None)
    why = f" {error.problem}" if isinstance(error, TooMuch) else ""
    return NOT_READABLE.at(name, mark.line + 1 if mark else 1, why=why)


def _check_texts(name: str, text: str, held: object) -> Iterator[Problem]:
    """Report words in a settings file that a browser would take for HTML, or run."""
    for value in _texts(held):
        found = TAG.search(value) or RUNS.match(value.strip())
        if found:
            line = text.count("\n", 0, max(0, text.find(found[0]))) + 1
            yield HTML_IN_SETTINGS.at(name, line, found=found[0][:40])


def _texts(start: object) -> Iterator[str]:
    if isinstance(start, str):
        yield start
    elif isinstance(start, dict):
        for key, value in start.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(start, list):
        for value in start:
            yield from _texts(value)


def _zone(root: Path, extra: Mapping[str, Any], problems: list[Problem]) -> ZoneInfo:
    try:
        return zone_named(extra.get("time_zone"))
    except ValueError:
        line = _line_of(root / MKDOCS, "time_zone")
        problems.append(TIME_ZONE.at(MKDOCS, line, zone=extra["time_zone"]))
        return zone_named(None)


def _line_of(path: Path, key: str) -> int:
    """Return the line of a key in a settings file, 1 if it is not found."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.strip().startswith(f"{key}:")), 1)


def _mapping(value: object) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _plugins(value: object) -> dict[str, Any]:
    """Return plugins by name, from the list or the mapping in mkdocs.yml."""
    if isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for entry in value if isinstance(value, list) else []:
        found |= entry if isinstance(entry, dict) else {str(entry): {}}
    return found


def _check_authors(root: Path, authors: object) -> Iterator[Problem]:
    """Report authors without what the blog needs for each."""
    if authors is None:
        return
    if not isinstance(authors, dict):
        yield NO_AUTHORS.at(AUTHORS, 1)
        return
    lines = (root / AUTHORS).read_text(encoding="utf-8").split("\n")
    for author, entry in authors.items():
        starts = (n for n, line in enumerate(lines, 1) if line.strip() == f"{author}:")
        line = next(starts, 1)
        held = {key: _mapping(entry).get(key) for key in AUTHOR_KEYS}
        missing = [key for key, value in held.items() if not (value and isinstance(value, str))]
        if missing:
            yield AUTHOR_LACKS.at(AUTHORS, line, author=author, missing=", ".join(missing))
        elif ":" in str(held["avatar"]) or str(held["avatar"]).startswith(("/", "\\")):
            yield AUTHOR_PICTURE.at(AUTHORS, line, author=author)
