"""The character that a text must hold to be worth a search: never one that a match can lack."""

from __future__ import annotations

import re

import pytest

from library.quick_inline import needed


@pytest.mark.parametrize(
    ("pattern", "character"),
    [
        (r"(?<!\!)\[", "["),  # what must not stand before is not needed
        (r"\!\[", "!"),
        (r"\*|_", ""),  # one or the other
        (r"a?b*(?:c|d)", ""),
        (r"(?:x\]){0,3}", ""),
        (r"(?:x\]){1,3}", "]"),
        (r"\d+(?=%)", "%"),
        (r"\d+(?!%)", ""),
        (r"34 CFR (\d+)", "3"),
        (r"(?i)cfr", ""),
        (r"(?i)cfr \[", "["),
        (r"(?i:k)", ""),
        (r"[<>]", ""),
    ],
)
def test_needed(pattern: str, character: str) -> None:
    assert needed(re.compile(pattern)) == character
