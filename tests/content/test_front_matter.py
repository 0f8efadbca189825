"""What stands at the top of every article, checklist and letter, and what their texts rest on."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from library.citations import PATTERN, read_register

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
CATEGORIES = next(
    plugin["blog"]["categories_allowed"] for plugin in SETTINGS["plugins"] if "blog" in plugin
)
REGISTER = read_register(DOCS / "regulations.yml")


def sources(folder: str) -> list[Any]:
    """The texts of a folder as parameters; drafts count, what is there to copy does not."""
    files = sorted((DOCS / folder).glob("[!_]*.md"))
    return [pytest.param(file, id=file.stem) for file in files if file.stem != "index"]


def read(file: Path) -> tuple[dict[str, Any], str]:
    """Return the front matter and the text of a file."""
    start, top, text = file.read_text(encoding="utf-8").split("---\n", 2)
    assert start == ""
    return yaml.safe_load(top), text


POSTS = sources("articles/posts")
SHEETS = [*sources("checklists"), *sources("letters")]
PAGES = [*POSTS, *SHEETS, *sources("about")]


@pytest.mark.parametrize("file", PAGES)
def test_every_text_has_a_title_and_a_description(file: Path) -> None:
    meta, text = read(file)
    assert 3 <= len(meta["title"]) <= 90
    assert 50 <= len(meta["description"]) <= 160
    assert not re.search(r"^# ", text, re.MULTILINE), "the title is the heading"


@pytest.mark.parametrize("file", POSTS)
def test_an_article(file: Path) -> None:
    meta, text = read(file)
    assert meta["slug"] == file.stem
    assert type(meta["date"]) in (date, datetime)
    assert type(meta["checked"]) is date
    assert type(meta.get("updated", date.today())) is date
    assert 1 <= len(meta["categories"]) <= 3 and set(meta["categories"]) <= set(CATEGORIES)
    assert text.count("<!-- more -->") == 1
    answer, rest = text.split("<!-- more -->")
    assert answer.strip() and re.match(r"\s*## ", rest)
    for kind in ("checklist", "letter"):
        slugs = meta.get(kind, [])
        for slug in [slugs] if isinstance(slugs, str) else slugs:
            assert (DOCS / f"{kind}s" / f"{slug}.md").is_file(), f"{kind}: {slug}"


@pytest.mark.parametrize("file", SHEETS)
def test_a_sheet(file: Path) -> None:
    meta, _ = read(file)
    assert type(meta["updated"]) is date
    if file.parent.name == "letters":
        assert meta["subject"]
    else:
        assert meta["purpose"] and 0 <= meta.get("notes", 0) <= 10
        assert all(isinstance(field, str) for field in meta.get("fields", []))


@pytest.mark.parametrize("file", PAGES)
def test_every_rule_that_is_cited_stands_in_the_register(file: Path) -> None:
    cited = {match["section"] for match in re.finditer(PATTERN, read(file)[1])}
    assert cited - set(REGISTER) == set()


def test_each_rule_of_the_register_is_one_official_section() -> None:
    assert REGISTER
    for cite, rule in REGISTER.items():
        assert re.fullmatch(r"34 CFR \d{2,3}\.\d{1,3}", cite)
        number = cite.removeprefix("34 CFR ")
        assert rule.url == f"https://www.ecfr.gov/current/title-34/section-{number}"
        assert rule.title.strip() and type(rule.checked) is date
        assert rule.sure in ("read", "guidance")


def test_no_two_articles_have_one_moment_or_one_title() -> None:
    tops = [read(post.values[0])[0] for post in POSTS]
    for key in ("date", "title"):
        said = [str(top[key]) for top in tops]
        assert sorted(said) == sorted(set(said)), f"the reading order needs one {key} each"


def test_the_back_to_school_checklist_has_three_moments_and_verbs_first() -> None:
    _, text = read(DOCS / "checklists/back-to-school.md")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Before day one",
        "After week one",
        "After week four",
    ]
    items = re.findall(r"^- \[ \] (\w+)", text, re.MULTILINE)
    assert 10 <= len(items) <= 18
    assert not {"The", "A", "Your", "You", "Is", "Are", "Have"} & set(items)
