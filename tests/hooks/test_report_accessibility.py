"""The accessibility statement tells of each page what was found on it, if it is still that page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from site_pages import one, texts
from small_project import Project

from library.site.accessibility import (
    FILE,
    Found,
    Results,
    fingerprint,
    read_results,
    site_pages,
    written_results,
)
from library.site.built_site import BuiltSite

ENGINES = {"axe-core": "4.12.1", "Equal Access": "4.0.34"}
STATEMENT = "---\ntitle: Accessibility\ntemplate: accessibility.html\ndescription: {}\n---\n\nHi.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with a statement; its pages were checked, but one has changed and one is new."""
    project = Project(tmp_path_factory.mktemp("stated"))
    project.write(
        "about/accessibility.md",
        STATEMENT.format("What we do so that all can read it, and what may still fall short."),
    )
    project.post("first", "2026-01-01")
    project.post("second", "2026-01-02")
    project.build()
    checked = {
        address: Found(fingerprint(html), (0, 0))
        for address, html in site_pages(BuiltSite(project.root / "site"))
    }
    checked["articles/second/"] = Found(1, (0, 0))
    checked["articles/"] = Found(checked["articles/"].fingerprint, (2, 1))
    del checked["404.html"]
    results = Results(date(2026, 11, 26), ENGINES, checked)
    project.write(FILE, written_results(results))
    project.build()
    return project


def rows(project: Project) -> dict[str, list[str]]:
    """The cells beside each page of the list."""
    page = project.pages()["about/accessibility/"]
    return {
        one(row, "th").text: texts(row, "td") for row in page.select("[data-ip-results] tbody tr")
    }


def test_each_page_is_told_with_its_problems(project: Project) -> None:
    told = rows(project)
    assert told["First"] == ["0", "0"]
    assert told["Articles"] == ["2", "1"]
    assert told["Second"] == ["Changed since"]
    assert told["Accessibility"] == ["0", "0"], "the list itself does not count"
    assert len(told) == len(list(site_pages(BuiltSite(project.root / "site"))))


def test_it_says_how_many_and_when(project: Project) -> None:
    section = one(project.pages()["about/accessibility/"], "[data-ip-results]")
    count = len(rows(project))
    assert not section.has_attr("hidden")
    assert "November 26, 2026" in section.text and "axe-core 4.12.1" in section.text
    assert f"{count - 2} of {count} pages" in section.text
    assert "Problems found: 3." in section.text


def test_the_policy_of_a_page_is_not_the_page() -> None:
    plain = "<head></head><main>a</main>"
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    assert fingerprint(plain) == fingerprint(plain.replace("<head>", f"<head>{policy}"))
    assert fingerprint(plain) != fingerprint(plain.replace("a", "b"))


def test_results_are_read_as_they_were_written() -> None:
    pages = {"": Found(3, (0, 0)), "a/b/": Found(2**47, (1, 12))}
    results = Results(date(2026, 1, 2), ENGINES, pages)
    assert read_results(written_results(results)) == results


def test_without_results_nothing_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write(
        "about/accessibility.md",
        STATEMENT.format("What we do so that all can read it, and what may still fall short."),
    )
    project.build()
    assert one(project.pages()["about/accessibility/"], "[data-ip-results]").has_attr("hidden")
