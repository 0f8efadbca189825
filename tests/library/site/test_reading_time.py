"""The minutes of an article: words that are read, and pictures."""

from __future__ import annotations

import pytest

from library.search.text import sections_of
from library.site.reading_time import reading_minutes


@pytest.mark.parametrize(
    ("html", "minutes"),
    [
        ("", 1),
        ("<p>One two</p>", 1),
        ("<p>" + "word " * 265 + "</p>", 1),
        ("<h2>One</h2><p>" + "word " * 265 + "</p>", 2),
        ("<p>" + "word " * 1000 + "</p>", 4),
        ("<p>" + 'a <em title="b c > d">e</em>f ' * 265 + "</p>", 2),
        ("<ul>" + "<li>a</li><li>b</li>" * 133 + "</ul>", 2),
        ("<svg><text>" + "no " * 900 + "</text></svg><!-- " + "no " * 900 + "-->", 1),
        ('<p>IEP<span class="ip-meaning" id="m">' + "no " * 900 + "</span></p>", 1),
        ("<p>" + "word " * 220 + "</p><img>", 2),
        ("<p>" + "word " * 212 + "</p><img>", 1),  # 48 seconds, and 12 for the picture
        ("<p>" + "word " * 213 + "</p><img>", 2),
        ("<img>" * 6, 1),
        ("<img>" * 11, 2),
        ("<img>" * 25, 2),  # 12, 11, 10 ... 3 seconds are 75, and 3 for each of the other 15
        ("<img>" * 26, 3),
    ],
)
def test_minutes(html: str, minutes: int) -> None:
    assert reading_minutes(html, sections_of(html)) == minutes
