"""Rules on Markdown and HTML in the body: headings, excerpt, raw HTML, pictures, code."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from library.check.problem import Problem
from library.check.source import FENCE, KEPT, Source
from library.content.schema import POST

# Inside a quote or a list entry too: "> # so", "- # so". To begin with a line end is much faster
# than with (?m)^.
ATX = re.compile(r"\n(?:[ \t]*(?:>|(?:[-*+]|\d+\.)[ \t]))*[ \t]*(?P<marks>#{1,6})(?P<text>[^\n]*)")
SETEXT = re.compile(r"(?m)(?:\A|\n)[ \t]*\n(?P<text>[^\n]*\S[^\n]*)\n(?P<line>=+|-+)[ ]*$")
LEAD = "\n\n"  # so that a heading in the first line has an empty line above it
MARKED = (
    "Start the line with ## instead of #. If no heading is meant, do not start the line with #."
)
UNDERLINED = "Delete the line of === below it and start its own line with ##."
MORE = "<!-- more -->"
MORE_ALONE = re.compile(rf"(?m)^{re.escape(MORE)}[ \t]*$")
LOOSE_MORE = re.compile(r"<!-*\s*-*\s*(?:read[ -]?)?more\s*-*>|<\s*more\s*/?>", re.IGNORECASE)
OPEN_FENCE = re.compile(r"(?m)^[ \t]*(`{3,}|~{3,})")

# The only HTML tags a text may hold, with their attributes; Markdown has no way to write these.
ALLOWED = {
    "br": frozenset[str](),
    "abbr": frozenset({"title"}),
    "span": frozenset({"lang"}),
    "sub": frozenset[str](),
    "sup": frozenset[str](),
}
TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[^<>]*)(?P<end>>?)")
ATTRIBUTE = re.compile(r"([^\s\"'=/<>]+)\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
DANGEROUS_TAG = re.compile(
    r"<\s*/?\s*(?P<tag>script|iframe|object|embed|style|form|base|meta|link|svg|math|template|"
    r"noscript|frame|frameset|applet)\b"
)
HANDLER = re.compile(r"(?:<[a-z!/][^<>]*?[\s/\"']|\{[^{}\n]*?[\s:])(?P<handler>on[a-z]{3,})\s*=")
SPLIT_ADDRESS = re.compile(r"\n*".join("javascript") + r"\s*:")  # browsers drop the line ends
RUNNING_ADDRESS = re.compile(r"(?:javascript|vbscript)\s*:|data\s*:\s*(?:text/html|image/svg)")
ATTRIBUTE_LIST = re.compile(  # possessive: quotes that do not fit take no more time than others
    r"""\{:?(?P<inside>(?>[^{}"'\n]+|"[^"\n]*"|'[^'\n]*'|["'])*+)\}"""
)
NAMED = re.compile(r"([\w:.-]+)\s*=")
QUOTED = re.compile(r""""[^"\n]*"|'[^'\n]*'""")
ALLOWED_IN_LIST = frozenset({"id", "class", "lang", "title", "width", "height", "loading"})
INSTEAD = {
    "img": "Write a picture like this: ![what it shows](picture.jpg).",
    "a": "Write a link like this: [the words to click](page.md).",
    "b": "Write bold words between two stars: **like this**.",
    "strong": "Write bold words between two stars: **like this**.",
    "i": "Write slanted words between stars: *like this*.",
    "em": "Write slanted words between stars: *like this*.",
    "p": "Leave an empty line between paragraphs instead.",
    "u": "Use bold words instead: **like this**.",
    "center": "Delete it; the layout decides where text goes.",
    "font": "Delete it; the layout decides how text looks.",
    "table": "Write a table with | between the columns.",
    "ul": "Write a list with a hyphen and a space before each entry.",
    "ol": "Write a list with 1. and a space before each entry.",
    "li": "Write a list with a hyphen and a space before each entry.",
    "div": "Delete it; for a box write !!! note and indent the text below by four spaces.",
    "h1": "Write a heading with ## at the start of the line.",
    "h2": "Write a heading with ## at the start of the line.",
    "h3": "Write a heading with ### at the start of the line.",
}


@dataclass(frozen=True)
class Heading:
    """A heading of the body."""

    level: int  # 1 to 6
    text: str  # as written, without the marks
    position: int  # in the body
    underlined: bool = False  # by a line of === or ---


@lru_cache(maxsize=KEPT)
def headings(source: Source) -> list[Heading]:
    """Return the headings of a page in reading order."""
    text = source.prose
    found = (
        [
            Heading(
                len(m["marks"]),
                source.body[m.start("text") - 1 : m.end("text") - 1].strip().rstrip("#").rstrip(),
                m.start("marks") - 1,
            )
            for m in ATX.finditer(f"\n{text}")
        ]
        if "#" in text
        else []
    )
    if "\n==" in text or "\n--" in text or "\n-\n" in text or "\n=\n" in text:
        found += [
            Heading(
                1 if m["line"][0] == "=" else 2,
                (LEAD + source.body)[m.start("text") : m.end("text")].strip(),
                m.start("text") - len(LEAD),
                underlined=True,
            )
            for m in SETEXT.finditer(LEAD + text)
            if "|" not in m["text"]
        ]
        found.sort(key=lambda heading: heading.position)
    return found


def check_markup(source: Source, found: list[Heading]) -> Iterator[Problem]:
    """All rules of this file on one page; `found` are its headings."""
    yield from _check_headings(source, found)
    if source.kind is POST:
        yield from _check_excerpt(source)
    yield from _check_code(source)
    yield from _check_html(source)


def _check_headings(source: Source, found: list[Heading]) -> Iterator[Problem]:
    for heading in found:
        if heading.level == 1:
            yield _error(
                source,
                heading.position,
                "second-h1",
                f'"{heading.text[:60]}" is written as the heading of the page, which is already '
                f'made of "title". {UNDERLINED if heading.underlined else MARKED}',
            )
        elif heading.underlined:
            yield _error(
                source,
                heading.position,
                "second-h1",
                "The line of hyphens below makes this line a heading. For a heading, delete them "
                "and start the line with ##. For a line across the page, leave an empty line above "
                "them.",
            )
        elif not heading.text:
            yield _error(
                source,
                heading.position,
                "empty-heading",
                "This heading has no words. Write some, or delete the line.",
            )
    start = Heading(1, "", 0)
    for before, heading in pairwise([start, *(h for h in found if h.level > 1)]):
        if heading.level > before.level + 1:
            right = "#" * (before.level + 1)
            yield _error(
                source,
                heading.position,
                "heading-jump",
                f'The heading "{heading.text[:60]}" skips a level. Start it with {right} instead '
                f"of {'#' * heading.level}.",
            )


def _check_excerpt(source: Source) -> Iterator[Problem]:
    count = source.body.count(MORE)
    if count == 0:
        loose = LOOSE_MORE.search(source.body)
        position = loose.start() if loose else 0
        found = f'Write it exactly so; here it is "{loose[0]}". ' if loose else ""
        yield _error(
            source,
            position,
            "missing-excerpt",
            f"The line {MORE} is missing. {found}Put it on a line of its own below the short "
            "answer: what is above it is shown in lists.",
        )
    elif count > 1:
        second = source.body.index(MORE, source.body.index(MORE) + 1)
        yield _error(
            source, second, "missing-excerpt", f"The line {MORE} is there twice. Keep the first."
        )
    elif not _stands_alone(source.body):
        yield _error(
            source,
            source.body.index(MORE),
            "missing-excerpt",
            f"The line {MORE} must stand alone on its line, at its very start, outside of lists "
            "and code. Give it a line of its own below the short answer.",
        )
    elif not _has_words(source.prose[source.body.index(MORE) :]):
        yield Problem(
            source.path,
            source.line_at(source.body.index(MORE)),
            "hint",
            "only-excerpt",
            f"There is no text below the line {MORE}. If the short answer is all there is to say, "
            "leave it so; if not, write the article there.",
        )
    elif not _has_words(source.prose[: source.body.index(MORE)]):
        yield _error(
            source,
            source.body.index(MORE),
            "missing-excerpt",
            f"There is no text above the line {MORE}. Write the short answer there.",
        )


def _stands_alone(body: str) -> bool:
    """Tell whether the mark at the end of the short answer is a block of its own."""
    position = body.index(MORE)
    alone = MORE_ALONE.search(body)
    # A block of code, a list and a box take along what is indented, so the start of a line is
    # outside of the latter two.
    fences = FENCE.finditer(body) if "```" in body or "~~~" in body else ()
    code = any(match.start() < position < match.end() for match in fences)
    return alone is not None and not code


def _has_words(text: str) -> bool:
    """Tell whether there is more than headings and empty lines, which comments are too."""
    return any(line.strip().lstrip("#").strip() and line[:1] != "#" for line in text.split("\n"))


def _check_code(source: Source) -> Iterator[Problem]:
    if "```" in source.prose or "~~~" in source.prose:
        for match in OPEN_FENCE.finditer(source.prose):
            yield _error(
                source,
                match.start(1),
                "fence-not-closed",
                f"A block of code opens here with {match[1]} and is never closed. Put the same "
                "line below it, or delete this line.",
            )
    if "<!--" in source.prose:
        yield _error(
            source,
            source.prose.index("<!--"),
            "comment-not-closed",
            "A note that readers should not see opens here with <!-- and is never closed. "
            "Write --> after it.",
        )


def _check_html(source: Source) -> Iterator[Problem]:
    named: set[int] = set()
    dangers = _dangers(source.lowered.replace(MORE, " " * len(MORE)))
    for position, message, rule in [*dangers, *_disguised(source.body)]:
        named.add(source.line_at(position))
        yield _error(source, position, rule, message)
    text = source.prose
    if "<" in text:
        for match in TAG.finditer(text):
            name = match["name"].lower()
            if match["rest"][:1] in (":", "@", ".", "+") or source.line_at(match.start()) in named:
                continue  # <https://...> and <somebody@example.org> are links
            attributes = {a[1].lower() for a in ATTRIBUTE.finditer(match["rest"].rstrip("/"))}
            if name in ALLOWED and attributes <= ALLOWED[name]:
                continue
            if not match["end"] and "=" not in match["rest"]:
                message = (
                    f'"<{match["name"][:30]}" looks like HTML. If it means "less than", put a '
                    f"space before and after it: < {match['name'][:30]}."
                )
                yield _error(source, match.start(), "raw-html", message)
                continue
            yield _error(source, match.start(), "raw-html", _html_message(name, attributes))
    if "{" in text:
        for match in ATTRIBUTE_LIST.finditer(text):
            if match["inside"].lstrip().startswith(("{", "%")):
                continue
            names = {n.lower() for n in NAMED.findall(QUOTED.sub("", match["inside"]))}
            wrong = sorted(names - ALLOWED_IN_LIST)
            if wrong and source.line_at(match.start()) not in named:
                yield _error(
                    source,
                    match.start(),
                    "raw-html",
                    f"The curly brackets set {wrong[0][:30]}, which a text cannot do. "
                    "Delete the brackets.",
                )


def _html_message(name: str, attributes: set[str]) -> str:
    if name in ALLOWED:
        extra = sorted(attributes - ALLOWED[name])[0]
        return f"<{name}> cannot have {extra[:30]} here. Delete it."
    advice = INSTEAD.get(
        name,
        "Write it in Markdown. If a reader should see the sign <, write &lt; instead.",
    )
    return f"HTML such as <{name[:30]}> cannot be used in a text. {advice}"


def _dangers(body: str) -> Iterator[tuple[int, str, str]]:
    """What would run in the reader's browser; looked for everywhere, in code blocks too.

    No text of this site needs to show such code, and what one Markdown reader takes for code
    another may not.
    """
    if "<" in body:
        for match in DANGEROUS_TAG.finditer(body):
            yield match.start(), *_tag_runs(match["tag"])
    if "<" in body or "{" in body:
        for match in HANDLER.finditer(body):
            yield (
                match.start("handler"),
                _HANDLER_RUNS.format(match["handler"][:30]),
                "event-handler",
            )
    if "script" in body or "data" in body:
        for match in RUNNING_ADDRESS.finditer(body):
            yield match.start(), _LINK_RUNS, "javascript-link"
    if body.replace("\n", "").count("javascript") > body.count("javascript"):
        for match in SPLIT_ADDRESS.finditer(body):
            yield match.start(), _LINK_RUNS, "javascript-link"


def _disguised(body: str) -> Iterator[tuple[int, str, str]]:
    """Addresses that run a program and are written with `&#106;` and the like."""
    start = 0
    for line in body.split("\n") if "&" in body else ():
        if "&" in line and not RUNNING_ADDRESS.search(line):
            decoded = re.sub(r"[\x00-\x1f]", "", html.unescape(line))
            if RUNNING_ADDRESS.search(decoded.lower()):
                yield start, _LINK_RUNS, "javascript-link"
        start += len(line) + 1


_HANDLER_RUNS = '"{}" would run a program in the reader\'s browser. It is never allowed. Delete it.'
_LINK_RUNS = (
    "A link cannot start with javascript: or the like, because it would run a program in the "
    "reader's browser. Link to a page instead."
)


def _tag_runs(tag: str) -> tuple[str, str]:
    """Return message and rule for a tag that can run a program or change the page."""
    rule = tag if tag in ("script", "iframe") else "raw-html"
    what = {
        "script": "A <script> would run a program in the reader's browser",
        "iframe": "An <iframe> would show another site inside the page, which can then follow "
        "the reader",
    }.get(tag, f"HTML such as <{tag}> can change the page or run a program")
    more = " Link to the film or page instead." if tag == "iframe" else ""
    return f"{what}. It is never allowed. Delete it.{more}", rule


def _error(source: Source, position: int, rule: str, message: str) -> Problem:
    return Problem(source.path, source.line_at(position), "error", rule, message)
