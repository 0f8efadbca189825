"""Pictures in a page: `![alt](photo.jpg)` becomes HTML that loads fast and never moves text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

COLUMN = 720  # CSS pixels: the width of our text, and so of a picture, on a large screen
NAME = re.compile(r"[^\s\"'/=]+\.(?:avif|webp|png|jpe?g|gif|svg)(?=[\"'\s?#])")


@dataclass(frozen=True)
class Picture:
    """A picture on the site. Paths are from the site's top."""

    width: int  # pixels, upright
    height: int
    plain: str  # the file that every browser can show
    modern: tuple[tuple[int, str], ...] = ()  # width and path of each AVIF, narrowest first


def named_pictures(html: str) -> set[str]:
    """Return the file names (no folders) of all pictures that a page's HTML shows or links to."""
    return set(NAME.findall(html))


class PicturesExtension(Extension):
    """Gives each of our pictures its size, and wraps it in `<picture>` with smaller files."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        """Take the pictures, by the path that the uploaded file would have on the site."""
        super().__init__()
        self.pictures = pictures

    def extendMarkdown(self, md: Markdown) -> None:
        """Run last: attr_list (8) has set classes, MkDocs (0; 1 in lists) has resolved links."""
        md.treeprocessors.register(_ShowPictures(md, self.pictures), "ip_pictures", -1)


class _ShowPictures(Treeprocessor):
    def __init__(self, md: Markdown, pictures: Mapping[str, Picture]) -> None:
        super().__init__(md)
        self.pictures = pictures

    def run(self, root: ElementTree.Element) -> None:
        processors = self.md.treeprocessors
        if next(root.iter("img"), None) is None or "relpath" not in processors:
            return
        page = str(processors["relpath"].file.url)  # type: ignore[attr-defined]
        first = "excerpt" not in processors  # in a list of articles, no picture comes first
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag != "img":
                    continue
                if not first:
                    child.set("loading", child.get("loading", "lazy"))
                    child.set("decoding", "async")
                first = False
                picture = self.pictures.get(_path(child.get("src", ""), page))
                if picture:
                    parent[place] = _shown(child, picture, page)


def _shown(image: ElementTree.Element, picture: Picture, page: str) -> ElementTree.Element:
    """Return the element that replaces an `<img>`."""
    width, height = _size(image, picture)
    image.attrib |= {
        "src": _address(picture.plain, page), "width": str(width), "height": str(height)
    }  # fmt: skip
    if not picture.modern:
        return image
    shown = min(width, COLUMN)
    around = ElementTree.Element("picture")
    ElementTree.SubElement(
        around,
        "source",
        {
            "type": "image/avif",
            "srcset": ", ".join(f"{_address(path, page)} {size}w" for size, path in picture.modern),
            "sizes": f"(min-width: {shown + 32}px) {shown}px, 100vw",
        },
    )
    around.append(image)
    around.tail, image.tail = image.tail, None
    return around


def _size(image: ElementTree.Element, picture: Picture) -> tuple[int, int]:
    """Return its size on the page: the author's width (`{ width=300 }`), at its own ratio."""
    width, height = image.get("width", ""), image.get("height", "")
    if width.isdecimal() and int(width):
        return int(width), max(1, round(int(width) * picture.height / picture.width))
    if height.isdecimal() and int(height):
        return max(1, round(int(height) * picture.width / picture.height)), int(height)
    return picture.width, picture.height


def _path(address: str, page: str) -> str:
    """Return the path from the site's top that a page's relative address leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address)))


def _address(path: str, page: str) -> str:
    """Return the relative address of a path from the site's top."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")
