"""The reading grade: syllables, sentences, formula."""

from __future__ import annotations

import pytest

from library.check.rules.reading import (
    ARTICLE_WORDS,
    Syllables,
    check_reading,
    count_syllables,
    grade,
    sentences,
    smog,
)
from library.check.settings import CheckSettings
from library.check.source import read_source


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1),
        ("evaluation", 5),
        ("teacher's", 2),
        ("IEP", 3),
        ("LRE", 3),
        ("LD", 2),
        ("chunky", 2),
        ("zorble", 2),
        ("blaked", 2),
        ("don’t", 1),
    ],
)
def test_syllables(word, count):
    assert count_syllables(word) == count


def test_the_formula():
    # 100 words, 5 sentences, 150 syllables: 0.39 * 20 + 11.8 * 1.5 - 15.59
    assert grade(100, 5, 150) == pytest.approx(9.91)


def test_smog():
    # McLaughlin's own table: 30 sentences with 20 long words are grade 8 (7.8 by the formula).
    assert smog(20, 30) == pytest.approx(7.79, abs=0.01)
    assert smog(0, 30) == pytest.approx(3.13, abs=0.01)


@pytest.mark.parametrize(("more", "is_long"), [(0, False), (1, True)])
def test_an_article_is_long_from_one_word_more_than_the_most(more, is_long):
    text = "---\ntitle: A\n---\n" + "Go. " * (ARTICLE_WORDS + more)
    page = read_source("docs/articles/posts/a.md", "articles/posts/a.md", text)
    found = check_reading(page, Syllables(), CheckSettings())
    assert ("long-article" in {problem.rule for problem in found}) == is_long


def easy(sentence: str, times: int) -> list[str]:
    page = read_source("docs/a.md", "a.md", f"---\ntitle: A\n---\n{(sentence + ' ') * times}")
    found = check_reading(page, Syllables(), CheckSettings())
    return [problem.rule for problem in found]


def test_an_easy_page_gets_no_hint():
    assert easy("You can ask the school to help your child.", 20) == []


def test_a_short_page_gets_no_grade():
    hard = "Individualized evaluations necessitate participation."
    assert easy(hard, 24) == []  # 96 words
    assert easy(hard, 25) == ["reading-grade"]


def test_many_long_words_are_told_even_in_short_sentences():
    short = "Ask for an evaluation, and wait to hear what they have to say to you."
    assert easy(short, 29) == []  # too few sentences
    assert easy(short, 30) == ["long-words"]
    assert easy("Ask for an IEP now, and the IEE too.", 30) == []  # short forms are names


@pytest.mark.parametrize("rule", ["34 CFR 300.323(d)", "20 USC 1415(f)(3)", "20 U.S.C. 1415"])
def test_a_rule_in_parentheses_is_no_part_of_a_sentence(rule):
    page = read_source(
        "docs/a.md", "a.md", f"---\ntitle: A\n---\nThe school must ask you ({rule}).\n"
    )
    assert [sentence.words for sentence in sentences(page)] == [
        ["The", "school", "must", "ask", "you"]
    ]


def test_only_running_prose_is_cut_into_sentences():
    body = """\
## A heading. It is no prose.

One [link. It](a.md) ends here (34 CFR 300.323(a)(1)). Two!
Three?

- Four
- [ ] Five

    Six at **once.** "Seven."

| no | table |
|---|---|

```
no code
```
![no picture](x.png)
[a]: no-definition.md
"""
    page = read_source("docs/about/a.md", "about/a.md", f"---\ntitle: A\n---\n{body}")
    found = [" ".join(sentence.words) for sentence in sentences(page)]
    assert found == [
        "One link",
        "It ends here",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six at once",
        "Seven",
    ]
    lines = [page.line_at(sentence.position) for sentence in sentences(page)]
    assert lines == [6, 6, 6, 7, 9, 10, 12, 12]
