"""Says a question as people say it: with talk around it, in one breath, or mistyped.

Fixed: the same question gives the same sentences on every machine. Each kind of talk has wordings
to choose methods and words by, and others that are asked only with the sets kept for the end.
"""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Talk:
    """One kind of talk. {} stands for the question."""

    name: str
    tune: tuple[str, ...]
    apart: tuple[str, ...]  # kept apart
    without_signs: bool = False  # in one breath: no commas, no capital letters


ROWS = yaml.safe_load((ROOT / "bench" / "talk.yml").read_text(encoding="utf-8"))
TALK = tuple(
    Talk(row["name"], tuple(row["tune"]), tuple(row["apart"]), bool(row.get("without_signs")))
    for row in ROWS
)
SIGNS = re.compile(r"[^\w\s'\u2019]+")
BESIDE = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, letter in enumerate(row)
}


def with_talk(question: str, kind: Talk, *, apart: bool) -> str:
    """Return the question with talk of a kind around it; `apart`: in the wordings kept apart."""
    wordings = kind.apart if apart else kind.tune
    said = wordings[_number(question, kind.name) % len(wordings)].format(question)
    return SIGNS.sub(" ", said).lower() if kind.without_signs else said


def with_typos(question: str, count: int) -> str:
    """Return the question with so many slips of the thumb, each in another word if there are."""
    chance = random.Random(_number(question, "typos"))
    words = re.split(r"(\W+)", question)
    long = [n for n, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    for n in chance.sample(long, min(count, len(long))):
        words[n] = _mistyped(words[n], chance)
    return "".join(words)


def _mistyped(word: str, chance: random.Random) -> str:
    """Return a word with one slip: a letter left out, twice, beside the right one, or swapped."""
    at = chance.randrange(1, len(word) - 1)
    letter = word[at]
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + chance.choice(BESIDE.get(letter.lower(), letter)) + word[at + 1 :],
        word[:at] + word[at + 1] + letter + word[at + 2 :],
    )
    return chance.choice(slips)


def _number(question: str, purpose: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{purpose}:{question}".encode()).digest()[:6], "big")
