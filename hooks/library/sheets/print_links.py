"""Links on paper: every link gets a full address, and shows it after its text."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

ADDRESS_CLASS = "ip-address"
WHOLE_CLASS = "ip-whole"
LONGEST_WHOLE = 24  # characters: a citation such as 34 CFR 300.324(b)(1) is not broken
LONGEST_PART = 36  # characters of an address on one line; more may not fit in large print


def short_address(address: str) -> str:
    """Return an absolute address as people say it: no `https://`, `www.` or last slash.

    `mailto:ann@example.org` becomes `ann@example.org`.
    """
    short = re.sub(r"^(?:https?://(?:www\.)?|mailto:|tel:)", "", address)
    return short.rstrip("/")


def print_links(html: str, *, page: str) -> str:
    """Make the links in a piece of HTML fit for paper and PDF.

    In: the HTML of a page's body, and the absolute address of that page. Out: the same HTML in
    which relative addresses are absolute, links within the page and permalinks are plain text,
    and each remaining link is followed by its short address in parentheses (after a colon inside
    parentheses), unless its text is that address. Inside a link, only the words are kept.
    Everything else stays as it is.
    """
    reader = _LinkPrinter(page)
    reader.feed(html)
    reader.close()
    return "".join(reader.out)


class _LinkPrinter(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._page = page
        self._address: str | None = None  # of the link being read; None outside of one
        self._text: list[str] = []
        self._open_brackets = 0
        self._start = 0  # where in `out` the link being read begins

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            # WeasyPrint 70 gives an element inside a link a link of its own, outside the Link
            # tag; so only the words of a link are kept.
            if self._address is None:
                self.out.append(self.get_starttag_text() or "")
            return
        href = dict(attrs).get("href") or ""
        address = urljoin(self._page, href)
        within = not href or address.partition("#")[0] == self._page
        self._text = []
        self._address = None if within else address
        if self._address:
            self._start = len(self.out)
            self.out.append(f'<a href="{escape(address)}">')

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if self._address is None:
            self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag != "a":
            if tag in ("p", "li", "label"):
                self._open_brackets = 0
            if self._address is None:
                self.out.append(f"</{tag}>")
            return
        if self._address is None:
            return
        short = short_address(self._address)
        text = "".join(self._text).strip()
        if len(text) <= LONGEST_WHOLE:
            self.out[self._start] = f'<a class="{WHOLE_CLASS}" href="{escape(self._address)}">'
        self.out.append("</a>")
        if short not in (short_address(unescape(text)), ""):
            shown = f": {_breakable(short)}" if self._open_brackets else f" ({_breakable(short)})"
            self.out.append(f'<span class="{ADDRESS_CLASS}">{shown}</span>')
        self._address = None

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        self._open_brackets = max(0, self._open_brackets + data.count("(") - data.count(")"))
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Drop comments: nobody reads them on paper."""


def _breakable(address: str) -> str:
    """Let a long address break after a slash only: a hyphen at a line's end would mislead."""
    parts = re.findall(r"[^/]*/*", address)
    return "<wbr>".join(
        f"<span>{escape(part)}</span>" if len(part) <= LONGEST_PART else escape(part)
        for part in parts
        if part
    )
