"""Lists show a small true picture of each sheet."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat
from site_pages import Pages

LARGEST = 5_000  # bytes: a list of twenty costs a phone no more than one photo


def test_each_sheet_in_a_list_has_its_picture(pages: Pages, site_dir: Path) -> None:
    for address in ("checklists/", "letters/"):
        cards = pages[address].select(".ip-card--sheet")
        assert cards
        for card in cards:
            image, link = card.select_one("img"), card.select_one("a")
            assert image and link
            assert (image["alt"], image["loading"]) == ("", "lazy")  # the title says what it is
            picture = site_dir / address / str(image["src"])
            assert picture.stat().st_size < LARGEST
            sheet = (site_dir / address / str(link["href"]).rstrip("/")).with_suffix(".pdf")
            assert difference(picture.read_bytes(), sheet) < 16, picture.name


def difference(picture: bytes, sheet: Path) -> float:
    """Return how far a picture is from the first page of a PDF, from 0 to 255 a pixel."""
    with pypdfium2.PdfDocument(sheet) as document:
        drawn = document[0].render(scale=1, grayscale=True).to_pil()
    with Image.open(io.BytesIO(picture)) as small:
        gray = small.convert("L")
    return ImageStat.Stat(ImageChops.difference(gray, drawn.resize(gray.size))).mean[0]
