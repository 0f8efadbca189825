"""How long an article takes to read, from its HTML."""

from __future__ import annotations

import html
import math
import re
from functools import lru_cache

from library.ascii_words import apart, without_signs

WORDS_A_MINUTE = 265  # Material's own setting, from readers of medium.com
SECONDS_A_PICTURE = range(12, 2, -1)  # the first, the second ... and the last for all others

UNREAD = re.compile(r"<(object|script|style|svg)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"""<[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>""")
APART = apart("_")
PICTURE = re.compile(r"<img\b")


@lru_cache(maxsize=20_000)  # while serving, most texts are as they were
def reading_minutes(text: str) -> int:
    """Return the whole minutes, at least 1, as Material's blog plugin counts them."""
    seen = UNREAD.sub("", text)
    words = _pieces(html.unescape(TAG.sub("", seen)))
    seconds = math.ceil(words / WORDS_A_MINUTE * 60)
    for number in range(len(PICTURE.findall(seen))):
        seconds += SECONDS_A_PICTURE[min(number, len(SECONDS_A_PICTURE) - 1)]
    return math.ceil(seconds / 60)


def _pieces(text: str) -> int:
    r"""Return how many pieces `re.split(r"\W+", text)` gives."""
    text = without_signs(text)
    # What begins or ends with a word gives no empty piece there, so that the x is part of it.
    return len(f"x{text}x".translate(APART).split() if text.isascii() else re.split(r"\W+", text))
