"""Replaces straight quotes, hyphens and dots with typographic quotes, dashes and ellipses.

The rules are those of Python-Markdown's "smarty", which makes up to eighteen passes over each
text. Here one pattern finds all characters in one pass, and writes the characters themselves, not
entities such as `&ldquo;`, which Markdown would have to set aside and put back. A test compares
the two on every page of the library.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

PUNCTUATION = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""
# What a quote can close after. \x02 and \x03 enclose what Markdown has set aside.
WORD_END = r"[^ \t\r\n\[{(\-\x02\x03'%s]"
AFTER_SINGLE, AFTER_DOUBLE = WORD_END % "", WORD_END % '"'
# (the character, its context, its replacement); the first match at a place counts. Finding the
# character is quick; the rest of the pattern starts after it and looks back over it.
RULES = (
    ("-", r"--(?<!----)(?!-)", "—"),
    ("-", r"-(?<!---)(?!-)", "–"),
    (".", r"\.\.(?<!\.{4})(?!\.)", "…"),
    ("'", rf"(?<![\s\S]')(?={PUNCTUATION}\B)", "’"),  # it begins the text, with no word after it
    ('"', rf'(?<![\s\S]")(?={PUNCTUATION}\B)', "”"),
    ('"', r"'(?=\w)", "“‘"),
    ("'", r'"(?=\w)', "‘“"),
    ("'", rf"\"(?<={AFTER_SINGLE}'\")", "’”"),
    ('"', rf"'(?<={AFTER_DOUBLE}\"')", "”’"),
    ("'", r"(?<!\w')(?=\d{2}s)", "’"),  # the '80s
    ("'", r"(?<=[\s–—]')(?=\w)", "‘"),
    ("'", rf"(?<={AFTER_SINGLE}')(?!\s|s\b|\d)", "’"),
    ("'", r"(?=\s|s\b)", "’"),
    ("'", "", "‘"),
    ('"', r'(?<=[\s–—]")(?=\w)', "“"),
    ('"', r"(?=\s)", "”"),
    ('"', rf'(?<={AFTER_DOUBLE}")', "”"),
    ('"', "", "“"),
)
PLACES = "|".join(f"((?<={re.escape(sign)}){rest})" for sign, rest, _ in RULES)
SIGNS = re.compile(rf"""[-.'"](?:{PLACES})""")
WRITTEN = ("", *(written for _, _, written in RULES))  # by the number of the group


class TypographyExtension(Extension):
    """Sets typographic characters outside code. A backslash before a quote keeps it straight."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after inline text is parsed (20), before tables take their labels from it (5)."""
        md.ESCAPED_CHARS.extend(['"', "'"])
        md.treeprocessors.register(_SetSigns(md), "ip_typography", 6)


class _SetSigns(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.text:
                element.text = typographic(element.text)
            if element.tail:
                element.tail = typographic(element.tail)


def typographic(text: str) -> str:
    """Return a text with typographic characters; leave Markdown's code, an AtomicString, alone."""
    if isinstance(text, AtomicString) or not (
        "'" in text or '"' in text or "--" in text or "..." in text
    ):
        return text
    return SIGNS.sub(lambda found: WRITTEN[found.lastindex or 0], text)
