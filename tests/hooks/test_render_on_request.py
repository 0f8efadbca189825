"""`serve` shows the same as if it wrote every page again, but converts only what changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from mkdocs.commands import build
from mkdocs.config import load_config
from site_pages import files_of
from small_project import Project

from support.requested_pages import RequestedPages

ADDRESS = "http://127.0.0.1:8000/"
POST = "articles/posts/month-3.md"


class Site:
    """A project that is served and built in turn."""

    def __init__(self, folder: Path) -> None:
        """Write a small project with templates of its own."""
        self.project = Project(folder / "project")
        self.root = self.project.root
        self.project.own_templates()
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump(self.project.settings), "utf-8")
        for month in range(1, 13):
            lead = f"See [another](month-{month % 9 + 1}.md).\n\n<!-- more -->\n\n## The IEP\n"
            self.project.post(f"month-{month}", f"2025-{month:02}-01", text=lead)
        self.term("IEP")

    def term(self, title: str) -> None:
        """Write a term of the glossary."""
        self.project.write(
            "glossary/iep.md",
            f"---\ntitle: {title}\ndescription: The plan for a child, in writing.\n---\n",
        )

    def replace(self, path: str, old: str, new: str) -> None:
        """Edit a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def build(self, folder: str, quick: bool = True) -> Path:
        """Build as `serve` does, or as it would without our hook: then every page is written."""
        file = self.root / "mkdocs.yml"
        if not quick:
            settings = yaml.safe_load(file.read_text(encoding="utf-8"))
            hooks = [hook for hook in settings["hooks"] if "render_on_request" not in hook]
            assert len(hooks) == len(settings["hooks"]) - 1
            file = self.root / "whole.yml"
            file.write_text(yaml.safe_dump({**settings, "hooks": hooks}), encoding="utf-8")
        config = load_config(str(file), site_dir=str(self.root / folder), site_url=ADDRESS)
        config.plugins.on_startup(command="serve", dirty=False)
        build.build(config, serve_url=ADDRESS)
        return self.root / folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A project; MkDocs is as it was before and after."""
    monkeypatch.setattr(build, "_build_page", build._build_page)
    return Site(tmp_path)


EDITS: dict[str, Callable[[Site], None]] = {
    "text": lambda site: site.replace(f"docs/{POST}", "## The IEP", "## An IEP, once more"),
    "title": lambda site: site.replace(f"docs/{POST}", "title: Month 3", "title: A new title"),
    "lead": lambda site: site.replace(f"docs/{POST}", "See [another]", "Look at [another]"),
    "date": lambda site: site.replace(f"docs/{POST}", "2025-03-01", "2025-12-24"),
    "topic": lambda site: site.replace(f"docs/{POST}", "- Meetings", "- The plan"),
    "new post": lambda site: site.project.post("one-more", "2025-06-15"),
    "deleted post": lambda site: (site.root / "docs/articles/posts/month-11.md").unlink(),
    "moved post": lambda site: site.replace(f"docs/{POST}", "slug: month-3", "slug: march"),
    "template": lambda site: site.replace("overrides/blog-post.html", "<header", "<header id=x"),
    "words": lambda site: site.replace("overrides/words/en.yml", "to read", "to reed"),
    "term": lambda site: site.term("IEP plan"),
    "settings": lambda site: site.replace("mkdocs.yml", "site_name: ", "site_name: My "),
}


def test_after_each_edit_serve_shows_what_writing_all_pages_would(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = build._build_page
    site.build("served")
    pages = build._build_page
    assert isinstance(pages, RequestedPages)
    before: dict[str, bytes] = {}
    for name, edit in EDITS.items():
        edit(site)
        monkeypatch.setattr(build, "_build_page", plain)
        built = files_of(site.build("whole", quick=False))
        assert built != before, name
        monkeypatch.setattr(build, "_build_page", pages)
        folder = site.build("served")
        assert not (folder / "articles/index.html").exists()
        for path in built:
            pages.write(path)
        served = files_of(folder)
        assert served.keys() == built.keys(), name
        assert [path for path in built if served[path] != built[path]] == [], name
        before = built


def test_only_what_was_edited_is_converted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build("served")
    converted: list[str] = []
    convert = Markdown.convert

    def noted(self: Markdown, text: str) -> str:
        converted.append(text)
        return convert(self, text)

    monkeypatch.setattr(Markdown, "convert", noted)
    site.build("served")
    assert converted == []
    new = f"An IEP, at {time.time_ns()}"  # which no earlier run of this test has kept
    site.replace(f"docs/{POST}", "The IEP", new)
    site.build("served")
    assert len(converted) == 1 and new in converted[0]


def test_a_page_is_written_when_it_is_asked_for() -> None:
    written: list[str] = []
    pages = RequestedPages(lambda page: written.append(page.url))

    def answer(request: dict[str, str], start: object) -> list[bytes] | None:
        return [b"page"] if "a/" in written else None

    class Page:
        url = "a/"

    ask = pages.before(answer, "/")
    pages(Page())  # type: ignore[arg-type]
    assert written == []
    assert ask({"PATH_INFO": "/b/"}, None) is None
    assert ask({"PATH_INFO": "/a/index.html"}, None) == [b"page"]
    assert ask({"PATH_INFO": "/a/"}, None) == [b"page"]
    assert written == ["a/"]
    pages(Page())  # type: ignore[arg-type]
    pages.forget()
    ask({"PATH_INFO": "/a/"}, None)
    assert written == ["a/"]
