"""The guides: what is where on them."""

from __future__ import annotations

import pytest
from site_pages import Pages


@pytest.mark.parametrize("name", ["at-the-table", "the-first-month"])
def test_the_answer_of_a_guide_stands_above_its_picture(pages: Pages, name: str) -> None:
    parts = pages[f"guides/{name}/"].select("article .ip-prose > :is(p, h2, figure)")
    order = [part.name for part in parts]
    assert order.count("figure") == 1
    assert order.index("p") < order.index("figure") < order.index("h2")


def test_a_guide_without_a_picture_is_whole(pages: Pages) -> None:
    article = pages["guides/no-picture/"].select("article .ip-prose > :is(p, h2)")
    assert [part.name for part in article] == ["p", "h2", "p", "h2", "p"]
