"""Only links that leave the site are marked."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from library.markdown.citations import Regulation
from library.markdown.marks import CitationExtension, MarkWords
from library.markdown.outside_links import OutsideLinksExtension

RULE = Regulation("34 CFR 300.323", "In effect", "https://www.ecfr.gov/", "2025", date.min, "read")
REGISTER = {RULE.cite: RULE}


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("[the rule](https://www.ecfr.gov/)", ["ip-outside"]),
        ("[old](http://example.org)", ["ip-outside"]),
        ("<https://example.org>", ["ip-outside"]),
        ("[here](../about/index.md)", None),
        ("[part](#part)", None),
        ("[mail](mailto:hello@example.org)", None),
        ("by 34 CFR 300.323", ["ip-cite"]),  # its address stands under Sources
    ],
)
def test_links(text: str, classes: list[str] | None) -> None:
    citations = CitationExtension(REGISTER, MarkWords("", "", "", "", ""))
    html = Markdown(extensions=[OutsideLinksExtension(), citations]).convert(text)
    (link,) = BeautifulSoup(html, "html.parser").select("a")
    assert link.get("class") == classes
