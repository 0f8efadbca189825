"""Policies in real small builds: in every page, whoever wrote it, and never a half-safe site."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError
from site_pages import one, read_redirects
from small_project import Project

import guard_pages


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
    with pytest.raises(PluginError, match=f"(?s)mended:.*{name}.*{said}"):
        guard_pages.on_post_build(config(tmp_path))
    assert not (tmp_path / "_headers").exists()


def test_the_preview_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    guard_pages.on_post_build(config(tmp_path, serving=True))
    assert [file.name for file in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == PAGE
