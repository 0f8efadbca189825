"""What a finished site may contain."""

from __future__ import annotations

import pytest

from library.site.site_files import runs_as_page, same_address, undeclared_files


def test_a_file_must_be_declared_and_of_a_known_kind() -> None:
    declared = {"a/index.html", "_headers", "a/x.php"}
    assert [*undeclared_files(["a/index.html", "_headers"], declared)] == []
    assert [*undeclared_files(["b.html", "a/x.php"], declared)] == [
        "b.html: no part of the build made it, or a hook added it after GUARD_FILES "
        "(hooks/support/stages.py)",
        "a/x.php: our sites have no files with this ending",
    ]


def test_the_kinds_of_files_of_a_site_are_these() -> None:
    kinds = """html css js json xml svg png jpg jpeg gif webp avif woff2 pdf docx txt zip
        webmanifest gz ics""".split()
    fine = [*(f"a/x.{kind}" for kind in kinds), "_headers", "_nginx.conf"]
    odd = ["a/_headers", "x", "x.exe", "x.htm", "x.HTML", "x.md", "x.map"]
    assert [*undeclared_files(fine, fine)] == []
    assert [said.partition(":")[0] for said in undeclared_files(odd, odd)] == odd


def test_two_files_cannot_share_an_address() -> None:
    pairs = [("a/index.html", "docs/a.md"), ("b.png", "x"), ("A/index.html", "docs/a/index.md")]
    assert [*same_address(pairs)] == [
        "A/index.html: both docs/a.md and docs/a/index.md would be published there"
    ]


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        ('<rss version="2.0"><a xmlns="urn:x"/></rss>', ""),
        ('<rss><h:script xmlns:h="http://www.w3.org/1999/xhtml"/></rss>', "<script>"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "<svg>"),
        ('<?xml-stylesheet href="x.xsl"?><rss/>', "<?xml-stylesheet?>"),
        ('<a><m:mi xmlns:m="http://www.w3.org/1998/Math/MathML"/></a>', "<mi>"),
        ('<a><x:if xmlns:x="http://www.w3.org/1999/XSL/Transform"/></a>', "<if>"),
        ('<a><h:b xmlns:h="http://www.w3.org/1999/xhtml"/><?c?></a>', "<b>"),
        ("<p>", "something that is not XML"),
    ],
)
def test_xml_that_a_browser_would_run_is_seen(xml: str, found: str) -> None:
    assert runs_as_page(xml.encode()) == found
