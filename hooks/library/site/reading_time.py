"""How long an article takes to read, from its HTML."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from library.search.text import Section

# Both as in Material's blog plugin, from readers of medium.com. It also counts the meanings of
# terms, which are shown only on request; here only what people read counts.
WORDS_A_MINUTE = 265
SECONDS_A_PICTURE = range(12, 2, -1)  # the first, the second ...; the last for all others

PICTURE = re.compile(r"<img\b")


def reading_minutes(html: str, sections: Iterable[Section]) -> int:
    """Return the minutes as a whole number, at least 1; `sections` are of this HTML."""
    texts = [text for section in sections for text in (section.heading, section.text)]
    seconds = sum(len(text.split()) for text in texts) / WORDS_A_MINUTE * 60
    for number in range(len(PICTURE.findall(html))):
        seconds += SECONDS_A_PICTURE[min(number, len(SECONDS_A_PICTURE) - 1)]
    return max(1, math.ceil(seconds / 60))
