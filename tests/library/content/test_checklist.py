"""What is wrong with the items of a checklist, by the lines of its file."""

from __future__ import annotations

import pytest

from library.content.checklist import item_problems


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("- [ ] One\n* [x] Two\n\n+ [X]  Three ", []),
        ("- [] One\n1. [ ] Two\n", [
            (1, "the checklist has no items; start a line with “- [ ] ” for each"),
        ]),
        ("Text\n- [ ] \n- [ ] ...\n  - [ ]\n- [ ] One", [
            (line, "this item has no words; write some after the box, or delete it")
            for line in (2, 3, 4)
        ]),
        ("- [ ] Call the school.\n- [ ] Write.\n- [ ] CALL the [school](b.md)", [
            (3, "the item “CALL the [school](b.md)” is already on line 1; reword it or delete one "
                "of the two"),
        ]),
        ("".join(f"- [ ] Item {number}\n" for number in range(40)), []),
        ("".join(f"- [ ] Item {number}\n" for number in range(42)), [
            (41, "this is item 41; a sheet holds at most 40, so make two checklists"),
        ]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_its_items_is_told(source: str, told: list[tuple[int, str]]) -> None:
    assert [(each.line, each.message) for each in item_problems(source)] == told
