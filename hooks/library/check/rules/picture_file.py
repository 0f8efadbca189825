"""Rules on a picture's file: it opens, does not move, and contains nothing that runs."""

from __future__ import annotations

from collections.abc import Iterator

from library.check.problem import Problem, Rule
from library.content.docs_files import DRAWING, PHOTOS
from library.pictures.drawings import read_drawing
from library.pictures.hidden_place import says_place
from library.pictures.images import PictureError, look_at

IMAGE_PLACE = Rule(
    "image-place",
    "This photo's file says where it was taken, perhaps where a child lives, and everybody can "
    "read it. `python3 run.py check --fix` removes the place from a .jpg, .png or .webp. Or delete "
    "the photo and add it with the form at /admin/, which leaves the place out.",
)
# What library/pictures finds as it reads a picture; its error says what is wrong and what to do.
IMAGE_BROKEN = Rule("image-broken", "{why}")
IMAGE_MOVES = Rule("image-moves", "{why}")
IMAGE_TOO_LARGE = Rule("image-too-large", "{why}")
SVG_ACTIVE = Rule("svg-active", "{why}")
FOUND = {rule.name: rule for rule in (IMAGE_BROKEN, IMAGE_MOVES, IMAGE_TOO_LARGE, SVG_ACTIVE)}


def is_picture(path: str) -> bool:
    """Return whether these rules look into the file at a path."""
    return path.rpartition(".")[2].lower() in (*PHOTOS, DRAWING)


def check_picture(path: str, data: bytes) -> Iterator[Problem]:
    """Read a picture's header, or a whole drawing; the build finds files that are cut off later."""
    try:
        if path.lower().endswith(".svg"):
            read_drawing(data)
        else:
            look_at(data)
            if says_place(data):
                yield IMAGE_PLACE.at(path, 1)
    except PictureError as error:
        yield FOUND[error.rule].at(path, error.line, why=str(error))
