"""Rules on Markdown and HTML in the body: headings, excerpt, raw HTML, pictures, code."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from library.check.problem import Problem, Rule, in_short
from library.check.source import FENCE, KEPT, Source
from library.content.schema import MORE, POST

# Inside a quote or a list item too: "> # so", "- # so". A pattern that begins with a line end is
# much faster than one with (?m)^.
ATX = re.compile(r"\n(?:[ \t]*(?:>|(?:[-*+]|\d+\.)[ \t]))*[ \t]*(?P<marks>#{1,6})(?P<text>[^\n]*)")
SETEXT = re.compile(r"(?m)(?:\A|\n)[ \t]*\n(?P<text>[^\n]*\S[^\n]*)\n(?P<line>=+|-+)[ ]*$")
LEAD = "\n\n"  # so that a heading on the first line has a blank line above it
MORE_ALONE = re.compile(rf"(?m)^{re.escape(MORE)}[ \t]*$")
# What a phone or another editor makes of it: "‹!— more —›", "-- more --", "&lt;!-- more --&gt;".
LOOSE_MORE = re.compile(
    r"<!-*\s*-*\s*(?:read[ -]?)?more\s*-*>|<\s*more\s*/?>"
    r"|^[ \t]*(?:&lt;|[^\w\s]){2}(?:[^\w\n]|&lt;)*(?:read[ -]?)?more[ \t]*(?:[^\w\n]|&gt;)*$",
    re.IGNORECASE | re.MULTILINE,
)
OPEN_FENCE = re.compile(r"(?m)^[ \t]*(`{3,}|~{3,})")

# The only HTML tags allowed, with their attributes; Markdown has no way to write these.
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
ATTRIBUTE_LIST = re.compile(  # possessive: unmatched quotes take no more time than others
    r"""\{:?(?P<inside>(?>[^{}"'\n]+|"[^"\n]*"|'[^'\n]*'|["'])*+)\}"""
)
NAMED = re.compile(r"([\w:.-]+)\s*=")
QUOTED = re.compile(r""""[^"\n]*"|'[^'\n]*'""")
ALLOWED_IN_LIST = frozenset({"id", "class", "lang", "title", "width", "height", "loading"})
MARKDOWN = "Write it in Markdown. If a reader should see the character <, write &lt; instead."
INSTEAD = {
    "img": "Write a picture like this: ![what it shows](picture.jpg).",
    "a": "Write a link like this: [the words to click](page.md).",
    "b": "Write bold words between two stars: **like this**.",
    "strong": "Write bold words between two stars: **like this**.",
    "i": "Write italic words between stars: *like this*.",
    "em": "Write italic words between stars: *like this*.",
    "p": "Leave a blank line between paragraphs instead.",
    "u": "Use bold words instead: **like this**.",
    "center": "Delete it; the layout decides where text goes.",
    "font": "Delete it; the layout decides how text looks.",
    "table": "Write a table with | between the columns.",
    "ul": "Write a list with a hyphen and a space before each item.",
    "ol": "Write a list with 1. and a space before each item.",
    "li": "Write a list with a hyphen and a space before each item.",
    "div": "Delete it; for a box write !!! note and indent the text below by four spaces.",
    "h1": "Write a heading with ## at the start of the line.",
    "h2": "Write a heading with ## at the start of the line.",
    "h3": "Write a heading with ### at the start of the line.",
}

TITLE_AGAIN = '"{text}" is written as the heading of the page, but "title" already is. '
MARKED_H1 = Rule(
    "second-h1",
    TITLE_AGAIN
    + "Start the line with ## instead of #. If it is not a heading, do not start it with #.",
)
UNDERLINED_H1 = Rule(
    "second-h1",
    TITLE_AGAIN + "Delete the line of === below it and start its own line with ##.",
)
UNDERLINED_H2 = Rule(
    "second-h1",
    "The line of hyphens below makes this line a heading. For a heading, delete them and start the "
    "line with ##. For a line across the page, leave a blank line above them.",
)
EMPTY_HEADING = Rule("empty-heading", "This heading has no words. Write some, or delete the line.")
HEADING_JUMP = Rule(
    "heading-jump",
    'The heading "{text}" skips a level. Start it with {right} instead of {marks}.',
)
NO_EXCERPT = Rule(
    "missing-excerpt",
    f"The line {MORE} is missing. {{found}}Put it on a line of its own below the short answer: "
    "what is above it is shown in lists.",
    builds=False,
)
TWO_EXCERPTS = Rule(
    "missing-excerpt", f"The line {MORE} appears twice. Keep the first.", builds=False
)
EXCERPT_NOT_ALONE = Rule(
    "missing-excerpt",
    f"{MORE} must be alone on a line, at its very start, outside of lists and code. Put it on a "
    "line of its own below the short answer.",
    builds=False,
)
EMPTY_EXCERPT = Rule(
    "missing-excerpt",
    f"There is no text above the line {MORE}. Write the short answer there.",
    builds=False,
)
ONLY_EXCERPT = Rule(
    "only-excerpt",
    f"There is no text below the line {MORE}. Write the article there. If the short answer says it "
    "all, leave it.",
    level="hint",
)
FENCE_NOT_CLOSED = Rule(
    "fence-not-closed",
    "A block of code opens here with {fence} and is never closed. Put the same line below it, or "
    "delete this line.",
)
COMMENT_NOT_CLOSED = Rule(
    "comment-not-closed",
    "A note that readers should not see opens here with <!-- and is never closed. Write --> after "
    "it.",
)
LESS_THAN = Rule(
    "raw-html",
    '"<{name}" looks like HTML. If it means "less than", put a space before and after it: '
    "< {name}.",
)
TAG_NOT_ALLOWED = Rule("raw-html", "HTML such as <{name}> cannot be used in a text. {advice}")
ATTRIBUTE_NOT_ALLOWED = Rule("raw-html", "<{name}> cannot have {extra} here. Delete it.")
BRACKETS_NOT_ALLOWED = Rule(
    "raw-html",
    "The curly brackets set {name}, which is not allowed in a text. Delete the brackets.",
)
SCRIPT = Rule(
    "script",
    "A <script> would run a program in the reader's browser. It is never allowed. Delete it.",
)
IFRAME = Rule(
    "iframe",
    "An <iframe> would show another site inside the page, which can then track the reader. It is "
    "never allowed. Delete it, and link to the video or page instead.",
)
DANGEROUS = Rule(
    "raw-html",
    "HTML such as <{tag}> can change the page or run a program. It is never allowed. Delete it.",
)
EVENT_HANDLER = Rule(
    "event-handler",
    '"{handler}" would run a program in the reader\'s browser. It is never allowed. Delete it.',
)
JAVASCRIPT_LINK = Rule(
    "javascript-link",
    "A link cannot start with javascript: or the like, because it would run a program in the "
    "reader's browser. Link to a page instead.",
)


@dataclass(frozen=True)
class Heading:
    """A heading in the body."""

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
    """Run all rules in this file on one page; `found` are its headings."""
    yield from _check_headings(source, found)
    if source.kind is POST:
        yield from _check_excerpt(source)
    yield from _check_code(source)
    yield from _check_html(source)


def _check_headings(source: Source, found: list[Heading]) -> Iterator[Problem]:
    for heading in found:
        if heading.level == 1:
            rule = UNDERLINED_H1 if heading.underlined else MARKED_H1
            yield source.problem_at(rule, heading.position, text=in_short(heading.text, 60))
        elif heading.underlined:
            yield source.problem_at(UNDERLINED_H2, heading.position)
        elif not heading.text:
            yield source.problem_at(EMPTY_HEADING, heading.position)
    start = Heading(1, "", 0)
    for before, heading in pairwise([start, *(h for h in found if h.level > 1)]):
        if heading.level > before.level + 1:
            right = "#" * (before.level + 1)
            text, marks = in_short(heading.text, 60), "#" * heading.level
            yield source.problem_at(
                HEADING_JUMP, heading.position, text=text, right=right, marks=marks
            )


def _check_excerpt(source: Source) -> Iterator[Problem]:
    count = source.body.count(MORE)
    if count == 0:
        loose = LOOSE_MORE.search(source.body)
        position = loose.start() if loose else 0
        found = f'Write it exactly so; here it is "{loose[0].strip()}". ' if loose else ""
        yield source.problem_at(NO_EXCERPT, position, found=found)
    elif count > 1:
        second = source.body.index(MORE, source.body.index(MORE) + 1)
        yield source.problem_at(TWO_EXCERPTS, second)
    elif not _stands_alone(source.body):
        yield source.problem_at(EXCERPT_NOT_ALONE, source.body.index(MORE))
    elif not _has_words(source.prose[source.body.index(MORE) :]):
        yield source.problem_at(ONLY_EXCERPT, source.body.index(MORE))
    elif not _has_words(source.prose[: source.body.index(MORE)]):
        yield source.problem_at(EMPTY_EXCERPT, source.body.index(MORE))


def _stands_alone(body: str) -> bool:
    """Return whether the mark at the end of the short answer is a block of its own."""
    position = body.index(MORE)
    alone = MORE_ALONE.search(body)
    # Lists and boxes own what is indented, so the start of a line is outside of them.
    fences = FENCE.finditer(body) if "```" in body or "~~~" in body else ()
    code = any(match.start() < position < match.end() for match in fences)
    return alone is not None and not code


def _has_words(text: str) -> bool:
    """Return whether there is more than headings and blank lines (blanked comments included)."""
    return any(line.strip().lstrip("#").strip() and line[:1] != "#" for line in text.split("\n"))


def _check_code(source: Source) -> Iterator[Problem]:
    if "```" in source.prose or "~~~" in source.prose:
        for match in OPEN_FENCE.finditer(source.prose):
            yield source.problem_at(FENCE_NOT_CLOSED, match.start(1), fence=match[1])
    if "<!--" in source.prose:
        yield source.problem_at(COMMENT_NOT_CLOSED, source.prose.index("<!--"))


def _check_html(source: Source) -> Iterator[Problem]:
    named: set[int] = set()
    dangers = _dangers(source.lowered.replace(MORE, " " * len(MORE)))
    for position, rule, what in [*dangers, *_disguised(source.body)]:
        named.add(source.line_at(position))
        yield source.problem_at(rule, position, tag=what, handler=what)
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
                yield source.problem_at(LESS_THAN, match.start(), name=match["name"][:30])
            elif name in ALLOWED:
                extra = sorted(attributes - ALLOWED[name])[0][:30]
                yield source.problem_at(
                    ATTRIBUTE_NOT_ALLOWED, match.start(), name=name, extra=extra
                )
            else:
                advice = INSTEAD.get(name, MARKDOWN)
                yield source.problem_at(
                    TAG_NOT_ALLOWED, match.start(), name=name[:30], advice=advice
                )
    if "{" in text:
        for match in ATTRIBUTE_LIST.finditer(text):
            if match["inside"].lstrip().startswith("%"):
                continue
            names = {n.lower() for n in NAMED.findall(QUOTED.sub("", match["inside"]))}
            wrong = sorted(names - ALLOWED_IN_LIST)
            if wrong and source.line_at(match.start()) not in named:
                yield source.problem_at(BRACKETS_NOT_ALLOWED, match.start(), name=wrong[0][:30])


def _dangers(body: str) -> Iterator[tuple[int, Rule, str]]:
    """Yield what would run in the reader's browser: where, the rule, the tag or the attribute.

    Code blocks are searched too: none of our pages needs to show such code, and Markdown parsers
    disagree on what is code.
    """
    if "<" in body:
        for match in DANGEROUS_TAG.finditer(body):
            tag = match["tag"]
            yield match.start(), {"script": SCRIPT, "iframe": IFRAME}.get(tag, DANGEROUS), tag
    if "<" in body or "{" in body:
        for match in HANDLER.finditer(body):
            yield match.start("handler"), EVENT_HANDLER, match["handler"][:30]
    if "script" in body or "data" in body:
        for match in RUNNING_ADDRESS.finditer(body):
            yield match.start(), JAVASCRIPT_LINK, ""
    if body.replace("\n", "").count("javascript") > body.count("javascript"):
        for match in SPLIT_ADDRESS.finditer(body):
            yield match.start(), JAVASCRIPT_LINK, ""


def _disguised(body: str) -> Iterator[tuple[int, Rule, str]]:
    """Yield addresses that run a program and are disguised with `&#106;` and the like."""
    start = 0
    for line in body.split("\n") if "&" in body else ():
        if "&" in line and not RUNNING_ADDRESS.search(line):
            decoded = re.sub(r"[\x00-\x1f]", "", html.unescape(line))
            if RUNNING_ADDRESS.search(decoded.lower()):
                yield start, JAVASCRIPT_LINK, ""
        start += len(line) + 1
