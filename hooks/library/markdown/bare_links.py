"""Addresses that stand in a text as they are become links: https://..., www..., and mail.

Ours and not pymdownx.magiclink: that one makes of "www." an address without encryption, and its
releases before and after 13, of which each Python takes one, do not read the same addresses.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from library.common.urls import is_address

# Not inside a word, nor behind what an address or a path may hold.
ADDRESS = (
    r"(?:(?<![\w/.@=&?#:-])https?://|(?<![\w/.@=&?#:-])www\.(?=[A-Za-z0-9-]+\.))"
    r"(?:(?!&[lg]t;)[^\s<>\"“”\x02\x03])+"
)
MAIL = r"(?<![\w.+/@:'’-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?![\w@])"
TRAILING = ".,;:!?*_'’"
CLOSING = {")": "(", "]": "["}


class BareLinksExtension(Extension):
    """Makes links of addresses in the text; what is a link or code already stays as it is."""

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
        link.set("class", "ip-bare")  # paper shows its address without being told to
        link.text = AtomicString(text)
        return link, m.start(), m.start() + len(text)


class _Address(_Bare):
    pass


class _Mail(_Bare):
    before = "mailto:"


def trimmed(address: str) -> str:
    """Return an address without the signs at its end that belong to the sentence around it."""
    while address:
        last = address[-1]
        opening = CLOSING.get(last)
        unbalanced = opening is not None and address.count(last) > address.count(opening)
        if last not in TRAILING and not unbalanced:
            break
        address = address[:-1]
    return address
