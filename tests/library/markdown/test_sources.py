"""What a page's marks and links carry is read back for its Sources."""

from __future__ import annotations

from library.markdown.sources import sources_of


def test_a_page_without_rules_and_links_has_no_sources() -> None:
    assert not sources_of("<p>Words.</p>", "Words.", {})


def test_a_rule_that_has_left_the_register_is_left_out() -> None:
    html = '<a data-rules="[[&quot;&quot;,[&quot;34 CFR 300.9&quot;]]]">1</a>'
    (note,) = sources_of(html, "", {}).notes
    assert note.points[0].rules == ()
