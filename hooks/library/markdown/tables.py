"""Tables that a phone can show: each cell knows the heading of its column."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

ALIGNED = re.compile(r"text-align: (?P<side>left|center|right);")  # as Python-Markdown has it
STACKED = 3  # from this many columns on, a phone shows each row as a small list


class TablesExtension(Extension):
    """Marks tables of three columns and more, whose rows a narrow screen shows one below another.

    Such a table gets the class `ip-stacked`, the first cell of each row becomes the row's heading,
    and every other cell has the heading of its column as `data-label` for the styles to show.
    """

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after inline text is read (20) and has its curly quotes (6)."""
        md.treeprocessors.register(_LabelCells(md), "ip_tables", 5)


class _LabelCells(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for table in root.iter("table"):
            for cell in (cell for tag in ("th", "td") for cell in table.iter(tag)):
                if aligned := ALIGNED.fullmatch(cell.get("style", "")):
                    del cell.attrib["style"]  # which no policy of ours allows
                    if aligned["side"] != "left":
                        cell.set("class", f"ip-{aligned['side']}")
            headings = table.findall("thead/tr/th")
            for heading in headings:
                if "".join(heading.itertext()).strip():
                    heading.set("scope", "col")
                else:
                    heading.tag = "td"  # heads nothing
            if len(headings) < STACKED:
                continue
            table.set("class", "ip-stacked")
            labels = ["".join(heading.itertext()) for heading in headings]
            for row in table.findall("tbody/tr"):
                first, *others = list(row)
                first.tag = "th"
                first.set("scope", "row")
                for cell, label in zip(others, labels[1:], strict=False):
                    cell.set("data-label", label)
