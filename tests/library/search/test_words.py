"""The file of how parents say things."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from library.search import words as module
from library.search.words import SearchWords, read_search_words

FILE = Path(__file__).resolve().parents[3] / "overrides" / "words" / "search_en.yml"
KEYS = ", ".join(sorted(module.KEYS))
EACH_KEY = """\
drop: [the a, is]
little: [who if]
weak: [school]
asks: [what is]
real: [prison bring]
talk: [please]
numbers: [two, three four]
same:
  - "test, assess ,"
  - [sent home, picked up]
means:
  acts up: behavior, a plan
near:
  12: [thirteen, 14]
wants:
  letter: letter, template
around: ["it is #", 7]
conditions: [autism, down syndrome]
own: [not, note notes]
behind: [doctor]
joins: [and but]
alone: first step
elsewhere:
  - recipe for bread, weather
crisis: [call/calls for/to help, 12]
aside: [Words you can use]
endings:
  - ies y 2, s - 3
  - ing - 3
figures: [s]
keyboard: [qwe asd, zxc]
sounds: [ae, ck]
local:
  - who helps, which office
before: [in]
unsure: [al de]
unread: [or me]
faint: [ok]
common:
  250: a school
  0.5: prison
"""


def test_the_file_of_the_site_is_read_without_a_problem() -> None:
    assert read_search_words(FILE.read_text(encoding="utf-8"))[1] == []


def test_each_key_is_read_in_its_own_shape() -> None:
    words, problems = read_search_words(EACH_KEY)
    assert problems == []
    assert yaml.safe_load(EACH_KEY).keys() == module.KEYS
    assert words == SearchWords(
        drop=frozenset(["the", "a", "is", "who", "if"]),
        little=frozenset(["who", "if"]),
        weak=frozenset(["school"]),
        asks=frozenset(["what", "is"]),
        real=frozenset(["prison", "bring"]),
        talk=frozenset(["please"]),
        numbers=frozenset(["two", "three", "four"]),
        same=(("test", "assess"), ("sent home", "picked up")),
        means=(("acts up", ("behavior", "a plan")),),
        near=(("12", ("thirteen", "14")),),
        wants={"letter": ("letter", "template")},
        around=("it is #", "7"),
        conditions=("autism", "down syndrome"),
        behind=frozenset(["doctor"]),
        joins=frozenset(["and", "but"]),
        alone="first step",
        elsewhere=(("recipe for bread", "weather"),),
        crisis=("call/calls for/to help", "12"),
        aside=("Words you can use",),
        own={"not": "not", "note": "note", "notes": "note"},
        endings=((("ies", "y", 2), ("s", "", 3)), (("ing", "", 3),)),
        figures=("s",),
        keyboard=("qwe", "asd", "zxc"),
        sounds=("ae", "ck"),
        local=("who helps", "which office"),
        before=frozenset(["in"]),
        unsure=frozenset(["al", "de"]),
        unread=frozenset(["or", "me"]),
        faint=frozenset(["ok"]),
        common={"a": 250.0, "school": 250.0, "prison": 0.5},
    )


@pytest.mark.parametrize("text", ["", "drop:\nsame:\nnear:\n"])
def test_an_empty_file_and_an_empty_key_are_no_problem(text: str) -> None:
    assert read_search_words(text) == (SearchWords(), [])


def test_problems_are_told_all_at_once() -> None:
    words, problems = read_search_words(
        "smae: [x]\nsame: [alone]\nnear: [a]\nwants: {letter form: b}\ndrop: c\nweak: [d]\n"
        "means: b\ncommon: {often: a}\nendings: [s - 3, ing 3]\ncrisis: ['call for help, go']\n"
    )
    assert sorted(problems) == [
        "1: common: “often” must be a number of times, such as 250",
        "1: crisis: “call for help, go” needs a line for each wording, with no commas",
        "1: drop: must be a list, each line starting with “- ”",
        "1: endings: “ing 3” must be an ending, what takes its place (- for nothing), and how many "
        "letters must be left before it: ies y 2",
        "1: means: must be lines of “wording: other, other”",
        "1: near: must be lines of “wording: other, other”",
        "1: same: “alone” needs two wordings or more, with commas between",
        "1: wants: “form” is no kind of page; these are "
        "article, checklist, guide, letter, page, state, term",
        f"1: “smae” is not known here; the keys are {KEYS}",
    ]
    assert words.weak == {"d"}, "the rest is read"


def test_yaml_that_cannot_be_read_names_its_line() -> None:
    words, problems = read_search_words("drop:\n  - a\n same: [\n")
    assert words == SearchWords()
    assert len(problems) == 1 and problems[0].startswith("3: cannot be read as YAML: ")


def test_yaml_of_another_shape_is_a_problem() -> None:
    assert read_search_words("- a\n") == (SearchWords(), [f"1: must hold the keys {KEYS}"])
