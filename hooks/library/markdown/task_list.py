"""Task lists: `- [ ] item` becomes a check box whose accessible name is the item's text.

Used instead of pymdownx.tasklist, whose label wraps only the box: the box is then nameless
and the text cannot be clicked (WCAG 4.1.2; pymdown-extensions issue 2818).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

MARKER = re.compile(r"^\[(?P<state>[ xX])\]\s+")


class TaskListExtension(Extension):
    """Turns `- [ ] item` and `- [x] item`, nested ones too, into `<input>` and `<label>`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Mark the items before inline text is parsed (20), and name them after that."""
        md.treeprocessors.register(_MarkItems(md), "ip_task_items", 25)
        md.treeprocessors.register(_NameBoxes(md), "ip_task_names", 15)


class _MarkItems(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for parent in root.iter():
            if parent.tag in ("ul", "ol"):
                marked = [_mark(item) for item in parent if item.tag == "li"]
                if any(marked):
                    parent.set("class", "ip-list")


def _mark(item: ElementTree.Element) -> bool:
    """Give a list item its box and label if it starts with a marker; return whether it does.

    A tight item contains its text directly; a loose one, with an explanation below, in a <p>.
    """
    loose = not (item.text or "").strip() and len(item) > 0 and item[0].tag == "p"
    holder = item[0] if loose else item
    match = MARKER.match(holder.text or "")
    if match is None:
        return False
    label = ElementTree.Element("label")
    label.text = (holder.text or "")[match.end() :].rstrip()
    box = ElementTree.Element("input", {"type": "checkbox", "class": "ip-box"})
    if match["state"] != " ":
        box.set("checked", "checked")
    if loose:
        item.remove(holder)
    item.text = None
    item.insert(0, box)
    item.insert(1, label)
    item.set("class", "ip-item")
    return True


class _NameBoxes(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        taken: set[str] = set()
        for item in root.iter("li"):
            if item.get("class") == "ip-item":
                box, label = item[0], item[1]
                name = _unique("item-" + slugify("".join(label.itertext()), "-"), taken)
                box.set("id", name)
                label.set("for", name)


def _unique(name: str, taken: set[str]) -> str:
    """Return the name, with a number added if an earlier item on the page has it."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
