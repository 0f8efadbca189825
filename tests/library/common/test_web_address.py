"""Addresses as people say them."""

from __future__ import annotations

import pytest

from library.common.web_address import is_address, short_address


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("https://www.example.org/a/b/", "example.org/a/b"),
        ("http://example.org", "example.org"),
        ("mailto:ann@example.org", "ann@example.org"),
        ("tel:555-0100", "555-0100"),
        ("https://example.org/ANNEX", "example.org/ANNEX"),
        ("https://wwwhat.org/", "wwwhat.org"),
        ("ftp://www.example.org/", "ftp://www.example.org"),
    ],
)
def test_an_address_is_short_as_people_say_it(address: str, short: str) -> None:
    assert short_address(address) == short


def test_what_cannot_be_parsed_is_no_address() -> None:
    assert is_address("https://example.org/a b") and is_address("")
    assert [is_address(text) for text in ("https://[a/", "//\u2100.example/")] == [False, False]
