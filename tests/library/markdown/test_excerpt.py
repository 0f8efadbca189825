"""The excerpt cut from a finished article. hooks/test_fast_build compares it with the plugin's."""

from __future__ import annotations

import pytest

from library.markdown.excerpt import finished_excerpt

MORE = "<!-- more -->"
TERM = (
    '<span class="ip-term"><a aria-describedby="meaning-iep" href="../../glossary/iep/">{}</a>'
    '<span class="ip-meaning" id="meaning-iep" role="tooltip">A written plan.</span></span>'
)
RULE = '<a class="ip-cite" href="https://www.ecfr.gov/current/title-34/section-300.8">34 CFR</a>'
MARK = '<sup class="ip-ref"><a data-rules="[]" href="#rule-1" id="rule-1-mark">1</a></sup>'
LINK = '<a class="ip-outside"{} href="https://example.org/">this</a>'


def excerpt(lead: str, title: str = "Who helps?") -> str:
    """Return the excerpt, "" where there is none."""
    return finished_excerpt(f"{lead}\n{MORE}\n<h2>More</h2>", title, "who-helps/", MORE) or ""


def test_it_is_the_title_and_the_part_before_the_separator() -> None:
    assert excerpt("<p>We do.</p>") == (
        '<h2 id="who-helps"><a class="toclink" href="who-helps/">Who helps?</a></h2>\n'
        "<p>We do.</p>\n"
    )


def test_terms_and_rules_are_plain_words() -> None:
    assert excerpt(f"<p>The {TERM.format('IEP')}, a plan ({RULE}).</p>").endswith(
        "<p>The IEP, a plan (34 CFR).</p>\n"
    )


def test_marks_and_the_numbers_of_addresses_are_left_out() -> None:
    lead = f'<p>So.{MARK} See {LINK}.</p>\n<p class="ip-ref-line">Rules{MARK}</p>'
    lead = lead.format(' data-n="2"')
    assert excerpt(lead).endswith(f"<p>So. See {LINK.format('')}.</p>\n")


@pytest.mark.parametrize(
    "lead",
    [
        f"<p>“{TERM.format('IEP')}”</p>",  # the quotes may look another way
        '<p>See <a href="../b/">this</a>.</p>',
        '<p><img src="a.jpg" alt="A desk"></p>',
        "<h2>One</h2>",
        '<p id="here">Text.</p>',
        '<p>True.<sup id="fnref:1">1</sup></p>',
    ],
)
def test_what_looks_another_way_in_a_list_is_converted_anew(lead: str) -> None:
    assert excerpt(lead) == ""


@pytest.mark.parametrize("title", ["Who *helps*?", "A & B", "A > B", "C `d`", "?!"])
def test_so_is_an_article_whose_title_is_more_than_words(title: str) -> None:
    assert excerpt("<p>We do.</p>", title) == ""


def test_without_a_separator_there_is_none() -> None:
    assert finished_excerpt("<p>All.</p>", "Who helps?", "who-helps/", MORE) is None
