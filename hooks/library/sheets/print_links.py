"""Links on paper: every link gets a full address, listed by number at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from library.common.web_address import short_address

NUMBER_CLASS = "ip-number"
WHOLE_CLASS = "ip-whole"
LONGEST_WHOLE = 24  # characters: a citation such as 34 CFR 300.324(b)(1) is not broken
LONGEST_PART = 36  # characters of an address on one line; more may not fit in large print


@dataclass(frozen=True)
class Printed:
    """A piece of HTML for paper, and what its numbers stand for."""

    html: str
    addresses: tuple[tuple[int, str], ...]  # (number, address as HTML that breaks after a slash)


def print_links(html: str, *, page: str) -> Printed:
    """Make the links in a piece of HTML fit for paper and PDF.

    In: the HTML of a page's body, and the absolute address of that page. Out: the same HTML in
    which relative addresses are absolute, links within the page and permalinks are plain text (of
    the mark of a rule, its number), and each remaining link is followed by the number of its
    address, unless its text is that address. These numbers go on from those of the marks. Inside a
    link, only the words are kept. Everything else stays as it is.
    """
    reader = _LinkPrinter(page, first=html.count('<sup class="ip-ref">') + 1)
    reader.feed(html)
    reader.close()
    shown = _own_shortened(reader.numbers, short_address(urljoin(page, "/")))
    addresses = tuple((number, _breakable(short)) for short, number in shown.items())
    return Printed("".join(reader.out), addresses)


def _own_shortened(numbers: dict[str, int], host: str) -> dict[str, int]:
    """Name the host of this site once, in its first address; the others start with a slash."""
    own = [address for address in numbers if address.startswith(f"{host}/")]
    return {
        address.removeprefix(host) if address in own[1:] else address: number
        for address, number in numbers.items()
    }


class _LinkPrinter(HTMLParser):
    def __init__(self, page: str, *, first: int) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.numbers: dict[str, int] = {}  # by short address
        self._first = first
        self._page = page
        self._address: str | None = None  # of the link being read; None outside of one
        self._text: list[str] = []
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
            number = self.numbers.setdefault(short, self._first + len(self.numbers))
            self.out.append(f'<sup class="{NUMBER_CLASS}">{number}</sup>')
        self._address = None

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Drop comments: nobody reads them on paper."""


def _breakable(address: str) -> str:
    """Let a long address break after a slash only: a hyphen at a line's end would mislead."""
    parts = re.findall(r"(?:^/)?[^/]*/*", address)
    return "<wbr>".join(
        f"<span>{escape(part)}</span>" if len(part) <= LONGEST_PART else escape(part)
        for part in parts
        if part
    )
