"""What earlier builds made: kept, and never trusted if it is damaged."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from library.common.build_cache import cached, keep, read_kept, sweep


class Maker:
    """Makes the same bytes each time and counts how often."""

    times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"made with care"


def test_the_same_recipe_is_made_once(tmp_path: Path) -> None:
    make = Maker()
    for recipe in ([b"a", b"b"], [b"a", b"b"], [b"ab"], [b"a", b"", b"b"]):
        assert cached(tmp_path / "new/one", ".txt", recipe, make) == b"made with care"
    assert make.times == 3, "only the second is the same as another"
    assert {file.suffix for file in (tmp_path / "new/one").iterdir()} == {".txt"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:20],
        lambda content: content[: len(content) // 2],
        lambda content: b"M" + content[1:],
        lambda content: bytes(len(content)),
        lambda content: content + b"x",
    ],
    ids=["empty", "short", "half", "one byte", "zeros", "longer"],
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage) -> None:
    make = Maker()
    cached(tmp_path, ".txt", [b"a"], make)
    (kept,) = tmp_path.iterdir()
    good = kept.read_bytes()
    kept.write_bytes(damage(good))
    assert cached(tmp_path, ".txt", [b"a"], make) == b"made with care"
    assert make.times == 2
    assert kept.read_bytes() == good


def test_what_cannot_be_kept_is_made_all_the_same(tmp_path: Path) -> None:
    make = Maker()
    (tmp_path / "cache").write_text("a file where the folder should be")
    for _ in range(2):
        assert cached(tmp_path / "cache", ".txt", [b"a"], make) == b"made with care"
    assert make.times == 2


def test_a_folder_in_the_place_of_a_kept_file(tmp_path: Path) -> None:
    make = Maker()
    cached(tmp_path, ".txt", [b"a"], make)
    (kept,) = tmp_path.iterdir()
    kept.unlink()
    kept.mkdir()
    assert cached(tmp_path, ".txt", [b"a"], make) == b"made with care"


def test_what_is_not_used_for_a_month_is_swept_away(tmp_path: Path) -> None:
    for name, days in (("used.txt", 29.99), ("forgotten.txt", 30.01)):
        keep(tmp_path / name, b"made")
        (tmp_path / name).touch()
        before = time.time() - days * 86_400
        os.utime(tmp_path / name, (before, before))
    sweep(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"used.txt"}
    assert read_kept(tmp_path / "used.txt") == b"made"  # which makes it young again
    assert time.time() - (tmp_path / "used.txt").stat().st_mtime < 60
    sweep(tmp_path / "not there")


@pytest.mark.parametrize(("hours", "is_renewed"), [(23, False), (25, True)])
def test_what_is_read_is_made_young_again_once_a_day(
    tmp_path: Path, hours: int, is_renewed: bool
) -> None:
    place = tmp_path / "kept.txt"
    keep(place, b"made")
    before = time.time() - hours * 3600
    os.utime(place, (before, before))
    assert read_kept(place) == b"made"
    assert (place.stat().st_mtime > before + 60) is is_renewed
