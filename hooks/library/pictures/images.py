"""Photos and screenshots as readers get them: upright, without hidden data, small and sharp.

Bytes in, bytes out; the same input gives the same output. What a camera hides in a photo (where and
when it was taken, with which phone) never leaves this module: only the visible pixels are saved.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps, features
from PIL import __version__ as pillow_version

# Pixels: a phone's text column at one, two, and three pixels per point; the last is also twice our
# column. Nobody can see more.
WIDTHS = (480, 960, 1400)
WIDEST = WIDTHS[-1]
PLAIN_WIDTH = 960  # of the version for browsers without MODERN
MOST_PIXELS = 25_000_000  # twice a phone's photo; unpacking more only fills the memory
MODERN = "AVIF"  # a third smaller than WebP on photos, for about a second of work once
# What a browser without MODERN gets, by the kind that was uploaded. Other kinds are not opened.
PLAIN = {"JPEG": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP", "AVIF": "WEBP"}
# `max_threads`: one thread writes the same bytes on every machine with this release.
OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 6},
    "AVIF": {"quality": 60, "speed": 6, "max_threads": 1},
    "GIF": {},
}


class PictureError(Exception):
    """A picture that cannot be published; the message says why and what to do, `rule` names it."""

    def __init__(self, rule: str, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.rule = rule
        self.line = line  # of a drawing's file


@dataclass(frozen=True)
class Look:
    """What a picture's header says."""

    kind: str  # as in PLAIN
    width: int  # pixels, upright
    height: int


@dataclass(frozen=True)
class Version:
    """One file to make from a picture."""

    kind: str  # as in OPTIONS
    width: int  # pixels

    @property
    def ending(self) -> str:
        """Return the file extension, without the dot."""
        return "jpg" if self.kind == "JPEG" else self.kind.lower()


def look_at(data: bytes) -> Look:
    """Return a picture's kind and size from its header alone. Raises PictureError."""
    picture = _open(data)
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    two_in_one = picture.format == "MPO"  # from some phones: a JPEG followed by another
    if not two_in_one and getattr(picture, "n_frames", 1) > 1:
        raise PictureError(
            "image-moves",
            "This picture is animated, which makes reading hard for many people. Save one frame as "
            "a still picture and upload that instead.",
        )
    width, height = picture.size
    if _orientation(picture) >= 5:  # stored lying on its side
        width, height = height, width
    return Look("JPEG" if two_in_one else str(picture.format), width, height)


def plain_version(look: Look) -> Version:
    """Return the version that every browser can show."""
    return Version(PLAIN[look.kind], min(look.width, PLAIN_WIDTH))


def modern_versions(look: Look) -> list[Version]:
    """Return the smaller versions for today's browsers, narrowest first."""
    widths = [width for width in WIDTHS if width < look.width] + [min(look.width, WIDEST)]
    return [Version(MODERN, width) for width in sorted(set(widths))]


def whole_version(look: Look) -> Version:
    """Return the version that keeps the picture's size and kind."""
    return Version(look.kind, look.width)


def make(data: bytes, version: Version) -> bytes:
    """Return the file of a version. Raises PictureError where the picture is cut off or broken."""
    picture = _upright(_open(data))
    colors = picture.mode == "P"
    picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if version.width < picture.width:
        height = max(1, round(picture.height * version.width / picture.width))
        picture = picture.resize((version.width, height), Image.Resampling.LANCZOS)
    if version.kind == "JPEG":
        picture = picture.convert("RGB")
    if colors and version.kind == "PNG":  # a drawing of few colors stays small that way
        picture = picture.quantize(256, method=Image.Quantize.FASTOCTREE)
    picture.info = {}  # Pillow would write some of what it has read: comments, profiles
    out = BytesIO()
    picture.save(out, version.kind, **OPTIONS[version.kind])
    return out.getvalue()


def recipe(data: bytes, version: Version) -> list[bytes]:
    """Return all that `make` depends on, to name a kept copy by."""
    engines = [str(features.version(name)) for name in ("avif", "webp", "jpg", "zlib")]
    return [data, repr(version).encode(), pillow_version.encode(), " ".join(engines).encode(),
            Path(__file__).read_bytes()]  # fmt: skip


def _open(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about size, which look_at checks; about odd headers
        try:
            Image.init()  # Pillow knows WebP and AVIF only after that
            return Image.open(BytesIO(data), formats=list(PLAIN))
        except Image.DecompressionBombError as error:
            raise _too_large() from error
        except (OSError, ValueError, SyntaxError) as error:
            raise _unreadable() from error


def _upright(picture: Image.Image) -> Image.Image:
    """Return the picture the right way up, in screen colors."""
    try:
        with _strict():
            picture.load()
        profile = picture.info.get("icc_profile")
        picture = ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError) as error:
        raise _unreadable() from error
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:  # phones take photos in wider colors than most screens show
            screen = ImageCms.createProfile("sRGB")
            mode = "RGBA" if picture.mode == "RGBA" else "RGB"
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, screen, outputMode=mode) or picture
        except (ImageCms.PyCMSError, OSError):
            return picture  # an unreadable profile changes nothing
    return picture


@contextmanager
def _strict() -> Iterator[None]:
    """Make Pillow refuse cut-off pictures, although WeasyPrint tells it to fill them with gray."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _orientation(picture: Image.Image) -> int:
    """Return how the camera was held: 1 upright ... 8 (Exif 2.32, tag Orientation)."""
    try:
        value = picture.getexif().get(0x0112, 1)
    except (OSError, ValueError, SyntaxError):
        return 1
    return value if isinstance(value, int) and value in range(1, 9) else 1


def _too_large() -> PictureError:
    return PictureError(
        "image-too-large",
        "This picture has more pixels than any screen shows. Make it at most "
        f"{WIDEST:,} pixels wide and save it again.",
    )


def _unreadable() -> PictureError:
    return PictureError(
        "image-broken",
        "This picture cannot be opened: it is of another kind, or part of it is missing. Save it "
        "again as .jpg, .png or .webp and upload it again.",
    )
