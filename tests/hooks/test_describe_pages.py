"""The way from home, and what search engines read."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from project_settings import OWNER
from site_pages import Pages, one, texts
from small_project import ABOUT, Project


def parts(pages: Pages, address: str) -> dict[str, Any]:
    graph = json.loads(one(pages[address], "script[type='application/ld+json']").text)["@graph"]
    return {part["@type"]: part for part in graph}


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("articles/", [OWNER["site_name"], "Articles"]),
        ("articles/month-3/", [OWNER["site_name"], "Articles", "Month 3"]),
        ("articles/category/meetings/", [OWNER["site_name"], "Articles", "Meetings"]),
        ("articles/archive/2025/", [OWNER["site_name"], "Articles", "2025"]),
    ],
)
def test_the_way_from_home(
    busy: Project, busy_pages: Pages, address: str, names: list[str]
) -> None:
    steps = parts(busy_pages, address)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == names
    assert steps[-1]["item"] == f"{busy.settings['site_url']}{address}"
    shown = texts(busy_pages[address], ".ip-breadcrumb a")
    assert shown == names[1:-1], "on the page: what lies between home and here"


def test_home_needs_no_way(busy_pages: Pages) -> None:
    assert set(parts(busy_pages, "")) == {"Organization"}


def test_only_an_article_is_one(busy_pages: Pages) -> None:
    article = parts(busy_pages, "articles/same-day-a/")["BlogPosting"]
    assert article["headline"] == "Same day a"
    assert article["description"] == ABOUT.format("Same day a")
    assert article["datePublished"][:10] == "2026-01-01"
    assert article["dateModified"] == "2026-02-01"
    assert article["articleSection"] == ["The plan"]
    assert "BlogPosting" not in parts(busy_pages, "articles/")


def test_a_page_says_that_its_check_is_overdue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{noon.timestamp():.0f}")
    project = Project(tmp_path)
    for slug, review in (("late", date(2026, 3, 1)), ("due-today", date(2026, 3, 2))):
        project.post(slug, f"2026-01-{len(slug):02}", review=review)
    project.build()
    pages = project.pages()
    assert "March 1, 2026" in one(pages["articles/late/"], "main .ip-overdue").text
    assert pages["articles/due-today/"].select(".ip-overdue") == []
