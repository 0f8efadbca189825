"""How long an article takes to read, from its HTML."""

from __future__ import annotations

import math
import re

from library.search.text import sections_of

# Both as Material's blog plugin has them, from readers of medium.com. It counts the meanings of
# terms too, which are seen on request alone; here what is read counts.
WORDS_A_MINUTE = 265
SECONDS_A_PICTURE = range(12, 2, -1)  # the first, the second ... and the last for all others

PICTURE = re.compile(r"<img\b")


def reading_minutes(html: str) -> int:
    """Return the whole minutes, at least 1."""
    texts = [text for section in sections_of(html) for text in (section.heading, section.text)]
    seconds = sum(len(text.split()) for text in texts) / WORDS_A_MINUTE * 60
    for number in range(len(PICTURE.findall(html))):
        seconds += SECONDS_A_PICTURE[min(number, len(SECONDS_A_PICTURE) - 1)]
    return max(1, math.ceil(seconds / 60))
