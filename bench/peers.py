"""Other builders with the same posts, if installed: Hugo, Pelican, Eleventy, Zensical.

Each makes a page for each post, and lists of ten with links to the next. Zensical makes plain
pages here: it has had its own blog plugin since 0.0.64, but runs no `hooks:` and no third-party
plugins, so it cannot build this site. None of them checks texts, links terms, cites rules or has a
search like ours, so they show what is possible, not what ours should take.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from posts import write_posts

PAGE = "<!doctype html><html lang=en><title>{0}</title><main><h1>{0}</h1>{1}</main></html>\n"


class Peer(NamedTuple):
    """A builder: its command, and what writes its project into a folder."""

    name: str
    command: tuple[str, ...]
    write: Callable[[Path, int], None]


def installed() -> Iterator[Peer]:
    """Yield the builders that are on the path or next to this Python."""
    for peer in PEERS:
        beside = Path(sys.prefix) / "bin" / peer.command[0]
        if place := shutil.which(peer.command[0]) or (str(beside) if beside.exists() else None):
            yield peer._replace(command=(place, *peer.command[1:]))


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _hugo(folder: Path, posts: int) -> None:
    write_posts(folder / "content/posts", posts)
    listed = "{{ range .Paginator.Pages }}<a href={{ .RelPermalink }}>{{ .Title }}</a>{{ end }}"
    around = "{{ with .PrevInSection }}<a href={{ .RelPermalink }}>{{ .Title }}</a>{{ end }}"
    _write(
        folder,
        {
            "config.toml": 'baseURL = "https://peer.example.org/"\ntitle = "Peer"\n',
            "layouts/_default/single.html": PAGE.format("{{ .Title }}", "{{ .Content }}" + around),
            "layouts/_default/list.html": PAGE.format(
                "{{ .Title }}", listed + '{{ template "_internal/pagination.html" . }}'
            ),
        },
    )


def _pelican(folder: Path, posts: int) -> None:
    write_posts(folder / "content", posts)
    for file in (folder / "content").iterdir():  # it reads no lists, and no link to another file
        top, body = file.read_text(encoding="utf-8").split("---\n", 2)[1:]
        keys = [line for line in top.splitlines() if line.startswith(("title", "slug", "date"))]
        text = "\n".join(keys) + "\ncategory: Meetings\n" + body.replace(".md#", "/#")
        file.write_text(text, encoding="utf-8")
    settings = {"SITENAME": "Peer", "TIMEZONE": "UTC", "DEFAULT_LANG": "en", "PATH": "content"}
    lines = [f"{key} = {value!r}" for key, value in settings.items()]
    _write(folder, {"pelicanconf.py": "\n".join([*lines, "DEFAULT_PAGINATION = 10"]) + "\n"})


def _eleventy(folder: Path, posts: int) -> None:
    write_posts(folder / "posts", posts)
    listed = "{% for post in pagination.items %}<a href={{ post.url }}>{{ post.data.title }}</a>"
    _write(
        folder,
        {
            "posts/posts.json": '{"layout": "post.njk", "tags": "posts"}',
            "_includes/post.njk": PAGE.format("{{ title }}", "{{ content | safe }}"),
            "index.njk": "---\npagination:\n  data: collections.posts\n  size: 10\n---\n"
            + PAGE.format("Peer", listed + "{% endfor %}"),
        },
    )


def _zensical(folder: Path, posts: int) -> None:
    write_posts(folder / "docs", posts)
    _write(
        folder, {"docs/index.md": "# Peer\n", "mkdocs.yml": "site_name: Peer\nnav:\n- index.md\n"}
    )


PEERS = (
    Peer("Hugo", ("hugo", "--quiet"), _hugo),
    Peer("Pelican", ("pelican", "content", "--settings", "pelicanconf.py", "--quiet"), _pelican),
    Peer("Eleventy", ("eleventy", "--quiet"), _eleventy),
    Peer("Zensical, pages without its blog", ("zensical", "build"), _zensical),
)
