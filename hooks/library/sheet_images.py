"""Pictures in a printed sheet: gray, and inside the HTML, as the PDF engine reads no file."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from PIL import Image

WIDEST = 900  # pixels: 3 in at 300 dpi; more only makes the file heavy
SOURCE = re.compile(r'(?P<before><img\b[^>]*?\bsrc=")(?P<src>[^"]+)(?P<after>")')


def embed_images(html: str, *, page: str, site: str, docs: Path) -> str:
    """Return the HTML of a page's body with the pictures of our own site put inside it.

    `page` and `site` are absolute addresses, `docs` the folder that holds the site's files.
    A picture that is not there is left as it is: the build has told of it already.
    """

    def embed(match: re.Match[str]) -> str:
        address = urljoin(page, match["src"])
        path = docs / unquote(urlsplit(address).path.removeprefix(urlsplit(site).path))
        if not address.startswith(site) or not path.is_file():
            return match.group(0)
        return f"{match['before']}{_gray_png(path)}{match['after']}"

    return SOURCE.sub(embed, html)


def _gray_png(path: Path) -> str:
    """Return a picture as a data: address of a gray PNG, white where it was transparent."""
    with Image.open(path) as picture:
        picture.thumbnail((WIDEST, WIDEST))
        flat = Image.new("RGBA", picture.size, "white")
        flat.alpha_composite(picture.convert("RGBA"))
        out = BytesIO()
        flat.convert("L").save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
