"""The repairs of --fix, one by one."""

from __future__ import annotations

import pytest

from library.check.fixes import fix_bytes, fix_text

TOP = "---\ntitle: A\ndate: 2026-11-24\n---\n\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("\ufeff" + TOP, TOP, id="byte order mark"),
        pytest.param(TOP.replace("\n", "\r\n"), TOP, id="line ends of Windows"),
        pytest.param(TOP.replace("\n", "\r"), TOP, id="line ends of old Macs"),
        pytest.param(TOP.replace("---", "———"), TOP, id="Word's long dashes around the block"),
        pytest.param(TOP.replace("---", "—"), TOP, id="Word's one dash around the block"),
        pytest.param(TOP.replace("6-11-2", "6–11—2"), TOP, id="long dashes in a date"),
        pytest.param(TOP + "34\u00a0CFR\n", TOP + "34 CFR\n", id="hard space"),
        pytest.param(TOP + "tea\u200bcher\n", TOP + "teacher\n", id="zero width"),
        pytest.param(TOP + "a \n\nb\t\n", TOP + "a\n\nb\n", id="trailing spaces"),
        pytest.param(TOP + "•\tA\n\uf0b7 B\n●C\n", TOP + "- A\n- B\n- C\n", id="bullets of Word"),
        pytest.param(TOP + "1)\tA\n2)B\n", TOP + "1. A\n2. B\n", id="round brackets"),
        pytest.param(TOP + "☐ A\n☐B\n", TOP + "- [ ] A\n- [ ] B\n", id="ballot boxes"),
        pytest.param(TOP + "A\\\nB\n", TOP + "A  \nB\n", id="a backslash that breaks a line"),
        pytest.param(TOP + "## A  \nb\n", TOP + "## A\nb\n", id="spaces behind a heading"),
    ],
)
def test_a_repair(before, after):
    assert fix_text(before) == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TOP + "a  \nb\n", id="two spaces that break a line"),
        pytest.param(TOP + "- \n", id="an empty list entry"),
        pytest.param(TOP + "```\na  \n\nb \n```\n", id="spaces in a code block"),
        pytest.param(TOP + "```\n• a\n1) b\\\nc\n```\n", id="list marks in a code block"),
        pytest.param(TOP + "A • B, 1) and ☐, \\\\\nC\n", id="list marks inside a line"),
        pytest.param(TOP + "pages 3–5 — really\n", id="long dashes in the text"),
        pytest.param(TOP + "“Hello,” she said.\n", id="curly quotes in the text"),
        pytest.param(TOP + "👨\u200d👩\u200d👧\n", id="a family of one character"),
        pytest.param("———\nWords.\n\n———\n", id="lines of dashes that close no block"),
    ],
)
def test_what_must_stay(text):
    assert fix_text(text) == text


def test_bytes_that_are_no_text_stay():
    assert fix_bytes(b"\xe9 \n") == b"\xe9 \n"
