"""The files that the browser finds pages with."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.search import index
from library.search.index import (
    FILE,
    PAIRS_FILE,
    WORDS_FILE,
    Document,
    Readings,
    build_index,
)
from library.search.text import Section
from library.search.words import SearchWords

SCRIPTS = Path(__file__).resolve().parents[3] / "overrides" / "assets" / "javascripts" / "search"
STAGES = ["Meetings", "The plan"]
PLURALS = (("s", "", 3),)
WORDS = SearchWords(
    endings=(PLURALS,),
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
    files = build_index(pages, words, STAGES)
    return {name: opened(name, json.loads(content)) for name, content in files.items()}


def opened(name: str, file: Any) -> Any:
    """A file with its letters read: words with spaces between, rows of numbers, units whole."""
    job = name.split("-")[0]
    if job == "real":
        return [" ".join(unfolded(row)) for row in file]
    if job == "words":
        folded, steps, often, common, exact = file
        back = [-(step + 1) // 2 if step % 2 else step // 2 for step in numbers_of(steps)]
        return [" ".join(unfolded(folded)), back, often, common, numbers_of(exact)]
    if job == "concepts":
        return [concept(*row) for row in file]
    if job == "pairs":
        return {pair: numbers_of(steps) for pair, steps in file.items()}
    if name == "index.json":
        steps, hashes = file["concepts"]
        firsts = [*itertools.accumulate(numbers_of(steps))]
        names = [f"concepts-{hash_}.json" for hash_ in re.findall(".{8}", hashes)]
        read: dict[str, Any] = {"concepts": [*zip(firsts, names, strict=True)]}
        read["phrases"] = rows_of(file["phrases"])
        read |= {leads: [*map(rows_of, file[leads])] for leads in ("means", "near")}
        return {**file, **read}
    return file


def concept(rarity: int, steps: str, units: str, words: str = "", pairs: Any = ()) -> list[Any]:
    """A concept as its file tells it: with its words, and by the other word of a pair its file."""
    files = {other: f"pairs-{name}.json" for name, *others in pairs for other in others}
    return [rarity, numbers_of(steps), units_of(numbers_of(units)), unfolded(words), files]


def unfolded(text: str) -> list[str]:
    """The words of a folded text."""
    words = [""]
    for first, rest in re.findall("([A-Z])([^A-Z]*)", text):
        words.append(words[-1][: ord(first) - ord("A")] + rest)
    return words[1:]


def numbers_of(letters: str) -> list[int]:
    """The numbers that letters stand for."""
    numbers, high = [], 0
    for letter in letters:
        if letter > "[":
            high = 34 * high + ord(letter) - ord("]")
        else:
            numbers.append(57 * high + ord(letter) - ord("#"))
            high = 0
    return numbers


def rows_of(text: str) -> list[list[int]]:
    """The rows of numbers of a text with spaces between them."""
    return [numbers_of(row) for row in text.split()]


def units_of(row: list[int]) -> list[int]:
    """[-1 - step to the page, 32 * unit + share ...] from step, how many, 32 * step + share ..."""
    codes, place = [], 0
    while place < len(row):
        step, many = row[place : place + 2]
        codes.append(-1 - step)
        place, unit = place + 2 + many, 0
        for code in row[place - many : place]:
            codes.append(unit + code)
            unit += code - code % 32
    return codes


def concept_of(files: dict[str, Any]) -> dict[str, int]:
    """Each word that says something, and the number of its concept."""
    found = {}
    for _, name in files["index.json"]["words"]:
        words, steps, often = files[name][:3]
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
    [[first, name]] = files["index.json"]["real"]
    assert (first, files[name]) == ("prison", ["prison", *[""] * 9])


def test_a_word_that_keeps_its_ending_is_not_another_word() -> None:
    words = SearchWords(endings=(PLURALS, (("e", "", 3),)))
    kept = dataclasses.replace(words, own=dict.fromkeys(["note", "notes"], "note"))
    plain, own = (concept_of(built([uses("not note notes")], each)) for each in (words, kept))
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
    _, weights, units, *_ = files[name][number - first]
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
        _, steps, *_ = files[name][number - first]
        page = 0
        for step, level in zip(steps[::2], steps[1::2], strict=True):
            page += step
            found.setdefault(word, {})[pages[page].url] = level
    return found


def row_of(files: dict[str, Any], number: int) -> Any:
    """What a file says of a concept: rarity, pages it is on, units it is in, words, pairs."""
    first, name = next(row for row in reversed(files["index.json"]["concepts"]) if row[0] <= number)
    return files[name][number - first]


def units(pages: list[Document], words: SearchWords = WORDS) -> dict[str, list[int]]:
    """The units of each word as a file tells them: -1 - step to the page, 32 * unit + share."""
    files = built(pages, words)
    return {word: row_of(files, number)[2] for word, number in concept_of(files).items()}


def test_units_are_told_by_page_and_by_the_share_of_each_word() -> None:
    pages = [
        Document("a/", "page", "other"),
        Document("b/", "page", "alpha bravo", questions=("charlie",), description="none"),
        Document("c/", "page", "bravo delta delta"),
    ]
    # A word in one text of five weighs ln(1 + 4.5/1.5), one in two of them ln(1 + 3.5/2.5):
    # 19 and 12 of the 31 that a whole title has.
    assert units(pages, SearchWords()) == {
        "alpha": [-2, 19],
        "bravo": [-2, 12, -2, 12],
        "charlie": [-2, 32 + 31],
        "delta": [-3, 19],
        "none": [],
        "other": [-1, 31],
    }


def test_each_file_is_named_after_what_it_holds() -> None:
    files = build_index(documents(), WORDS, STAGES)
    names = sorted({name.partition("-")[0] for name in files})
    assert names == ["concepts", "index.json", "pages", "text", "words"]
    for name, data in files.items():
        if name != "index.json":
            assert name.endswith(f"-{hashlib.sha256(data).hexdigest()[:8]}.json")


def test_a_word_weighs_less_on_a_page_that_says_much() -> None:
    words = " ".join(f"w{number}x" for number in range(14))
    pages = [uses("alpha", "short/"), uses(f"bravo {words}", "long/")]
    weights = levels(pages, SearchWords())
    # Of 30, for the 16 words of the site and a usual length of 8: ln(1 + 3 * 16 / length) with
    # the lengths 1 ** 0.6 * 8 ** 0.4 and 15 ** 0.6 * 8 ** 0.4, beside ln(1 + 3 * 12 * 2).
    assert (weights["alpha"]["short/"], weights["bravo"]["long/"]) == (22, 11)


@pytest.mark.parametrize(
    ("title", "share"),
    [
        ("worn out alpha", 21),
        ("worn out worn out", 31),
        ("so so alpha bravo", 10),  # a word counts once, however often the phrase has it
        ("out worn alpha", None),
        ("worn", None),
    ],
)
def test_a_phrase_has_the_share_of_its_words(title: str, share: int | None) -> None:
    words = SearchWords(same=(("tired", "worn out", "so so"),))
    assert units([Document("a/", "page", title)], words)["tired"] == ([-1, share] if share else [])


def test_a_page_is_about_a_term_by_its_short_form_alone() -> None:
    pages = [*documents(), Document("r/", "page", "PWN rules"), Document("s/", "page", "Written")]
    files = built(pages)
    [(term, number)] = files["index.json"]["terms"]
    assert number == 1
    assert row_of(files, term)[1][::2] == [1, 1], "the term itself, and one page after it"


def test_groups_that_share_a_word_are_one_and_a_word_stays_in_its_first() -> None:
    same = (("test", "exam"), ("quiz", "exam", "trial"), ("lunch", "meal"), ("exam", "meal"))
    concepts = concept_of(built([], SearchWords(same=same)))
    assert len({concepts[word] for word in ("test", "exam", "quiz", "trial")}) == 1
    assert concepts["lunch"] == concepts["meal"] != concepts["test"]


def test_phrases_alone_mean_each_other() -> None:
    words = SearchWords(same=(("picked on", "left out"),), drop=frozenset(["x"]))
    files = built([Document("a/", "page", "Left out here")], words)
    concepts = concept_of(files)
    rows = {tuple(row[:-1]): row[-1] for row in files["index.json"]["phrases"]}
    meaning = rows[concepts["left"], concepts["out"]]
    assert meaning == rows[concepts["picked"], concepts["on"]] not in concepts.values()
    _, weights, codes, *_ = row_of(files, meaning)
    assert (weights[0], codes) == (0, [-1, 21])


def test_the_browser_is_told_words_and_endings_of_the_language() -> None:
    words = SearchWords(
        talk=frozenset(["please", "hello"]), numbers=frozenset(["two", "three"]),
        conditions=("autism", "the"), drop=frozenset(["the"]),
        endings=(PLURALS, (("e", "", 3),)), figures=("s",), keyboard=("qwe", "asd"), sounds=("ae",),
    )  # fmt: skip
    common = json.loads(build_index(documents(), words, STAGES)["index.json"])
    assert common["talk"] == ["hello", "please"]
    assert common["numbers"] == ["three", "two"]
    assert len(common["conditions"]) == 1
    assert common["endings"] == [[["s", "", 3]], [["e", "", 3]]]
    told = [common[key] for key in ("figures", "keyboard", "sounds")]
    assert told == [["s"], ["qwe", "asd"], ["ae"]]
    nothing = json.loads(build_index(documents(), SearchWords(), STAGES)["index.json"])
    assert [nothing[key] for key in ("endings", "figures", "keyboard", "sounds")] == [[]] * 4


def test_a_page_may_be_in_several_stages_and_in_none_that_is_not_listed() -> None:
    pages = [Document(f"{n}/", "page", "Page", stages=stages) for n, stages in enumerate(
        [("The plan", "Meetings"), ("Elsewhere",), ("Meetings", "Meetings")])]  # fmt: skip
    assert built(pages)["index.json"]["stages"] == [3, 0, 1]


def test_the_text_of_a_page_is_told_by_section() -> None:
    sections = (Section("", "One."), Section("More", "Two.", "more"))
    files = built([Document("a/", "page", "A", sections=sections)])
    [card] = files[files["index.json"]["cards"][0]]
    rows = [["", "One.", ""], ["More", "Two.", "more"]]
    assert files[card[4]] == {"questions": [], "sections": rows}


def uses(body: str, url: str = "x/") -> Document:
    return Document(url=url, kind="page", title="", sections=(Section("", body),))


ALL_WORDS = "alpha bravo charlie delta echo foxtrot golf hotel"


def test_a_word_counts_by_the_place_where_it_stands() -> None:
    page = Document(
        url="x/",
        kind="article",
        title="alpha",
        names=("hotel",),
        description="bravo",
        questions=("charlie",),
        lent=("delta",),
        asked=("echo",),
        sections=(Section("foxtrot", "golf"),),
    )
    weights = levels([page, uses(f"{ALL_WORDS}\n" * 30 + "filler\n" * 9000, "other/")])
    ordered = "alpha charlie echo foxtrot delta golf".split()
    found = [weights[word]["x/"] for word in ordered]
    assert found == sorted(found, reverse=True) and len(set(found)) == len(found)
    assert weights["hotel"]["x/"] == weights["alpha"]["x/"]
    assert weights["bravo"]["x/"] == weights["charlie"]["x/"]


def test_a_word_weighs_by_how_much_likelier_it_is_there_than_elsewhere() -> None:
    pages = [uses("bravo\nonly", "x/"), *(uses("bravo", f"{n}/") for n in range(9))]
    weights = levels(pages)
    assert weights["only"]["x/"] > weights["bravo"]["x/"] > 0


def test_more_uses_say_more_but_each_of_them_less() -> None:
    others = [uses("bravo\n" + "more\n" * 20, f"{n}/") for n in range(9)]
    once, twice, often = (
        levels([uses("bravo\n" * count + "other\n" * (40 - count)), *others])
        for count in (1, 8, 15)
    )
    found = [weights["bravo"]["x/"] for weights in (once, twice, often)]
    assert found[0] < found[1] < found[2] and found[2] - found[1] < found[1] - found[0]


def test_a_line_that_says_a_word_twice_says_it_once() -> None:
    other = uses("bravo other", "y/")
    once, twice = (levels([uses(text), other])["bravo"]["x/"] for text in ("bravo", "bravo bravo"))
    assert once == twice


def test_a_page_that_says_much_else_is_less_about_a_word() -> None:
    rest = " ".join(f"w{n}x" for n in range(300))
    weights = levels([uses("bravo", "short/"), uses(f"bravo\n{rest}", "long/")])["bravo"]
    assert weights["short/"] > weights["long/"]


def test_two_words_side_by_side_are_told_where_texts_have_them_often() -> None:
    often = Document("x/", "page", "", asked=("sent home", "he was sent home", "not sent home") * 3)
    apart = Document("y/", "page", "", asked=("sent a note home", "home is the note") * 4)
    files = built([often, apart], SearchWords(drop=frozenset({"a", "is", "was", "the"})))
    concept = concept_of(files)
    rows = {word: row_of(files, concept[word]) for word in ("sent", "home", "note", "he")}
    pairs = {word: row[4] for word, row in rows.items() if row[4]}
    # "he was" and "not sent" stand three times, "a note" four times: too seldom.
    assert {word: [*found] for word, found in pairs.items()} == {"sent": [concept["home"]]}
    told = files[pairs["sent"][concept["home"]]]
    assert told.keys() == {f"{concept['sent']} {concept['home']}"}
    assert [steps[::2] for steps in told.values()] == [[0]]  # on the first page alone


def test_a_pair_with_a_word_that_says_nothing_is_at_the_other_one() -> None:
    page = Document("x/", "page", "", asked=("no paper", "paper of") * 8)
    files = built([page], SearchWords(drop=frozenset({"no", "of"})))
    number = concept_of(files)["paper"]
    pairs = row_of(files, number)[4]
    assert [*pairs] == ["<no", ">of"]
    for other, name in pairs.items():
        assert files[name][f"{number} {other}"][0] == 0


def test_pairs_lie_in_small_files_which_each_word_of_them_names() -> None:
    words = [f"w{number:02}x" for number in range(40)]
    asked = tuple(f"{first} {other}" for first in words[:2] for other in words if other != first)
    pages = [Document(f"{n:03}/", "page", "", asked=asked) for n in range(30)]
    files = build_index(pages, SearchWords(), STAGES)
    made = {name: json.loads(data) for name, data in files.items() if name.startswith("pairs-")}
    assert len(made) > 2
    for name, rows in made.items():
        assert len(rows) == 1 or sum(map(len, rows.values())) <= PAIRS_FILE, name
    read = {name: opened(name, json.loads(content)) for name, content in files.items()}
    numbers = concept_of(read)
    found = [
        (f"{numbers[word]} {other}", name)
        for word in words
        for other, name in row_of(read, numbers[word])[4].items()
    ]
    assert sorted(found) == sorted((pair, name) for name, rows in made.items() for pair in rows)
    assert len(found) == len(asked)


def test_a_concept_tells_its_words_but_no_word_that_says_nothing() -> None:
    files = built(documents())
    concepts = concept_of(files)
    for word, number in concepts.items():
        told = row_of(files, number)[3]
        assert told == sorted(each for each, other in concepts.items() if other == number), word
    rows = [row for _, name in files["index.json"]["concepts"] for row in files[name]]
    told = [word for row in rows for word in row[3]]
    assert sorted(told) == sorted(concepts) and "what" not in told


def test_a_text_counts_in_part_for_what_its_wording_leads_to() -> None:
    words = SearchWords(near=(("quit", ("missing",)),), means=(("no show", ("absent",)),))
    page = Document("x/", "page", "", asked=("aide quit", "no show", "missing", "absent"))
    said = dataclasses.replace(page, url="y/", asked=("aide", "missing", "absent", "show"))
    weights = levels([page, said, uses("missing\nabsent", "z/")], words)
    assert weights["missing"]["x/"] > 0 and weights["absent"]["x/"] > 0
    for text, led in (("aide quit", "missing"), ("no show", "absent")):
        only = levels([dataclasses.replace(page, asked=(text,)), uses(led, "z/")], words)
        assert only[led].keys() == {"x/", "z/"}


def test_a_word_counts_in_the_text_too_where_its_title_has_it() -> None:
    other = uses("alpha\n" * 20 + "filler\n" * 3000, "other/")
    both, title = (
        levels([Document("x/", "page", "alpha", sections=(Section("", text),)), other])
        for text in ("alpha\n" * 12, "bravo\n" * 12)
    )
    assert both["alpha"]["x/"] > title["alpha"]["x/"]


def test_of_two_words_the_more_telling_one_is_kept() -> None:
    rest = "\n".join(f"w{n}x" for n in range(120))
    long = uses("often\n" * 3 + rest, "long/")
    pages = [
        long,
        uses(rest, "other/"),
        *(Document(f"{n:03}/", "page", "Page") for n in range(400)),
    ]
    assert "long/" in levels(pages)["often"]


def test_a_word_used_once_on_a_very_large_site_is_left_out() -> None:
    words = SearchWords(same=(("named", "called"),))
    many = [Document(url=f"{n:04}/", kind="page", title="Page") for n in range(1497)]
    texts = ["once named", "twice\ntwice shared", "shared"]
    pages = many + [uses(text, f"last/{n}/") for n, text in enumerate(texts)]
    large, smaller = concept_of(built(pages, words)), concept_of(built(pages[1:], words))
    assert smaller.keys() == {"page", "once", "named", "called", "twice", "shared"}
    assert large.keys() == smaller.keys() - {"once"}, "a word of a group is met by its others"


def test_a_phrase_weighs_where_it_stands_whole() -> None:
    words = SearchWords(same=(("tired", "worn out", "out of steam"),))
    pages = [
        Document("whole/", "page", "They are worn out"),
        Document("parts/", "page", "Worn and out"),
        Document("other/", "page", "Out of order"),
        Document("same/", "page", "Tired"),
    ]
    weights = levels(pages, words)["tired"]
    assert weights.keys() == {"whole/", "same/"}


@pytest.mark.parametrize(("pages", "kept"), [(400, 100), (401, 90)])
def test_of_a_text_on_a_large_site_the_most_telling_words_are_kept(pages: int, kept: int) -> None:
    long = uses(" ".join(f"w{n}x" for n in range(100)), "long/")
    small = [Document(f"{n:03}/", "page", "Page") for n in range(pages - 1)]
    weights = levels([long, *small])
    assert sum("long/" in by_page for by_page in weights.values()) == kept


def test_of_a_small_site_six_hundred_words_of_a_text_are_kept_and_its_title_whole() -> None:
    body = " ".join(f"w{n}x" for n in range(620))
    long = Document("long/", "page", "w1x title", sections=(Section("", body),))
    weights = levels([long])
    assert len(weights) == 602


def test_a_word_on_very_many_pages_is_kept_where_it_weighs_most() -> None:
    heavy = [Document(f"b{n}/", "page", "Bus") for n in range(2)]
    light = [
        Document(f"a{n:04}/", "page", "Page", sections=(Section("", "bus"),)) for n in range(1001)
    ]
    weights = levels([*light, *heavy])["bus"]
    assert len(weights) == 400 and {"b0/", "b1/", "a0000/"} <= weights.keys()


def test_the_units_of_a_word_on_very_many_pages_are_those_of_the_pages_where_it_weighs_most() -> (
    None
):
    heavy = [Document(f"b{n}/", "page", "Bus") for n in range(2)]
    light = [Document(f"a{n:04}/", "page", "Page", asked=("bus",)) for n in range(399)]
    for pages, kept in ((light[:398], 400), (light, 400)):
        codes = units([*pages, *heavy], SearchWords())["bus"]
        assert sum(code < 0 for code in codes) == kept
        first = -codes[0] - 1
        place = first + sum(-code - 1 for code in codes[1:] if code < 0)
        assert (first, place) == (0, len(pages) + 1)


def test_of_a_word_in_very_many_units_those_are_kept_that_it_is_most_of() -> None:
    asked = ("bus", *(f"bus rides are long {n}" for n in range(9)))
    pages = [Document(f"a{n:04}/", "page", "Page", asked=asked) for n in range(401)]
    codes = [code for code in units(pages, SearchWords())["bus"] if code >= 0]
    assert len(codes) == 1200
    assert sum(code % 32 == 31 for code in codes) == 400, "alone on each page that is kept"


def test_no_page_has_more_units_than_the_browser_counts() -> None:
    page = Document("x/", "page", "First", asked=tuple(f"w{n}x" for n in range(600)))
    files = built([page])
    rows = [files[name] for _, name in files["index.json"]["concepts"]]
    codes = [code for row in rows for _, _, units, *_ in row for code in units if code >= 0]
    assert max(code // 32 for code in codes) == 510


def test_what_the_words_say_is_in_the_common_file() -> None:
    words = SearchWords(
        drop=frozenset(["the"]),
        near=(("bring", ("invite", "guest list")), ("the", ("gone",))),
        means=(("sent home", ("suspension",)),),
        wants={"letter": ("letter", "the"), "letter checklist": ("list",)},
        weak=frozenset(["school", "a"]),
        asks=frozenset(["what"]),
        aside=("Words you can use",),
    )
    files = built(documents(), words)
    common, concepts = files["index.json"], concept_of(files)

    def ids(text: str) -> list[int]:
        return [concepts[word] for word in text.split()]

    assert common["near"] == [[ids("bring"), ids("invite"), ids("guest list")]]
    assert common["means"] == [[ids("sent home"), ids("suspension")]]
    assert common["wants"] == [
        [["letter"], [ids("letter")]],
        [["letter", "checklist"], [ids("list")]],
    ]
    assert (common["weak"], common["asks"]) == (["a", "school"], ["what"])
    assert common["aside"] == ["words you can use"]
    assert common["kind"] == ["article", "checklist", "letter", "term", "guide", "state", "page"]
    assert (common["pages"], common["every"], common["stage"]) == (2, 6, STAGES)


def test_what_a_question_may_be_about_besides_pages_is_in_the_common_file() -> None:
    words = SearchWords(
        alone="first step",
        faint=frozenset(["ok", "no"]),
        behind=frozenset(["doctor", "aunt"]),
        joins=frozenset(["so", "and"]),
        local=("who helps #",),
        elsewhere=(("recipe", "bread"), ("weather",)),
        crisis=("call for help",),
        before=frozenset(["in"]),
        unsure=frozenset(["ok"]),
        unread=frozenset(["me"]),
    )
    state = Document("s/", "state", "New Ohio", code="no")
    files = built([*documents(), state], words)
    common, concepts = files["index.json"], concept_of(files)
    assert (common["pages"], common["elsewhere"], common["kinds"]) == (3, 2, "035")
    assert (common["alone"], common["crisis"]) == ("first step", ["call for help"])
    assert common["faint"] == ["no", "ok"]
    assert (common["behind"], common["joins"]) == (["aunt", "doctor"], ["and", "so"])
    assert common["local"] == [[concepts["who"], concepts["helps"], "#"]]
    assert common["places"] == [[[concepts["new"], concepts["ohio"]], 2]]
    assert (common["codes"], common["before"]) == ([["no", "New Ohio", 1]], ["in"])
    others = [Document(f"{code}/", "state", code.title(), code=code) for code in ("me", "ok")]
    assert built(others, words)["index.json"]["codes"] == [["ok", "Ok", 0]]
    assert row_of(files, concepts["bread"])[1][0] == 3, "after the pages"
    assert row_of(files, concepts["weather"])[1][0] == 4


@pytest.mark.parametrize(("last", "counts"), [(10.0, [222]), (100.0, [221, 1])])
def test_a_file_of_concepts_has_two_thousand_characters_at_most(
    last: float, counts: list[int]
) -> None:
    places = {f"{n}": index.NOWHERE for n in range(222)}  # each a row of nine: [0,"",""]
    rarity = dict.fromkeys(places, 0.0) | {"221": last}  # but the last of 11, or of 12
    files = index._Files()
    starts = index._concept_files(places, rarity, {}, {}, files)
    assert [len(json.loads(files.made[str(name)])) for _, name in starts] == counts
    assert [first for first, _ in starts] == [0, 221][: len(counts)]


def test_a_rare_word_says_more() -> None:
    pages = [Document(f"{n}/", "page", "common" if n else "common rare") for n in range(9)]
    files = built(pages)
    concepts = concept_of(files)
    rarity = {}
    for word in ("common", "rare"):
        first, name = next(
            row for row in reversed(files["index.json"]["concepts"]) if row[0] <= concepts[word]
        )
        rarity[word] = files[name][concepts[word] - first][0]
    # five times the logarithm of 1 + (texts without + 0.5) / (texts with + 0.5), as BM25 has it
    assert rarity == {"common": 0, "rare": 9}


def rarity_of(word: str, text: str, words: SearchWords) -> int:
    """How much a word tells in an index of ten pages, in tenths."""
    titles = [f"other{n} {text if n < 2 else ''}" for n in range(10)]
    files = built([Document(f"{n}/", "page", title) for n, title in enumerate(titles)], words)
    return row_of(files, concept_of(files)[word])[0]


def test_a_word_that_everybody_uses_says_less() -> None:
    told = [
        rarity_of("almost", "almost", SearchWords(common={"almost": often}))
        for often in (0.0, 1000.0, 1e6, 1e9)
    ]
    # of 12 concepts 2 are "almost": 250,000 in a million, with one more as if it were there
    assert told == [7, 7, 4, 1]


def test_a_line_of_a_page_is_a_text_as_a_title_is() -> None:
    few, many = (
        built([Document("a/", "page", "alpha", sections=(Section("", "bravo\n" * count),))])
        for count in (1, 9)
    )
    rare = [row_of(files, concept_of(files)["alpha"])[0] for files in (few, many)]
    assert rare[1] > rare[0]


def own_rows(files: dict[str, Any]) -> dict[str, Any]:
    """What a file says of the own concept of each word that means the same as others."""
    (name,) = (name for _, name in files["index.json"]["words"])
    words, _, _, _, exact = files[name]
    rows = {}
    place = 0
    for step, number in zip(exact[::2], exact[1::2], strict=True):
        place += step
        word = words.split()[place]
        rows[word] = row_of(files, concept_of(files)[word] + number)
    return rows


def test_a_word_that_means_the_same_as_others_is_a_concept_of_its_own_too() -> None:
    rows = own_rows(built([Document("a/", "page", "test"), Document("b/", "page", "assess it")]))
    assert [(word, row[1][0]) for word, row in rows.items()] == [("assess", 1), ("test", 0)]


def test_the_very_word_of_a_group_says_less_if_everybody_uses_it() -> None:
    told = []
    for common in ({}, {"test": 1e6}, {"test": 1e6, "tests": 15e6}):
        words = dataclasses.replace(WORDS, common=common)
        files = built(
            [Document("a/", "page", "test tests"), *[Document("b/", "page", "x")] * 8], words
        )
        told.append(own_rows(files)["test"][0])
    # Of 10 concepts in texts one is "test": 200,000 in a million, with one more as if there.
    # What it tells falls with the fourth root of that, beside twice what everybody says.
    assert told == [9, 5, 3]


def test_how_common_a_word_is_in_everyday_language_is_told_in_half_powers_of_ten() -> None:
    words = dataclasses.replace(
        WORDS, common={"alpha": 10.0, "zebra": 30.0, "yes": 10_000.0, "no": 1e9}
    )
    files = built([Document("a/", "page", "alpha bravo")], words)
    (name,) = (name for _, name in files["index.json"]["words"])
    told = dict(zip(files[name][0].split(), files[name][3], strict=True))
    assert (told["alpha"], told["bravo"]) == ("2", "0")
    [[first, name]] = files["index.json"]["real"]
    assert (first, files[name]) == ("no", [*[""] * 3, "zebra", *[""] * 4, "yes", "no"])


def test_how_common_a_word_is_is_told_in_steps_and_of_one_that_says_nothing_not_at_all() -> None:
    pages = [Document(f"{n}/", "page", f"The {'alpha ' * (n < 7)}{'bravo ' * (n < 1)}charlie")
             for n in range(20)]  # fmt: skip
    files = built(pages)
    often: dict[str, str] = {}
    for _, name in files["index.json"]["words"]:
        words, _, counts = files[name][:3]
        often |= dict(zip(words.split(), counts, strict=True))
    assert {word: often[word] for word in ("alpha", "bravo", "charlie", "the")} == {
        "alpha": "4",
        "bravo": "2",
        "charlie": "5",
        "the": "0",
    }


def test_the_words_of_a_large_site_lie_in_several_files_in_order() -> None:
    pages = [uses(" ".join(f"w{n * 97 + m:05}x" for m in range(97)), f"{n}/") for n in range(60)]
    files = built(pages)
    table = files["index.json"]["words"]
    assert len(table) > 1
    listed = [files[name][0].split() for _, name in table]
    assert [words[0] for words in listed] == [first for first, _ in table]
    everything = [word for words in listed for word in words]
    assert everything == sorted(everything)
    assert all(sum(len(word) + 5 for word in words) <= WORDS_FILE for words in listed)
    assert sum(len(word) + 5 for word in listed[0]) > WORDS_FILE - 20


def test_the_cards_of_pages_lie_in_files_of_six() -> None:
    pages = [Document(f"{n}/", "page", f"Page {n}", minutes=n) for n in range(7)]
    files = built(pages)
    first, second = (files[name] for name in files["index.json"]["cards"])
    assert (files["index.json"]["every"], len(first), len(second)) == (6, 6, 1)
    assert second[0][:4] == ["6/", "Page 6", "", 6] and first[0][3] == 0


def test_letters_stand_for_any_number_and_need_no_escape() -> None:
    numbers = [0, 1, 56, 57, 58, 57 * 34 - 1, 57 * 34, 99_999, 57 * 34 * 34 + 5]
    letters = index._letters(numbers)
    assert numbers_of(letters) == numbers
    assert len(json.dumps(letters)) == len(letters) + 2


def test_folded_words_are_read_again_with_long_beginnings_too() -> None:
    words = ["504", "a", "able", "ables", "x" * 30, "x" * 40, "xy", "\u00f1ame"]
    assert unfolded(index._folded(words)) == words


def test_a_page_is_known_by_kind_stage_and_card() -> None:
    files = built(documents())
    common = files["index.json"]
    assert [common["kind"][int(kind)] for kind in common["kinds"]] == ["article", "term"]
    assert common["stages"] == [2, 0]
    cards = files[common["cards"][0]]
    assert cards[0][:4] == ["a/", "What is the test?", "About it.", 3]
    assert files[cards[0][4]]["questions"] == ["Can they assess her?", "Was he sent home?"]


def test_a_page_is_found_by_a_rule_that_its_text_does_not_show() -> None:
    page = dataclasses.replace(documents()[0], rules=("34 CFR 300.301(c)(1)",))
    files = built([page])
    assert "cfr" in concept_of(files)
    assert not [name for name in files if name.startswith("text-") and "CFR" in str(files[name])]


def test_files_stay_small_and_every_concept_is_found_in_its_file() -> None:
    many = [
        Document(url=f"{n}/", kind="article", title=f"Page {n}", sections=(Section("", " ".join(
            f"word{(n * 7 + m * m) % 900}x" for m in range(120))),))
        for n in range(300)
    ]  # fmt: skip
    files = build_index(many, WORDS, STAGES)
    common = opened("index.json", json.loads(files["index.json"]))
    assert len(common["concepts"]) > 3
    starts = [first for first, _ in common["concepts"]] + [10**9]
    for (first, name), after in zip(common["concepts"], starts[1:], strict=True):
        rows = json.loads(files[name])
        assert first + len(rows) <= after
        assert len(files[name]) < 2 * FILE


def test_the_same_site_gives_the_same_files() -> None:
    assert build_index(documents(), WORDS, STAGES) == build_index(documents(), WORDS, STAGES)


def test_what_was_read_before_gives_the_same_files() -> None:
    """Also where a page or a term has changed since."""
    first, second = documents()
    same = {
        "the same": [first, second],
        "another text": [dataclasses.replace(first, sections=(Section("", "Last week."),)), second],
        "another term": [first, dataclasses.replace(second, names=("PWN", "Test"))],
        "fewer pages": [second],
    }
    before = Readings(b"words")
    build_index([first, second], WORDS, STAGES, before)
    for change, pages in same.items():
        readings = Readings(b"words", before.to_keep())
        assert build_index(pages, WORDS, STAGES, readings) == build_index(pages, WORDS, STAGES), (
            change
        )


def test_a_page_is_read_again_only_if_it_or_the_words_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = documents()
    before = Readings(b"words")
    build_index([first, second], WORDS, STAGES, before)
    read: list[str] = []
    again = index._read

    def noted(page: Document, vocabulary: index.Vocabulary) -> object:
        read.append(page.url)
        return again(page, vocabulary)

    monkeypatch.setattr(index, "_read", noted)
    for recipe, title, expected in (
        (b"words", first.title, []),
        (b"words", "Another title", ["a/"]),
        (b"other words", first.title, ["a/", "b/"]),
    ):
        read.clear()
        readings = Readings(recipe, before.to_keep())
        build_index([dataclasses.replace(first, title=title), second], WORDS, STAGES, readings)
        assert [url for url in read if url] == expected


def page_of_chance(chance: random.Random, url: str) -> Document:
    """A page of words of which some are on nearly all pages, and some on few."""

    def text(words: int) -> str:
        return " ".join(f"w{int(chance.paretovariate(0.4)) % 999}x" for _ in range(words))

    kind = chance.choice(["article", "term"])
    return Document(url, kind, text(2), sections=(Section(text(2), text(40)),))


def test_a_walk_of_changes_gives_the_files_of_a_first_build() -> None:
    chance = random.Random(20261130)
    pages = [page_of_chance(chance, f"{n}/") for n in range(30)]
    kept = b""
    for step in range(12):
        place = chance.randrange(len(pages))
        page = page_of_chance(chance, f"{step}-new/")
        match step % 4:
            case 0:  # a few more words
                pages[place] = dataclasses.replace(pages[place], description=page.title)
            case 1:
                pages[place] = page
            case 2:
                del pages[place]
            case 3:
                pages[place:place] = [page, pages[0]]
        readings = Readings(b"words", kept)
        assert build_index(pages, WORDS, STAGES, readings) == build_index(pages, WORDS, STAGES)
        kept = readings.to_keep()


def test_a_page_is_weighed_again_only_if_a_figure_of_its_words_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = [uses(f"alpha a{n}x", f"{n}/") for n in range(60)]
    before = Readings()
    build_index(pages, WORDS, STAGES, before)
    weighed: list[index._Read] = []
    again = index._Read.weighed

    def noted(page: index._Read, figures: index._Figures) -> index._Weighed:
        weighed.append(page)
        return again(page, figures)

    monkeypatch.setattr(index._Read, "weighed", noted)
    pages[3] = uses("alpha a4x", "3/")
    build_index(pages, WORDS, STAGES, Readings(b"", before.to_keep()))
    # The page as it was and as it is, and the same for the one that has the word a4x, too.
    assert [sorted({*page.said} - {"alpha"}) for page in weighed] == [["a3x"], *[["a4x"]] * 3]


def test_an_empty_site_and_a_language_without_words_have_an_index() -> None:
    assert json.loads(build_index([], SearchWords(), [])["index.json"])["pages"] == 0


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


@pytest.mark.parametrize(
    ("script", "name", "value"),
    [
        ("ranking", "LEVELS", index.LEVELS),
        ("concepts", "UNIT_LEVELS", index.UNIT_LEVELS),
        ("concepts", "UNITS", index.MOST_UNITS + 1),
    ],
)
def test_the_browser_counts_levels_and_units_as_the_index_does(
    script: str, name: str, value: int
) -> None:
    code = (SCRIPTS / f"{script}.js").read_text(encoding="utf-8")
    assert re.findall(rf"const {name} = (\d+)", code) == [str(value)]
