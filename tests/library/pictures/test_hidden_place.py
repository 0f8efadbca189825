"""A photo's place: found, and removed from the file without changing the picture."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageOps

from library.pictures.hidden_place import says_place, without_place

KINDS = ("JPEG", "PNG", "WEBP")


def photo(kind: str, *, place: bool = True, turned: int = 1, **options: object) -> bytes:
    """Return a photo of noise, taken by a phone."""
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif[0x0112] = turned
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 53.0, 23.0), 3: "W", 4: (77.0, 0.0, 32.0)})
    out = BytesIO()
    noise = Image.effect_noise((64, 48), 60).convert("RGB")
    noise.save(out, kind, exif=exif.tobytes(), **options)
    return out.getvalue()


def points(data: bytes) -> tuple[tuple[int, int], bytes]:
    """Return the size and pixels of a photo as shown."""
    with Image.open(BytesIO(data)) as picture:
        shown = ImageOps.exif_transpose(picture)
        return shown.size, shown.tobytes()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("turned", [1, 6])
def test_the_place_goes_and_the_picture_stays(kind: str, turned: int) -> None:
    data = photo(kind, turned=turned)
    clean = without_place(data)
    assert says_place(data)
    assert not says_place(clean)
    assert b"PhoneMaker" not in clean
    assert points(clean) == points(data)
    assert without_place(clean) == clean


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_without_a_place_is_none_of_ours(kind: str) -> None:
    assert not says_place(photo(kind, place=False))


def test_progressive_photos_and_what_stands_behind_them() -> None:
    first = photo("JPEG", progressive=True)
    clean = without_place(first + photo("JPEG"))
    assert not says_place(clean)
    assert points(clean) == points(first)
    assert clean.count(b"\xff\xd8\xff") == 1


def test_colors_are_kept_and_the_place_in_xmp_goes() -> None:
    profile = b"icc" * 50
    data = photo("JPEG", place=False, icc_profile=profile, xmp=b"<x exif:GPSLatitude='38,53N'/>")
    clean = without_place(data)
    assert says_place(data)
    assert not says_place(clean)
    assert Image.open(BytesIO(clean)).info["icc_profile"] == profile


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_cut_off_or_no_photo_comes_back(kind: str) -> None:
    data = photo(kind)
    for end in range(0, len(data), 97):
        cut = without_place(data[:end])
        assert isinstance(cut, bytes)
        says_place(cut)
    assert without_place(b"GIF89a") == b"GIF89a"
    assert not says_place(b"")


def test_what_is_left_of_a_turned_photo_has_its_true_length() -> None:
    """Each part of a JPEG says how long it is: 2 bytes for the length, and its content."""
    clean = without_place(photo("JPEG", turned=6))
    place, kinds = 2, []
    while (kind := clean[place + 1]) != 0xDA:  # the picture itself
        assert clean[place] == 0xFF, place
        kinds.append(kind)
        place += 2 + int.from_bytes(clean[place + 2 : place + 4], "big")
    assert kinds[0] == 0xE1 and 0xC0 in kinds
