"""`- [ ] item` becomes a check box with the item's text as its name."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from library.markdown.task_list import TaskListExtension


def rendered(text: str) -> BeautifulSoup:
    html = Markdown(extensions=[TaskListExtension(), "attr_list"]).convert(text)
    return BeautifulSoup(html, "html.parser")


def items(text: str) -> list[tuple[str, str, bool]]:
    """Each item as (id, label, ticked); the label must belong to its box."""
    found = []
    for item in rendered(text).select("li.ip-item"):
        box, label = item.find_all(["input", "label"], recursive=False)
        assert (box.name, box["type"], box["class"]) == ("input", "checkbox", ["ip-box"])
        assert label["for"] == box["id"]
        found.append((str(box["id"]), label.text, box.has_attr("checked")))
    return found


@pytest.mark.parametrize("mark", ["-", "*", "+", "1."])
def test_a_tight_list(mark: str) -> None:
    assert items(f"{mark} [ ] Read the plan again.\n{mark} [x] Call.\n{mark} [X] Write.") == [
        ("item-read-the-plan-again", "Read the plan again.", False),
        ("item-call", "Call.", True),
        ("item-write", "Write.", True),
    ]


def test_an_explanation_stands_below_its_item() -> None:
    soup = rendered("- [ ] Read.\n\n    Line *by* line.\n\n- [ ] Call.")
    first, second = soup.select("ul.ip-list > li.ip-item")
    assert [tag.name for tag in first.find_all(recursive=False)] == ["input", "label", "p"]
    assert first.p and first.p.text == "Line by line." and first.p.em
    assert [tag.name for tag in second.find_all(recursive=False)] == ["input", "label"]


def test_lists_can_be_nested() -> None:
    soup = rendered("- [ ] Bring papers.\n    - [ ] The plan.\n    - [x] The report.\n- [ ] Go.")
    assert [label.text for label in soup.select("ul.ip-list ul.ip-list label")] == [
        "The plan.",
        "The report.",
    ]
    outer = soup.select("ul.ip-list > li.ip-item > label")
    assert [label.text for label in outer] == [
        "Bring papers.",
        "The plan.",
        "The report.",
        "Go.",
    ]


def test_the_text_of_an_item_may_hold_markup() -> None:
    ((name, text, _),) = items("- [ ] Fill in the [one-page *profile*](profile.md) & sign.")
    assert (name, text) == (
        "item-fill-in-the-one-page-profile-sign",
        "Fill in the one-page profile & sign.",
    )
    assert rendered("- [ ] See [it](a.md)").select("label > a")[0]["href"] == "a.md"


def test_items_with_one_text_have_two_names() -> None:
    names = [name for name, _, _ in items("- [ ] Call.\n- [ ] Call.\n\ntext\n\n- [ ] Call!")]
    assert names == ["item-call", "item-call-2", "item-call-3"]


@pytest.mark.parametrize(
    "text",
    [
        "- an item",
        "- [a link](https://example.org)",
        "- []",
        "- [y] not a tick",
        "- [ ]no space",
        "- text [ ] later",
        "[ ] not in a list",
        "1. one\n2. two",
    ],
)
def test_other_lists_stay_as_they_are(text: str) -> None:
    assert rendered(text) == BeautifulSoup(Markdown().convert(text), "html.parser")


def test_in_a_mixed_list_only_marked_items_get_a_box() -> None:
    soup = rendered("- [ ] With.\n- Without.")
    assert soup.ul and soup.ul["class"] == ["ip-list"]
    with_box, without = soup.select("li")
    assert with_box.input and not without.input
