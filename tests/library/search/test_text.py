"""Words as the search sees them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from library.common.text_memo import TextMemo
from library.search import text as module
from library.search.text import Section, kept_sections, sections_of, words_of
from library.search.words import read_search_words

HERE = Path(__file__).parent
GRAMMARS = {
    language: read_search_words(
        yaml.safe_dump(yaml.safe_load((HERE / file).read_text(encoding="utf-8"))["words"])
    )[0]
    for language, file in (("en", "small_library.yml"), ("es", "spanish_library.yml"))
}


def stem(word: str, language: str) -> str:
    words = GRAMMARS[language]
    return module.stem(word, words.endings, words.figures)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My child\u2019s I.E.P. isn't followed!", ["my", "childs", "iep", "isnt", "followed"]),
        ("P&A, 34 CFR 300.323(d)", ["pa", "34", "cfr", "300", "323", "d"]),
        ("Evaluación, niños", ["evaluacion", "ninos"]),
        ("follow-up  <b>x</b>", ["follow", "up", "b", "x", "b"]),
        ("", []),
        ("\u200b \U0001f600 ...", []),
    ],
)
def test_a_text_becomes_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    "forms",
    [
        "evaluate evaluates evaluated evaluating evaluation evaluations",
        "service services",
        "meet meets meeting meetings",
        "qualify qualifies qualified qualifying",
        "plan plans planned planning",
        "teach teacher teachers teaching",
        "copy copies copied",
        "disability disabilities",
        "private privacy",
        "advocate advocates advocacy",
        "504 504s",
        "class classes",
        "body bodily",
        "child childs",  # and so "child's"
    ],
)
def test_all_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form, "en") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("letter", "let"),
        ("process", "proceed"),
        ("504", "505"),
        ("60s", "6"),
        ("this", "thi"),
        ("iep", "ie"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one, "en") != stem(other, "en")


@pytest.mark.parametrize("language", ["en", "es"])
def test_short_words_stay_as_they_are(language: str) -> None:
    short = "as bed bus dad ear es gas its led mad ora red see set sit too was yes".split()
    assert [stem(word, language) for word in short] == short


def test_spanish_has_its_own_endings() -> None:
    assert stem("evaluacion", "es") == stem("evaluaciones", "es")
    assert stem("evaluacion", "en") != stem("evaluaciones", "en")


def test_without_a_grammar_each_word_is_its_own_stem() -> None:
    words = "classes 504s planned y e".split()
    assert [module.stem(word, ()) for word in words] == words


def test_a_page_becomes_sections_without_what_is_hidden() -> None:
    html = (
        "<p>First &amp; last</p><script>no()</script><h2 id=a>One <em>more</em></h2><ul><li>a</li>"
        '<li>b <span class="ip-term"><a>IEP</a><span class="ip-meaning" id=m>hidden</span></span>'
        ', c.<sup class="ip-ref"><a>1</a></sup></li></ul>'
        '<p class="ip-ref-line">Rules<sup class="ip-ref"><a>2</a></sup></p>'
    )
    assert sections_of(html) == (
        Section("", "First & last"),
        Section("One more", "a\nb IEP, c.", "a"),
    )
    assert sections_of("") == ()


def test_each_heading_begins_a_section_with_its_own_anchor() -> None:
    html = "<h2 id=a>A</h2><p>1</p><h3>B</h3><h4 class=x id='c'>C</h4><p>3</p><h5>D</h5>"
    assert sections_of(html) == (
        Section("A", "1", "a"),
        Section("B", "", ""),
        Section("C", "3\nD", "c"),
    )


def test_a_section_is_shown_by_rows_and_without_the_rules_it_cites() -> None:
    html = (
        "<table><tr><th>A</th>\n<th>B</th></tr><tr><td>1</td><td>2</td></tr></table><p>Ask "
        '(<a class="ip-cite" href="x">34 CFR 300.8(a)</a>; <a class="ip-cite" href="y">20 USC 1</a>'
        ') now (please), under <a class="ip-cite" href="x">34 CFR 300.9</a>.</p>'
    )
    (section,) = sections_of(html)
    assert section.shown() == "A \u00b7 B\n1 \u00b7 2\nAsk now (please), under 34 CFR 300.9."
    assert "300" in words_of(section.text)


def test_a_sentence_that_only_leads_to_another_page_is_not_shown() -> None:
    html = (
        '<p>One. See <a href="../b/">how long it takes</a>. Ask <a href="c/">now</a> today.</p>'
        '<p>Read <a href="d/">Do I sign?</a></p><p>Go to <a href="https://e.org">an office</a>.</p>'
        '<p>It is <a aria-describedby="m" href="../glossary/x/">a long name</a>.</p>'
        '<ul><li><a href="f/">A letter to ask</a></li></ul>'
    )
    (section,) = sections_of(html)
    assert section.shown() == (
        "One. Ask now today.\nGo to an office.\nIt is a long name.\nA letter to ask"
    )
    assert "takes" in words_of(section.text)


@pytest.mark.parametrize(
    ("language", "table"),
    [
        (
            "en",
            """classes class, wishes wish, matches match, boxes box, cities citi, glass glass,
            bus bus, crisis crisis, plans plan, gas gas, organization organ, educational educ,
            regulations regul, education educ, evaluating evalu, administrative administr,
            disability disab, evaluated evalu, educator educ, placement plac, acceptable accept,
            accessible access, goodness good, copying copi, evaluate evalu, advocacy advoc,
            copied copi, testing test, helpful help, specialist special, minority minor,
            secondary second, decision decis, supportive support, tested test, counselor counsel,
            learner learn, weekly week, personal person, nation nation, rating rat, dated dat,
            cement cement, dying dying, sing sing, hopping hop, odd odd, taboo taboo, try try,
            fuzz fuzz, axe axe, shyest shyest, dally dalli, artist artist, diary diari,
            option option, tried try, boxes box,
            active activ, order order, doctor doctor, medal medal""",
        ),
        (
            "es",
            """veces vez, luces luz, meses mes, clases clas, escuelas escuel, planes plan,
            notas not, tratamiento trat, sufrimiento sufr, evaluacion evalu, peticion pet,
            escribiendo escrib, legalmente legal, hablando habl, reunion reunion, seccion seccion,
            discapacidad discapac, ayudada ayud, ayudado ayud, recibida recib, recibido recib,
            hablar habl, comer com, vivir viv, ayuda ayud, libro libr, clase clas, mes mes,
            pie pie""",
        ),
    ],
)
def test_what_each_ending_leaves(language: str, table: str) -> None:
    pairs = [pair.split() for pair in table.split(",")]
    assert {word: stem(word, language) for word, _ in pairs} == dict(pairs)


def test_a_drawing_is_found_by_what_it_says_in_words() -> None:
    drawn = '<svg><title>A road</title><desc id="w">1. Write.</desc><text>seen</text></svg>'
    said = "<figcaption><strong>A road</strong> <span>It is long.</span></figcaption>"
    found = sections_of(f"<p>Before</p><figure>{said}{drawn}</figure><p>After</p><svg>none</svg>")
    assert found[0].text.split("\n") == ["Before", "A road", "It is long.", "1. Write.", "After"]


def test_kept_sections_are_those_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = ["<p>One.</p><h2 id=a>Head</h2><p>Two.</p>", "<p>Other.</p>", ""]
    first = TextMemo()
    expected = [sections_of(html) for html in pages]
    assert [kept_sections(html, first) for html in pages] == expected
    again = TextMemo(first.to_keep())
    monkeypatch.setattr("library.search.text.sections_of", None)  # not to be called
    assert [kept_sections(html, again) for html in pages] == expected
