"""In real small builds: the build publishes what it made or knows, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from small_project import Project

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
HOOK = """
from pathlib import Path

def on_post_build(config):
    Path(config.site_dir, {name!r}).write_text({text!r})
"""
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><script>go()</script></html>'


@pytest.mark.parametrize(
    "path",
    """_evil.html _evil.xml about/_evil.xhtml about/_evil.js _headers _redirects _worker.js
    _routes.json CNAME .nojekyll .well-known/x.txt robots.txt sitemap.xml sw.js 404.html
    web.config netlify.toml vercel.json admin.md search/en/x.md sw.js.md
    articles/category/meetings.md""".split(),
)
def test_nothing_in_docs_speaks_to_hosts_or_takes_the_place_of_a_file(
    tmp_path: Path, path: str
) -> None:
    project = Project(tmp_path)
    text = f"---\ntitle: Some page\ndescription: {'It is a page. ' * 5}\n---\n\nWords.\n"
    project.write(path, text if path.endswith(".md") else XHTML)
    with pytest.raises(Abort):
        project.build()
    assert f"docs/{path}" in project.messages[0]


def test_a_link_to_another_place_is_not_followed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.pdf").write_text("%PDF-1.7 secret")
    (tmp_path / "docs" / "about").symlink_to(outside)
    (tmp_path / "docs" / "one.pdf").symlink_to(outside / "secret.pdf")
    with pytest.raises(Abort):
        project.build()
    assert "docs/about:1" in project.messages[0] and "docs/one.pdf:1" in project.messages[0]
    site = project.build("serve")  # which goes on
    assert not [*site.rglob("*.pdf")]


def test_what_docs_may_hold_is_published_or_kept_back(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("about/team.pdf", "%PDF-1.7")
    project.write("about/_template.md", "A page to copy.")
    project.write("regulations.yml", "[]")
    project.write(".DS_Store", "x")
    site = project.build()
    names = {file.name for file in site.rglob("*")}
    assert "team.pdf" in names
    assert names.isdisjoint({"regulations.yml", ".authors.yml", ".meta.yml", ".DS_Store"})
    assert not [name for name in names if "template" in name]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("_worker.js", "go()", "_worker.js: no part of the build made it"),
        ("left.html", "<head></head>", "left.html: no part of the build made it"),
        ("articles/feed.xml", XHTML, "articles/feed.xml: it contains <html>"),
        ("assets/images/mark.svg", "<svg/>", "mark.svg: Browsers do not show this drawing"),
    ],
)
def test_a_file_that_nobody_declared_or_that_might_run_stops_the_build(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    project = Project(tmp_path)
    hook = tmp_path / "stray.py"
    hook.write_text(HOOK.format(name=name, text=text))
    project.settings["hooks"].append(str(hook))
    with pytest.raises(Abort):
        project.build()
    assert said in project.messages[-2]


def test_a_preview_shows_no_drawing_that_might_run_and_every_page_has_its_policy(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path)
    project.write("images/road.svg", DRAWING.replace("<path", "<script>go()</script><path"))
    project.write("about/_evil.html", XHTML)
    project.post("so-it-is", text="A.\n\n<!-- more -->\n\n![A road](../../images/road.svg)\n")
    site = project.build("preview")
    assert not [*site.rglob("*.svg")] or not (site / "images/road.svg").exists()
    assert not [*site.rglob("_evil*")]
    for page in site.rglob("*.html"):
        assert "Content-Security-Policy" in page.read_text(encoding="utf-8"), page
