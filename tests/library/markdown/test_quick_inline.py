"""What a text must hold to be worth a search: never what a match can lack."""

from __future__ import annotations

import re

import pytest

from library.markdown.quick_inline import any_of, needed


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"(?<!\!)\[", ["["]),  # what must not stand before is not needed
        (r"\!\[", ["!["]),
        (r"\*|_", ["*", "_"]),  # one or the other
        (r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)", ["\\", "`"]),
        (r"a?b*(?:c|d*)", []),
        (r"(?:x\]){0,3}", []),
        (r"(?:x\]){1,3}", ["x]"]),
        (r"\d+(?=%)", ["%"]),
        (r"\d+(?!%)", []),
        (r"34 CFR (\d+)", ["34 CFR "]),
        (r"(?i)cfr", []),
        (r"(?i)cfr \d+\[", ["["]),
        (r"(?i:k)", []),
        (r"[<>]", ["<", ">"]),
        (r"[^<>]", []),
        (r"[<\w]", []),
    ],
)
def test_needed(pattern: str, texts: list[str]) -> None:
    assert list(needed(re.compile(pattern))) == texts


def test_where_nothing_is_needed_each_text_is_searched() -> None:
    assert any_of([])("any text")
    assert any_of(["[", "<"])("a < b")
    assert not any_of(["[", "<"])("a * b")
