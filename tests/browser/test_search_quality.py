"""How well the search finds, with floors: a small library of its own, asked by the real engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from library.search.index import Document, build_index
from library.search.text import Section
from library.search.words import read_search_words

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "overrides" / "assets" / "javascripts" / "search_engine.js"
LIBRARY = ROOT / "tests" / "library" / "search" / "small_library.yml"
# Two or three of the 77 may be lost to a better weight elsewhere. Which way weights are chosen, on
# the real library: bench/search.py.
AT_ONCE = 0.84
AMONG_THREE = 0.95
ASK = """async ([files, queries]) => {
  const read = async (name) => JSON.parse(files[name])
  const engine = await ipSearchEngine("", { read })
  const all = []
  for (const query of queries) {
    const { results } = await engine.find(query)
    const cards = await engine.cards(results.slice(0, 3).map(({ page }) => page))
    all.push(cards.map((card) => card.address))
  }
  return all
}"""


# What people say around a question costs it little.
AT_ONCE_WITH_TALK = 0.8
AMONG_THREE_WITH_TALK = 0.92
TALK = (
    "hello i have a question {}",
    "google {}",
    "i am a single mom in texas and i am so worried {} thank you so much",
    "my son is in 3rd grade and {}",
    "my daughter has asthma {}",
)


@pytest.mark.parametrize(
    ("said", "at_once", "among_three"),
    [
        (("{}",), AT_ONCE, AMONG_THREE),
        (TALK, AT_ONCE_WITH_TALK, AMONG_THREE_WITH_TALK),
    ],
    ids=["as it stands", "with talk"],
)
def test_what_parents_type_leads_to_the_page_that_answers(
    browser: Browser, said: tuple[str, ...], at_once: float, among_three: float
) -> None:
    library: dict[str, Any] = yaml.safe_load(LIBRARY.read_text(encoding="utf-8"))
    words, problems = read_search_words(yaml.safe_dump(library["words"]))
    assert problems == []
    pages = [_document(page) for page in library["pages"]]
    files = {name: data.decode() for name, data in build_index(pages, words, "en", []).items()}
    typed = [
        (way.format(text), page["url"])
        for page in library["pages"]
        for text in page["typed"]
        for way in said
    ]
    queries, wanted = zip(*typed, strict=True)
    page = browser.new_page()
    page.add_script_tag(path=ENGINE)
    found = page.evaluate(ASK, [files, queries])
    page.close()
    lost = [
        f"{query}: {rows}, not {address}"
        for query, address, rows in zip(queries, wanted, found, strict=True)
        if rows[:1] != [address]
    ]
    among = sum(address in rows for address, rows in zip(wanted, found, strict=True))
    assert (len(typed) - len(lost)) / len(typed) >= at_once, "\n".join(lost)
    assert among / len(typed) >= among_three, "\n".join(lost)


def _document(page: dict[str, Any]) -> Document:
    return Document(
        url=page["url"],
        kind=page["kind"],
        title=page["title"],
        description=page["description"],
        questions=tuple(page.get("questions", ())),
        names=tuple(page.get("names", ())),
        sections=(Section("", page["text"]),),
    )
