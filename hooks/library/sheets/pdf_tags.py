"""Fixes the tags and colors of a PDF where WeasyPrint 70 falls short (all measured).

d) running footers carry orphan tags: they become artifacts, as ISO 14289-1, 7.8 asks;
e) the box of a picture is in CSS pixels with y down: PDF wants points with y up;
f) links lack the Print flag;
an explanation that runs on after its item is tagged as one paragraph per line: it becomes a span;
and black is written as RGB: it becomes DeviceGray, so that no printer mixes it from colors.

veraPDF's rules find nothing in our sheets. What the checker outloud 0.2.1 warns of is as the
standards have it:
- TBL-012, "cells are empty": each cell of the weekly log holds a Form element with its field, and a
  cell may hold any element (ISO 32000-1, 14.8.4.3.4). It counts words alone.
- ORD-001, "painted out of order": WeasyPrint paints the signs of a list after the text. A reader
  goes by the tag tree; the order of painting may be another one (ISO 32000-1, 14.8.2.3.1).
- PAG-001, "running lines tagged as content": in the book, the first line of each sheet, and the
  names of lines to write on. They are part of each sheet, not of the pages (14.8.2.2).
"""

from __future__ import annotations

import re
from typing import Any

import pydyf

PRINT = 4  # annotation flag 3, ISO 32000-1 table 165
_RGB = re.compile(rb"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (rg|RG)")


def mend_tags(document: Any, pdf: Any) -> None:
    """Fix footers, pictures, run-in paragraphs and links in place."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    hung = _elements(pdf, root)
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    pages = [_at(pdf, reference) for reference in pdf.page_references]
    for index, page in enumerate(pages):
        owners = numbers[numbers.index(index) + 1]
        loose = {mcid for mcid, owner in enumerate(owners) if owner not in hung}
        _make_artifacts(_at(pdf, page["Contents"]), loose)
        owners[:] = [b"null" if mcid in loose else owner for mcid, owner in enumerate(owners)]
    _bury(pdf, hung)
    heights = {reference: _at(pdf, reference)["MediaBox"][3] for reference in pdf.page_references}
    for reference in hung:
        element = _at(pdf, reference)
        if element.get("S") == "/Figure" and "BBox" in element.get("A", {}):
            x1, y1, x2, y2 = (value * 0.75 for value in element["A"]["BBox"])
            height = heights[element["Pg"]]
            element["A"]["BBox"] = pydyf.Array([x1, height - y2, x2, height - y1])
    if _has_run_in(document):
        for reference in hung:
            element = _at(pdf, reference)
            if element["S"] == "/P" and _at(pdf, element["P"]).get("S") == "/LBody":
                element["S"] = "/Span"
    for page in pages:
        for reference in page.get("Annots", ()):
            annotation = _at(pdf, reference)
            if annotation.get("Subtype") == "/Link":
                annotation["F"] = PRINT


def make_black(pdf: Any) -> list[str]:
    """Turn black and white from RGB into DeviceGray; return a problem for each other color."""
    problems: list[str] = []
    for item in pdf.objects:
        if not isinstance(item, pydyf.Stream):
            continue
        for index, part in enumerate(item.stream):
            match = _RGB.fullmatch(part) if isinstance(part, bytes) else None
            if not match:
                continue
            channels = {float(channel) for channel in match.groups()[:3]}
            if channels not in ({0.0}, {1.0}):
                problem = f"the color {match[0].decode()} is neither black nor white"
                if problem not in problems:
                    problems.append(problem)
                continue
            gray = b"g" if match[4] == b"rg" else b"G"
            item.stream[index] = b"%d %s" % (channels.pop(), gray)
    for item in pdf.objects:  # WeasyPrint always names two Lab spaces; nothing uses them
        if isinstance(item, pydyf.Dictionary):
            item.pop("lab-d50", None)
            item.pop("lab-d65", None)
    return problems


def _elements(pdf: Any, root: Any) -> dict[bytes, None]:
    """Collect the references of all elements in the tag tree, in reading order."""
    found: dict[bytes, None] = {}
    waiting = list(reversed(root["K"]))
    while waiting:
        kid = waiting.pop()
        if not isinstance(kid, bytes) or kid in found:
            continue
        element = _at(pdf, kid)
        if element.get("Type") == "/StructElem":
            found[kid] = None
            waiting.extend(reversed(element["K"]))
    return found


def _has_run_in(document: Any) -> bool:
    """Return whether the sheet sets paragraphs as part of a line."""
    return any(
        box.element_tag == "p" and box.style["display"] == ("inline", "flow")
        for page in document.pages
        for box in page._page_box.descendants()
        if box.element is not None
    )


def _make_artifacts(stream: Any, mcids: set[int]) -> None:
    parts = stream.stream
    for index in range(1, len(parts) - 1):
        properties = parts[index]
        if (
            isinstance(properties, pydyf.Dictionary)
            and parts[index + 1] == b"BDC"
            and properties.get("MCID") in mcids
        ):
            parts[index - 1] = "/Artifact"
            parts[index] = pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Footer"})


def _bury(pdf: Any, hung: dict[bytes, None]) -> None:
    """Empty the orphan elements: their objects cannot be removed from the file."""
    for item in pdf.objects:
        if (
            isinstance(item, pydyf.Dictionary)
            and item.get("Type") == "/StructElem"
            and item.reference not in hung
        ):
            item.clear()


def _at(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference such as `12 0 R` points to."""
    return pdf.objects[int(reference.split()[0])]
