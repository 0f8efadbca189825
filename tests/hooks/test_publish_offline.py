"""The worker and its list in real small builds: a site has them, a preview does not."""

from __future__ import annotations

import gzip
import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from project_settings import OWNER
from small_project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.post("so-it-is")
    return project


def files_of(site: Path) -> dict[str, list[object]]:
    """All listed files by address."""
    groups = json.loads((site / "offline.json").read_text(encoding="utf-8"))["files"]
    return {address: facts for group in groups.values() for address, facts in group.items()}


def test_each_listed_file_is_there_with_its_size_and_digest(project: Project) -> None:
    site = project.build()
    listed = files_of(site)
    assert {"", "articles/", "articles/so-it-is/", "search/en/index.json"} <= set(listed)
    for address, facts in listed.items():
        file = (
            site / address / "index.html"
            if address.endswith("/") or not address
            else site / address
        )
        content = file.read_bytes()
        assert facts == [len(content), sha256(content).hexdigest()[:12]], address


def test_another_text_is_another_version(project: Project) -> None:
    site = project.build()
    first, again = (site / "sw.js").read_bytes(), (project.build() / "sw.js").read_bytes()
    project.post("so-it-is", text="Other words.\n\n<!-- more -->\n\n## More\n\nText.\n")
    other = (project.build() / "sw.js").read_bytes()
    assert first == again != other
    assert b"{version}" not in first
    assert len(gzip.compress(first)) <= 3000
    assert b'href="' not in first and b"https:" not in first


def test_a_page_of_a_site_names_the_worker(project: Project) -> None:
    page = (project.build() / "articles/so-it-is/index.html").read_text(encoding="utf-8")
    assert 'data-ip-worker="../../sw.js"' in page
    assert '<link rel="manifest" href="../../site.webmanifest">' in page


def test_a_preview_has_no_worker_and_keeps_nothing(project: Project) -> None:
    site = project.build("serve")
    assert not (site / "sw.js").exists() and not (site / "offline.json").exists()
    assert not (site / "downloads").exists()
    for file in site.rglob("*.html"):
        assert "data-ip-worker" not in file.read_text(encoding="utf-8"), file


def test_the_script_of_every_page_is_small() -> None:
    rjsmin = pytest.importorskip("rjsmin")
    source = Path(__file__).resolve().parents[2] / "overrides/assets/javascripts/kept_notice.js"
    small = rjsmin.jsmin(source.read_text(encoding="utf-8"))
    assert len(gzip.compress(small.encode())) <= 600


def test_the_manifest_names_the_site_relative_to_itself(project: Project) -> None:
    site = project.build()
    manifest = json.loads((site / "site.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"] == OWNER["site_name"]
    assert manifest["start_url"] == manifest["scope"] == "./"
    for icon in manifest["icons"]:
        assert (site / icon["src"]).is_file()


def test_the_zip_file_bears_the_day_of_the_newest_text(project: Project) -> None:
    [first] = project.build().glob("downloads/*.zip")
    assert first.name == "iep-partner-library-2026-01-01.zip"
    content = first.read_bytes()
    assert project.build().joinpath("downloads", first.name).read_bytes() == content
    project.post("so-it-is", updated=date(2026, 3, 4))
    project.post("not-ready", "2026-05-05", draft=True)
    project.post("far-ahead", "2999-01-01")
    [later] = project.build().glob("downloads/*.zip")
    assert later.name == "iep-partner-library-2026-03-04.zip"
