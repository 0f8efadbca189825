"""Good habits that no page has to keep: hints on what makes a page easier to find and to trust.

Nothing here stops a page, and a plain announcement gets none of these hints.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from library.check.problem import Problem, Rule, in_short
from library.check.rules.citations import GENERAL_NOTE, LAW_SECTION
from library.check.rules.data_file import FILES
from library.check.rules.markup import headings
from library.check.source import Source
from library.content.kinds import TERMS_LINKED, letter_part, path_of, slug_in
from library.content.schema import KINDS, LETTER, MORE, POST, STATE, TERM
from library.content.schema_docs import template
from library.markdown.glossary import GlossaryExtension, Term

SHORT_WORD = 3  # letters: many short forms, such as IEP, have no more
FEWEST_CAPITALS = 2  # longer words behind the first: "About IEP Partner" has one
SMALL = frozenset("an and for from in is of on or the to what with your".split())
LONGEST_ANSWER = 90  # words; the list of articles shows all of it
NEXT_STEP = re.compile(r"^\*\*Next step:\*\* *\S", re.MULTILINE)
WHAT_TO_ASK = re.compile(r"^## *What to ask\b", re.MULTILINE | re.IGNORECASE)
SENDER = re.compile(r"\[your (?:[\w-]+ )?(?:names?|signature)\b[^\]\n]*\]", re.IGNORECASE)
TITLE_PART = re.compile(r"[.:;?!]\s|\s[-–—]\s|[(\"“]")  # behind it, a capital may stand
TITLE_WORD = re.compile(r"[A-Za-z][\w'’-]*")
PATH = re.compile(r"(?<![\w./-])[\w./-]{1,200}\.md\b")

NO_SPANISH = Rule(
    "no-spanish",
    "This word has no Spanish name. If you know the one that schools use, add a line like this: "
    "spanish: consentimiento",
    level="hint",
)
NO_NEXT_STEP = Rule(
    "no-next-step",
    "This word does not say where to go from here. Add a line like this at the top of the text: "
    "**Next step:** [Ask for testing](../letters/ask-for-evaluation.md)",
    level="hint",
)
NO_QUESTION = Rule(
    "no-question",
    "This word does not say what a parent can ask. Add the heading ## What to ask, and below it a "
    'line like this: - "What does this mean for my child?"',
    level="hint",
)
NO_SENDER = Rule(
    "no-sender",
    "The letter has no blank for the name of its sender, so the form does not ask for it. End the "
    "letter with a line of its own: [your name]",
    level="hint",
)
FILE_NAME_DIFFERS = Rule(
    "file-name-differs",
    "The page's address ends in {slug}, but its file is called {stem}.md. The page is easier to "
    "find here if both are the same. If the page is already on the site, leave the slug as "
    "it is.",
    level="hint",
)
LONG_ANSWER = Rule(
    "long-answer",
    "The short answer has {words} words, and the list of articles shows all of them. 40 to 60 are "
    f"easy to take in. Move some below {MORE}.",
    level="hint",
)
LAW_ARTICLE = Rule(
    "law-article",
    "This article states the law. Such articles usually also have: {lacking}.",
    level="hint",
)
HARD_TO_FIND = Rule(
    "hard-to-find",
    "Only the list of all sheets links here. Parents find it sooner if a page links to it, or if "
    "it belongs to a topic: add categories at the top.",
    level="hint",
)
CAPITALS = Rule(
    "capitals",
    'The words of this title begin with capitals. In ours only the first word and names do: "Ask '
    'for an IEP meeting", not "Ask For An IEP Meeting".',
    level="hint",
)
UNUSED_TERM = Rule(
    "unused-term",
    'No article, guide, or page about us uses "{title}", so readers meet it only in the glossary. '
    "If pages use other words for it, list them under also.",
    level="hint",
)
TEMPLATE_CHANGED = Rule(
    "template-changed",
    "This page to copy is made by a command, which overwrites changes made by hand. Undo the "
    "change, or ask an engineer to make it in hooks/library/content/schema.py and to run "
    "python3 -m publishing renew_guide.",
    level="hint",
)


def check_habits(root: Path, pages: Mapping[str, Source]) -> Iterator[Problem]:
    """Look at all pages together; the keys of `pages` are paths from docs/."""
    sheets = []
    for page in pages.values():
        kind = page.kind if page.top.state == "read" else None
        if kind not in (None, TERM, STATE) and _has_capitals(page.value("title")):
            yield page.problem(CAPITALS, page.line_of("title"))
        if kind is POST:
            yield from _article(page)
        elif kind and kind.is_sheet:
            sheets += [] if _has(page, "categories") else [page]
        elif kind is TERM:
            yield from _word(page)
        if kind is LETTER and not SENDER.search(letter_part(page.body)):
            yield page.problem_at(NO_SENDER, max(0, page.body.find(letter_part(page.body))))
    if sheets:
        yield from _sheets(sheets, _named(pages) | _named_in_data(root))
    yield from _unused_terms(pages)
    yield from _templates(root)


def _has_capitals(title: str) -> bool:
    """Return whether a title has capitals where neither its start nor a name has them."""
    words = [word for part in TITLE_PART.split(title) for word in TITLE_WORD.findall(part)[1:]]
    long = [word for word in words if len(word) > SHORT_WORD]
    every = len(long) >= FEWEST_CAPITALS and all(word[0].isupper() for word in long)
    return every or any(word.lower() in SMALL and word[0].isupper() for word in words)


def _article(page: Source) -> Iterator[Problem]:
    stem = slug_in(page.inside)
    if (slug := page.value("slug")) and slug != stem:
        yield page.problem(FILE_NAME_DIFFERS, page.line_of("slug"), slug=slug, stem=stem)
    answer, more, _ = page.body.partition(MORE)
    if more and (words := len(answer.split())) > LONGEST_ANSWER:
        yield page.problem_at(LONG_ANSWER, 0, words=words)
    found = {heading.text.casefold() for heading in headings(page)}
    if LAW_SECTION in found or "CFR" in page.prose:
        lacking = [
            what
            for there, what in (
                (_has(page, "questions"), "questions, which the search uses"),
                (_has(page, "review"), "review, the day to check the facts again"),
                (_has(page, "checklist") or _has(page, "letter"), "a checklist or a letter"),
                (bool(GENERAL_NOTE.search(page.prose)), "a note that state rules differ"),
            )
            if not there
        ]
        if lacking:
            yield page.problem(LAW_ARTICLE, page.top.end, lacking="; ".join(lacking))


def _word(page: Source) -> Iterator[Problem]:
    if not page.value("spanish"):
        yield page.problem(NO_SPANISH, page.top.end)
    if not NEXT_STEP.search(page.body):
        yield page.problem_at(NO_NEXT_STEP, 0)
    if not WHAT_TO_ASK.search(page.body):
        yield page.problem_at(NO_QUESTION, 0)


def _has(page: Source, key: str) -> bool:
    entry = page.top.by_name.get(key)
    return entry is not None and (bool(entry.text.strip()) or bool(entry.items()))


def _named(pages: Mapping[str, Source]) -> set[str]:
    """Return the files of docs/ that some other page names, in its text or at its top."""
    named: set[str] = set()
    for inside, page in pages.items():
        folder = posixpath.dirname(inside)
        lines = (line for line in page.text.split("\n") if ".md" in line)
        for path in chain.from_iterable(map(PATH.findall, lines)):
            targets = {posixpath.normpath(posixpath.join(folder, path)), posixpath.normpath(path)}
            named |= targets - {inside}
        for kind in KINDS:
            if kind.is_sheet:
                named |= {path_of(kind, item.text.strip()) for item in page.values(kind.name)}
    return named


def _named_in_data(root: Path) -> set[str]:
    """Return the files of docs/ that the path, a clock, a ready set or the year names."""
    texts = (root / "docs" / name for name in FILES)
    return {
        found
        for file in texts
        if file.is_file()
        for found in PATH.findall(file.read_text("utf-8", "replace"))
    }


def _sheets(sheets: list[Source], named: set[str]) -> Iterator[Problem]:
    for page in sheets:
        if page.inside in named:
            continue
        yield page.problem(HARD_TO_FIND, page.top.end)


def _unused_terms(pages: Mapping[str, Source]) -> Iterator[Problem]:
    terms = {inside: _term(inside, page) for inside, page in pages.items() if _is_term(page)}
    if not terms:
        return
    glossary, used = GlossaryExtension([*terms.values()]), set[str]()
    for inside, page in pages.items():
        if inside.startswith(TERMS_LINKED):
            used |= {term.path for _, _, term in glossary.uses(page.prose)}
    for inside in terms.keys() - used:
        page = pages[inside]
        title = in_short(page.value("title"), 60)
        yield page.problem(UNUSED_TERM, page.line_of("title"), title=title)


def _is_term(page: Source) -> bool:
    return page.kind is TERM and bool(page.value("title"))


def _term(inside: str, page: Source) -> Term:
    also = (item.text for item in page.values("also") if item.text.strip())
    return Term(page.value("title"), inside, "", (page.value("title"), *also), ())


def _templates(root: Path) -> Iterator[Problem]:
    """Report a page to copy that differs from what the schema makes."""
    for kind in KINDS:
        path = f"docs/{kind.folder}/_template.md"
        if not kind.body or not (root / path).is_file():
            continue
        if (root / path).read_text("utf-8", "replace").replace("\r\n", "\n") != template(kind):
            yield TEMPLATE_CHANGED.at(path, 1)
