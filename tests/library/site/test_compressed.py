"""Text files are compressed in advance; all else, and what would not get smaller, is left alone."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import brotli
import pytest

from library.site.compressed import compress_file, compress_site, main

TEXT = b"Words and words. " * 60


@pytest.mark.parametrize("name", "a.html a.css a.js a.json a.xml a.svg a.txt a.webmanifest".split())
def test_each_kind_of_text_is_there_in_both_small_forms(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(TEXT)
    assert compress_site(tmp_path) == 1
    packed = (tmp_path / "in" / f"{name}.gz").read_bytes()
    assert gzip.decompress(packed) == TEXT
    assert packed[4:9] == b"\0\0\0\0\2", "no time in it; as small as gzip can"
    assert brotli.decompress((tmp_path / "in" / f"{name}.br").read_bytes()) == TEXT


def test_pictures_folders_and_what_is_packed_already_stay(tmp_path: Path) -> None:
    for name in ("a.png", "a.pdf", "a.html.gz", "headers"):
        (tmp_path / name).write_bytes(TEXT)
    (tmp_path / "folder.html").mkdir()
    assert compress_site(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 5


def test_a_text_below_half_a_kilobyte_is_not_worth_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * 511)
    assert not compress_file(file)
    file.write_bytes(b"a" * 512)
    assert compress_file(file)
    assert len(list(tmp_path.iterdir())) == 3


def test_what_would_grow_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(random.Random(1).randbytes(600))
    assert compress_file(file)
    assert list(tmp_path.iterdir()) == [file]


def test_it_says_how_many_texts_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.css").write_bytes(TEXT)
    (tmp_path / "b.css").write_bytes(b"a")
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Compressed 1 text files with gzip and brotli.\n"
