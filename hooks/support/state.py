"""What the hooks of one build share: one typed object, new for each build.

A hook never imports another hook. It reads here what others have made, and leaves here what others
need. What nobody has made is empty, so any hook can be left out. hooks/fill_templates.py says what
templates see of it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from library.binder.table import FILE as BINDER
from library.binder.table import Binder, read_binder
from library.clock.table import FILE as CLOCKS
from library.clock.table import Table, read_table
from library.clock.year import FILE as YEAR
from library.clock.year import Year, read_year
from library.common.days import Clock, present, zone_named
from library.common.text_memo import TextMemo
from library.content.facts import Facts, LetterFacts, PostFacts, facts_of, read_facts
from library.content.front_matter import read_yaml
from library.content.kinds import path_of
from library.content.reading_order import related_posts
from library.content.schema import CHECKLIST, LETTER, STATE
from library.letters.letter import Letter, parse_letter
from library.markdown.citations import Regulation, read_register
from library.markdown.glossary import Term, read_terms
from library.markdown.marks import MarkWords
from library.path.table import FILE as PATH
from library.path.table import GuidedPath, read_path
from library.site.accessibility import Results
from library.site.built_site import BuiltSite, put_file
from library.site.page_policy import Needs
from library.states.hosts import FILE as HOSTS
from library.states.hosts import read_hosts
from library.states.proof import Shown, shown_states
from library.states.record import read_states
from support.interface_words import read_words

SITE_BEFORE = "SITE_BEFORE"  # run.py names the folder of the site that this build replaces
KEY = "build_state"  # in config.extra, which MkDocs makes new for each build, `serve` included
# In the order of a page: the Word file is what most people can change.
DOWNLOADS = ("docx", "pdf", "pdf_large", "txt", "cover")


def build_of(config: MkDocsConfig) -> Build:
    """Return the state of the build that has these settings."""
    if KEY not in config.extra:
        config.extra[KEY] = Build(config)
    state: Build = config.extra[KEY]
    return state


def facts_of_page(page: Page) -> Facts:
    """Return what a page says in its front matter."""
    return facts_of(page.file.src_uri, page.meta)


@dataclass(frozen=True)
class Library:
    """The pages that templates list. Each entry is a MkDocs page with its front matter."""

    posts: list[Page] = field(default_factory=list)  # published, newest first
    checklists: list[Page] = field(default_factory=list)  # by title
    letters: list[Page] = field(default_factory=list)
    guides: list[Page] = field(default_factory=list)
    topics: list[Page] = field(default_factory=list)  # the articles of each category, in order
    years: list[Page] = field(default_factory=list)  # the articles of each year, newest first
    by_path: Mapping[str, Page] = field(default_factory=dict)  # by "checklists/packing.md"

    def related(self, post: Page) -> list[Page]:
        """Return other published articles of the post's categories, at most three."""
        return related_posts(post, self._public)

    def sheets_of(self, post: Page) -> list[Page]:
        """Return the checklists and letters that a post names in its front matter, in order."""
        facts = read_facts(PostFacts, post.meta)
        named = [path_of(CHECKLIST, slug) for slug in facts.checklist]
        named += [path_of(LETTER, slug) for slug in facts.letter]
        sheets = map(self.by_path.get, named)
        return [sheet for sheet in sheets if sheet]  # one may be left out of a preview

    def posts_with(self, sheet: Page) -> list[Page]:
        """Return the published articles that name a checklist or letter.

        First those whose first sheet it is: they are about the same. Then the newest first.
        """
        return self._naming.get(sheet.file.src_uri, [])

    def sheets_beside(self, sheet: Page) -> list[Page]:
        """Return the sheets that those articles name besides this one, the most named first."""
        named = Counter(
            other.file.src_uri for post in self.posts_with(sheet) for other in self.sheets_of(post)
        )
        del named[sheet.file.src_uri]
        return [self.by_path[path] for path, _ in named.most_common()]

    @cached_property
    def _naming(self) -> dict[str, list[Page]]:
        found: dict[str, list[tuple[int, int, Page]]] = {}
        for age, post in enumerate(self.posts):
            for place, sheet in enumerate(self.sheets_of(post)):
                found.setdefault(sheet.file.src_uri, []).append((place, age, post))
        return {
            path: [post for _, _, post in sorted(posts, key=lambda each: each[:2])]
            for path, posts in found.items()
        }

    @cached_property
    def _public(self) -> frozenset[str]:
        return frozenset(post.url for post in self.posts)


@dataclass(frozen=True)
class Download:
    """A file that a page offers; its kind is one of DOWNLOADS."""

    url: str
    kind: str


@dataclass(frozen=True)
class Book:
    """All sheets as one PDF."""

    url: str
    size: int  # bytes


@dataclass(frozen=True)
class Bundle:
    """The library as one zip file, dated by its newest text."""

    url: str
    day: date


@dataclass(frozen=True)
class CheckedPage:
    """A page of the site, and what was found on it."""

    address: str
    title: str
    problems: tuple[int, ...] | None  # one number an engine; None: the page is new since then


@dataclass(frozen=True)
class PageGroup:
    """The pages of one folder."""

    title: str
    pages: list[CheckedPage] = field(default_factory=list)


@dataclass(frozen=True)
class AccessibilityReport:
    """What the accessibility statement lists."""

    results: Results
    groups: list[PageGroup]


@dataclass
class Build:
    """What one build knows. Properties are read from files when somebody first asks for them."""

    config: MkDocsConfig = field(repr=False)
    library: Library = field(default_factory=Library)
    downloads: dict[str, list[Download]] = field(default_factory=dict)  # by a page's source
    thumbnails: dict[str, str] = field(default_factory=dict)  # by a sheet's source: an address
    book: Book | None = None
    bundle: Bundle | None = None
    assets: dict[str, str] = field(default_factory=dict)  # our name -> the published path
    accessibility: AccessibilityReport | None = None
    files_to_publish: list[File] = field(default_factory=list)
    written: set[str] = field(default_factory=set)  # by `publish_file`: paths in the site
    # By their path in the site: pages as an earlier build published them, and what each page needs.
    finished: dict[str, bytes] = field(default_factory=dict)
    needs: dict[str, Needs] = field(default_factory=dict)
    memo: TextMemo = field(default_factory=TextMemo)  # in the HTML of pages
    _letters: dict[str, tuple[LetterFacts, Letter]] = field(default_factory=dict)

    @cached_property
    def clock(self) -> Clock:
        """The moment at which this build first asked for it, by the owner's clock."""
        try:
            zone = zone_named(self.config.extra.get("time_zone"))
        except ValueError:  # hooks/check_content.py reports it
            zone = zone_named(None)
        return Clock(present(), zone)

    @cached_property
    def words(self) -> Any:
        """The words of the interface in the language of the site. Raises PluginError."""
        theme = self.config.theme
        return read_words(Path(str(theme.custom_dir)) / "words" / f"{theme['language']}.yml")

    @cached_property
    def terms(self) -> list[Term]:
        """The glossary, sorted by title."""
        return read_terms(Path(self.config.docs_dir))

    @cached_property
    def register(self) -> dict[str, Regulation]:
        """The rules that texts may cite."""
        return read_register(Path(self.config.docs_dir) / "regulations.yml")

    @cached_property
    def mark_words(self) -> MarkWords:
        """What a mark at the end of a sentence says of its rules."""
        words = self.words
        return MarkWords(
            one=words.marks.one,
            other=words.marks.other,
            last=words.marks.last,
            line=words.marks.line,
            point=words.marks.point,
        )

    @cached_property
    def clocks(self) -> Table:
        """The limits of time in the rules, and the holidays; without docs/clocks.yml, none."""
        return read_table(self._data(CLOCKS))[0]

    @cached_property
    def guided_path(self) -> GuidedPath:
        """The questions that lead to what to do now; empty without docs/now.yml."""
        return read_path(self._data(PATH))[0]

    @cached_property
    def binder(self) -> Binder:
        """The ready sets of the binder; empty without docs/binder.yml."""
        return read_binder(self._data(BINDER))[0]

    @cached_property
    def year(self) -> Year:
        """The moments that come each year; empty without docs/iep-year.yml."""
        return read_year(self._data(YEAR))[0]

    @cached_property
    def states(self) -> dict[str, Shown]:
        """What may be published of each state today, by its source ("states/oh.md"), by name."""
        hosts, _ = read_hosts(self._data(HOSTS))
        records = read_states(Path(self.config.docs_dir))
        return {
            path_of(STATE, shown.state.code): shown
            for shown in shown_states(records, hosts, self.clock.today)
        }

    @cached_property
    def site(self) -> BuiltSite:
        """The written site. For `on_post_build`, from GUARD_PAGES on: then all is written."""
        return BuiltSite(Path(self.config.site_dir), self.finished)

    def _data(self, name: str) -> object:
        """Return what a file of data in docs/ holds; None if it cannot be read."""
        try:
            return read_yaml(Path(self.config.docs_dir, name).read_text(encoding="utf-8"))
        except (OSError, ValueError, yaml.YAMLError):  # hooks/check_content.py reports it
            return None

    def letter(self, file: File) -> tuple[LetterFacts, Letter]:
        """Return what the top of a letter's source says, and the letter; it is read once a build.

        It is read from the source, because links and other changes that hooks make to the page's
        Markdown do not belong in a letter.
        """
        if file.src_uri not in self._letters:
            markdown, meta = get_data(file.content_string)
            facts = read_facts(LetterFacts, meta)
            self._letters[file.src_uri] = facts, parse_letter(markdown, subject=facts.subject)
        return self._letters[file.src_uri]

    def add_download(self, source: str, download: Download) -> None:
        """Offer a file on the page of a source, in the order of DOWNLOADS."""
        offered = self.downloads.setdefault(source, [])
        offered.append(download)
        offered.sort(key=lambda each: DOWNLOADS.index(each.kind))

    def publish_file(self, path: str, content: bytes | str) -> None:
        """Write a file of the site that is none of MkDocs' files.

        `path` is relative to the folder of the site. A file written in any other way stops the
        build (hooks/guard_files.py).
        """
        self.written.add(path)
        self.put_file(path, content.encode() if isinstance(content, str) else content)

    def put_file(self, path: str, content: bytes) -> None:
        """Write a file of the site, or link to the same file of the site that it replaces."""
        before = os.environ.get(SITE_BEFORE)
        put_file(Path(self.config.site_dir, path), content, Path(before, path) if before else None)
