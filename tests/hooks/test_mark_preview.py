"""A preview says that it is one; the site never does."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from bs4 import BeautifulSoup
from site_pages import texts
from small_project import Project

PAGES = ("", "articles/", "articles/there/", "articles/category/meetings/")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.settings["extra"]["time_zone"] = "America/New_York"
    project.post("there")
    project.post("a-draft", draft=True)
    project.post("ahead", "2999-01-01", draft=False)
    return project


def marks(page: BeautifulSoup) -> list[str]:
    return texts(page, "main > .ip-preview")


@pytest.mark.parametrize("command", ["serve", "preview"])
def test_what_waits_is_shown_as_such(project: Project, command: Literal["serve", "preview"]):
    project.build(command)
    pages = project.pages()
    assert marks(pages["articles/a-draft/"]) == ["Preview: a draft, not on the site."]
    expected = "Preview: appears on January 1, 2999, New York time."
    assert marks(pages["articles/ahead/"]) == [expected]
    listed = pages["articles/"].select(".ip-cards > li")
    notes = {card.h2.get_text(strip=True): texts(card, ".ip-facts strong") for card in listed}
    assert notes == {
        "There": [],
        "A draft": ["Preview: a draft, not on the site."],
        "Ahead": [expected],
    }


def test_each_page_of_a_preview_is_marked_and_kept_from_search_engines(project: Project):
    site = project.build("preview")
    pages = project.pages()
    for address in PAGES:
        assert marks(pages[address]) == ["This is a preview, not the site."]
        assert pages[address].select_one("meta[name=robots][content=noindex]")
    assert "Disallow: /\n" in (site / "robots.txt").read_text("utf-8")
    for name in ("sw.js", "offline.json", "downloads"):
        assert not (site / name).exists(), "a reader could keep it"


def test_the_site_says_nothing_of_a_preview(project: Project):
    site = project.build()
    for path in (*site.rglob("*.html"), site / "robots.txt"):
        text = path.read_text("utf-8")
        assert "ip-preview" not in text and "Preview:" not in text and "Disallow" not in text
    for address in PAGES:
        assert "noindex" not in (site / address / "index.html").read_text("utf-8")


def test_serve_marks_nothing_that_is_on_the_site(project: Project):
    project.build("serve")
    assert marks(project.pages()["articles/there/"]) == []


def test_a_preview_shows_what_it_can_of_a_text_with_problems(project: Project):
    project.write("articles/posts/broken.md", "---\ntitle: Broken\nslug: broken\n")
    project.post("dead-link", text="See [it](nowhere.md).\n\n<!-- more -->\n\n## More\n\nText.\n")
    site = project.build("preview")
    assert "See" in (site / "articles/dead-link/index.html").read_text("utf-8")
    assert "cannot be shown yet" in (site / "articles/broken/index.html").read_text("utf-8")
    assert (site / "articles/there/index.html").is_file()
