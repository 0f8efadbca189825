"""Texts through Markdown with and without a shortcut of ours: the HTML is the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown import Markdown
from sample_library import DOCS

# The texts of the sample, by their paths in its docs/.
TEXTS = {
    page.relative_to(DOCS).as_posix(): page.read_text(encoding="utf-8")
    for page in sorted(DOCS.rglob("*.md"))
}


class Pair:
    """Two readers of Markdown with the same extensions, one of them with a shortcut."""

    def __init__(self, extensions: Sequence[Any], shortcut: Any) -> None:
        """Make both."""
        self.quick = Markdown(extensions=[*extensions, shortcut])
        self.slow = Markdown(extensions=list(extensions))

    def differs(self, text: str) -> bool:
        """Return whether the shortcut changes what a text becomes."""
        return self.quick.reset().convert(text) != self.slow.reset().convert(text)
