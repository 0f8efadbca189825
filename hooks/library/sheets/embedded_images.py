"""Pictures in a printed sheet: gray, and embedded in the HTML, as the PDF engine reads no files."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from io import BytesIO
from urllib.parse import unquote, urljoin, urlsplit

from PIL import Image

WIDEST = 900  # pixels: 3 in at 300 dpi; more only makes the file bigger
SOURCE = re.compile(r'(?P<before><img\b[^>]*?\bsrc=")(?P<src>[^"]+)(?P<after>")')
OTHER_VERSIONS = re.compile(r"</?picture>|<source\b[^>]*>")


def embed_images(html: str, *, page: str, site: str, read: Callable[[str], bytes | None]) -> str:
    """Return the HTML of a page's body with our own site's pictures embedded.

    `page` and `site` are absolute addresses; `read` takes a path on the site and returns the
    file's bytes, or None if it is missing. A missing picture is left alone: the build has already
    reported it.
    """

    def embed(match: re.Match[str]) -> str:
        address = urljoin(page, match["src"])
        path = unquote(urlsplit(address).path.removeprefix(urlsplit(site).path))
        data = read(path) if address.startswith(site) else None
        if data is None:
            return match.group(0)
        inside = _inside(data, "svg+xml") if path.endswith(".svg") else _inside(_gray(data), "png")
        return f"{match['before']}{inside}{match['after']}"

    return SOURCE.sub(embed, OTHER_VERSIONS.sub("", html))


def _inside(data: bytes, kind: str) -> str:
    """Return a picture as a data: address."""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _gray(data: bytes) -> bytes:
    """Return a photo as a gray PNG, white where it was transparent."""
    with Image.open(BytesIO(data)) as picture:
        picture.thumbnail((WIDEST, WIDEST))
        flat = Image.new("RGBA", picture.size, "white")
        flat.alpha_composite(picture.convert("RGBA"))
        out = BytesIO()
        flat.convert("L").save(out, "PNG", optimize=True)
    return out.getvalue()
