"""Where the form editor is: on the readers' site, or on its own host name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from project_settings import ROOT
from small_project import Project

from library.authoring.editor_site import EditorSite, fetched_files, main, write_editor_site

APART = "https://write.library.example.test/"
SHARES = "a script on any page there could read your token"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    if not fetched_files(ROOT):
        pytest.skip("the form editor is not here")
    project = Project(tmp_path)
    project.post("so-it-is")
    return project


def test_beside_the_readers_site_it_says_what_that_means(project: Project) -> None:
    page = (project.build() / "admin/index.html").read_text("utf-8")
    assert SHARES in page and "OWNER.md" in page
    policy = BeautifulSoup(page, "html.parser").select_one("meta[http-equiv]")
    assert policy and "script-src 'self';" in str(policy["content"])


@pytest.mark.parametrize(
    ("site_url", "editor_url", "says"),
    [
        ("https://a.test/", "", "readers' site: a script"),
        ("https://a.test/", "https://A.test/form/", "readers' site: a script"),
        ("https://a.github.io/one/", "https://a.github.io/two/", "site at a.github.io: a script"),
        ("https://a.test/", "https://write.a.test/", ""),
        ("https://a.github.io/one/", "https://b.github.io/two/", ""),
    ],
)
def test_what_shares_an_origin(site_url: str, editor_url: str, says: str) -> None:
    site = EditorSite("Library", site_url, "a/b", editor_url)
    assert says in site.warning and bool(says) == bool(site.warning)
    assert site.is_apart == (not says)


def test_apart_the_readers_site_has_nothing_of_it(project: Project) -> None:
    project.settings["extra"]["editor_url"] = APART
    site = project.build()
    assert not (site / "admin").exists()
    assert "/admin/" not in (site / "_headers").read_text("utf-8")


def test_a_site_of_its_own_holds_the_editor_alone(project: Project, tmp_path: Path) -> None:
    beside = shutil.copytree(project.build() / "admin", tmp_path / "beside")
    project.settings["extra"]["editor_url"] = APART
    project.build()
    shutil.copytree(ROOT / "overrides", project.root / "overrides", dirs_exist_ok=True)
    target = tmp_path / "alone"
    write_editor_site(project.root, target)
    write_editor_site(project.root, target)  # again, over the old one
    alone = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    editor = {f"admin/{path.name}" for path in beside.iterdir()}
    assert alone == editor | {"index.html", "robots.txt", "_headers", "assets/images/mark.svg"}
    assert (target / "admin/settings.json").read_text("utf-8") == (
        (beside / "settings.json").read_text("utf-8")
    )
    page = (target / "admin/index.html").read_text("utf-8")
    assert SHARES not in page and page.count("<p>") == (
        (beside / "index.html").read_text("utf-8").count("<p>") - 1
    )
    for address in re.findall(r'(?:src|href)="([^"#:]+)"', page):
        assert (target / "admin" / address).is_file(), address
    headers = (target / "_headers").read_text("utf-8")
    assert "frame-ancestors 'none'" in headers and "X-Frame-Options: DENY" in headers


def test_without_an_address_of_its_own_it_is_not_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project.build()
    monkeypatch.chdir(project.root)
    assert main(["alone"]) == 1
    assert '"editor_url" in mkdocs.yml;' in capsys.readouterr().out
    assert not Path("alone").exists()
