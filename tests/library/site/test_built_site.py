"""The finished site: listed and read once, and never behind what was written through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.site.built_site import BuiltSite, put_file


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


@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_is_the_same_as_before_is_a_link_to_it(tmp_path: Path, there: bool) -> None:
    before, place = tmp_path / "before", tmp_path / "new" / "place"
    before.write_text("same")
    if there:
        place.parent.mkdir()
        place.write_text("other")
        (tmp_path / "link").hardlink_to(place)
    put_file(place, b"same", before)
    assert place.read_text() == "same"
    assert there or place.samefile(before)
    assert not there or (tmp_path / "link").read_text() == "other"


def test_what_is_written_changes_no_other_file(tmp_path: Path) -> None:
    before, place = tmp_path / "before", tmp_path / "new" / "index.html"
    before.write_text("same")
    put_file(place, b"same", before)
    BuiltSite(place.parent).write("index.html", "new")
    assert (before.read_text(), place.read_text()) == ("same", "new")
    put_file(place, b"last", before)
    assert (before.read_text(), place.read_text()) == ("same", "last")


def test_a_file_that_differs_or_is_missing_before_is_written(tmp_path: Path) -> None:
    before, place = tmp_path / "before", tmp_path / "place"
    for content in (b"none yet", b"as long!"):
        put_file(place, content, before)
        assert place.read_bytes() == content and place.stat().st_nlink == 1
        before.write_bytes(b"as  long")
