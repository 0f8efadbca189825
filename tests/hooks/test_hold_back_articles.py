"""What waits is nowhere on the site: drafts, and articles with a future date."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from project_settings import plugin_settings
from small_project import Project

WAITING = ("a-draft", "a-draft-ahead", "far-ahead", "told-no-draft", "at-one-second-past")
THERE = ("long-ago", "no-draft", "just-begun", "at-noon")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path)
    project.settings["extra"]["time_zone"] = "America/New_York"
    at(monkeypatch, "2026-12-01T12:00:00-05:00")
    project.post("long-ago", "2026-01-01")
    project.post("no-draft", "2026-01-02", draft=False)
    project.post("just-begun", "2026-12-01")
    project.post("at-noon", "2026-12-01T12:00:00")
    project.post("at-one-second-past", "2026-12-01T12:00:01")
    project.post("a-draft", "2026-01-03", draft=True)
    project.post("a-draft-ahead", "2026-12-02", draft=True)
    project.post("far-ahead", "2999-01-01", ("Evaluation",))
    project.post("told-no-draft", "2026-12-02", draft=False)
    return project


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Run the next build at this time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(moment).timestamp())))


def named_in(site: Path, slug: str) -> list[str]:
    """Return the files of the site that name an article by its address or title."""
    words = (slug.encode(), slug.replace("-", " ").capitalize().encode())
    found = []
    for path in (path for path in site.rglob("*") if path.is_file()):
        contents = [path.read_bytes()]
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                contents = [packed.read(name) for name in packed.namelist()]
                contents.append(" ".join(packed.namelist()).encode())
        name = path.relative_to(site).as_posix()
        if slug in name or any(word in content for word in words for content in contents):
            found.append(name)
    return found


def test_what_waits_is_nowhere_on_the_site(project: Project) -> None:
    site = project.build()
    assert {slug: found for slug in WAITING if (found := named_in(site, slug))} == {}
    for slug in THERE:
        found = named_in(site, slug)
        expected = {f"articles/{slug}/index.html", "articles/index.html", "sitemap.xml"}
        expected |= {"articles/feed.xml", "articles/feed.json", "offline.json"}
        expected |= {"articles/archive/2026/index.html", "articles/category/meetings/index.html"}
        assert expected <= set(found)
        assert any(name.startswith("search/") for name in found)
        assert any(name.endswith(".zip") for name in found)
    assert not (site / "articles/category/evaluation").exists(), "a list of nothing"


@pytest.mark.parametrize(
    ("zone", "before", "midnight"),
    [
        ("America/New_York", "2026-12-01T04:59:59Z", "2026-12-01T05:00:00Z"),
        ("America/Los_Angeles", "2026-12-01T07:59:59Z", "2026-12-01T08:00:00Z"),
        ("Asia/Tokyo", "2026-11-30T14:59:59Z", "2026-11-30T15:00:00Z"),
    ],
)
def test_an_article_appears_at_midnight_where_the_owner_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, before: str, midnight: str
) -> None:
    project = Project(tmp_path)
    project.settings["extra"]["time_zone"] = zone
    project.post("old")
    project.post("on-the-first", "2026-12-01")
    at(monkeypatch, before)
    assert not (project.build() / "articles/on-the-first").exists()
    at(monkeypatch, midnight)
    site = project.build()
    assert (site / "articles/on-the-first/index.html").is_file()
    assert "December 1, 2026" in (site / "articles/on-the-first/index.html").read_text("utf-8")
    assert (site / "articles/archive/2026/index.html").is_file()


def test_a_time_is_the_owners_but_where_it_names_its_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    project.settings["extra"]["time_zone"] = "America/New_York"
    project.post("first", "2026-07-01T09:00:00+00:00")
    project.post("last", "2026-07-01T08:00:00")  # at 12:00 UTC
    at(monkeypatch, "2026-07-02T12:00:00Z")
    pages = (project.build(), project.pages())[1]
    cards = [link.get_text(strip=True) for link in pages["articles/"].select(".ip-cards h2 a")]
    assert cards == ["Last", "First"]
    feed = (tmp_path / "site/articles/feed.json").read_text("utf-8")
    assert feed.index("2026-07-01T08:00:00-04:00") < feed.index("2026-07-01T05:00:00-04:00")


@pytest.mark.parametrize("command", ["serve", "preview"])
def test_a_look_at_the_site_shows_all(project: Project, command: str) -> None:
    site = project.build("serve" if command == "serve" else "preview")
    for slug in (*WAITING, *THERE):
        assert (site / f"articles/{slug}/index.html").is_file()
    feed = (site / "articles/feed.xml").read_text("utf-8")
    assert not any(slug in feed for slug in WAITING)


def test_no_setting_and_no_variable_makes_the_site_a_preview(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.settings["extra"]["preview"] = True
    plugin_settings(project.settings, "blog")["draft"] = True
    monkeypatch.setenv("PREVIEW", "1")
    monkeypatch.setenv("MKDOCS_PREVIEW", "1")
    site = project.build()
    assert {slug: found for slug in WAITING if (found := named_in(site, slug))} == {}
