"""Addresses in a text become links; existing links and code stay as they are."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from library.markdown.bare_links import BareLinksExtension
from library.markdown.outside_links import OutsideLinksExtension
from library.markdown.typography import TypographyExtension

PARSER = Markdown(
    extensions=[
        *("attr_list", "footnotes", "tables", "pymdownx.betterem", "pymdownx.superfences"),
        BareLinksExtension(),
        OutsideLinksExtension(),
        TypographyExtension(),
    ]
)


def links(text: str) -> list[tuple[str, str]]:
    """Return the words and the address of each link that a text becomes."""
    soup = BeautifulSoup(PARSER.reset().convert(text), "html.parser")
    return [(link.get_text(), str(link["href"])) for link in soup.select("a")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://a.org/b_c_d?x=1&y=2.", ["https://a.org/b_c_d?x=1&y=2"]),
        ("https://www.youtube.com/watch?v=a--b_c", ["https://www.youtube.com/watch?v=a--b_c"]),
        ("(https://a.org/b), https://a.org/c!", ["https://a.org/b", "https://a.org/c"]),
        ("https://a.org/A_(b)", ["https://a.org/A_(b)"]),
        ('"https://a.org" **https://b.org**', ["https://a.org", "https://b.org"]),
        ("| a |\n| --- |\n| https://a.org |", ["https://a.org"]),
        ("&lt;https://a.org&gt;", ["https://a.org"]),
    ],
)
def test_an_address_leads_where_it_says(text: str, found: list[str]) -> None:
    assert links(text) == [(address, address) for address in found]


def test_www_leads_there_encrypted_and_mail_to_a_letter() -> None:
    assert links("www.a.org/x, or pat@example.org.") == [
        ("www.a.org/x", "https://www.a.org/x"),
        ("pat@example.org", "mailto:pat@example.org"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`https://a.org`",
        "```\nhttps://a.org\n```",
        "https:// www. a@b x@y. pat.o'neil@example.org",
        "user:pw@host.org, a/b@c.org, ahttps://a.org",
    ],
)
def test_what_is_no_address_and_code_are_left(text: str) -> None:
    assert links(text) == []


def test_a_link_stays_one_link() -> None:
    assert links("[https://a.org](https://b.org) <https://c.org> [see](https://d.org)") == [
        ("https://a.org", "https://b.org"),
        ("https://c.org", "https://c.org"),
        ("see", "https://d.org"),
    ]


def test_paper_shows_the_address_once() -> None:
    """print.css shows it behind a link that is marked as leading outside."""
    assert "ip-outside" not in PARSER.reset().convert("https://a.org")
