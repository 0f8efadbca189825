"""Imports the old blog's pictures from the folder where someone saved them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, unquote_plus, urlsplit

from library.check.rules.text_file import is_camera_name, plain_name
from library.old_blog.clean import Picture
from library.pictures.images import WIDEST, PictureError, Version, look_at, make

MOST_BYTES = 300_000  # what the check allows for one picture
NO_WORDS = re.compile(
    r"(?i)^\s*$|\.(?:jpe?g|png|gif|webp|heic)\s*$|^(?:img|dsc|image|screen ?shot)\b"
)
SHORTEST, LONGEST = 5, 200  # characters of a picture's words


class Pictures:
    """The pictures in an import: found in a folder, made smaller, written to docs/images/."""

    def __init__(self, folder: Path | None, target: Path, addresses: Iterable[str]) -> None:
        """`addresses`: of all pictures; a file name that two of them share is not used."""
        self._target = target
        self._files: dict[str, Path] = {}
        if folder:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    self._files.setdefault(plain_name(file.name), file)
        names = [name_in(address) for address in set(addresses)]
        self._shared = {name for name in names if names.count(name) > 1}
        self.fetch: dict[str, str] = {}  # address -> why it is not on the site yet
        self.written: list[Path] = []

    def place(self, slug: str, picture: Picture, number: int) -> str:
        """Return what replaces a picture in a text: the picture, or a note to staff."""
        words = " ".join(picture.alt.split())
        if NO_WORDS.search(words) or not SHORTEST <= len(words) <= LONGEST:
            words = picture.caption if SHORTEST <= len(picture.caption) <= LONGEST else ""
        words = re.sub(r"[\[\]\\]", "", words)
        caption = f"\n\n*{_safe(picture.caption)}*" if picture.caption else ""
        path, why = self._take(picture.address, slug, number)
        if path and words:
            return f"![{words}](../../images/{path.name}){caption}"
        if path:
            why = "say in a few words what it shows"
        self.fetch[picture.address] = why
        what = f"![What it shows](../../images/{path.name})" if path else picture.address
        return f"<!-- A picture was here ({why}): {what.replace('--', '%2D%2D')} -->{caption}"

    def _take(self, address: str, slug: str, number: int) -> tuple[Path | None, str]:
        """Return the file written for an address, or None and why there is none."""
        name = name_in(address)
        if not self._files:
            return None, "save it and put it in"
        if name in self._shared:
            return None, "several pictures have this file name, so nobody knows which one it is"
        if name not in self._files:
            return None, "it is not in the folder of pictures"
        try:
            data, ending = small_enough(self._files[name].read_bytes())
        except PictureError as error:
            return None, str(error).rstrip(".").replace("--", "-")
        except OSError:
            return None, "its file cannot be read"
        stem = name.rpartition(".")[0]
        stem = f"{slug}-{number + 1}" if is_camera_name(name) or stem[0].isdigit() else stem
        path = self._target / f"{stem}.{ending}"
        for count in range(2, 1000):
            if not path.exists():
                break
            if path.read_bytes() == data:
                return path, ""
            path = self._target / f"{stem}-{count}.{ending}"
        self._target.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
        self.written.append(path)
        return path, ""


def small_enough(data: bytes) -> tuple[bytes, str]:
    """Return a picture without hidden data, within the check's size limit, and its ending.

    Raises PictureError.
    """
    look = look_at(data)
    kinds = [look.kind] if look.kind in ("JPEG", "PNG", "WEBP") else []
    for kind in [*kinds, "WEBP"]:
        for width in (WIDEST, 960, 480):
            version = Version(kind, min(look.width, width))
            made = make(data, version)
            if len(made) <= MOST_BYTES:
                return made, version.ending
            if kind != "WEBP":
                break  # another kind first, then fewer pixels
    raise PictureError("image-too-large", "It stays too large. Save a smaller one.")


def name_in(address: str) -> str:
    """Return the file name in a picture's address, spelled like our own file names."""
    last = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    last = unquote(last) if "%2B" in last else unquote_plus(last)
    return plain_name(last if "." in last else f"{last or 'picture'}.jpg")


def _safe(caption: str) -> str:
    return re.sub(r"([\\`*_{}\[\]])", r"\\\1", caption.replace("<", "&lt;"))
