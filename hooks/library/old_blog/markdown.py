"""Writes plain blocks (clean.py) as this site's Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from bs4 import Tag
from markdownify import MarkdownConverter

ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]{}]*[^\s<>\"'()\[\]{}.,;:!?]")
SPECIAL = re.compile(r"[\\`*_{}\[\]]")
ENTITY = re.compile(r"&(?=#[0-9xX]|\w+;)")  # browsers also read "&#1" without its semicolon
# What Python-Markdown or our extensions would take for more than words at the start of a line.
AT_START = re.compile(r"^(#|[-+](?=\s)|>|\||!(?=!!)|\d+(?=[.)](?:\s|$)))")
QUESTIONS = re.compile(r"^\?(?=\?\?)")
RULE = re.compile(r"^(?:=+|-+)\s*$")
STEP = 4  # spaces that Python-Markdown wants before what belongs to a list item
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

Resolve = Callable[[str], str]  # the address of an old link -> the new one, "" for none


class _Writer(MarkdownConverter):
    """markdownify, adapted to our Markdown."""

    def __init__(self, resolve: Resolve) -> None:
        super().__init__(heading_style="atx", bullets="-", sub_symbol="<sub>", sup_symbol="<sup>")
        self._resolve = resolve

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return words with all Markdown characters escaped."""
        if "a" in parent_tags:
            return escaped(text.replace("[", "(").replace("]", ")"))
        parts, end = [], 0
        for found in ADDRESS.finditer(text):
            parts += [escaped(text[end : found.start()]), f"<{found[0]}>"]
            end = found.end()
        return "".join([*parts, escaped(text[end:])])

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a link, or only its words if it now leads nowhere."""
        words = " ".join(text.replace("<br>", " ").split())
        address = self._resolve(str(el.get("href") or ""))
        if not words or not address:
            return text
        before, after = " " * (text[:1] == " "), " " * (text[-1:] == " ")
        if words == escaped(address):
            return f"{before}<{address}>{after}"
        return f"{before}[{words}]({address}){after}"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a line break that is visible in the file."""
        return " " if "_inline" in parent_tags else "<br>\n"

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a paragraph with every line safe."""
        lines = [_safe_start(line.strip()) for line in text.strip().split("\n")]
        return "\n\n" + "\n".join(line for line in lines if line) + "\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a list item; what belongs to it is indented four spaces."""
        ordered = el.parent is not None and el.parent.name == "ol"
        first = str(el.parent.get("start") or "1") if el.parent else "1"
        start = int(first) if first.isdigit() else 1
        mark = f"{start + len(el.find_previous_siblings('li'))}." if ordered else "-"
        lines = [line.rstrip() for line in text.strip().split("\n")]
        lines[0] = _safe_start(lines[0])
        below = [" " * STEP + line if line else "" for line in lines[1:]]
        return "\n".join([f"{mark} {lines[0]}", *below]) + "\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a table; its first row becomes the heading, which Markdown requires."""
        rows = [
            [_cell(self, cell) for cell in row.find_all(["td", "th"], recursive=False)]
            for row in el.select("tr")
        ]
        wide = max(map(len, rows))
        rows = [row + [""] * (wide - len(row)) for row in rows if row]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n\n" + "\n".join([lines[0], "|" + "---|" * wide, *lines[1:]]) + "\n\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a block of code unchanged."""
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", el.get_text())), default=0))
        return f"\n\n{fence}\n{el.get_text().strip(chr(10))}\n{fence}\n\n"


def write(block: Tag, resolve: Resolve) -> str:
    """Return a block as Markdown, without blank lines around it."""
    writer: Any = _Writer(resolve)  # its type hints omit most of its methods
    text = str(writer.process_tag(block)).strip("\n")
    text = re.sub(r"[ \t]+(?=\n|$)", "", text)
    if block.name != "pre":
        text = re.sub(r"(?<=\S) {2,}(?=\S)", " ", text)
    return re.sub(r"\n{3,}", "\n\n", text)


def escaped(text: str) -> str:
    """Return words with all Markdown and HTML characters escaped."""
    text = ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return SPECIAL.sub(r"\\\g<0>", text)


def as_address(address: str) -> str:
    """Return a web address fit for the parentheses of a link; "" if it cannot be."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or (
        parts.scheme.startswith("http") and not parts.netloc
    ):
        return ""
    return quote(address, safe="%/:=&?~#+!$,;'@*._-").replace("'", "%27")


def _cell(writer: Any, cell: Tag) -> str:
    inside = "".join(
        str(writer.process_element(child, parent_tags={"_inline"})) for child in cell.children
    )
    return " ".join(inside.replace("|", r"\|").split())


def _safe_start(line: str) -> str:
    if RULE.match(line):
        return "\\" + line
    if line.startswith("<http"):
        return line
    line = QUESTIONS.sub("&#63;", line)
    found = AT_START.match(line)
    if not found:
        return line
    if found[0].isdigit():
        return f"{found[0]}\\{line[found.end() :]}"
    return f"\\{line}"


def plain(markdown: str) -> str:
    """Return the words in a piece of Markdown from `write`."""
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", markdown)
    text = re.sub(r"<(?:https?:[^>]*|/?su[bp]|br)>", " ", text)
    text = re.sub(r"(?m)^\s*(?:#+|-|\d+\.|>)\s+", "", text)
    text = re.sub(r"(?<!\\)[*`]+", "", text)
    return " ".join(html.unescape(re.sub(r"\\(.)", r"\1", text)).split())
