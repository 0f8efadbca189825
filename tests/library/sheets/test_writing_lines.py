"""Rules below an item of a checklist become one field of its PDF, named after the item."""

from __future__ import annotations

from bs4 import BeautifulSoup
from markdown import Markdown

from library.markdown.task_list import TaskListExtension
from library.sheets.writing_lines import writing_lines


def fields(text: str) -> list[tuple[str, str]]:
    html = Markdown(extensions=[TaskListExtension()]).convert(text)
    soup = BeautifulSoup(writing_lines(html, notes="Notes"), "html.parser")
    return [(str(one["title"]), str(one["style"])) for one in soup.select("li > textarea")]


def test_each_rule_is_a_line_of_the_items_own_field() -> None:
    text = (
        '- [ ] Who *is* "it"?\n\n    ____\n\n    ____\n\n- [ ] Call.\n\n- [ ] Write.\n\n    ____\n'
    )
    assert fields(text) == [
        ('Notes: Who is "it"?', "--lines: 2"),
        ("Notes: Write.", "--lines: 1"),
    ]


def test_an_explanation_stays_above_the_lines() -> None:
    assert fields("- [ ] Read.\n\n    Twice.\n\n    ____\n") == [("Notes: Read.", "--lines: 1")]


def test_a_rule_between_lists_stays() -> None:
    html = "<ul><li><label for='a'>A</label></li></ul>\n<hr>"
    assert writing_lines(html, notes="Notes") == html
