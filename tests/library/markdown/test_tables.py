"""A wide table can be read on a phone: cells have the heading of their column."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from site_pages import one

from library.markdown.tables import TablesExtension
from library.markdown.typography import TypographyExtension


def table(text: str) -> Tag:
    html = Markdown(extensions=["tables", TypographyExtension(), TablesExtension()]).convert(text)
    return one(BeautifulSoup(html, "html.parser"), "table")


def test_three_columns_are_labelled() -> None:
    found = table("| | **IEP** | It's 504 |\n|---|---|---|\n| Who | a | b |\n| When | c | |\n")
    assert found["class"] == ["ip-stacked"]
    assert [th.text for th in found.select('tbody th[scope="row"]')] == ["Who", "When"]
    assert [td["data-label"] for td in found.select("tbody tr:first-child td")] == [
        "IEP",
        "It’s 504",
    ]
    heads = [(cell.name, cell.get("scope")) for cell in found.select("thead tr > *")]
    assert heads == [("td", None), ("th", "col"), ("th", "col")], "no heading without words"


def test_columns_are_aligned_without_a_style_that_policies_forbid() -> None:
    found = table("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n")
    cells = [(cell.text, cell.get("class"), cell.get("style")) for cell in found(["th", "td"])]
    assert cells[3:] == [("1", None, None), ("2", ["ip-center"], None), ("3", ["ip-right"], None)]


def test_two_columns_fit_as_they_are() -> None:
    found = table("| Say | Ask |\n|---|---|\n| a | b |\n")
    assert not found.has_attr("class")
    assert [cell.name for cell in found.select("tbody tr *")] == ["td", "td"]
