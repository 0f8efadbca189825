"""Policies in real small builds: on every page, whoever wrote it, and never a half-safe site."""

from __future__ import annotations

from functools import reduce
from operator import or_
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import PluginError
from site_pages import one, read_redirects
from small_project import Project

import guard_pages
from library.site.built_site import BuiltSite
from library.site.page_policy import page_needs, policy, script_needs, style_needs, written


def test_every_page_has_its_policy_and_one_that_moved_leads_on(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.post("here-now")
    project.settings["extra"]["redirects"] = {"articles/was-here.md": "articles/posts/here-now.md"}
    project.build()
    moved = read_redirects(project.root / "site")
    pages = project.pages() | moved
    for address, page in pages.items():
        policy = str(one(page, "meta[http-equiv=Content-Security-Policy]")["content"])
        assert policy.startswith("default-src 'none'; "), address
        assert "unsafe" not in policy and "http" not in policy, address
    leads = str(one(moved["articles/was-here/"], "meta[http-equiv=refresh]")["content"])
    assert leads.endswith("url=../here-now/")
    assert moved["articles/was-here/"].select("script") == []


def test_what_runs_after_the_policies_asks_for_no_more(site_dir: Path) -> None:
    """Hooks after guard_pages still write into pages (hooks/support/stages.py, OnPostBuild)."""
    site = BuiltSite(site_dir)
    styles = [style_needs(site.text(path)) for path in site.paths(".css")]
    scripts = [script_needs(site.text(path)) for path in site.paths(".js") if "admin/" not in path]
    shared = reduce(or_, [*styles, *scripts])
    pages = [path for path in site.paths(".html") if not path.startswith("admin/")]
    assert len(pages) > 30
    for path in pages:
        html = site.text(path)
        policies = one(BeautifulSoup(html, "html.parser"), "meta[http-equiv*=Security]")["content"]
        assert policies == written(policy(shared | page_needs(html))), path


def config(site: Path, serving: bool = False) -> Any:
    """Return what the hook reads of MkDocs' settings."""
    plugins = {"material/blog": SimpleNamespace(is_serve=serving)}
    file = str(site / "mkdocs.yml")
    return SimpleNamespace(site_dir=str(site), plugins=plugins, extra={}, config_file_path=file)


PAGE = '<head><meta charset="utf-8"></head><p>Words.</p>{}'


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a/index.html", PAGE.format('<img src="https://o.test/a.png">'), "another host"),
        ("a/index.html", PAGE.format('<p style="color: red">'), '"style" in <p>'),
        ("a/index.html", PAGE.format('<li data-ip-rule="img-src">Pictures.</li>'), "words, policy"),
        ("assets/a.css", "a { src: url(//o.test/a.woff2) }", "another host"),
        ("assets/a.js", "eval(text)", "eval"),
    ],
)
def test_what_no_policy_may_allow_stops_the_build(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    file = tmp_path / name
    (tmp_path / "assets").mkdir()
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PluginError, match=f"(?s)fix them first:.*{name}.*{said}"):
        guard_pages.on_post_build(config(tmp_path))
    assert not (tmp_path / "_headers").exists()


def test_the_preview_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    guard_pages.on_post_build(config(tmp_path, serving=True))
    assert [file.name for file in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == PAGE
