"""Makes the search index, /search/<language>/, which a browser loads on the first search."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from library.common.text_memo import TextMemo
from library.content.facts import PostFacts, TermFacts, read_facts
from library.content.kinds import kind_of, letter_part, slug_in
from library.content.schema import LETTER, POST, Kind
from library.markdown.sources import sources_of
from library.search.index import Document, Readings, build_index
from library.search.text import Section, kept_sections, plain
from library.search.words import SearchWords, read_search_words
from support import stages
from support.kept import keep_by_us, kept_folder, read_kept_by_us
from support.material_blog import public_posts, stage_names, topics, years
from support.requested_pages import requested_pages
from support.state import Build, build_of, facts_of_page
from support.state_words import state_sections

LEFT_OUT = ("index.md", "search.md", "404.md")
LATER_PART = re.compile(r"/page/\d+/$")  # of a list of articles


@event_priority(stages.OnPreBuild.INDEX_SEARCH)
def on_pre_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Remember what an earlier build found in the pages."""
    build_of(config).memo = TextMemo(read_kept_by_us(_memo_place(config)))


@event_priority(stages.OnEnv.INDEX_SEARCH)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Write the index's files. All texts are complete by now.

    `serve` writes them when somebody searches. They are not registered with MkDocs: there are as
    many of them as pages, and nothing links to them.
    """
    language = config.theme["language"]
    (search, source), folder = _words(config, language), f"search/{language}/"
    place = kept_folder(config, "search") / f"{language}.readings"  # large, so there is only one

    def write() -> None:
        documents = sorted(_documents(config, files), key=lambda document: document.url)
        readings = Readings(source, read_kept_by_us(place))
        index = build_index(documents, search, stage_names(config), readings)
        keep_by_us(place, readings.to_keep())
        for name, content in index.items():
            build_of(config).publish_file(f"{folder}{name}", content)

    if pages := requested_pages():
        pages.put_off(folder, write)
    else:
        write()
    keep_by_us(_memo_place(config), build_of(config).memo.to_keep())
    return env


def _memo_place(config: MkDocsConfig) -> Path:
    return kept_folder(config, "search") / "pages.memo"


def _words(config: MkDocsConfig, language: str) -> tuple[SearchWords, bytes]:
    """Return the search words of this language, and their file; a language may have none yet."""
    path = Path(str(config.theme.custom_dir)) / "words" / f"search_{language}.yml"
    if not path.exists():
        return SearchWords(), b""
    source = path.read_bytes()
    words, problems = read_search_words(source.decode())
    if problems:
        raise PluginError(
            "\n".join(f"overrides/words/{path.name}:{problem}" for problem in problems)
        )
    return words, source


def _documents(config: MkDocsConfig, files: Files) -> Iterator[Document]:
    posts = {post.file.src_uri for post in public_posts(config)}
    lent: dict[str, list[str]] = {}
    for post in public_posts(config):
        facts = read_facts(PostFacts, post.meta)
        for name in facts.checklist + facts.letter:
            lent.setdefault(name, []).extend(facts.questions)
    build = build_of(config)
    memo, register = build.memo, build.register
    cited = "cited " + hashlib.sha256(repr(register).encode()).hexdigest()
    lists = {view.file.src_uri for view in [*topics(config), *years(config)]}
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        kind, page = kind_of(file.src_uri), file.page
        if page is None or kind is None or file.src_uri in LEFT_OUT or file.src_uri in lists:
            continue
        if LATER_PART.search(page.url):
            continue
        rules = memo.of(
            page.content or "", cited, lambda html: sources_of(html, "", register).cited()
        )
        if file.src_uri in posts:
            yield _document(page, kind, (), rules, build)
        elif kind is not POST and not (page.meta.get("search") or {}).get("exclude"):
            yield _document(page, kind, lent.get(slug_in(file.src_uri), ()), rules, build)


def _document(
    page: Page, kind: Kind, lent: Sequence[str], rules: tuple[str, ...], build: Build
) -> Document:
    facts = facts_of_page(page)
    settings: Any = getattr(page, "config", None)
    sections = [*kept_sections(page.content or "", build.memo)]
    if kind is LETTER:  # the letter's own words are not in the page's text
        sections.append(Section("", plain(letter_part(page.file.content_string))))
    state = build.states.get(page.file.src_uri)
    return Document(
        url=page.url,
        kind=kind.in_search,
        title=str(page.title),
        description=facts.description,
        stages=facts.categories,
        minutes=getattr(settings, "readtime", None),
        questions=facts.questions if isinstance(facts, PostFacts) else (),
        names=facts.names if isinstance(facts, TermFacts) else (),
        lent=tuple(lent),
        asked=facts.asked,
        rules=rules,
        sections=tuple(sections),
        shown=state_sections(state, build.words) if state else (),
        code=state.state.code if state else "",
    )
