"""Words we do not use: words.yml, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from library.check.problem import Level, Problem, Rule
from library.check.source import Source, lower
from library.common.ascii_words import apart
from library.content.front_matter import Loader
from library.content.schema import TERM
from library.figures.fence import BLOCK

LIST = Path(__file__).with_name("words.yml")
NO_BREAK = re.compile(r"[^\n]")
APART = apart("_-")  # words as the patterns below see them
QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|‘[^‘’\n]*’")
# What parents type, in their own words, which no page shows (typos.toml leaves it out, too).
ASKED = re.compile(r"(?m)^asked:[ \t]*\n(?:[ \t]*- .*\n)+")
# The words of a state's own rule, on one line or more.
QUOTE = re.compile(r"(?m)^(?: +- quote:.*\n|( +)quote:.*\n(?:\1 +.*\n)*)")
ADDRESS = re.compile(r"\]\([^()\n]*\)|<https?:[^<>\s]*>|https?://\S+")

WORD = 'We do not write "{shown}". Better: {write}.{why}'
WRONG_WORD = Rule("word-choice", WORD)
WORSE_WORD = Rule("word-choice", WORD, level="hint")


@dataclass(frozen=True)
class Word:
    """One entry of the list."""

    forms: dict[str, re.Pattern[str]]  # by the form in lowercase, with single spaces
    write: dict[str, str]  # by the form: what to write instead
    why: str
    level: Level
    once: bool
    but: tuple[str, ...]

    @cached_property
    def starts(self) -> frozenset[str]:
        """Return the first words of the forms: a text without any of them has no form."""
        return frozenset(form.translate(APART).split()[0] for form in self.forms)


@lru_cache(maxsize=1)
def word_list() -> tuple[Word, ...]:
    """Return the list in words.yml; mistakes in it are for engineers, so they raise."""
    entries = yaml.load(LIST.read_text(encoding="utf-8"), Loader)["words"]
    return tuple(_word(entry) for entry in entries)


@lru_cache(maxsize=1)
def right_words() -> frozenset[str]:
    """Return the words that the spelling check must leave alone, in lowercase."""
    entries = yaml.load(LIST.read_text(encoding="utf-8"), Loader)["right"]
    return frozenset(str(entry).casefold() for entry in entries or ())


def _word(entry: dict[str, object]) -> Word:
    but = entry.get("but")
    forms, write = str(entry["avoid"]).split("|"), str(entry["write"]).split("|")
    if len(write) == 1:
        write *= len(forms)
    return Word(
        forms={form: _pattern(form) for form in forms},
        write=dict(zip(forms, write, strict=True)),
        why=str(entry.get("why") or ""),
        level="hint" if entry.get("level") == "hint" else "error",
        once=bool(entry.get("once")),
        but=tuple(str(phrase) for phrase in but) if isinstance(but, list) else (),
    )


def _pattern(form: str) -> re.Pattern[str]:
    """Return a pattern that finds a form as whole words in lowercase text.

    It starts with the word itself, not with what must not precede it, which is ten times faster.
    """
    first, *rest = (re.escape(word) for word in form.split(" "))
    return re.compile(
        rf"{first}(?<![\w-]{first})" + "".join(rf"\s+{w}" for w in rest) + r"(?![\w-])"
    )


def check_words(source: Source) -> Iterator[Problem]:
    """Check the whole file, title and description too, except what is in quotes.

    A glossary term may use the words that it explains.
    """
    folded = " ".join(source.text.lower().split())
    used = set(folded.translate(APART).split()) if folded.isascii() else None
    text = ""
    for word in word_list():
        if used and word.starts.isdisjoint(used):
            continue
        patterns = [pattern for form, pattern in word.forms.items() if form in folded]
        if not patterns:
            continue
        text = text or lower(_readable(source))
        found = sorted(
            (match for pattern in patterns for match in pattern.finditer(text)),
            key=lambda match: match.start(),
        )
        if source.kind is TERM and _explains(source, word):
            continue
        for match in found[1:] if word.once else found:
            if _is_fine(word, match, text):
                continue
            shown = " ".join(source.text[match.start() : match.end()].split())
            why = f" {word.why}" if word.why else ""
            why += " The first use on a page is fine." if word.once else ""
            rule = WORSE_WORD if word.level == "hint" else WRONG_WORD
            line = source.text.count("\n", 0, match.start()) + 1
            write = word.write[" ".join(match[0].split())]
            yield source.problem(rule, line, shown=shown, write=write, why=why)


def _readable(source: Source) -> str:
    """Return the file's text, character for character, without code, addresses and quotes."""
    text = source.text[: source.body_start] + _shown(source)
    text = ADDRESS.sub(_blank, text)
    head, body = text[: source.body_start], text[source.body_start :]
    # In the top block quotation marks belong to YAML.
    head = QUOTE.sub(_blank, ASKED.sub(_blank, head))
    return head + QUOTED.sub(_blank, body)


def _shown(source: Source) -> str:
    """Return the body without code, but with the words of its pictures."""
    text = source.prose
    for picture in BLOCK.finditer(source.body):
        start, end = picture.span("lines")
        text = text[:start] + source.body[start:end] + text[end:]
    return text


def _blank(match: re.Match[str]) -> str:
    return NO_BREAK.sub(" ", match[0])


def _is_fine(word: Word, match: re.Match[str], text: str) -> bool:
    around = " ".join(text[max(0, match.start() - 40) : match.end() + 40].split())
    return any(phrase in around for phrase in word.but)


def _explains(source: Source, word: Word) -> bool:
    names = [source.value("title"), *(entry.text for entry in source.values("also"))]
    return any(pattern.search(lower(name)) for pattern in word.forms.values() for name in names)
