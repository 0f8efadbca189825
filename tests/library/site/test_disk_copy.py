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

from library.site.disk_copy import disk_page, disk_search, pack

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
    files = {"b.pdf": b"%PDF", "a/index.html": b"<p>a</p>"}
    day = date(2026, 11, 24)
    packed = pack(files, files.__getitem__, day=day, folder="library")
    assert packed == pack(reversed(files), files.__getitem__, day=day, folder="library")
    with ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["library/a/index.html", "library/b.pdf"]
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}
        assert archive.read("library/a/index.html") == b"<p>a</p>"


def test_what_is_packed_already_is_not_packed_again() -> None:
    packed = "a.pdf a.docx a.woff2 a.png a.jpg a.jpeg a.webp a.avif a.gif".split()
    others = "a.html a.css a.json a.svg a.txt".split()
    data = pack([*packed, *others], lambda _: b"x" * 500, day=date(2026, 1, 2), folder="f")
    with ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    smaller = {entry.filename.removeprefix("f/") for entry in entries if entry.compress_size < 500}
    assert smaller == set(others)
    assert {entry.create_system for entry in entries} == {3}
    assert {oct(entry.external_attr >> 16) for entry in entries} == {"0o644"}, "all may read it"


def test_the_zip_file_does_not_know_zone_and_hash_seed() -> None:
    code = (
        "from library.site.disk_copy import pack; import datetime, hashlib; "
        "print(hashlib.sha256(pack(set('abcde'), lambda name: b'x' * 999,"
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
