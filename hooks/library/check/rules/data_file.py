"""What the rules on files of data share: where an entry stands, what it cites, where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from library.check.problem import Problem, Rule, in_short
from library.check.rules.dates import wait_of
from library.check.rules.reading import Sentence, sentences
from library.check.rules.register import UNREAD_RULE
from library.check.settings import CheckSettings
from library.check.source import Source, read_source
from library.common.days import Clock
from library.common.fills import Fill
from library.common.nearest import nearest
from library.letters.fills import wrong_fills
from library.letters.letter import parse_letter
from library.markdown.citations import SECTION, statutes

FILES = ("now.yml", "clocks.yml", "binder.yml", "iep-year.yml")  # below docs/: they name pages
NEXT_ENTRY = re.compile(r"\n *- \{?(?:id|name|host): ")
ABOUT = re.compile(rf'"(?P<word>[^"]+)"|(?P<cite>{SECTION.pattern}|\d+ USC \w+)')

# Stars, backquotes and links, in texts that no page reads as Markdown.
MARKDOWN = re.compile(
    r"\*\*[^*\n]+\*\*|(?<![\w*])\*\w(?:[^*,\n]*[^\s*,])?\*|`[^`\n]*`|\[[^\]\n]*\]\([^)\n]*\)"
)
PAGE_NAMED = re.compile(r"(?<![\w./-])articles/posts/[\w-]+\.md")
NOT_YET = Rule(
    "link-to-draft",
    '"{page}" stays off the site until {until}, so readers would find nothing. Name another page.',
)
LONG_ENTRY_SENTENCE = Rule(
    "long-sentence",
    'In "{entry}" a sentence has {words} words: "{shown}". Make it two; the limit is {most}.',
    level="hint",
)


def line_of(entry: str, text: str, word: str = "") -> int:
    """Return the line of a word in an entry, of the entry itself, or 1.

    `entry` is its id, name or host; empty for the whole file. `word` may be a key or a piece of a
    text.
    """
    start_of = rf"\b(?:id|name|host): *[\"']?{re.escape(entry)}(?![\w-])"
    named = re.search(start_of, text) if entry else None
    if entry and not named:
        return 1
    start = named.start() if named else 0
    after = NEXT_ENTRY.search(text, start) if entry else None
    part = text[start : after.start() if after else len(text)]
    places = (re.search(pattern, part) for pattern in _patterns(word)) if word else ()
    place = next(filter(None, places), None)
    return text.count("\n", 0, start + (place.start() if place else 0)) + 1


def _patterns(word: str) -> tuple[str, str]:
    return rf"(?<![\w-]){re.escape(word)}:(?!\S)", rf"(?<!\w){re.escape(word)}"


def at_entry(rule: Rule, file: str, text: str, entry: str, what: str) -> Problem:
    """Return the problem of an entry, at the line of the first thing that `what` quotes or cites.

    `rule` has the words {named} and {what}.
    """
    quoted = ABOUT.search(what)
    line = line_of(entry, text, (quoted["word"] or quoted["cite"]) if quoted else "")
    named = f'In "{entry}": ' if entry else ""
    return rule.at(file, line, named=named, what=what[0].lower() + what[1:] if named else what)


def unread_rules(texts: Iterable[str], settings: CheckSettings) -> Iterator[str]:
    """Yield what is wrong with citations of rules that are not in the register."""
    text = " ".join(texts)
    cites = {*SECTION.findall(text), *(statute.cite for statute in statutes(text))}
    for cite in sorted(cites):
        if settings.lacks(cite):
            yield UNREAD_RULE.format(cite=cite)


def markdown_in(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong with texts that hold Markdown and are printed as they are.

    In: each text with the key it stands under.
    """
    for key, text in texts:
        if found := MARKDOWN.search(text):
            yield (
                f'"{key}" has {found[0][:40]} in it. Stars and links do not work here, so write '
                "plain words."
            )


def is_page(path: str, root: Path) -> bool:
    """Return whether a path below docs/ is that of a page."""
    inside = not path.startswith("/") and ".." not in path.split("/")
    return inside and path.endswith(".md") and (root / "docs" / path).is_file()


def check_waiting_pages(root: Path, pages: Mapping[str, Source], clock: Clock) -> Iterator[Problem]:
    """Report the lines of the files of data that name an article which is not on the site yet."""
    waits = {inside: wait for inside, page in pages.items() if (wait := wait_of(page, clock))}
    for name in FILES if waits else ():
        try:
            lines = (root / "docs" / name).read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            continue
        for number, line in enumerate(lines, 1):
            for inside in PAGE_NAMED.findall(line):
                if wait := waits.get(inside):
                    until = wait.say(clock)
                    yield NOT_YET.at(f"docs/{name}", number, page=inside, until=until)


def missing_pages(paths: Iterable[str], root: Path) -> Iterator[str]:
    """Yield what is wrong with paths that should be those of pages below docs/."""
    for path in paths:
        if not is_page(path, root):
            guess = _like(path, root)
            advice = f'Did you mean "{guess}"?' if guess else "Correct the path."
            yield f'There is no page "{path[:80]}" in docs/. {advice}'


def _like(path: str, root: Path) -> str:
    """Return the page whose path is most like one that is not there, or ""."""
    docs = root / "docs"
    files = (file.relative_to(docs).as_posix() for file in docs.rglob("[!_.]*.md"))
    return nearest(f"{path.strip('/').removesuffix('.md')}.md", files, cutoff=0.87)


def unknown_blanks(letter: str, fills: tuple[Fill, ...], root: Path) -> Iterator[str]:
    """Yield what is wrong with what an entry takes along to a letter, a path below docs/."""
    if not fills:
        return
    text = ""
    if letter and is_page(letter, root):
        text = (root / "docs" / letter).read_text(encoding="utf-8", errors="replace")
    source = read_source(f"docs/{letter}", letter, text)
    blanks = parse_letter(source.body, subject=source.value("subject")).placeholders
    if not letter or text:  # a letter that is not there is reported elsewhere
        yield from wrong_fills(fills, blanks, letter)


def read_entries(
    file: str, text: str, entries: Mapping[str, str], most: int
) -> tuple[dict[str, list[Sentence]], list[Problem]]:
    """Return the sentences of each entry, by its id, and a hint for each that is too long.

    In: the file of data and its text, the prose of each entry, the most words of a sentence.
    """
    found = {
        entry: sentences(read_source(file, file.rpartition("/")[2], prose))
        for entry, prose in entries.items()
    }
    hints = [
        LONG_ENTRY_SENTENCE.at(
            file,
            line_of(entry, text, sentence.text[:30]),
            entry=entry,
            words=len(sentence.words),
            shown=in_short(sentence.text, 60),
            most=most,
        )
        for entry, own in found.items()
        for sentence in own
        if len(sentence.words) > most
    ]
    return found, hints
