"""The check inside MkDocs: build refuses, serve goes on, nobody sees a traceback."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Literal

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests" / "library" / "check" / "good"
HOOK = ROOT / "hooks" / "check_content.py"
POST = "docs/articles/posts/sample.md"


@pytest.fixture
def project(tmp_path):
    """The good library as a small site: Material's blog, the check, none of our templates."""
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    (tmp_path / "docs/index.md").write_text(
        "---\ntitle: Home\ndescription: Plain answers, checklists, and letters for parents of "
        "a child.\n---\n"
    )
    (tmp_path / "docs/articles/index.md").write_text(
        "---\ntitle: Articles\ndescription: Short answers first, then the rule behind them, and "
        "the next step.\n---\n"
    )
    settings = {
        "site_name": "Small",
        "theme": {"name": "material"},
        "plugins": [
            "meta",
            {
                "blog": {
                    "blog_dir": "articles",
                    "post_excerpt": "required",
                    "categories_allowed": ["Working together", "Evaluation", "Meetings"],
                }
            },
        ],
        "hooks": [str(HOOK)],
        "markdown_extensions": ["admonition", "footnotes", "attr_list", "pymdownx.superfences"],
        "exclude_docs": "*.yml\n",
    }
    (tmp_path / "docs/checklists/.meta.yml").write_text("search: {boost: 1}\n")
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    return tmp_path


def run(project: Path, command: Literal["build", "serve"]) -> list[str]:
    """Build the site as a command does and return its warnings and errors; Abort may pass."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        config = load_config(str(project / "mkdocs.yml"))
        config.plugins.on_startup(command=command, dirty=False)
        build(config)
    except Abort:
        messages.append("aborted")
    finally:
        logger.removeHandler(handler)
    return messages


BREAKING = {
    "not UTF-8": lambda text: text.replace("Tell", "José").encode("latin-1"),
    "unreadable block": lambda text: text.replace("title: How", "title: a: How").encode(),
    "no block": lambda text: b"Hello",
    "empty": lambda text: b"",
    "US date": lambda text: text.replace("2026-11-20", "11/20/2026").encode(),
    "no date": lambda text: text.replace("date: 2026-11-20\n", "").encode(),
    "unknown category": lambda text: text.replace("Working together", "Nothing").encode(),
    "unknown author": lambda text: text.replace("[iep-partner]", "[nobody]").encode(),
    "no excerpt": lambda text: text.replace("<!-- more -->", "").encode(),
    "same slug": lambda text: text.replace("slug: sample", "slug: later").encode(),
    "null byte": lambda text: text.replace("Tell", "T\0ll").encode(),
}


def test_a_good_library_is_built_in_silence(project):
    assert run(project, "build") == []
    assert (project / "site/about/index.html").exists()


@pytest.mark.parametrize("name", BREAKING)
def test_build_refuses_and_lists_the_line(project, name):
    page = project / POST
    page.write_bytes(BREAKING[name](page.read_text()))
    messages = run(project, "build")
    assert messages[-1] == "aborted"
    assert any(f"{POST}:" in message for message in messages), messages
    assert not (project / "site/about/index.html").exists()


@pytest.mark.parametrize("name", BREAKING)
def test_serve_says_it_and_builds_the_rest(project, name):
    page = project / POST
    page.write_bytes(BREAKING[name](page.read_text()))
    messages = run(project, "serve")
    assert "aborted" not in messages
    assert any(message.startswith(f"check: {POST}:") for message in messages), messages
    assert any("is left out of the preview" in message for message in messages), messages
    assert (project / "site/about/index.html").exists()
    slug = "later" if name == "same slug" else "sample"
    reasons = (project / f"site/articles/{slug}/index.html").read_text()
    assert "cannot be shown yet" in reasons
    assert POST in reasons


def test_build_lists_all_errors_at_once(project):
    (project / "docs/letters/ask.md").write_text("Hello")
    (project / "docs/about/index.md").write_text("Hello")
    (message,) = [m for m in run(project, "build") if "docs/" in m]
    assert "docs/letters/ask.md:1:" in message
    assert "docs/about/index.md:1:" in message


def test_serve_shows_a_page_with_a_lesser_mistake(project):
    page = project / "docs/about/index.md"
    page.write_text(page.read_text() + "\nReady to fight.\n")
    messages = run(project, "serve")
    assert any("We do not write" in message for message in messages)
    assert "Ready to fight" in (project / "site/about/index.html").read_text()


@pytest.mark.parametrize("name", ["letters/ask.md", "checklists/sheet.md"])
def test_what_no_sheet_can_be_made_from_is_left_out_of_the_preview(project, name):
    page = project / "docs" / name
    top = page.read_text().partition("\n---\n")[0]
    page.write_text(f"{top}\n---\n\nNothing yet.\n")
    assert f"check: docs/{name} is left out of the preview until it is fixed." in run(
        project, "serve"
    )


def test_the_finished_page_is_looked_at_too(project):
    """What if Markdown makes something of a text that the check did not foresee."""
    extension = project / "sly.py"
    extension.write_text(
        "def on_page_markdown(markdown, **kwargs):\n"
        "    return markdown.replace('Read', '<b onclick=x>Read</b>')\n"
    )
    settings = yaml.safe_load((project / "mkdocs.yml").read_text())
    settings["hooks"].append(str(extension))
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    messages = run(project, "build")
    assert any("docs/about/index.md:1: the page would contain" in m for m in messages), messages
    assert messages[-1] == "aborted"
