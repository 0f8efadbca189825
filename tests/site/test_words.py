"""All words of the interface are in overrides/words/, and each word there is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from jinja2 import Environment, nodes
from sample_words import outdated_words

from library.content.front_matter import Loader

ROOT = Path(__file__).resolve().parents[2]
OVERRIDES = ROOT / "overrides"
TEMPLATES = sorted(OVERRIDES.rglob("*.html"))
SCRIPTS = sorted((OVERRIDES / "assets/javascripts").rglob("*.js"))
NAMES = {"IEP", "RSS", "JSON"}  # the same in every language
SPOKEN = ("alt", "aria-label", "placeholder", "title", "value", "content")


def keys(words: dict[str, Any], above: str = "") -> Iterator[str]:
    """Yield the dotted names of all words: "letter.clear"."""
    for key, value in words.items():
        if isinstance(value, dict):
            yield from keys(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def test_a_number_that_may_be_one_has_words_for_one() -> None:
    many = re.compile(
        r"\{\w*\} (?:\w+ )?"
        r"(?:days|files|numbers|pages|parts|points|problems|results|sheets|states|words)\b"
    )
    texts = dict(texts_of(ENGLISH_WORDS))
    for name, text in texts.items():
        if many.search(text):
            assert name.endswith("_other") or f"{name}_one" in texts, name


def texts_of(words: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the dotted name and the text of all words."""
    for key, value in words.items():
        if isinstance(value, dict):
            yield from texts_of(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)


def words_of(template: str) -> Iterator[str]:
    """Yield what a template reads of `words`; "downloads.*" where the last part is computed."""
    tree = Environment(extensions=["jinja2.ext.do"]).parse(template)
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        parts: list[str] = []
        at: nodes.Expr = node
        while isinstance(at, nodes.Getattr | nodes.Getitem):
            if isinstance(at, nodes.Getattr):
                parts.append(at.attr)
            else:
                parts.append(str(at.arg.value) if isinstance(at.arg, nodes.Const) else "*")
            at = at.node
        if isinstance(at, nodes.Name) and at.name == "words":
            yield ".".join(reversed(parts))


def values_of(template: str) -> Iterator[tuple[str, int]]:
    """Yield each word that a template fills in by position: its name, and how many values."""
    tree = Environment(extensions=["jinja2.ext.do"]).parse(template)
    for call in tree.find_all(nodes.Call):
        parts: list[str] = []
        at = call.node
        while isinstance(at, nodes.Getattr):
            parts.append(at.attr)
            at = at.node
        is_filled = isinstance(at, nodes.Name) and at.name == "words" and parts[:1] == ["format"]
        if is_filled and not call.kwargs:
            yield ".".join(reversed(parts[1:])), len(call.args)


def words_of_code(code: str) -> Iterator[str]:
    """Yield what Python reads: words.print.code, words["letter"]["subject"]."""
    for chain, call in re.findall(r'\bwords((?:\.\w+|\["\w+"\])+)(\(?)', code):
        parts = re.findall(r"\w+", chain)
        if kept := parts[:-1] if call else parts:  # a call is a method: .format(), .items()
            yield ".".join(kept)


ENGLISH_WORDS = yaml.load((OVERRIDES / "words/en.yml").read_text(encoding="utf-8"), Loader)
ENGLISH = set(keys(ENGLISH_WORDS))
READ = {word for file in TEMPLATES for word in words_of(file.read_text(encoding="utf-8"))} | {
    word
    for folder in ("hooks", "hooks/support")
    for file in (ROOT / folder).glob("*.py")
    for word in words_of_code(file.read_text("utf-8"))
}


def test_every_word_that_is_read_is_there() -> None:
    areas = {key.rsplit(".", 1)[0] for key in ENGLISH}
    lacking = [
        word
        for word in READ
        if not any(word == key or word.startswith(f"{key}.") for key in ENGLISH)  # .format
        and word not in areas
        and word.removesuffix(".*") not in areas
    ]
    assert len(READ) > 60
    assert lacking == []


def test_every_word_that_is_there_is_read() -> None:
    unused = [
        key
        for key in ENGLISH
        if not any(word == key or word.startswith(f"{key}.") for word in READ)
        and f"{key.rsplit('.', 1)[0]}.*" not in READ
    ]
    assert sorted(unused) == []


def test_the_words_that_tests_look_for_are_words_of_the_site() -> None:
    assert outdated_words() == [], "copy them from overrides/words/en.yml to tests/sample/words.yml"


@pytest.mark.parametrize("file", sorted((OVERRIDES / "words").glob("??.yml")), ids=lambda f: f.name)
def test_a_translation_has_the_same_words(file: Path) -> None:
    words = yaml.load(file.read_text(encoding="utf-8"), Loader)
    assert set(keys(words)) == ENGLISH
    assert [
        f"{name}.{key}"
        for name, area in words.items()
        for key, text in area.items()
        if not isinstance(text, str) or not text.strip()
    ] == []
    holes = {name: holes_of(text) for name, text in texts_of(ENGLISH_WORDS)}
    assert [name for name, text in texts_of(words) if holes_of(text) != holes[name]] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda f: str(f.relative_to(OVERRIDES)))
def test_a_word_has_a_hole_for_each_value_that_a_template_gives_it(file: Path) -> None:
    texts = dict(texts_of(ENGLISH_WORDS))
    wrong = {
        name: texts[name]
        for name, count in values_of(file.read_text(encoding="utf-8"))
        if name in texts and texts[name].count("{}") != count
    }
    assert wrong == {}


def holes_of(text: str) -> list[str]:
    """Return the places of a text that are filled in, in an order of their own."""
    return sorted(re.findall(r"\{\w*\}", text))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda f: str(f.relative_to(OVERRIDES)))
def test_no_template_holds_words_of_its_own(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
    page = BeautifulSoup(plain, "html.parser")
    said = [
        text.strip()
        for text in page.find_all(string=True)
        if type(text) is NavigableString  # no comment, no doctype
    ]
    said += [
        str(element[name])
        for element in page.find_all(True)
        for name in SPOKEN
        if element.has_attr(name) and element.name != "meta" and element.get("type") != "hidden"
    ]
    own = {word for text in said for word in re.findall(r"[A-Za-z]{2,}", text)} - NAMES
    assert own == set()


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda f: f.name)
def test_no_script_holds_words_of_its_own(file: Path) -> None:
    code = re.sub(r"^\s*//.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for text in re.findall(r'"([^"\n]*)"|`([^`]*)`', code):
        assert not re.search(r"[A-Z][a-z]+ [a-z]+|[a-z]{2,}[.!?] ", "".join(text)), text


def test_the_finders_of_words_find_them() -> None:
    assert set(words_of("{{ words.a.b.format(1) }}{% if x %}{{ words.c[d] }}{% endif %}")) == {
        *("a.b.format", "a.b", "a", "c.*", "c")
    }
    filled = "{{ words.a.b.format(x, y) }}{{ words.c.format(one=x) }}{{ f.format(x) }}"
    assert list(values_of(filled)) == [("a.b", 2)]
    assert holes_of("{b} {} {a}") == ["{a}", "{b}", "{}"]
    assert list(words_of_code('words["letter"]["subject"] + words.print.code.format(x)')) == [
        "letter.subject",
        "print.code",
    ]
