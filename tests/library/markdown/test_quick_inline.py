"""Patterns that are passed over find nothing: texts come out the same with all of them tried."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from quick_markdown import TEXTS, Pair

from library.markdown.bare_links import BareLinksExtension
from library.markdown.citations import Regulation
from library.markdown.marks import CitationExtension, MarkWords
from library.markdown.quick_inline import NEEDS, QuickInlineExtension

ECFR = "https://www.ecfr.gov/current/title-34/section-300.323"
RULE = Regulation("34 CFR 300.323", "Title", ECFR, "2025", date.min, "read")
WORDS = MarkWords("Rule {number}: {rules}", "Rules {number}", "{rules} and {last}", "Rules", "{}")
COMMON: list[Any] = [
    *("attr_list", "footnotes", "md_in_html", "tables", "pymdownx.betterem"),
    BareLinksExtension(),
    CitationExtension({RULE.cite: RULE}, WORDS),
]
BOTH = Pair(COMMON, QuickInlineExtension())
# A text for each pattern in which it finds something, by the pattern's name.
FOUND = {
    "backtick": "a `b` \\\\`c`",
    "escape": "\\*a\\_",
    "footnote": "a[^1]\n\n[^1]: b",
    "reference": "[a][b]\n\n[b]: c.md",
    "link": "[a](b.md)",
    "image_link": "![a](b.png)",
    "image_reference": "![a][b]\n\n[b]: c.png",
    "short_reference": "[b]\n\n[b]: c.md",
    "short_image_ref": "![b]\n\n[b]: c.png",
    "autolink": "<https://example.org/>",
    "automail": "<a@example.org>",
    "ip_bare_address": "https://example.org/ and www.example.org",
    "ip_bare_mail": "a@example.org",
    "linebreak": "a  \nb",
    "html": "a <b>c</b> <!-- d --> <?e?>",
    "entity": "a &amp; &#10003; &#x2713;",
    "delimiter": "*a* _b_ **c** __d__ ***e*** ___f___",
    "ip_citation": "Under 34 CFR 300.323(a) it must (34 CFR 300.323).",
}


def test_each_need_is_of_a_pattern_and_in_all_that_it_finds() -> None:
    assert FOUND.keys() == NEEDS.keys()
    for name, text in FOUND.items():
        pattern = BOTH.slow.inlinePatterns[name].getCompiledRegExp()
        # One character more: a pattern may look ahead.
        found = [text[m.start() : m.end() + 1] for m in pattern.finditer(text)]
        assert found, name
        assert all(any(need in each for need in NEEDS[name]) for each in found), name


@pytest.mark.parametrize(
    "text",
    [
        *FOUND.values(),
        "a *b [c](d.md) `e` <https://example.org/>* f",
        "[*a* `b`](c.md) and *d*, then [e] not a link",
        "`*a*` *`b`*",
        "a \\[b](c) \\`d\\` e",
        "[a@example.org](b.md), a@example.org",
        "*under 34 CFR 300.323*, see [34 CFR 300.323](a.md)",
        "- a *b*\n- [c](d.md)\n\n| e | *f* |\n|---|---|\n| `g` | h |",
        "&copy; &nope; & a*b_c",
        "Plain words.",
    ],
)
def test_odd_texts_become_the_same(text: str) -> None:
    assert not BOTH.differs(text)


@pytest.mark.parametrize("page", TEXTS)
def test_every_text_of_the_library_becomes_the_same(page: str) -> None:
    assert not BOTH.differs(TEXTS[page])
