"""The files that the browser finds pages with."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from library.search.index import FILE, Document, build_index
from library.search.text import Section
from library.search.words import SearchWords

STAGES = ["Meetings", "The plan"]
WORDS = SearchWords(
    drop=frozenset("the a what is".split()),
    same=(("evaluation", "test", "assess"), ("sent home", "pick up", "picked on")),
    near=(("bring", ("invite",)),),
    wants={"letter": ("letter", "template")},
)


def documents() -> list[Document]:
    return [
        Document(
            url="a/",
            kind="article",
            title="What is the test?",
            description="About it.",
            stages=("The plan",),
            minutes=3,
            questions=("Can they assess her?", "Was he sent home?"),
            sections=(Section("", "First."), Section("More", "Bring tests and evaluations.")),
        ),
        Document(url="b/", kind="term", title="Prior written notice", names=("PWN",)),
    ]


def built(pages: list[Document], words: SearchWords = WORDS) -> dict[str, Any]:
    files = build_index(pages, words, "en", STAGES)
    return {name: json.loads(content) for name, content in files.items()}


def concept_of(files: dict[str, Any]) -> dict[str, int]:
    """Each word that says something, and the number of its concept."""
    found = {}
    for _, name in files["index.json"]["words"]:
        words, steps, often = files[name]
        number = 0
        for word, step, count in zip(words.split(), steps, often, strict=True):
            number += step
            if count != "0":
                found[word] = number
    return found


def test_words_that_mean_the_same_are_one_concept() -> None:
    concepts = concept_of(built(documents()))
    same = {concepts[word] for word in ("test", "tests", "assess", "evaluations")}
    assert len(same) == 1
    assert "what" not in concepts and concepts["bring"] not in same


def test_a_word_that_alone_means_a_term_names_it() -> None:
    term = Document(url="t/", kind="term", title="504 plan")
    words = SearchWords(same=(("504", "504 plan"), ("summer", "extended year")))
    files = built([term, Document(url="y/", kind="term", title="Extended year")], words)
    concepts, terms = concept_of(files), dict(files["index.json"]["terms"])
    named = {
        tuple(row[:-1]): terms[row[-1]]
        for row in files["index.json"]["phrases"]
        if row[-1] in terms
    }
    assert named[concepts["504"],] == 0
    assert (concepts["summer"],) not in named


def test_words_that_are_spelt_right_are_told_but_for_those_of_the_site() -> None:
    words = dataclasses.replace(WORDS, real=frozenset(["prison", "bring", "test"]))
    files = built(documents(), words)
    assert files[files["index.json"]["real"]] == "prison"


def test_a_word_that_keeps_its_ending_is_not_another_word() -> None:
    pages = [uses("not note notes noted")]
    plain, own = (
        concept_of(built(pages, words))
        for words in (SearchWords(), SearchWords(own=dict.fromkeys(["note", "notes"], "note")))
    )
    assert plain["not"] == plain["note"]
    assert own["not"] != own["note"] == own["notes"]


def test_what_is_said_around_a_question_is_told_as_concepts_words_and_signs() -> None:
    words = dataclasses.replace(
        WORDS, around=("the test is #", "has @"), conditions=("prior notice",), drop=WORDS.drop
    )
    files = built(documents(), words)
    concepts, common = concept_of(files), files["index.json"]
    assert common["around"] == [["the", concepts["test"], "is", "#"], [concepts["has"], "@"]]
    assert common["conditions"] == [[concepts["prior"], concepts["notice"]]]


def test_a_phrase_and_a_short_form_mean_their_group() -> None:
    files = built(documents())
    concepts = concept_of(files)
    phrases = {tuple(row[:-1]): row[-1] for row in files["index.json"]["phrases"]}
    assert (
        phrases[concepts["pwn"],]
        == phrases[tuple(concepts[w] for w in ("prior", "written", "notice"))]
    )
    assert phrases[concepts["sent"], concepts["home"]] == phrases[concepts["pick"], concepts["up"]]


def test_a_phrase_of_which_one_common_word_is_left_is_no_phrase() -> None:
    files = built(documents(), SearchWords(drop=frozenset(["on"]), same=(("bully", "picked on"),)))
    concepts = concept_of(files)
    assert [row for row in files["index.json"]["phrases"] if row[0] == concepts["picked"]] == []


def test_lay_wordings_are_compared_whole_like_questions() -> None:
    pages = documents()
    pages[1] = dataclasses.replace(pages[1], asked=("they said no", "letter of refusal"))
    files = built(pages)
    common, number = files["index.json"], concept_of(files)["refusal"]
    first, name = next(entry for entry in reversed(common["concepts"]) if entry[0] <= number)
    _, weights, units = files[name][number - first]
    assert weights[0] == 1 and weights[1] > 0
    assert units[0] == -2, "on the second page"
    assert units[1] // 32 == 3, "after its title, its short form and the first wording"


def levels(pages: list[Document], words: SearchWords = WORDS) -> dict[str, dict[str, int]]:
    """Return of each word how heavily it weighs on each page, of 30, by the page's address."""
    files = built(pages, words)
    common = files["index.json"]
    found: dict[str, dict[str, int]] = {}
    for word, number in concept_of(files).items():
        first, name = next(row for row in reversed(common["concepts"]) if row[0] <= number)
        _, steps, _ = files[name][number - first]
        page = 0
        for step, level in zip(steps[::2], steps[1::2], strict=True):
            page += step
            found.setdefault(word, {})[pages[page].url] = level
    return found


def uses(body: str, url: str = "x/") -> Document:
    return Document(url=url, kind="page", title="", sections=(Section("", body),))


def test_a_word_counts_by_the_place_where_it_stands() -> None:
    page = Document(
        url="x/",
        kind="article",
        title="alpha",
        description="bravo",
        questions=("charlie",),
        lent=("delta",),
        asked=("echo",),
        sections=(Section("foxtrot", "golf"),),
    )
    weights = levels([page])
    ordered = "alpha charlie bravo echo foxtrot delta golf".split()
    found = [weights[word]["x/"] for word in ordered]
    assert found == sorted(found, reverse=True) and len(set(found)) == len(found)


def test_a_word_in_the_text_says_a_third_and_in_the_title_most_of_what_it_can() -> None:
    weights = levels([Document("x/", "page", "alpha", sections=(Section("", "bravo"),))])
    assert 8 <= weights["bravo"]["x/"] <= 12
    assert 20 <= weights["alpha"]["x/"] <= 25


def test_more_uses_say_more_but_each_of_them_less() -> None:
    once, twice, often = (
        levels([uses(f"{'bravo ' * count}{'other ' * (10 - count)}")])["bravo"]["x/"]
        for count in (1, 2, 3)
    )
    assert once < twice < often and often - twice < twice - once


def test_a_page_of_few_words_does_not_outweigh_one_that_is_about_the_word() -> None:
    pages = [uses("bravo", "short/"), uses("other words " * 200, "long/")]
    assert levels(pages)["bravo"]["short/"] <= 0.6 * 30
    assert levels([*pages, uses("bravo " * 20 + "words " * 80, "about/")])["bravo"]["about/"] > 18


def test_a_word_used_once_on_a_very_large_site_is_left_out() -> None:
    words = SearchWords(same=(("named", "called"),))
    many = [Document(url=f"{n:04}/", kind="page", title="Page") for n in range(1497)]
    texts = ["once named", "twice twice shared", "shared"]
    pages = many + [uses(text, f"last/{n}/") for n, text in enumerate(texts)]
    large, smaller = concept_of(built(pages, words)), concept_of(built(pages[1:], words))
    assert smaller.keys() == {"page", "once", "named", "called", "twice", "shared"}
    assert large.keys() == smaller.keys() - {"once"}, "a word of a group is met by its others"


def test_a_page_is_known_by_kind_stage_and_card() -> None:
    files = built(documents())
    common = files["index.json"]
    assert [common["kind"][int(kind)] for kind in common["kinds"]] == ["article", "term"]
    assert common["stages"] == [2, 0]
    cards = files[common["cards"][0]]
    assert cards[0][:4] == ["a/", "What is the test?", "About it.", 3]
    assert files[cards[0][4]]["questions"] == ["Can they assess her?", "Was he sent home?"]


def test_files_stay_small_and_every_concept_is_found_in_its_file() -> None:
    many = [
        Document(url=f"{n}/", kind="article", title=f"Page {n}", sections=(Section("", " ".join(
            f"word{(n * 7 + m * m) % 900}x" for m in range(120))),))
        for n in range(300)
    ]  # fmt: skip
    files = build_index(many, WORDS, "en", STAGES)
    common = json.loads(files["index.json"])
    assert len(common["concepts"]) > 3
    starts = [first for first, _ in common["concepts"]] + [10**9]
    for (first, name), after in zip(common["concepts"], starts[1:], strict=True):
        rows = json.loads(files[name])
        assert first + len(rows) <= after
        assert len(files[name]) < 2 * FILE


def test_the_same_site_gives_the_same_files() -> None:
    assert build_index(documents(), WORDS, "en", STAGES) == build_index(
        documents(), WORDS, "en", STAGES
    )


def test_an_empty_site_and_a_language_without_words_have_an_index() -> None:
    assert json.loads(build_index([], SearchWords(), "es", [])["index.json"])["pages"] == 0


TEXT = st.text(max_size=60)


@settings(max_examples=60)
@given(TEXT, TEXT, st.lists(TEXT, max_size=3), st.lists(TEXT, max_size=3), TEXT)
def test_no_text_breaks_the_index(
    title: str, description: str, questions: list[str], names: list[str], body: str
) -> None:
    page = Document(
        url="x/",
        kind="term",
        title=title,
        description=description,
        questions=tuple(questions),
        names=tuple(names),
        sections=(Section(title, body),),
    )
    files = built([page, *documents()])
    assert files["index.json"]["pages"] == 3
    assert set(concept_of(files).values()) <= set(range(10_000))
