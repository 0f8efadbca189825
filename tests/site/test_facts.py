"""Each fact that a template asks for is one that its kind of page has.

Jinja shows nothing, and raises nothing, where a template misspells a fact or its class lacks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, nodes
from sample_library import DOCS

from library.content.facts import FACTS, Facts, facts_of
from library.content.front_matter import Loader
from library.content.schema import KINDS, PAGE, POST

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
TEMPLATES = sorted(OVERRIDES.rglob("*.html"))
TREES = {
    file.relative_to(OVERRIDES).as_posix(): Environment(extensions=["jinja2.ext.do"]).parse(
        file.read_text(encoding="utf-8")
    )
    for file in TEMPLATES
}


def template_of(folder: str) -> str:
    """Return the template of the pages in a folder of docs/."""
    settings = yaml.load((DOCS / folder / ".meta.yml").read_text(encoding="utf-8"), Loader)
    return str(settings["template"])


OF_KIND = {
    kind.name: "blog-post.html" if kind is POST else template_of(kind.folder)
    for kind in KINDS
    if kind is not PAGE
}


def asked_of_own(tree: nodes.Template) -> set[str]:
    """Return what a template reads of `facts`, which are those of the page it shows."""
    return {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "facts"
    }


def asked_of_others(tree: nodes.Template) -> set[str]:
    """Return what a template reads of another page: `(sheet | facts).description`."""
    return {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Filter) and node.node.name == "facts"
    }


def with_parts(name: str) -> Iterator[str]:
    """Yield a template and all that it includes or extends."""
    yield name
    for node in TREES[name].find_all((nodes.Include, nodes.Extends)):
        assert isinstance(node, nodes.Include | nodes.Extends)
        assert isinstance(node.template, nodes.Const)  # or this test would miss it
        yield from with_parts(node.template.value)


def names_of(sort: type[Facts]) -> set[str]:
    return {each.name for each in fields(sort)}


@pytest.mark.parametrize("name", sorted(TREES))
def test_a_template_asks_only_for_facts_that_some_kind_has(name: str) -> None:
    known = {fact for sort in FACTS.values() for fact in names_of(sort)}
    assert asked_of_own(TREES[name]) | asked_of_others(TREES[name]) <= known


@pytest.mark.parametrize("kind", OF_KIND)
def test_the_template_of_a_kind_asks_only_for_facts_of_that_kind(kind: str) -> None:
    parts = set(with_parts(OF_KIND[kind]))
    asked = {fact for part in parts for fact in asked_of_own(TREES[part])}
    assert len(asked) > 3
    assert asked <= names_of(FACTS[kind])


def test_the_finders_of_facts_find_them() -> None:
    tree = Environment().parse(
        "{{ facts.a }}{{ (x | facts).b }}{% if facts.c %}{{ d.e }}{% endif %}"
    )
    assert asked_of_own(tree) == {"a", "c"}
    assert asked_of_others(tree) == {"b"}


def test_the_pages_of_a_kind_have_its_facts() -> None:
    for kind in KINDS:
        assert type(facts_of(f"{kind.folder}/a.md".lstrip("/"), {})) is FACTS[kind.name]
