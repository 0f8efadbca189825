"""Bare addresses in a text become links: https://..., www..., and email.

Not pymdownx.magiclink: it links "www." addresses without encryption, and its releases before and
after 13 (which one depends on the Python version) recognize different addresses.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from library.common.web_address import is_address

# Not inside a word, nor after a character that an address or a path may contain.
ADDRESS = (
    r"(?:(?<![\w/.@=&?#:-])https?://|(?<![\w/.@=&?#:-])www\.(?=[A-Za-z0-9-]+\.))"
    r"(?:(?!&[lg]t;)[^\s<>\"“”\x02\x03])+"
)
MAIL = r"(?<![\w.+/@:'’-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?![\w@])"
TRAILING = ".,;:!?*_'’"
CLOSING = {")": "(", "]": "["}


class BareLinksExtension(Extension):
    """Turns addresses in the text into links; leaves links and code alone."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after links in brackets (160, 120, 110), before stars and underscores (60)."""
        md.inlinePatterns.register(_Address(ADDRESS, md), "ip_bare_address", 105)
        md.inlinePatterns.register(_Mail(MAIL, md), "ip_bare_mail", 104)


class _Bare(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)
    before = ""

    # InlineProcessor names the method and its parameters.
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        text = trimmed(m[0])
        address = f"https://{text}" if text.startswith("www.") else self.before + text
        if not is_address(address):
            return None, None, None
        link = ElementTree.Element("a")
        link.set("href", address)
        link.set("class", "ip-bare")  # its text is the address, so print need not add it
        link.text = AtomicString(text)
        return link, m.start(), m.start() + len(text)


class _Address(_Bare):
    pass


class _Mail(_Bare):
    before = "mailto:"


def trimmed(address: str) -> str:
    """Return an address without the punctuation that belongs to the sentence around it."""
    while address:
        last = address[-1]
        opening = CLOSING.get(last)
        unbalanced = opening is not None and address.count(last) > address.count(opening)
        if last not in TRAILING and not unbalanced:
            break
        address = address[:-1]
    return address
