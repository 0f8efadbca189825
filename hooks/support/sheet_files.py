"""What the sheets and the book are made from, besides their texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from library.common.build_cache import cached
from library.sheets import pdf, thumbnail
from library.site import fonts
from support.kept import kept_folder

STYLE = "print/sheet.css"
OUR_CODE = (*sorted(Path(pdf.__file__).parent.glob("*.py")), Path(fonts.__file__))
# WeasyPrint, and what it lays out, sets, and writes with.
ENGINE = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "pyphen",
    "pillow",
)


def source_of(env: Environment, name: str) -> str:
    """Return the source of a file of the theme."""
    assert env.loader is not None
    return env.loader.get_source(env, name)[0]


def kept_thumbnail(config: MkDocsConfig, sheet: bytes) -> bytes:
    """Return the small picture of a sheet, kept under its PDF and what draws it."""
    place = kept_folder(config, "pictures")
    return cached(place, ".webp", [sheet, *_drawer()], lambda: thumbnail.thumbnail(sheet))


@cache  # to ask for a version takes longer than to read a picture
def _drawer() -> list[bytes]:
    """Return what draws small pictures: our code, and the engines with their versions."""
    versions = (version("pypdfium2"), version("pillow"))
    return [Path(thumbnail.__file__).read_bytes(), *(each.encode() for each in versions)]


def engine_recipe() -> Iterator[bytes]:
    """Yield what else the bytes of a PDF depend on: the engine, our code around it, the fonts."""
    for package in ENGINE:  # not imported for it: that takes a while
        yield f"{package} {version(package)}".encode()
    for file in (*OUR_CODE, *map(fonts.font_file, fonts.STYLES), fonts.second_file()):
        yield file.read_bytes()
