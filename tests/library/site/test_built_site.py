"""The finished site: listed and read once, and never behind what was written through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.site.built_site import BuiltSite


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/index.html").write_text("<p>b é</p>", encoding="utf-8")
    (tmp_path / "a.css").write_text("a {}", encoding="utf-8")
    (tmp_path / "index.html").write_text("<p>a</p>", encoding="utf-8")
    return tmp_path


def test_paths_are_sorted_and_chosen_by_their_endings(folder: Path) -> None:
    site = BuiltSite(folder)
    assert site.paths() == ["a.css", "b/index.html", "index.html"]
    assert site.paths(".html") == ["b/index.html", "index.html"]
    assert site.paths(".css", ".js") == ["a.css"]


def test_a_file_is_read_once(folder: Path) -> None:
    site = BuiltSite(folder)
    assert site.text("b/index.html") == "<p>b é</p>"
    (folder / "b/index.html").unlink()
    assert site.read("b/index.html") == "<p>b é</p>".encode()


def test_what_is_written_is_on_the_disk_and_known(folder: Path) -> None:
    site = BuiltSite(folder)
    assert site.text("index.html") == "<p>a</p>"
    site.write("index.html", "<p>ñ\n</p>")
    assert site.text("index.html") == "<p>ñ\n</p>"
    assert (folder / "index.html").read_bytes() == "<p>ñ\n</p>".encode()
