"""Marks links that leave the site, so that print can show where they lead."""

from __future__ import annotations

from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

OUTSIDE = ("http:", "https:", "//")


class OutsideLinksExtension(Extension):
    """Gives `<a href="https://...">` the class ip-outside, unless it already has a class."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after inline text is parsed (20), when the links exist."""
        md.treeprocessors.register(_MarkLinks(md), "ip_outside_links", 14)


class _MarkLinks(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for link in root.iter("a"):
            if link.get("href", "").lower().startswith(OUTSIDE) and not link.get("class"):
                link.set("class", "ip-outside")
