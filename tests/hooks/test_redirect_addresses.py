"""Redirects in a real small build: old addresses of every kind lead to their replacements."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from site_pages import one, read_redirects
from small_project import ABOUT, Project

OLD = {
    "/blog/2025/8/our-name": "articles/posts/here-now.md",
    "/s/Parent%20Guide.pdf": "files/guide.pdf",
    "articles/was-here.md": "articles/posts/here-now.md#more",
    "/home/": "index.md",
    "/services": "https://www.example.com/x",
}
LEADS = {
    "blog/2025/8/our-name/": "../../../../articles/here-now/",
    "s/Parent Guide.pdf/": "../../files/guide.pdf",
    "articles/was-here/": "../here-now/#more",
    "home/": "../",
    "services/": "https://www.example.com/x",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.post("here-now")
    made.write("files/guide.pdf", "%PDF-1.7\n")
    return made


def test_old_addresses_lead_on(project: Project) -> None:
    project.settings["extra"]["redirects"] = OLD
    project.build()
    moved = read_redirects(project.root / "site")
    for place, link in LEADS.items():
        refresh = one(moved[place], "meta[http-equiv=refresh]")["content"]
        assert refresh == f"0; url={link}"
        if "://" not in link:
            assert (project.root / "site" / place / link.partition("#")[0]).exists(), link
    assert "was-here" not in (project.root / "site/sitemap.xml").read_text(encoding="utf-8")


def test_to_what_waits_leads_the_list_until_it_is_there(project: Project) -> None:
    project.post("waits", "2999-01-01", description=ABOUT.format("waiting"))
    project.post("not-ready", draft=True, description=ABOUT.format("not ready"))
    posts = {f"/blog/{name}": f"articles/posts/{name}.md#more" for name in ("waits", "not-ready")}
    project.settings["extra"]["redirects"] = posts
    project.build()
    moved = read_redirects(project.root / "site")
    for old in posts:
        refresh = one(moved[f"{old[1:]}/"], "meta[http-equiv=refresh]")["content"]
        assert refresh == "0; url=../../articles/"
    project.post("not-ready", description=ABOUT.format("not ready"))
    project.build()
    refresh = one(
        read_redirects(project.root / "site")["blog/not-ready/"], "meta[http-equiv=refresh]"
    )["content"]
    assert refresh == "0; url=../../articles/not-ready/#more"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("/articles/here-now/", "index.md", "It would replace docs/articles/posts/here"),
        ("/old", "files/none.pdf", "which is not a page"),
        ("/files/guide.pdf/x", "index.md", "It would replace docs/files/guide.pdf"),
    ],
)
def test_what_cannot_work_stops_the_build(project: Project, old: str, new: str, says: str) -> None:
    project.settings["extra"]["redirects"] = {old: new}
    with pytest.raises(Abort):
        project.build()
    assert any(says in message for message in project.messages)
