"""The accessibility statement lists each page with the results of the last check."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from site_pages import one, texts
from small_project import Project

from library.site.accessibility import (
    FILE,
    Results,
    read_results,
    site_pages,
    written_results,
)
from library.site.built_site import BuiltSite

ENGINES = {"axe-core": "4.12.1", "Equal Access": "4.0.34"}
STATEMENT = "---\ntitle: Accessibility\ntemplate: accessibility.html\ndescription: {}\n---\n\nHi.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with a statement; its pages were checked, but two of them are new."""
    project = Project(tmp_path_factory.mktemp("stated"))
    project.write(
        "about/accessibility.md",
        STATEMENT.format("What we do so that all can read it, and what may still fall short."),
    )
    project.post("first", "2026-01-01")
    project.post("second", "2026-01-02")
    project.build()
    checked = {address: (0, 0) for address, _ in site_pages(BuiltSite(project.root / "site"))}
    checked["articles/"] = (2, 1)
    del checked["articles/second/"], checked["404.html"]
    results = Results(date(2026, 11, 26), ENGINES, checked)
    project.write(FILE, written_results(results))
    project.build()
    return project


def rows(project: Project) -> dict[str, list[str]]:
    """Return the cells next to each page in the list."""
    page = project.pages()["about/accessibility/"]
    return {
        one(row, "th").text: texts(row, "td") for row in page.select("[data-ip-results] tbody tr")
    }


def test_each_page_is_listed_with_its_problems(project: Project) -> None:
    told = rows(project)
    assert told["First"] == ["0", "0"]
    assert told["Articles"] == ["2", "1"]
    assert told["Second"] == ["New since then"]
    assert len(told) == len(list(site_pages(BuiltSite(project.root / "site"))))


def test_it_says_how_many_and_when(project: Project) -> None:
    section = one(project.pages()["about/accessibility/"], "[data-ip-results]")
    count = len(rows(project))
    assert "November 26, 2026" in section.text and "axe-core 4.12.1" in section.text
    assert f"Pages checked: {count - 2} of {count}." in section.text
    assert "Problems found: 3." in section.text


def test_results_are_read_as_they_were_written() -> None:
    pages = {"": (0, 0), "a/b/": (1, 12)}
    results = Results(date(2026, 1, 2), ENGINES, pages)
    assert read_results(written_results(results)) == results


def test_without_results_there_is_no_list(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write(
        "about/accessibility.md",
        STATEMENT.format("What we do so that all can read it, and what may still fall short."),
    )
    project.build()
    assert not project.pages()["about/accessibility/"].select("[data-ip-results]")
