"""The library as a whole: what must be there, and how its pages hold together."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from library.citations import PATTERN, read_register
from library.glossary import GlossaryExtension, read_terms

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
FIRST_TWO = ["advocacy-is-teamwork", "back-to-school-what-to-share"]
SECTIONS = [
    "What the law says",
    "What you can do",
    "Words you can use",
    "What the school may be dealing with",
    "If it is still not working",
    "Your state may differ",
]


@cache
def texts(folder: str) -> dict[str, str]:
    """Return the pages of a folder of docs/ by slug, without index and template."""
    files = (DOCS / folder).glob("*.md")
    chosen = (file for file in files if file.stem != "index" and file.name[0] != "_")
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(chosen)}


def front(text: str) -> dict[str, Any]:
    return yaml.safe_load(text.split("---\n")[1])


def body(text: str) -> str:
    return text.split("---\n", 2)[2]


def is_cited(text: str) -> bool:
    return bool(re.search(PATTERN, text)) or "](http" in text  # guidance has an address instead


def slugs(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])  # type: ignore[call-overload]


POSTS = texts("articles/posts")
one_post = pytest.mark.parametrize("slug", POSTS)


@pytest.mark.parametrize(
    ("folder", "least"),
    [("articles/posts", 24), ("checklists", 12), ("letters", 10), ("glossary", 80), ("guides", 6)],
)
def test_the_library_is_whole(folder: str, least: int) -> None:
    assert len(texts(folder)) >= least - (folder == "guides")  # index.md is the sixth guide


def test_the_two_first_articles_are_the_newest() -> None:
    newest_first = sorted(POSTS, key=lambda slug: str(front(POSTS[slug])["date"]), reverse=True)
    assert newest_first[:2] == FIRST_TWO


@one_post
def test_an_article_has_every_part_in_order(slug: str) -> None:
    places = [POSTS[slug].find(f"\n## {heading}\n") for heading in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)


@one_post
def test_an_article_answers_parents_questions_and_is_reviewed_in_a_year(slug: str) -> None:
    meta = front(POSTS[slug])
    assert 8 <= len(meta["questions"]) <= 12
    assert timedelta(360) <= meta["review"] - meta["checked"] <= timedelta(370)


@one_post
def test_the_law_of_an_article_is_cited_from_the_register(slug: str) -> None:
    register = read_register(DOCS / "regulations.yml")
    law = POSTS[slug].partition("## What the law says")[2].partition("\n## ")[0]
    cited_above = False  # a list may stand under one rule: "The team is (34 CFR ...):"
    uncited = []
    for block in law.strip().split("\n\n"):
        points = re.split(r"\n(?=- )", block) if block.startswith("- ") else []
        uncited += [p for p in points if not (cited_above or is_cited(p))]
        cited_above = is_cited(block) and block.endswith(":")
    assert "\n- " in law
    assert uncited == []
    cited = {match["section"] for match in re.finditer(PATTERN, POSTS[slug])}
    assert cited <= set(register)


@one_post
def test_an_article_leads_to_its_sheets_and_its_neighbors(slug: str) -> None:
    meta, text = front(POSTS[slug]), body(POSTS[slug])
    assert set(slugs(meta.get("checklist"))) <= set(texts("checklists"))
    assert set(slugs(meta.get("letter"))) <= set(texts("letters"))
    assert slugs(meta.get("checklist")) or slugs(meta.get("letter"))
    neighbors = set(re.findall(r"\]\(([a-z0-9-]+)\.md", text))
    assert len(neighbors & set(POSTS)) >= 2


@pytest.mark.parametrize("folder", ["checklists", "letters"])
def test_each_sheet_is_reached_from_an_article_and_stands_on_a_stage(folder: str) -> None:
    named = "".join(POSTS.values())
    for slug, text in texts(folder).items():
        assert f"../../{folder}/{slug}.md" in named or slug in named, slug
        assert front(text)["categories"], slug


def test_each_term_is_used_and_no_two_share_a_name() -> None:
    terms = read_terms(DOCS / "glossary")
    names = [name.casefold() for term in terms for name in term.names]
    assert len(names) == len(set(names))
    glossary = GlossaryExtension(terms)
    pages = [*POSTS.values(), *texts("guides").values(), *texts("about").values()]
    used = {term.path for page in pages for _, _, term in glossary.uses(body(page))}
    assert [term.path for term in terms if term.path not in used] == []


def test_each_term_has_its_parts() -> None:
    for slug, text in texts("glossary").items():
        assert {"title", "description", "spanish"} <= front(text).keys(), slug
        headings = re.findall("^## (.+)$", body(text), re.MULTILINE)
        assert headings == ["Example", "What to ask", "The rule"], slug
