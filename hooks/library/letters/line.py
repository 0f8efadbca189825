"""One line of a letter: text, simple emphasis, and placeholders in square brackets.

A placeholder is one field of the form on the page. Two placeholders whose labels differ only in
capitals or punctuation are the same field. Its kind follows from its label alone:

- the word "date" anywhere makes it a date;
- a label that begins with what, why, how, describe or list asks for a longer answer;
- the word "address" anywhere else makes it an address, which may have several lines;
- everything else is one line of text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from library.content.finding import Finding

Kind = Literal["text", "date", "long", "address"]

_IMAGE = re.compile(r"!\[")
_LINK = re.compile(r"\]\(|<(?:https?|mailto):|^\[[^\]]*\]:[ \t]*(?:https?:|www\.|mailto:|[./#])")
_HTML = re.compile(r"<!--|</?[A-Za-z][^<>]*>")
_ESCAPED = re.compile(r"\\([\\\[\]*_<>#+\-!.()`])")
_DATE = re.compile(r"\bdate\b", re.IGNORECASE)
_LONG = re.compile(r"^(what|why|how|describe|list)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<!email )\baddress\b", re.IGNORECASE)
# The parent's own data, which a browser can fill in (WCAG 1.3.5): HTML's autocomplete token by
# label. "Your phone or email" gets the first one. A child's data is never among them.
_OWN = (
    (re.compile(r"your( full)? name", re.IGNORECASE), "name"),
    (re.compile(r"your( \w+)? address", re.IGNORECASE), "street-address"),
    (re.compile(r"your( \w+)? phone\b.*", re.IGNORECASE), "tel"),
    (re.compile(r"your( \w+)? email\b.*", re.IGNORECASE), "email"),
)
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)")
_ITALIC = re.compile(r"\*(?=[^\s*])(.+?)(?<=[^\s*])\*|(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)")
# While looking for emphasis, placeholders and escaped characters are replaced by single characters
# from Unicode's private use area, so that a star inside a label is not taken for emphasis.
_KEPT_FIRST = 0xE000
_KEPT_LAST = 0xF8FF
_SHOWN_IN_MESSAGE = 40


@dataclass(frozen=True)
class Placeholder:
    """A blank in the letter that the parent fills in.

    `label` is the text in the brackets as first written, `field` its id (lowercase, hyphens),
    `kind` is "text" (one line), "date", "long" (several lines) or "address".
    """

    label: str
    field: str
    kind: Kind

    @property
    def autocomplete(self) -> str:
        """Return HTML's autocomplete token; "off" for everything but the parent's own data.

        "off" keeps a shared computer from offering one child's data to the next family.
        """
        return next((token for form, token in _OWN if form.fullmatch(self.label)), "off")


@dataclass(frozen=True)
class Run:
    """Text with one look. For a placeholder, `text` is its label as written, with brackets."""

    text: str
    bold: bool = False
    italic: bool = False
    placeholder: Placeholder | None = None


Line = tuple[Run, ...]
# Sets a run aside and returns the character that replaces it.
Keep = Callable[[Run], str]


def field_id(label: str) -> str:
    """Return the field id of a label: “Child's name” becomes “childs-name”.

    Empty if the label has neither letters nor digits.
    """
    folded = unicodedata.normalize("NFKD", label)
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()
    return re.sub(r"[\W_]+", "-", re.sub(r"['’‘`]", "", folded)).strip("-")


def kind_of(label: str) -> Kind:
    """Return the kind of field that a label asks for; the rule is at the top of this file."""
    if _DATE.search(label):
        return "date"
    if _LONG.match(label):
        return "long"
    return "address" if _ADDRESS.search(label) else "text"


class LineReader:
    """Reads lines into runs; remembers the fields and problems it finds."""

    def __init__(self) -> None:
        self.problems: list[Finding] = []
        self._placeholders: dict[str, Placeholder] = {}

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Return the distinct placeholders in all lines read so far, in order."""
        return tuple(self._placeholders.values())

    def problem(self, line: int, message: str) -> None:
        """Note a problem at a line of the file."""
        self.problems.append(Finding(line, message))

    def runs(self, text: str, number: int) -> Line:
        """Read one line of text into runs."""
        kept: list[Run] = []

        def keep(run: Run) -> str:
            kept.append(run)
            return chr(_KEPT_FIRST + len(kept) - 1)

        text = "".join(sign for sign in text if not _KEPT_FIRST <= ord(sign) <= _KEPT_LAST)
        text = _ESCAPED.sub(lambda match: keep(Run(match[1])), text)
        if self._links_or_html(text, number):
            return (Run(_put_back(text, kept)),)
        marked = self._placeholders_out(text, number, keep, kept)
        return _merged(_emphasis(marked, kept))

    def _links_or_html(self, text: str, number: int) -> bool:
        before = len(self.problems)
        if _IMAGE.search(text):
            self.problem(
                number, "there is a picture inside the letter; letters are text only, so remove it"
            )
        elif _LINK.search(text):
            self.problem(
                number,
                "there is a link inside the letter; it would be lost on paper, "
                "so write the address or the name as plain text",
            )
        elif _HTML.search(text):
            self.problem(
                number,
                "there is HTML inside the letter; remove the tags and keep only the words",
            )
        return len(self.problems) > before

    def _placeholders_out(self, text: str, number: int, keep: Keep, kept: list[Run]) -> str:
        out: list[str] = []
        opened: int | None = None
        for index, sign in enumerate(text):
            if sign == "[":
                if opened is not None:
                    self.problem(
                        number,
                        f"a [ opens inside another one: “{short(text[opened:])}”; "
                        "close the first one with ] before the next begins",
                    )
                    out.append(text[opened:index])
                opened = index
            elif sign == "]" and opened is None:
                self.problem(
                    number,
                    f"a ] closes nothing: “{short(text[: index + 1], from_end=True)}”; "
                    "put a [ where the placeholder begins, or remove the ]",
                )
                out.append(sign)
            elif sign == "]" and opened is not None:
                label = " ".join(_put_back(text[opened + 1 : index], kept).split())
                out.append(self._placeholder(label, number, keep))
                opened = None
            elif opened is None:
                out.append(sign)
        if opened is not None:
            self.problem(
                number,
                f"the placeholder “{short(text[opened:])}” is never closed; "
                "put a ] after its last word, on the same line",
            )
            out.append(text[opened:])
        return "".join(out)

    def _placeholder(self, label: str, number: int, keep: Keep) -> str:
        field = field_id(label)
        if not field:
            self.problem(
                number,
                f"the placeholder [{label}] does not say what to fill in; "
                "write it between the brackets, such as [child's name]",
            )
            return f"[{label}]"
        placeholder = self._placeholders.setdefault(
            field, Placeholder(label, field, kind_of(label))
        )
        return keep(Run(f"[{label}]", placeholder=placeholder))


def _emphasis(text: str, kept: list[Run]) -> Iterator[Run]:
    at = 0
    for bold in _BOLD.finditer(text):
        yield from _italic(text[at : bold.start()], kept, bold=False)
        yield from _italic(bold[1], kept, bold=True)
        at = bold.end()
    yield from _italic(text[at:], kept, bold=False)


def _italic(text: str, kept: list[Run], *, bold: bool) -> Iterator[Run]:
    at = 0
    for italic in _ITALIC.finditer(text):
        yield from _plain(text[at : italic.start()], kept, bold=bold, italic=False)
        yield from _plain(italic[1] or italic[2], kept, bold=bold, italic=True)
        at = italic.end()
    yield from _plain(text[at:], kept, bold=bold, italic=False)


def _plain(text: str, kept: list[Run], *, bold: bool, italic: bool) -> Iterator[Run]:
    for part in re.split(f"([{chr(_KEPT_FIRST)}-{chr(_KEPT_LAST)}])", text):
        if not part:
            continue
        if _KEPT_FIRST <= ord(part[0]) <= _KEPT_LAST:
            run = kept[ord(part) - _KEPT_FIRST]
            yield Run(run.text, bold, italic, run.placeholder)
        else:
            yield Run(html.unescape(part), bold, italic)


def _merged(runs: Iterable[Run]) -> Line:
    """Join adjacent runs that look the same, so that an escaped character does not split one."""
    line: list[Run] = []
    for run in runs:
        last = line[-1] if line else None
        if (
            last
            and not last.placeholder
            and not run.placeholder
            and (last.bold, last.italic) == (run.bold, run.italic)
        ):
            line[-1] = Run(last.text + run.text, run.bold, run.italic)
        else:
            line.append(run)
    return tuple(line)


def _put_back(text: str, kept: list[Run]) -> str:
    return "".join(
        kept[ord(sign) - _KEPT_FIRST].text if _KEPT_FIRST <= ord(sign) <= _KEPT_LAST else sign
        for sign in text
    )


def short(text: str, *, from_end: bool = False) -> str:
    """Return enough of a text to find it again."""
    if len(text) <= _SHOWN_IN_MESSAGE:
        return text
    if from_end:
        return "…" + text[-_SHOWN_IN_MESSAGE:]
    return text[:_SHOWN_IN_MESSAGE] + "…"
