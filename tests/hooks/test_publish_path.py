"""The guided path in real small builds: its pages, where they are listed, and none at all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from small_path import PATH
from small_project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.write("now.yml", PATH)
    return project


def test_each_question_and_leaf_is_a_page(project: Project) -> None:
    site = project.build()
    pages = project.pages()
    start, end = pages["now/"], pages["now/read-it/"]
    assert [link["href"] for link in start.select(".ip-now-answers a")] == ["read-it/", "ask/"]
    assert start.select_one("#question").text == "Did they write to you?"
    assert end.select_one("h1").text == "Read it"
    assert end.select_one(".ip-now-do p").text == "Read it today."
    assert [link["href"] for link in end.select(".ip-now-way a")] == ["../"], "not to itself"
    assert {link["href"] for link in pages["now/all/"].select(".ip-now-branch a")} == {
        "../read-it/",
        "../ask/",
    }
    assert pages[""].select_one(".ip-now-start a")["href"] == "now/"
    listed = (site / "sitemap.xml").read_text("utf-8")
    assert re.search(r"/now/ask/</loc>\s*<lastmod>2026-02-03<", listed)


def test_a_text_may_link_to_a_page_of_the_path(project: Project) -> None:
    project.post("a-text", text="Ask.\n\n<!-- more -->\n\n[Start](../../now/ask.md).\n")
    project.build()
    assert project.pages()["articles/a-text/"].select_one('main a[href="../../now/ask/"]')


def test_the_way_from_home_is_told_to_search_engines(project: Project) -> None:
    project.build()
    data = json.loads(project.pages()["now/ask/"].select_one('[type="application/ld+json"]').text)
    trail = next(part for part in data["@graph"] if part["@type"] == "BreadcrumbList")
    assert [place["name"] for place in trail["itemListElement"]][1:] == ["What now?", "Ask"]


def test_a_page_of_the_path_is_edited_in_its_file(project: Project) -> None:
    project.build()
    links = [link["href"] for link in project.pages()["now/ask/"].select(".ip-edit-links a")]
    assert links[-1].endswith("/edit/main/docs/now.yml")


def test_a_change_of_the_path_shows_on_pages_that_were_kept(project: Project) -> None:
    project.build()
    project.write("now.yml", PATH.replace("Be kind.", "Be brave."))
    project.build()
    assert "Be brave." in project.pages()["now/ask/"].text


def test_a_site_without_a_path_has_none_of_it(project: Project) -> None:
    (project.root / "docs/now.yml").unlink()
    site = project.build()
    assert not (site / "now").exists()
    assert not project.pages()[""].select(".ip-now-start")


def test_a_fault_stops_the_build_and_a_preview_does_without(project: Project) -> None:
    project.write("now.yml", PATH.replace("go: ask}", "go: nowhere}"))
    with pytest.raises(Abort):
        project.build()
    assert 'docs/now.yml:9: In "start": the answer "They did not"' in project.messages[0]
    assert not (project.build("serve") / "now").exists()
    project.write("now.yml", PATH)
    assert (project.build("serve") / "now/ask/index.html").exists()
