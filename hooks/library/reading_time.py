"""How long an article takes to read, from its HTML."""

from __future__ import annotations

import html
import math
import re
from functools import lru_cache

WORDS_A_MINUTE = 265  # Material's own setting, from readers of medium.com
SECONDS_A_PICTURE = range(12, 2, -1)  # the first, the second ... and the last for all others

UNREAD = re.compile(r"<(object|script|style|svg)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
PICTURE = re.compile(r"<img\b")


@lru_cache(maxsize=20_000)  # while serving, most texts are as they were
def reading_minutes(text: str) -> int:
    """Return the whole minutes, at least 1, as Material's blog plugin counts them."""
    seen = UNREAD.sub("", text)
    words = len(re.split(r"\W+", html.unescape(TAG.sub("", seen))))
    seconds = math.ceil(words / WORDS_A_MINUTE * 60)
    for number in range(len(PICTURE.findall(seen))):
        seconds += SECONDS_A_PICTURE[min(number, len(SECONDS_A_PICTURE) - 1)]
    return math.ceil(seconds / 60)
