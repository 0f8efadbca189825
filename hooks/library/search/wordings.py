"""Which wordings of parents lead to a page that has none of their words, nor their meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from library.search.index import Vocabulary
from library.search.words import SearchWords


def strange_wordings(
    pages: Iterable[tuple[str, Sequence[str]]], words: SearchWords
) -> list[list[str]]:
    """Return for each (text of a page, its wordings) the wordings that share nothing with it.

    Nothing is: no word, no other form of one, none that means the same, and none of what the
    wording is said to mean or to lead to.
    """
    vocabulary = Vocabulary(words)
    vocabulary.add_words()
    leads: dict[str, list[tuple[set[str], list[set[str]]]]] = {}
    for wording, others in (*words.means, *words.near):
        said = vocabulary.read(wording)
        if said:
            found = [set(vocabulary.read(other)) for other in others]
            leads.setdefault(said[0], []).append((set(said), found))
    strange = []
    for text, wordings in pages:
        there = vocabulary.meanings(text)
        strange.append([w for w in wordings if _is_strange(vocabulary.meanings(w), there, leads)])
    return strange


def _is_strange(
    said: set[str], there: set[str], leads: dict[str, list[tuple[set[str], list[set[str]]]]]
) -> bool:
    if not said or said & there:
        return False
    rows = [row for concept in said for row in leads.get(concept, ())]
    return not any(
        wording <= said and any(other and other <= there for other in others)
        for wording, others in rows
    )
