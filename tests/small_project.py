"""Small sites with our settings, hooks and templates, and texts made for one test."""

from __future__ import annotations

import atexit
import datetime
import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

import yaml
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from project_settings import OWNER, ROOT, project_settings
from sample_words import sample_overrides
from site_pages import Pages, read_pages

# Their owner has the name and the address of the sample, but neither its menu nor its redirects.
SMALL_OWNER: dict[str, Any] = {
    **OWNER,
    "extra": {**OWNER["extra"], "redirects": {}},
    "nav": [{"Home": "index.md"}, {"Articles": "articles/index.md"}],
    "plugins": {
        "blog": {
            "pagination_per_page": 10,
            "categories_allowed": ["Working together", "Evaluation", "The plan", "Meetings",
                                   "Growing up"],
        },
    },
}  # fmt: skip
ABOUT = "All there is to say about {}, in a sentence that is long enough."
PAGES = {
    "index.md": (
        "---\ntemplate: home.html\ntitle: IEP Partner\npromise: Help.\ntasks: []\n"
        f"description: {ABOUT.format('all')}\n---\n"
    ),
    "articles/index.md": (
        f"---\ntitle: Articles\ndescription: {ABOUT.format('them')}\n---\n\nAll of them.\n"
    ),
    "articles/.meta.yml": "authors: [iep-partner]\n",
    "articles/.authors.yml": (
        "authors:\n  iep-partner:\n    name: IEP Partner\n    description: Editors\n"
        "    avatar: assets/images/mark.svg\n"
    ),
}


# The real ones take half the time of a small build; a build needs no more than these.
SEARCH_WORDS = "drop: [the, a, of]\nendings:\n  - s - 3\nfigures: [s]\n"


@cache
def templates() -> Path:
    """Return the folder of our templates, with few search words; it is there until Python ends."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    shutil.copytree(sample_overrides(), folder, dirs_exist_ok=True)
    (folder / "words" / "search_en.yml").write_text(SEARCH_WORDS, encoding="utf-8")
    return folder


@dataclass
class Project:
    """A project in a folder of its own; it has our hooks, plugins and templates."""

    root: Path
    settings: dict[str, Any] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)  # of the last build: "WARNING: ..."

    def __post_init__(self) -> None:
        """Write the pages that our templates count on."""
        self.settings.update(project_settings(SMALL_OWNER))
        self.settings["theme"]["custom_dir"] = str(templates())
        for path, text in PAGES.items():
            self.write(path, text)
        (self.root / ".cache").symlink_to(ROOT / ".cache")  # the fonts, made once

    def write(self, path: str, text: str) -> None:
        """Write a file of docs/."""
        file = self.root / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def post(
        self,
        slug: str,
        date: str = "2026-01-01",
        categories: tuple[str, ...] = ("Meetings",),
        text: str = "Short answer.\n\n<!-- more -->\n\n## More\n\nText.\n",
        **meta: Any,
    ) -> None:
        """Write an article named after its slug: "so-it-is" is "So it is"."""
        title = slug.replace("-", " ").capitalize()
        about: dict[str, Any] = {"title": title, "slug": slug, "description": ABOUT.format(title)}
        about |= {"checked": datetime.date(2026, 1, 1), **meta}
        top = yaml.safe_dump({**about, "categories": list(categories)}, sort_keys=False)
        self.write(f"articles/posts/{slug}.md", f"---\n{top}date: {date}\n---\n\n{text}")

    def own_templates(self) -> Path:
        """Give it templates of its own, to be changed; return their folder."""
        folder = shutil.copytree(templates(), self.root / "overrides")
        self.settings["theme"]["custom_dir"] = str(folder)
        return folder

    def build(self, command: Literal["build", "serve", "preview"] = "build") -> Path:
        """Build it as `mkdocs build --strict` does, and return the folder of the site.

        With "serve" as one sees it while writing, with "preview" as that of a pull request: both
        show more and publish less.

        Raises Abort where the build stops; `messages` holds what it said.
        """
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump(self.settings), encoding="utf-8")
        settings = "preview.yml" if command == "preview" else "mkdocs.yml"
        if command == "preview":
            shutil.copy(ROOT / settings, self.root)
        with heard() as self.messages:
            try:
                strict = command == "build"  # a preview goes on
                config = load_config(str(self.root / settings), strict=strict)
                writer = build._build_page
                startup: Literal["build", "serve"] = "serve" if command == "serve" else "build"
                config.plugins.on_startup(command=startup, dirty=False)
                build._build_page = writer  # no page is put off, and no later build's either
                build.build(config)
            except Abort as stop:
                self.messages.append(f"ABORT: {stop.message}")
                raise
        return self.root / "site"

    def pages(self) -> Pages:
        """Return the pages of the last build."""
        return read_pages(self.root / "site")


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect what MkDocs says, as on a screen, except plain notes."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = re.sub(r"\x1b\[[0-9;]*m", "", record.getMessage())
            heard.append(f"{record.levelname}: {text}")

    listener = Listener(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        yield heard
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)
