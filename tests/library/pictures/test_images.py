"""Pictures: hidden data is removed, what is visible stays, in fewer bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from library.pictures.drawings import read_drawing
from library.pictures.images import (
    Look,
    PictureError,
    Version,
    look_at,
    make,
    modern_versions,
    plain_version,
    whole_version,
)

RED, BLUE = (200, 30, 30), (30, 30, 200)
PLACE = b"N4012.345"


def photo(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), **options: Any) -> bytes:
    """Return a photo: red on the left, blue on the right, with a camera's noise over it."""
    noise = Image.effect_noise((size[0] // 8, size[1] // 8), 30).resize(size)
    sides = Image.new("RGB", size, RED)
    sides.paste(BLUE, (size[0] // 2, 0, *size))
    out = BytesIO()
    Image.blend(sides, noise.convert("RGB"), 0.1).save(out, kind, **options)
    return out.getvalue()


def hidden(orientation: int = 1) -> bytes:
    """Return what a phone writes into a photo: how it was held, its maker, the place."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 12.0, 34.5), 29: PLACE.decode()})
    return exif.tobytes()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_nothing_hidden_is_left_in_any_version(kind: str) -> None:
    comment = {"comment": b"PhoneMaker"} if kind in ("JPEG", "GIF") else {}
    extra = {} if kind == "GIF" else {"exif": hidden()}
    data = photo(kind, (640, 480), **extra, **comment)
    assert b"PhoneMaker" in data
    look = look_at(data)
    for version in [plain_version(look), whole_version(look), *modern_versions(look)]:
        made = make(data, version)
        assert b"PhoneMaker" not in made and PLACE not in made and b"Exif" not in made
        picture = opened(made)
        assert not picture.getexif() and not set(picture.info) & {"icc_profile", "comment", "xmp"}
        assert picture.format == version.kind


GREEN, WHITE = (30, 200, 30), (240, 240, 240)
CORNERS = {"red": RED, "blue": BLUE, "green": GREEN, "white": WHITE}


def four_corners(orientation: int) -> bytes:
    """Return a photo of four colors as it is stored: red and blue above, green and white below."""
    picture = Image.new("RGB", (160, 120), RED)
    picture.paste(BLUE, (80, 0, 160, 60))
    picture.paste(GREEN, (0, 60, 80, 120))
    picture.paste(WHITE, (80, 60, 160, 120))
    out = BytesIO()
    picture.save(out, "JPEG", exif=hidden(orientation))
    return out.getvalue()


def nearest_color(seen: object) -> str:
    assert isinstance(seen, tuple)
    return min(
        CORNERS, key=lambda n: sum(abs(a - b) for a, b in zip(CORNERS[n], seen, strict=True))
    )


@pytest.mark.parametrize(
    ("orientation", "corners"),  # Exif 2.32: which row and column is the top, and the left side
    [
        (1, "red blue green white"),
        (2, "blue red white green"),
        (3, "white green blue red"),
        (4, "green white red blue"),
        (5, "red green blue white"),
        (6, "green red white blue"),
        (7, "white blue green red"),
        (8, "blue white red green"),
    ],
)
def test_a_photo_is_turned_upright(orientation: int, corners: str) -> None:
    data = four_corners(orientation)
    width, height = (160, 120) if orientation < 5 else (120, 160)
    assert look_at(data) == Look("JPEG", width, height)
    made = opened(make(data, Version("JPEG", width)))
    assert made.size == (width, height)
    places = [(x, y) for y in (20, height - 20) for x in (20, width - 20)]
    assert [nearest_color(made.getpixel(place)) for place in places] == corners.split()


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_photo_that_does_not_know_how_it_was_held_stays_as_it_is(orientation: int) -> None:
    assert look_at(four_corners(orientation)) == Look("JPEG", 160, 120)


def test_versions_are_never_wider_than_the_picture() -> None:
    def widths(width: int) -> list[int]:
        return [version.width for version in modern_versions(Look("JPEG", width, 100))]

    assert widths(4000) == [480, 960, 1400]
    assert widths(1000) == [480, 960, 1000]
    assert widths(960) == [480, 960]
    assert widths(300) == [300]
    assert plain_version(Look("GIF", 4000, 100)) == Version("PNG", 960)


def test_modern_versions_are_lighter_and_always_the_same() -> None:
    data = photo()
    modern, plain = make(data, Version("AVIF", 960)), make(data, Version("JPEG", 960))
    assert len(modern) < len(plain) < len(data)
    assert make(data, Version("AVIF", 960)) == modern and make(data, Version("JPEG", 960)) == plain


def test_what_is_transparent_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (100, 50), (10, 20, 30, 0)).save(out, "PNG")
    for kind in ("PNG", "WEBP", "AVIF"):
        made = opened(make(out.getvalue(), Version(kind, 50))).convert("RGBA")
        assert made.getchannel("A").getextrema() == (0, 0)


def test_a_drawing_of_few_colors_stays_light() -> None:
    picture = Image.new("P", (1600, 800), 1)
    picture.putpalette([0, 0, 0, 255, 255, 255])
    out = BytesIO()
    picture.save(out, "PNG")
    assert opened(make(out.getvalue(), Version("PNG", 960))).mode == "P"


@pytest.mark.parametrize("mode", ["L", "LA", "1", "I;16", "CMYK"])
def test_every_kind_of_color_can_be_shown(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (60, 40)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    look = look_at(out.getvalue())
    assert opened(make(out.getvalue(), plain_version(look))).size == (60, 40)


def test_colors_are_those_of_screens() -> None:
    """A profile is applied to the picture before it is removed: otherwise colors would shift."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    data = photo(size=(64, 48), icc_profile=profile.tobytes())  # fits no RGB: left as it is
    assert opened(make(data, Version("JPEG", 64))).size == (64, 48)
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = photo(size=(64, 48))
    assert abs(_left(make(photo(size=(64, 48), icc_profile=screen), Version("PNG", 64)))
               - _left(make(same, Version("PNG", 64)))) <= 8  # fmt: skip


def _left(data: bytes) -> int:
    seen = opened(data).convert("RGB").getpixel((8, 24))
    assert isinstance(seen, tuple)
    return int(seen[0])


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x89PNG\r\n\x1a\n", b"GIF89a", photo()[:20], b"BM" + b"\0" * 60]
)
def test_what_is_no_picture_is_told_in_one_line(data: bytes) -> None:
    with pytest.raises(PictureError, match="cannot be opened") as error:
        look_at(data)
    assert error.value.rule == "image-broken" and "\n" not in str(error.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_was_cut_off_is_told_in_one_line(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    data = photo(kind)
    with pytest.raises(PictureError, match="part of it is missing"):
        make(data[: len(data) // 2], Version("JPEG", 480))


def test_two_pictures_in_one_file_of_a_phone_are_one_still_picture() -> None:
    out = BytesIO()
    frames = [opened(photo(size=(64, 48))) for _ in range(2)]
    frames[0].save(out, "MPO", save_all=True, append_images=frames[1:])
    assert look_at(out.getvalue()) == Look("JPEG", 64, 48)


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 400 300"', (400, 300)),
        ('viewBox="-5,-5, 40.4,30"', (40, 30)),
        ('viewBox="0 0 4 3" width="80" height="60px"', (80, 60)),
        ('viewBox="0 0 4 3" width="100%" height="100%"', (4, 3)),
    ],
)
def test_a_drawing_says_its_size(attributes: str, size: tuple[int, int]) -> None:
    drawing = read_drawing(SVG.format(attributes, '<use xlink:href="#x"/>').encode())
    assert (drawing.width, drawing.height) == size


@pytest.mark.parametrize(
    "attributes", ["", 'viewBox="0 0 0 3"', 'viewBox="a"', 'viewBox="0 0 nan 3"']
)
def test_a_drawing_without_a_size_is_refused(attributes: str) -> None:
    with pytest.raises(PictureError, match="viewBox") as error:
        read_drawing(SVG.format(attributes, "").encode())
    assert error.value.rule == "image-broken"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg"/>',
        "<foreignObject><p/></foreignObject>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<path onload="alert(1)"/>',
        '<a href=" javascript:alert(1)"/>',
        '<a xlink:href="&#106;avascript:alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<use href="data:image/svg+xml;base64,AAAA"/>',
        '<path style="fill: url(https://example.org/a)"/>',
        "<style>@import 'https://example.org/a.css'</style>",
        '<?xml-stylesheet href="https://example.org/a.css"?>',
    ],
)
@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_a_drawing_that_could_run_or_lead_away_is_refused(inside: str, code: str) -> None:
    with pytest.raises(PictureError, match="could run") as error:
        read_drawing(SVG.format('viewBox="0 0 4 3"', inside).encode(code))
    assert error.value.rule == "svg-active"


def test_a_drawing_cannot_unpack_to_more_than_it_is() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(PictureError, match="ENTITY"):
        read_drawing((bomb + SVG.format('viewBox="0 0 4 3"', "&b;")).encode())


@pytest.mark.parametrize("data", [b"", b"<svg", b"<html/>", b"\xff\xfe<"])
def test_what_is_no_drawing_is_told_in_one_line(data: bytes) -> None:
    with pytest.raises(PictureError, match="cannot be opened"):
        read_drawing(data)
