"""Check and build agree: the check refuses what is bad, and what is fine is published whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from project_settings import project_settings
from small_project import Project
from text_payloads import FINE, REFUSED, TITLES, VALUES

from library.check import check_library
from library.check.problem import Problem
from library.check.rules.rendered import EXTENSIONS
from library.check.settings import load_settings
from tests.library.check.corpus import GOOD, NOW, PAGES


def errors(root: Path) -> list[Problem]:
    found = check_library(root, now=NOW, settings=load_settings(root), tools=False)
    return [problem for problem in found if problem.level == "error"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(GOOD, tmp_path_factory.mktemp("library"), dirs_exist_ok=True)


@pytest.mark.parametrize("name", REFUSED)
def test_the_check_refuses_it_and_says_where(library: Path, name: str) -> None:
    path = library / PAGES["post"]
    before = (GOOD / PAGES["post"]).read_text(encoding="utf-8")
    path.write_text(f"{before}\n{REFUSED[name]}\n", encoding="utf-8")
    try:
        found = errors(library)
    finally:
        path.write_text(before, encoding="utf-8")
    assert [p for p in found if p.path == PAGES["post"] and p.line > before.count("\n")]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", ["name", "description", "avatar"])
def test_the_check_reads_the_authors(library: Path, key: str, value: str) -> None:
    about = {"name": "Anna", "description": "Editor", "avatar": "a.svg", key: value}
    path = library / "docs/articles/.authors.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(yaml.safe_dump({"authors": {"iep-partner": about}}))
    try:
        found = errors(library)
    finally:
        path.write_text(before, encoding="utf-8")
    assert [p for p in found if p.path == "docs/articles/.authors.yml" and p.line > 1]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", ["title", "url"])
def test_the_check_reads_the_register(library: Path, key: str, value: str) -> None:
    path = library / "docs/regulations.yml"
    before = path.read_text(encoding="utf-8")
    register = yaml.safe_load(before)
    register[1][key] = value
    path.write_text(yaml.safe_dump(register))
    try:
        found = errors(library)
    finally:
        path.write_text(before, encoding="utf-8")
    assert [p for p in found if p.path == "docs/regulations.yml" and p.line > 1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site of everything that is fine; its build stops at any problem the check finds."""
    project = Project(tmp_path_factory.mktemp("fine"))
    project.post("plain")
    for name, text in FINE.items():
        slug = name.replace(" ", "-")
        project.post(
            slug, text=f"Short answer.\n\n<!-- more -->\n\n## More\n\n{text}\n\nThe end.\n"
        )
    for name, title in TITLES.items():
        project.post(name.replace(" ", "-"), title=yaml.safe_load(title))
    project.build()
    return project


@pytest.mark.parametrize("name", [*FINE, *TITLES])
def test_what_is_fine_is_published_whole(built: Project, name: str) -> None:
    plain, page = (
        BeautifulSoup(
            (built.root / "site/articles" / slug / "index.html").read_bytes(), "html.parser"
        )
        for slug in ("plain", name.replace(" ", "-"))
    )
    assert len(page("script")) == len(plain("script")) and page.select("footer")
    assert len(page("meta")) == len(plain("meta"))
    article = page.select_one("article")
    assert article
    for tag in article.find_all(True):
        assert not [key for key in tag.attrs if key.startswith("on") or key == "style"]
    if name in FINE:
        assert "The end." in article.get_text()
        for link in article.select('a[href*="evil.test"]:not([href^=mailto])'):
            assert "ip-outside" in link["class"]


def test_the_check_renders_with_the_extensions_of_the_build() -> None:
    entries = project_settings()["markdown_extensions"]
    names = [entry if isinstance(entry, str) else next(iter(entry)) for entry in entries]
    assert tuple(names) == EXTENSIONS
