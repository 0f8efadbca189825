"""Pages that open from a disk, and a zip file that is the same for the same files."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from library.site.disk_copy import Packer, disk_page, disk_search, packed, zip_file

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('href="../b/"', 'href="../b/index.html"'),
        ('href="../b/#part"', 'href="../b/index.html#part"'),
        ('href="../../search/?q=iep"', 'href="../../search/index.html?q=iep"'),
        ('href=".."', 'href="../index.html"'),
        ('href="../.."', 'href="../../index.html"'),
        ('href="."', 'href="./index.html"'),
        ('href="./"', 'href="./index.html"'),
        ('action="../search/"', 'action="../search/index.html"'),
        ('href="../a.pdf"', 'href="../a.pdf"'),
        ('href="#part"', 'href="#part"'),
        ('href="?q=1"', 'href="?q=1"'),
        ('href="https://www.ecfr.gov/current/"', 'href="https://www.ecfr.gov/current/"'),
        ('href="mailto:a@b.org"', 'href="mailto:a@b.org"'),
        ('href=""', 'href=""'),
        ('content="../b/"', 'content="../b/"'),
    ],
)
def test_links_lead_to_files(link: str, expected: str) -> None:
    assert disk_page(f"<a {link}>", path="a/index.html") == f"<a {expected}>"


def test_what_needs_a_server_is_left_out() -> None:
    html = (
        '<link rel="manifest" href="site.webmanifest"><link rel="stylesheet" href="a.css">'
        '<link rel="preload" href="a.woff2" as="font" crossorigin>'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head>'
        '<p class="ip-kept" data-ip-worker="sw.js" hidden></p><p>Text</p>'
    )
    assert disk_page(html, path="index.html") == (
        '<link rel="stylesheet" href="a.css"></head><p>Text</p>'
    )


@pytest.mark.parametrize(
    ("path", "index"),
    [
        ("index.html", "search/from-disk.js"),
        ("search/index.html", "from-disk.js"),
        ("articles/a/index.html", "../../search/from-disk.js"),
    ],
)
def test_the_search_loads_its_index_first(path: str, index: str) -> None:
    page = disk_page('<form data-scripts="a.js b.js">', path=path)
    assert page == f'<form data-scripts="{index} a.js b.js">'


def test_the_index_is_part_of_the_script() -> None:
    files = {"en/b.json": b'{"b":"\xc3\xa4"}', "en/a.json": b"[1]"}
    script = disk_search(files, "const FILES = {files}")
    assert script == 'const FILES = {"en/a.json":[1],"en/b.json":{"b":"ä"}}'


def test_the_zip_file_is_sorted_and_bears_the_day_of_its_texts() -> None:
    texts = {"b.pdf": b"%PDF", "a/index.html": b"<p>a</p>", "a/é.txt": b"", "c.css": b"c" * 99}
    files = {path: packed(path, content) for path, content in texts.items()}
    day = date(2026, 11, 24)
    data = zip_file(files, day=day, folder="library")
    assert data == zip_file(dict(reversed(files.items())), day=day, folder="library")
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = [f"library/{path}" for path in ("a/index.html", "a/é.txt", "b.pdf", "c.css")]
        assert archive.namelist() == names
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}
        assert {path: archive.read(f"library/{path}") for path in texts} == texts


def test_what_is_packed_already_is_not_packed_again() -> None:
    already = "a.pdf a.docx a.woff2 a.png a.jpg a.jpeg a.webp a.avif a.gif".split()
    others = "a.html a.css a.json a.svg a.txt".split()
    files = {path: packed(path, b"x" * 500) for path in (*already, *others)}
    data = zip_file(files, day=date(2026, 1, 2), folder="f")
    with ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    smaller = {entry.filename.removeprefix("f/") for entry in entries if entry.compress_size < 500}
    assert smaller == set(others)
    assert {entry.create_system for entry in entries} == {3}
    assert {oct(entry.external_attr >> 16) for entry in entries} == {"0o644"}, "all may read it"


def test_only_what_changed_is_made_for_the_zip_file_again() -> None:
    asked: list[str] = []

    def build(texts: dict[str, str], kept: bytes) -> tuple[list[str], bytes]:
        packer = Packer(kept)
        asked.clear()
        for path, text in texts.items():

            def made(path: str = path, text: str = text) -> bytes:
                asked.append(path)
                return f"{path} {text}".encode()

            assert packer.pack(path, text.encode(), made) == packed(path, made())
            asked.pop()  # of the line above
        return [*asked], packer.to_keep()

    texts = {"a": "one", "b": "two", "c.pdf": "three"}
    made, kept = build(texts, b"")
    assert made == ["a", "b", "c.pdf"]
    assert build(texts, kept) == ([], kept)
    assert build({"a": "one", "b": "2", "d": "two"}, kept)[0] == ["b", "d"]
    _, fewer = build({"a": "one"}, kept)
    assert build(texts, fewer)[0] == ["b", "c.pdf"], "what the last build had not is forgotten"


def test_the_zip_file_does_not_know_zone_and_hash_seed() -> None:
    code = (
        "from library.site.disk_copy import packed, zip_file; import datetime, hashlib; "
        "print(hashlib.sha256(zip_file({name: packed(name, b'x' * 999) for name in set('abcde')},"
        " day=datetime.date(2026, 1, 2), folder='f')).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={
                **os.environ,
                "TZ": zone,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(ROOT / "hooks"),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Pacific/Kiritimati", "2"))
    }
    assert len(seen) == 1
