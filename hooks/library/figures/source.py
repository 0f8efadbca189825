"""The lines of a picture as staff write them, and what is wrong with them.

    steps: From your letter to the plan
    note: Your state may differ.

    - (letter) You ask in writing | Keep a copy
    - The school answers

The first line is the form and the title. Another one is `name: value`, or an entry: a hyphen, its
words, and `|` between its parts. A word in parentheses at its start is its sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from library.content.finding import Finding
from library.figures.canvas import Canvas

KEY = re.compile(r"(?P<name>[A-Za-z]+):(?:[ \t]+(?P<value>.*))?")
ENTRY = re.compile(r"-[ \t]+(?:\((?P<sign>[A-Za-z]+)\)[ \t]+)?(?P<words>.*)")
# What is drawn as it is written: bold words, links, citations.
MARKUP = re.compile(r"\*\*|__|\]\(|\b\d+ (?:CFR|U\.S\.C\.)")
IN_QUOTES = re.compile(r"([\"'])[^\"']*\1|“[^“”]*”")
TITLE, NOTE = 60, 160  # characters


@dataclass(frozen=True)
class Entry:
    """One entry: its parts, such as what happens and when, and its sign."""

    parts: tuple[str, ...]
    sign: str = ""
    line: int = 0  # of the block, from 0

    def part(self, number: int) -> str:
        """Return a part, "" for one that the entry leaves out."""
        return self.parts[number] if number < len(self.parts) else ""


@dataclass(frozen=True)
class Picture:
    """A picture as its lines say it."""

    form: str
    title: str
    note: str
    named: dict[str, str]  # what a form needs beside its entries: {"left": "Before"}
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Form:
    """What a form takes: the check holds its lines to this, and tells writers."""

    draw: Callable[[Picture, Canvas], float]  # returns how high the picture is
    parts: tuple[str, ...]  # what each part of an entry is, for messages
    most: tuple[int, ...]  # characters of each part
    entries: tuple[int, int]  # least and most of them
    example: str  # an entry
    needed: int = 1  # parts that no entry may leave out
    names: tuple[str, ...] = ()  # lines it needs beside the title: ("left", "right")
    signs: tuple[str, ...] = ()  # what may be in parentheses
    also: Callable[[Picture], Iterator[tuple[Entry, str]]] | None = None  # a rule of its own


def read_picture(text: str, forms: dict[str, Form]) -> tuple[Picture, list[Finding]]:
    """Return a picture and what is wrong with it, line by line from 0."""
    named: dict[str, str] = {}
    lines: dict[str, int] = {}
    entries: list[Entry] = []
    found: list[Finding] = []
    for number, line in enumerate(text.split("\n")):
        if not (line := line.strip()):
            continue
        if entry := ENTRY.fullmatch(line):
            parts = tuple(part.strip() for part in entry["words"].split("|"))
            entries.append(Entry(parts, entry["sign"] or "", number))
        elif (key := KEY.fullmatch(line)) and not entries:
            if key["name"] in named:
                found.append(Finding(number, f'"{key["name"]}:" appears twice. Delete one'))
            named[key["name"]], lines[key["name"]] = (key["value"] or "").strip(), number
        else:
            found.append(Finding(number, _stray(line)))
    first = next(iter(named), "")
    title, note = named.pop(first, ""), named.pop("note", "")
    picture = Picture(first, title, note, named, tuple(entries))
    form = forms.get(first)
    if form is None:
        known = ", ".join(sorted(forms))
        said = f'has no form "{first[:30]}"' if first else "has no form"
        what = f"This picture {said}. Its first line is one of these, a colon, and a title: {known}"
        return picture, [Finding(lines.get(first, 0), what)]
    found += _judged(picture, form, lines)
    found += _written(text, title, lines[first])
    return picture, sorted(found, key=lambda one: one.line)


def _stray(line: str) -> str:
    return (
        f'"{line[:30]}" is neither a line such as note: Words, which stands above all entries, '
        "nor an entry, which starts with a hyphen and a space. Put an entry on one line"
    )


def _written(text: str, title: str, first: int) -> Iterator[Finding]:
    """Yield what a picture would show with its signs: it has no bold words, links or citations."""
    for number, line in enumerate(text.split("\n")):
        if sign := MARKUP.search(line):
            what = "cites nothing" if sign[0][0].isdigit() else "has no bold words and no links"
            yield Finding(number, f'A picture {what}, so "{sign[0]}" would be shown. Leave it out')
    if IN_QUOTES.fullmatch(title):
        yield Finding(first, "The quotation marks around the title would be shown. Delete them")


def _judged(picture: Picture, form: Form, lines: dict[str, int]) -> Iterator[Finding]:
    first = lines[picture.form]
    for name in (picture.form, *form.names):
        value = picture.title if name == picture.form else picture.named.get(name, "")
        if not value:
            what = (
                f'A picture of the form {picture.form} has a line "{name}:" with its words after it'
            )
            yield Finding(lines.get(name, first), what)
        elif len(value) > TITLE:
            yield Finding(lines[name], _too_long(f'"{name}:"', value, TITLE))
    if len(picture.note) > NOTE:
        yield Finding(lines["note"], _too_long('"note:"', picture.note, NOTE))
    for name in picture.named.keys() - {*form.names}:
        known = ", ".join(f"{one}:" for one in (picture.form, "note", *form.names))
        yield Finding(
            lines[name], f'"{name}:" is not known here. The form {picture.form} has {known}'
        )
    least, most = form.entries
    if not least <= len(picture.entries) <= most:
        yield Finding(
            first,
            f"A picture of the form {picture.form} has {least} to {most} entries, and this one has "
            f"{len(picture.entries)}. An entry is a line such as: {form.example}",
        )
    for entry in picture.entries:
        yield from _entry(entry, form, picture.form)
    if form.also and all(entry.part(0) for entry in picture.entries):
        yield from (Finding(entry.line, what) for entry, what in form.also(picture))


def _entry(entry: Entry, form: Form, name: str) -> Iterator[Finding]:
    if not form.needed <= len(entry.parts) <= len(form.parts) or not all(entry.parts):
        yield Finding(
            entry.line,
            f"An entry of the form {name} is: {_either(form)}, with | between two parts, and none "
            f"of them empty. For example: {form.example}",
        )
        return
    for what, part, most in zip(form.parts, entry.parts, form.most, strict=False):
        if len(part) > most:
            yield Finding(entry.line, _too_long(what, part, most))
    if entry.sign and entry.sign not in form.signs:
        known = ", ".join(form.signs)
        advice = f"Use one of these: {known}" if known else "Leave it out: this form has none"
        yield Finding(entry.line, f'"({entry.sign[:30]})" is not a sign of this form. {advice}')


def _either(form: Form) -> str:
    must, may = form.parts[: form.needed], form.parts[form.needed :]
    return " | ".join((*must, *(f"{part} (or without)" for part in may)))


def _too_long(what: str, words: str, most: int) -> str:
    return (
        f"{what[0].upper()}{what[1:]} has {len(words)} characters, which is more than fit on a "
        f"phone. Write it in {most} or fewer"
    )


def lines_of(entries: Sequence[Entry]) -> str:
    """Return entries as plain sentences: what a picture says to people who cannot see it."""
    return " ".join(
        f"{number}. {sentence(': '.join(part.rstrip(',;:') for part in entry.parts))}"
        for number, entry in enumerate(entries, 1)
    )


def sentence(words: str) -> str:
    """Return words with a period at their end, if they have no sign there."""
    return words if words.rstrip("\"'”’")[-1:] in (".", "?", "!") else f"{words}."
