"""Steps keep the numbers that were written."""

from __future__ import annotations

import pytest
from markdown import markdown

from library.markdown.numbered_lists import NumberedListsExtension


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("1. Write.\n2. Send.\n\nWait ten days.\n\n3. Call.", [None, "3"]),
        ("1. Write.\n\n!!! note\n    A box.\n\n2. Send.\n3. Call.", [None, "2"]),
        ("3. Third", ["3"]),
        ("1. Write.\n\n2. Send.\n\n    1. Today.\n\n3. Call.", [None, None]),
        ("- Write.\n\n1. Send.", [None]),
        ("- Write.\n\n2. Send.\n\n- Call.", ["2"]),
    ],
)
def test_a_list_goes_on_counting(text: str, starts: list[str | None]) -> None:
    html = markdown(text, extensions=["admonition", NumberedListsExtension()])
    found = [part.partition(">")[0] for part in html.split("<ol")[1:]]
    assert found == [f' start="{start}"' if start else "" for start in starts]


def test_a_year_keeps_its_number() -> None:
    html = markdown("2026\\. What a year.", extensions=[NumberedListsExtension()])
    assert html == "<p>2026. What a year.</p>"
