"""Words of plain text by `str.translate` and `split`, far quicker than by a pattern."""

from __future__ import annotations

# The signs between words that nearly all texts hold beside ASCII; no part of a word.
SIGNS = "\u2019\u201c\u201d\u2018\u2013\u2014\u2026\u00a0"


def apart(kept: str = "") -> dict[int, str]:
    """Return a table for `str.translate` that leaves of ASCII letters, digits and `kept` alone."""
    return {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in kept)}


def without_signs(text: str) -> str:
    """Return a text with spaces for SIGNS: nearly always plain ASCII then."""
    for sign in SIGNS:
        if text.isascii():
            break
        text = text.replace(sign, " ")
    return text
