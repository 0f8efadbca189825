"""Which characters the fonts of the PDF sheets can print."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from fontTools.ttLib import TTFont

from library.site.fonts import font_file, second_file


def unprintable(text: str) -> list[str]:
    """Return the characters in a text that none of the sheets' fonts has, each once, in order.

    A letter and its accent count as one letter. Characters that are never drawn, such as
    direction and emoji marks, are left out.
    """
    known = _known()
    return [
        sign
        for sign in dict.fromkeys(unicodedata.normalize("NFC", text))
        if ord(sign) not in known and not _is_invisible(sign)
    ]


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    maps = (TTFont(file, lazy=True).getBestCmap() for file in (font_file("Regular"), second_file()))
    return frozenset(code for found in maps for code in found)


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf") or sign in "\ufe0e\ufe0f"
