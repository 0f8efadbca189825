"""What parents type when they need a page: whether that page is about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from library.check.problem import Problem, Rule
from library.check.rules.avoided_words import ASKED
from library.check.source import Source
from library.search.wordings import strange_wordings
from library.search.words import SearchWords, read_search_words

LANGUAGE = "en"  # of the pages that staff write
SHARE = 2  # one of so many wordings may be in words that the page lacks: parents have their own
SHOWN = 3

ASKED_ELSEWHERE = Rule(
    "asked-elsewhere",
    "{count} of {all} wordings under asked share no word with this page, and nothing that means "
    "the same: {shown}. Keep those that the page answers, and say it on the page in these words, "
    "too.",
    level="hint",
)


def check_asked(root: Path, pages: Iterable[Source]) -> Iterator[Problem]:
    """Compare the wordings of all pages with their texts."""
    asking = [page for page in pages if "asked" in page.top.by_name]
    wordings = [[entry.text for entry in page.values("asked")] for page in asking]
    texts = (ASKED.sub("", page.text) for page in asking)
    found = strange_wordings(zip(texts, wordings, strict=True), _words(root))
    for page, every, strange in zip(asking, wordings, found, strict=True):
        if strange and len(strange) * SHARE > len(every):
            shown = ", ".join(f"\u201c{wording}\u201d" for wording in strange[:SHOWN])
            yield page.problem(
                ASKED_ELSEWHERE,
                page.line_of("asked"),
                count=len(strange),
                all=len(every),
                shown=shown,
            )


def _words(root: Path) -> SearchWords:
    path = root / "overrides" / "words" / f"search_{LANGUAGE}.yml"
    if not path.exists():
        return SearchWords()
    words, _ = read_search_words(path.read_text(encoding="utf-8"))
    return words
