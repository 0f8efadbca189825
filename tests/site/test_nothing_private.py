"""Nothing published gives away the machine, the people who made it, or what is still to come.

Every file on the site is checked, unpacked if it is packed: on the sample, and on a site with staff
notes. Both have a draft and a scheduled article.
"""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from bs4 import BeautifulSoup, Comment
from project_settings import OWNER, ROOT
from sample_library import DOCS
from site_pages import Pages
from small_project import Project

# Folders of machines: Linux, macOS, Windows; and what only a project has inside.
PATHS = re.compile(
    rb"(?<![\w.:/-])/(?:home|root|tmp|var|work|Users|private|opt|mnt|runner|github)/[\w.-]"
    rb"|\b[A-Z]:\\\\?[A-Z]|file:///|site-packages|\.venv\b|\.build/",
)
EMAIL = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@pytest.fixture(scope="module", params=["site", "busy"])
def built(request: pytest.FixtureRequest) -> Path:
    """A built site: that of the sample, and the one of `busy`."""
    if request.param == "site":
        folder: Path = request.getfixturevalue("site_dir")
        return folder
    project: Project = request.getfixturevalue("busy")
    return project.root / "site"


def contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a site by its name, and what is packed inside it."""
    for file in sorted(site.rglob("*")):
        if file.is_file():
            name, data = file.relative_to(site).as_posix(), file.read_bytes()
            yield from unpacked(name, data)


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of an archive or a PDF, or a file as it is."""
    if name.endswith(".gz"):
        yield name, gzip.decompress(data)
    elif name.endswith((".docx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                about = part.comment + part.extra + part.filename.encode()
                yield f"{name}: {part.filename}", about
                yield from unpacked(f"{name}: {part.filename}", archive.read(part))
    elif name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for number, thing in enumerate(pdf.objects):
                if isinstance(thing, pikepdf.Stream):
                    yield f"{name}: {number}", thing.read_bytes()
                yield f"{name}: {number}", thing.unparse()
            yield f"{name}: about", str(dict(pdf.docinfo)).encode()
    else:
        yield name, data


def found(site: Path, pattern: re.Pattern[bytes]) -> list[str]:
    """Return where a pattern is found; not in the form editor, a program of others for staff."""
    return [
        f"{name}: …{data[max(0, match.start() - 30) : match.end() + 30]!r}…"
        for name, data in contents(site)
        if name != "admin/sveltia-cms.js"
        for match in pattern.finditer(data)
    ]


def words(*texts: str) -> re.Pattern[bytes]:
    """Return a pattern that finds each of these texts, also as JSON or HTML may write it."""
    return re.compile(b"|".join(re.escape(text.encode()) for text in texts))


def test_the_unpacking_sees_inside(built: Path) -> None:
    """Something that is in every kind of file is found in all of them."""
    name = re.escape(OWNER["site_name"].encode())
    seen = {place.split(":")[0].rpartition(".")[2] for place in found(built, re.compile(name))}
    there = {file.suffix[1:] for file in built.rglob("*")}
    assert seen >= {"html", "xml", "json"} | ({"pdf", "docx"} & there)


def test_no_path_of_a_machine(built: Path) -> None:
    assert found(built, PATHS) == []
    assert found(built, words(str(ROOT), str(built), str(Path.home()) + "/")) == []


def test_no_address_of_an_author(built: Path) -> None:
    """None of Git's history, and none at all but those that stand in a text for readers."""
    for_readers = {OWNER["extra"]["contact"]["email"].encode()}
    for file in DOCS.rglob("*.md"):
        text = re.sub(rb"\A---\n.*?\n---\n|<!--.*?-->", b"", file.read_bytes(), flags=re.DOTALL)
        for_readers |= set(EMAIL.findall(text))
    log = subprocess.run(["git", "log", "--format=%ae%n%ce"], cwd=ROOT, capture_output=True)
    authors = set(log.stdout.split()) - for_readers  # none where there is no Git or no history
    if authors:
        assert found(built, re.compile(b"|".join(map(re.escape, authors)))) == []
    published = {
        address
        for name, data in contents(built)
        if name.endswith((".html", ".json", ".xml", ".txt"))
        for address in EMAIL.findall(data)
    }
    assert published <= for_readers


def unpublished(docs: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the front matter and the text of each article that may not be read yet."""
    now = datetime.now(UTC)
    for file in (docs / "articles" / "posts").glob("*.md"):
        _, top, text = file.read_text(encoding="utf-8").split("---\n", 2)
        meta = yaml.safe_load(top)
        day = meta["date"]
        moment = day if isinstance(day, datetime) else datetime.combine(day, time())
        if not moment.tzinfo:
            moment = moment.replace(tzinfo=UTC)
        if file.name[0] != "_" and meta.get("draft", moment > now):
            yield meta, text


def test_no_article_that_is_not_out_yet(built: Path, busy: Project) -> None:
    docs = busy.root / "docs" if built == busy.root / "site" else DOCS
    hidden = list(unpublished(docs))
    assert len(hidden) == 2
    everything = "".join(file.read_text(encoding="utf-8") for file in docs.rglob("*.md"))
    for meta, text in hidden:
        assert not (built / "articles" / str(meta["slug"])).exists()
        own = [line for line in text.splitlines() if len(line) > 60 and everything.count(line) == 1]
        secret = words(f"articles/{meta['slug']}/", meta["description"], *own)
        assert found(built, secret) == [], meta["slug"]


def test_no_page_speaks_of_drafts(busy_pages: Pages) -> None:
    shown = " ".join(page.text for page in busy_pages.values()).casefold()
    for said in ("not ready", "far ahead", "draft", "2999"):
        assert said not in shown


def test_no_comment_of_staff(built: Path) -> None:
    for file in built.rglob("*.html"):
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        comments = page.find_all(string=lambda text: isinstance(text, Comment))
        # The mark by which the worker knows a page of ours (hooks/library/site/offline_files.py).
        ours = [comment for comment in comments if re.fullmatch(r"ip [0-9a-f]{12}", comment)]
        assert comments == ours and len(ours) <= 1, file.relative_to(built)
    assert found(built, words("for staff:")) == []


def test_the_notes_of_staff_are_in_the_sources(busy: Project) -> None:
    """So that the test above is about something."""
    texts = "".join(file.read_text("utf-8") for file in (busy.root / "docs").rglob("*.md"))
    assert texts.count("for staff:") == 5


def test_no_source_of_the_build(built: Path) -> None:
    names = [file.relative_to(built).as_posix() for file in built.rglob("*")]
    hidden = [name for name in names if any(part.startswith(".") for part in name.split("/"))]
    assert hidden == []
    sources = (".md", ".yml", ".yaml", ".py", ".pyc", ".part", ".j2", ".toml", ".log", ".bak", "~")
    assert [name for name in names if name.endswith(sources)] == []
