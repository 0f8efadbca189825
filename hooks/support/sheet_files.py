"""What the sheets and the book are made from, besides their texts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment

from library.sheets import pdf
from library.site.fonts import STYLES, font_file, second_file

STYLE = "print/sheet.css"
ENGINE = Path(pdf.__file__).parent  # a sheet depends on this code too


def source_of(env: Environment, name: str) -> str:
    """Return the source of a file of the theme."""
    assert env.loader is not None
    return env.loader.get_source(env, name)[0]


def engine_recipe() -> Iterator[bytes]:
    """Yield what else the bytes of a PDF depend on: the engine, our code around it, the fonts."""
    yield version("weasyprint").encode()  # asked of the package: to import it takes a while
    for module in sorted(ENGINE.glob("*.py")):
        yield module.read_bytes()
    for font in (*map(font_file, STYLES), second_file()):
        yield font.read_bytes()
