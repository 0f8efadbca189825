"""Styles, scripts and fonts as browsers get them: joined, small, and named after their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from posixpath import dirname, join, normpath, relpath

import rcssmin
import rjsmin

# A stylesheet's reference to a file: url("../fonts/a.woff2"). Addresses with a scheme stay.
URL = re.compile(r"""url\((["']?)(?![a-z]+:|#)([^"')]+)\1\)""")


def smaller(name: str, text: str) -> str:
    """Return a stylesheet (`name` ends in .css) or script without comments and extra spaces."""
    return str(rcssmin.cssmin(text) if name.endswith(".css") else rjsmin.jsmin(text))


def joined(texts: Iterable[str]) -> str:
    """Return several stylesheets or scripts as one.

    Each script must stand alone, however the one before it ends: `;(() => ...)()`.
    """
    return "\n".join(texts)


def hashed_name(name: str, content: bytes) -> str:
    """Return `name` with eight hex digits of its content's hash: a.css -> a.1b2c3d4e.css.

    A browser may keep such a file forever: other content has another name.
    """
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"


def with_hashed_urls(name: str, text: str, names: Mapping[str, str]) -> str:
    """Return the stylesheet `name` with its `url(...)` pointing at the hashed names.

    `names` maps plain names to hashed ones, all below the same folder as `name`. Raises KeyError
    with the name of a missing file.
    """

    def renamed(match: re.Match[str]) -> str:
        target = names[normpath(join(dirname(name), match[2]))]
        return f'url("{relpath(target, dirname(name))}")'

    return URL.sub(renamed, text)
