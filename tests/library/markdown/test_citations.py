"""Citations: found in a text, linked to the official rule, nothing else touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from library.markdown.citations import (
    Regulation,
    find_sources,
    paragraph_url,
    read_register,
    with_links,
)
from library.markdown.marks import CitationExtension, MarkWords

IN_EFFECT = Regulation(
    "34 CFR 300.323",
    "When an IEP must be in effect",
    "https://www.ecfr.gov/current/title-34/section-300.323",
    "eCFR as of January 24, 2025",
    date(2026, 11, 23),
    "read",
)
NOTICE = Regulation(
    "34 CFR 300.503", "Notice", "https://example.org/n?a=1&b=2", "2025", date.min, "read"
)
REGISTER = {entry.cite: entry for entry in (IN_EFFECT, NOTICE)}


def rendered(text: str) -> BeautifulSoup:
    words = MarkWords("{number}{rules}", "{number}{rules}", "{rules}{last}", "Rules", "{}")
    html = Markdown(extensions=[CitationExtension(REGISTER, words)]).convert(text)
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("As 34 CFR 300.323 says.", ["34 CFR 300.323"]),
        ("See (in 34 CFR 300.323(d)).", ["34 CFR 300.323(d)"]),
        ("By 34 CFR 300.323(d)(2)(ii), yes.", ["34 CFR 300.323(d)(2)(ii)"]),
        ("34 CFR 300.503(a); 34 CFR 300.323", ["34 CFR 300.503(a)", "34 CFR 300.323"]),
        ("- in *34 CFR 300.323(a)* too", ["34 CFR 300.323(a)"]),
        ("34 CFR 300.999 is not in the register", []),
        ("34 CFR 300.3231 is another section", []),
        ("a [link with 34 CFR 300.323](https://example.org)", []),
        ("## On 34 CFR 300.323", []),
        ("`34 CFR 300.323`", []),
    ],
)
def test_links(text: str, linked: list[str]) -> None:
    soup = rendered(text)
    assert [link.text for link in soup.select("a.ip-cite")] == linked


@pytest.mark.parametrize("level", range(1, 7))
def test_a_heading_has_no_link_to_a_rule(level: int) -> None:
    soup = rendered(f"{'#' * level} On 34 CFR 300.323\n\nBy 34 CFR 300.503, yes.")
    assert [link.text for link in soup.select("a.ip-cite")] == ["34 CFR 300.503"]


def test_a_plain_text_becomes_html_with_links() -> None:
    html = with_links("A & <b> (34 CFR 300.503(a); 34 CFR 300.999(b)).", REGISTER)
    assert html == (
        'A &amp; &lt;b&gt; (<a class="ip-cite" href="https://example.org/n?a=1&amp;b=2">'
        "34 CFR 300.503(a)</a>; 34 CFR 300.999(b))."
    )


MEMO = Regulation(
    "OSEP Memo 1-1", "A memo", "https://ed.example/memo/?a=1", "2011", date.min, "read"
)


def test_a_link_leads_to_the_paragraph() -> None:
    soup = rendered("It is so by 34 CFR 300.323(d)(1) and 34 CFR 300.323.")
    assert [link["href"] for link in soup.select("a")] == [
        "https://www.ecfr.gov/current/title-34/section-300.323#p-300.323(d)(1)",
        "https://www.ecfr.gov/current/title-34/section-300.323",
    ]


def test_only_ecfr_has_addresses_of_paragraphs() -> None:
    assert paragraph_url(NOTICE, "(a)") == NOTICE.url
    assert paragraph_url(IN_EFFECT, "") == IN_EFFECT.url


def test_sources_are_rules_and_documents_in_reading_order() -> None:
    text = f"By [OSEP Memo 1-1]({MEMO.url}) and 34 CFR 300.323(d), and [more]({MEMO.url})."
    found = find_sources(text, {**REGISTER, MEMO.cite: MEMO})
    assert [(s.regulation.cite, s.parts) for s in found] == [
        ("OSEP Memo 1-1", ()),
        ("34 CFR 300.323", ("(d)",)),
    ]


def test_a_link_leads_to_the_official_text() -> None:
    (link,) = rendered("See 34 CFR 300.503(b).").select("a")
    assert link["href"] == NOTICE.url
    assert rendered("See 34 CFR 300.503(b).").text == "See 34 CFR 300.503(b)."


def test_sources_name_each_section_once_with_its_parts_in_reading_order() -> None:
    text = """
    First 34 CFR 300.503(a), then 34 CFR 300.323(d), 34 CFR 300.503(b), 34 CFR 300.503(a)
    again, and 34 CFR 300.999, which nobody registered."""
    found = find_sources(text, REGISTER)
    assert [(s.regulation, s.parts) for s in found] == [
        (NOTICE, ("(a)", "(b)")),
        (IN_EFFECT, ("(d)",)),
    ]
    assert find_sources("34 CFR 300.323", REGISTER)[0].parts == ()
    assert find_sources("no rule here", REGISTER) == []


def test_the_register_is_read_by_citation(tmp_path: Path) -> None:
    file = tmp_path / "regulations.yml"
    file.write_text(
        "- cite: 34 CFR 300.323\n"
        "  title: When an IEP must be in effect\n"
        "  url: https://www.ecfr.gov/current/title-34/section-300.323\n"
        "  edition: eCFR as of January 24, 2025\n"
        "  checked: 2026-11-23\n"
        "  sure: read\n",
        encoding="utf-8",
    )
    assert read_register(file) == {"34 CFR 300.323": IN_EFFECT}
    assert read_register(tmp_path / "none.yml") == {}
    file.write_text("- cite: 34 CFR 300.323\n  title: No address\n", encoding="utf-8")
    assert read_register(file) == {}  # the check tells of it


def test_a_longer_number_is_no_citation() -> None:
    assert find_sources("See 134 CFR 300.323.", REGISTER) == []
