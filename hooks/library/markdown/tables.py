"""Tables that a phone can show: each cell knows the heading of its column."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

ALIGNED = re.compile(r"text-align: (?P<side>left|center|right);")  # as Python-Markdown has it
STACKED = 3  # with this many columns or more, a phone shows each row as a small list


class TablesExtension(Extension):
    """Marks tables with three or more columns, whose cells a narrow screen stacks.

    Such a table gets the class `ip-stacked`, the first cell of each row becomes the row's heading,
    and every other cell has the heading of its column as `data-label` for the styles to show.
    """

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after inline text is parsed (20) and has its curly quotes (6)."""
        md.treeprocessors.register(_LabelCells(md), "ip_tables", 5)


class _LabelCells(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for table in root.iter("table"):
            for cell in (cell for tag in ("th", "td") for cell in table.iter(tag)):
                if aligned := ALIGNED.fullmatch(cell.get("style", "")):
                    del cell.attrib["style"]  # our security policy forbids it
                    if aligned["side"] != "left":
                        cell.set("class", f"ip-{aligned['side']}")
            headings = table.findall("thead/tr/th")
            for heading in headings:
                if "".join(heading.itertext()).strip():
                    heading.set("scope", "col")
                else:
                    heading.tag = "td"  # an empty corner is not a heading
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
