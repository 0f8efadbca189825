"""A small true picture of a sheet: a reader sees in a list what will come out of the printer."""

from __future__ import annotations

import io

WIDTH = 144  # pixels: twice what the styles show, for screens with small pixels
FINER = 4  # times as many are drawn first: letters of 3 pixels are gray from a picture, not a guess
QUALITY = 50  # of WebP: 2 to 3 kB a sheet


def thumbnail(pdf: bytes) -> bytes:
    """Return the first page of a PDF as a gray WebP picture of `WIDTH` pixels."""
    import pypdfium2  # takes a while, and most builds draw none
    from PIL import Image

    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()  # without it, boxes and rules, which belong to fields, are not drawn
        page = document[0]
        width, height = page.get_size()  # points
        drawn = page.render(scale=WIDTH * FINER / width, grayscale=True).to_pil()
    small = drawn.resize((WIDTH, round(WIDTH * height / width)), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    small.save(content, "WEBP", quality=QUALITY, method=6)
    return content.getvalue()
