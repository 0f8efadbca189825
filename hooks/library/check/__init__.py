"""The check of the whole library: all problems of all files in one run."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath

from library.check.problem import Problem
from library.check.rules.addresses import check_addresses
from library.check.rules.asked import check_asked
from library.check.rules.avoided_words import check_words
from library.check.rules.binder import check_binder
from library.check.rules.boxes import check_boxes
from library.check.rules.broken_markdown import check_broken_markdown
from library.check.rules.citations import check_citations
from library.check.rules.clocks import check_clocks
from library.check.rules.data_file import check_waiting_pages
from library.check.rules.dates import check_dates, check_waiting
from library.check.rules.duplicates import check_duplicates
from library.check.rules.examples import check_examples
from library.check.rules.explaining import check_explaining
from library.check.rules.front_matter import WRONG_FOLDER, Lists, check_front_matter
from library.check.rules.habits import check_habits
from library.check.rules.interface_words import check_interface_words
from library.check.rules.links import (
    Link,
    Places,
    check_links,
    find_links,
    picture_problems,
    pictures,
)
from library.check.rules.markup import Heading, check_markup, headings
from library.check.rules.menu import check_menu
from library.check.rules.owner import running_tasks
from library.check.rules.parser_limits import check_limits
from library.check.rules.pasted import check_pasted
from library.check.rules.path import check_path
from library.check.rules.picture_file import check_picture, is_picture
from library.check.rules.private import check_private
from library.check.rules.reading import Syllables, check_reading
from library.check.rules.redirects import changed_since, check_redirect_targets, check_redirects
from library.check.rules.register import check_read_days
from library.check.rules.rendered import check_rendered, unseen_links
from library.check.rules.search_words import check_search_words
from library.check.rules.sheets import check_sheet
from library.check.rules.slips import check_slips
from library.check.rules.states import check_hosts, check_states
from library.check.rules.text_file import (
    CANNOT_BE_READ,
    IMAGES,
    LINK_ELSEWHERE,
    check_characters,
    check_document,
    check_name,
    check_size,
    decode,
)
from library.check.rules.year import check_year
from library.check.settings import CheckSettings, check_folder_settings, check_results
from library.check.sound import Leads, SoundTexts, digest_around
from library.check.source import KEPT, Source, read_source
from library.check.tools.rumdl import start_rumdl
from library.check.tools.tool import TOOL_MISSING, TOOL_SLOW, Tool, ToolMissing, ToolSlow
from library.check.tools.typos import MISSPELLING, start_typos, without_tag
from library.common.days import Clock
from library.content.docs_files import is_litter
from library.content.kinds import kind_of, slug_in
from library.content.schema import KINDS, LETTER
from library.site.accessibility import FILE as RESULTS

__all__ = ["Problem", "check_library"]

DOCS = "docs"
# Where one of these found something, check_rendered would only repeat it.
HTML_RULES = frozenset(
    """comment-not-closed event-handler fence-not-closed iframe javascript-link link-kind raw-html
    script third-party-image""".split()
)
TOOL_RULES = (TOOL_MISSING.name, TOOL_SLOW.name)
MANY = 400  # with more paths than this, the tools look at the whole folder


def check_library(
    root: Path,
    paths: Sequence[str] | None = None,
    *,
    now: datetime,
    settings: CheckSettings,
    base: str | None = None,
    tools: bool = True,
    reading: bool = True,
    sound: SoundTexts | None = None,
) -> list[Problem]:
    """Return the problems of the library in `root`/docs, sorted by file and line.

    `paths` (from `root`; files or folders) limits what is reported; all pages are still read, for
    links and duplicates. `now` is the time, with a time zone. `base` is a Git revision to compare
    addresses with. Articles that stay off the site are reported for `paths`, or if they changed
    since `base`. Without `tools`, neither typos nor rumdl runs. Without `reading`, no page is
    scored and no habit checked; these give only hints. `sound` remembers texts from one check of
    all pages to the next. Never changes a file; bad content never raises.
    """
    clock = Clock(now, settings.zone)
    started, problems = _start_tools(root, paths) if tools and sound is None else ([], [])
    problems += [*settings.problems, *running_tasks(root, clock.today)]
    files, found = _files(root)
    problems += [*found, *_check_data(root, settings, clock, reading)]
    pages, found, unread = _read_pages(root, files, settings, sound or SoundTexts())
    problems += found
    if tools and sound is not None:
        known = {page.path for page in pages.values() if sound.knows(page)}
        new = [path for inside in files if (path := f"{DOCS}/{inside}") not in known]
        started, found = _start_tools(root, new, unread)
        problems += found
    elif started and unread:
        for tool in started:
            tool.stop()
        started, _ = _start_tools(root, paths, unread)
    lists = _closed_lists(files, settings)
    rules = _PageRules(lists, sound or SoundTexts(), digest_around(lists, settings))
    problems += _check_pages(pages, files, clock, settings, paths, reading, rules)
    problems += _check_together(root, pages, files, settings, clock)
    if base:
        problems += check_redirects(root, base, pages, settings, clock)
    asked = paths if paths is not None else changed_since(root, base) if base else ()
    for page in pages.values():
        if _is_wanted(page.path, asked):
            problems += check_waiting(page, clock)
    problems += _found_by_tools(started, pages)
    if paths is None:
        _remember(pages, problems, rules)
    if reading:
        problems += _hints(root, pages, problems)
    return _reported(problems, pages, paths)


def _check_data(
    root: Path, settings: CheckSettings, clock: Clock, reading: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the files of data that pages are made of."""
    yield from check_read_days(root, clock.today)
    yield from check_clocks(root, settings, reading=reading)
    yield from check_path(root, settings, reading=reading)
    yield from check_binder(root)
    yield from check_interface_words(root)
    if reading:  # the build reads the file in any case, and stops at what is wrong
        yield from check_search_words(root)
    yield from check_year(root, settings, reading=reading)


def _check_together(
    root: Path,
    pages: dict[str, Source],
    files: dict[str, int],
    settings: CheckSettings,
    clock: Clock,
) -> Iterator[Problem]:
    """Yield what no page alone could be blamed for: clashes, and ways that lead nowhere."""
    hosts, problems = check_hosts(root)
    yield from problems
    yield from check_states(pages, hosts, clock)
    yield from check_waiting_pages(root, pages, clock)
    yield from check_duplicates(pages.values())
    yield from check_addresses(files, pages)
    yield from check_menu(root, files, settings)
    yield from check_redirect_targets(root, files, pages, settings)


def _remember(pages: dict[str, Source], problems: Iterable[Problem], rules: _PageRules) -> None:
    """Note the pages in which nothing was found, if all the tools have looked.

    A page without leads is one that no rule could read.
    """
    problems = [*problems]
    if any(problem.rule in TOOL_RULES for problem in problems):
        return
    wrong = {problem.path for problem in problems}
    for page in pages.values():
        if page.path not in wrong and (leads := rules.leads.get(page.path)):
            rules.sound.add(page, rules.around, leads)


def _hints(root: Path, pages: dict[str, Source], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield what writers forget; where something is wrong, that comes first."""
    wrong = {problem.path for problem in problems if problem.level == "error"}
    for hint in (*check_habits(root, pages), *check_asked(root, pages.values())):
        if hint.path not in wrong:
            yield hint


def _found_by_tools(started: Iterable[Tool], pages: dict[str, Source]) -> Iterator[Problem]:
    """Yield what other programs found; a top block that runs into the text misleads rumdl."""
    mixed = {page.path for page in pages.values() if page.keys_in_body}
    plain = {
        page.path: page.text.count("\n") + 1 if page.kind is LETTER else page.top.end
        for page in pages.values()
    }
    for tool in started:
        for problem in _findings(tool):
            if problem.rule == MISSPELLING.name and problem.line <= plain.get(problem.path, 0):
                problem = without_tag(problem)
            if not (problem.rule == "markdown-breaks" and problem.path in mixed):
                yield problem


def _reported(
    problems: Iterable[Problem], pages: dict[str, Source], paths: Sequence[str] | None
) -> list[Problem]:
    """Return the problems that were asked for, each once and at a line of its file, in order."""
    lines = {page.path: page.text.count("\n") + 1 for page in pages.values()}
    wanted = (problem for problem in problems if _is_wanted(problem.path, paths))
    return sorted({_clamp(problem, lines.get(problem.path)) for problem in wanted})


def _files(root: Path) -> tuple[dict[str, int], list[Problem]]:
    """Return all files under docs/ with their sizes in bytes, by path from docs/.

    And the problems of what cannot be read, or is no file: links to other places, pipes.
    """
    found: dict[str, int] = {}
    links: list[str] = []
    problems: list[Problem] = []

    def cannot_list(error: OSError) -> None:
        problems.extend(_unreadable(Path(error.filename).relative_to(root).as_posix(), error))

    start = root / DOCS
    for folder, folders, names in os.walk(start, onerror=cannot_list):
        folders.sort()
        inside = os.path.relpath(folder, start).replace(os.sep, "/")
        before = "" if inside == "." else f"{inside}/"
        links += [f"{before}{name}" for name in folders if Path(folder, name).is_symlink()]
        for name in names:
            if is_litter(name):
                continue
            try:
                about = Path(folder, name).lstat()
            except OSError as error:
                problems += _unreadable(f"{DOCS}/{before}{name}", error)
                continue
            if stat.S_ISREG(about.st_mode):
                found[f"{before}{name}"] = about.st_size
            else:
                links.append(f"{before}{name}")
    problems += [LINK_ELSEWHERE.at(f"{DOCS}/{inside}", 1) for inside in links]
    return found, problems


def _unreadable(path: str, error: OSError) -> Iterator[Problem]:
    if not isinstance(error, FileNotFoundError):  # an editor has just replaced or deleted it
        yield CANNOT_BE_READ.at(path, 1, reason=error.strerror or type(error).__name__)


def _read_pages(
    root: Path, files: dict[str, int], settings: CheckSettings, sound: SoundTexts
) -> tuple[dict[str, Source], list[Problem], list[str]]:
    """Return the pages, what is wrong with the files, and the pages no other rule should read."""
    pages: dict[str, Source] = {}
    unread: list[str] = []
    problems: list[Problem] = []
    for inside, size in files.items():
        path = f"{DOCS}/{inside}"
        problems += check_name(path, inside, files)
        too_large = list(check_size(path, size, settings))
        problems += too_large
        unread += [path] if too_large else []
        if inside.endswith(".meta.yml"):
            problems += check_folder_settings(root, inside)
        if inside == RESULTS:
            problems += check_results(root)
        document = inside.endswith(".pdf")
        if too_large or not (inside.endswith(".md") or is_picture(inside) or document):
            continue
        try:
            raw = (root / path).read_bytes()
        except OSError as error:
            problems += _unreadable(path, error)
            continue
        if is_picture(inside):
            problems += check_picture(path, raw)
            continue
        if document:
            problems += check_document(path, raw)
            continue
        text, unreadable = decode(path, raw)
        problems += unreadable
        if text is None:
            continue
        told = sound.told(inside, text)
        page = read_source(path, inside, text, told=told)
        if told is not None and page.kind:
            pages[inside] = page
            continue
        too_much = list(check_limits(page))
        if too_much:
            problems += too_much
            unread.append(path)
            continue
        problems += check_characters(path, text, page.top.end)
        if page.kind:
            pages[inside] = page
    return pages, problems, unread


@dataclass(frozen=True)
class _PageRules:
    """What the rules on one page ask besides it, and which pages kept them before."""

    lists: Lists
    sound: SoundTexts
    around: str  # of `digest_around`
    leads: dict[str, Leads] = field(default_factory=dict)  # by path, of pages that have been read


def _check_pages(
    pages: dict[str, Source],
    files: dict[str, int],
    clock: Clock,
    settings: CheckSettings,
    paths: Sequence[str] | None,
    reading: bool,
    rules: _PageRules,
) -> Iterator[Problem]:
    heads = _Headings(pages)
    places = Places(files, pages, heads, settings, clock, rules.sound)
    syllables = Syllables()
    used: set[str] = set()
    for page in pages.values():
        if not reading and (leads := _kept_leads(page, places, rules)):
            rules.leads[page.path] = leads
            if _is_wanted(page.path, paths):
                yield from check_dates(page, clock)
            continue
        links, problems = find_links(page)
        used |= pictures(page, links)
        if not _is_wanted(page.path, paths):
            continue
        yield from problems
        yield from _check_page(page, links, heads[page.inside], places, rules)
        if reading:
            yield from check_reading(page, syllables, settings)
    for inside, size in files.items():
        if inside not in used and inside.rpartition(".")[2].lower() in IMAGES:
            for rule, words in picture_problems(inside, size, settings):
                yield rule.at(f"{DOCS}/{inside}", 1, **words)


def _kept_leads(page: Source, places: Places, rules: _PageRules) -> Leads | None:
    """Return the leads of a page that can break no rule but those that ask the day."""
    leads = rules.sound.leads(page) if rules.sound.knows(page, rules.around) else None
    return leads if leads and places.are_open(leads) else None


def _check_page(
    page: Source,
    links: list[Link],
    found: list[Heading],
    places: Places,
    rules: _PageRules,
) -> Iterator[Problem]:
    """Run all rules on one page except those on how hard it is to read, and those it has kept."""
    known, settled = rules.sound.knows(page), rules.sound.knows(page, rules.around)
    top = [] if settled else [*check_front_matter(page, rules.lists)]
    yield from top
    if page.top.state in ("missing", "not closed") and page.keys_in_body:
        return  # nobody knows where the text begins
    yield from check_dates(page, places.clock)
    # In its own folder, the links of a page may lead where they should.
    moves = any(problem.rule == WRONG_FOLDER.name for problem in top)
    yield from (linked := [] if moves else [*check_links(page, links, places)])
    if not settled:
        yield from check_citations(page, found, places.settings)
    yield from (own := () if known else _own_problems(page))
    if not known and not any(problem.rule in HTML_RULES for problem in (*linked, *own)):
        yield from _rendered_problems(page)
    if moves or any(problem.level == "error" for problem in (*linked, *own)):
        return
    if unseen := [*unseen_links(page, links)]:
        yield from check_links(page, unseen, places)
    rules.leads[page.path] = places.leads_of(page, [*links, *unseen])


@lru_cache(maxsize=KEPT)
def _rendered_problems(page: Source) -> tuple[Problem, ...]:
    return tuple(check_rendered(page))


@lru_cache(maxsize=KEPT)
def _own_problems(page: Source) -> tuple[Problem, ...]:
    """Return the problems that depend on the page alone, not on the day or on other pages."""
    return (
        *check_examples(page),
        *check_explaining(page),
        *check_markup(page, headings(page)),
        *check_boxes(page),
        *check_broken_markdown(page),
        *check_pasted(page),
        *check_private(page),
        *check_sheet(page),
        *check_slips(page, headings(page)),
        *check_words(page),
    )


class _Headings(dict[str, list[Heading]]):
    """Headings by page, found when first asked for."""

    def __init__(self, pages: dict[str, Source]) -> None:
        super().__init__()
        self._pages = pages

    def __missing__(self, inside: str) -> list[Heading]:
        page = self._pages.get(inside)
        self[inside] = found = headings(page) if page else []
        return found


def _closed_lists(files: Iterable[str], settings: CheckSettings) -> dict[str, list[str]]:
    lists = {kind.name: list[str]() for kind in KINDS}
    for inside in files:
        if kind := kind_of(inside):
            lists[kind.name].append(slug_in(inside))
    return lists | {"categories": list(settings.categories), "authors": list(settings.authors)}


def _start_tools(
    root: Path, paths: Sequence[str] | None, without: Sequence[str] = ()
) -> tuple[list[Tool], list[Problem]]:
    wanted = [DOCS] if paths is None or len(paths) > MANY else [*paths]
    # Given by its name, even a photo would be read as words.
    kinds = ("", ".md", ".yml", ".svg")
    wanted = [
        path for path in wanted if path not in without and PurePosixPath(path).suffix in kinds
    ]
    if not wanted:
        return [], []
    started: list[Tool] = []
    problems: list[Problem] = []
    texts = [path for path in wanted if PurePosixPath(path).suffix in ("", ".md")]
    for start, own in ((start_typos, wanted), (start_rumdl, texts)):
        try:
            if own:
                started.append(start(root, own, without))
        except ToolMissing as error:
            problems.append(TOOL_MISSING.at("requirements.txt", 1, name=error))
    return started, problems


def _findings(tool: Tool) -> list[Problem]:
    try:
        return tool.findings()
    except ToolSlow as error:
        return [TOOL_SLOW.at(DOCS, 1, name=error)]


def _is_wanted(path: str, paths: Sequence[str] | None) -> bool:
    if paths is None or not path.startswith(f"{DOCS}/"):
        return True
    return any(path == one or path.startswith(f"{one.rstrip('/')}/") for one in paths)


def _clamp(problem: Problem, lines: int | None) -> Problem:
    """Keep the line inside the file: YAML counts some rare characters as line ends."""
    line = max(1, min(problem.line, lines) if lines else problem.line)
    return problem if line == problem.line else replace(problem, line=line)
