"""What a letter's front matter says to check before sending, and what the check finds wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.check.rules.sheets import check_sheet
from library.check.source import read_source
from library.letters.before_sending import read_reminders
from library.letters.letter import parse_letter

LETTER = parse_letter("## The letter\n\n[date], [School]: [why]", subject="Hello")


def test_each_sort_is_read() -> None:
    reminders, faults = read_reminders(
        [
            {"ask": "Did you  talk?", "if_no": "Talk."},
            {"needs": ["school", "why"], "why": "They ask."},
            {"within": "10 days", "of": "date", "why": "Then it ends.", "if_no": ""},
        ],
        LETTER.placeholders,
    )
    assert faults == ()
    ask, needs, within = reminders
    assert (ask.sort, ask.words, ask.advice) == ("ask", "Did you talk?", "Talk.")
    assert [field.label for field in needs.fields] == ["School", "why"]
    assert (within.amount, within.unit, within.time) == (10, "day", "10 days")
    assert read_reminders(None, LETTER.placeholders) == ((), ())


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("ask: Why?", 'starts with "ask:"'),
        ({"if_no": "Talk."}, 'has one of "ask"'),
        ({"ask": "Why?", "needs": "school"}, 'has one of "ask"'),
        ({"ask": "Why?"}, 'has no "if_no"'),
        ({"ask": "Why?", "if_no": "So.", "of": "date"}, '"of" does not go with "ask"'),
        ({"needs": "scool", "why": "So."}, "has no field [scool]"),
        ({"within": "1 year", "of": "school", "why": "So."}, "[School] is not a date"),
        ({"within": "a year", "of": "date", "why": "So."}, 'such as "1 year"'),
        ({"within": 10, "of": "date", "why": "So."}, 'such as "1 year"'),
    ],
)
def test_what_is_wrong_is_told(entry: object, message: str) -> None:
    reminders, (fault,) = read_reminders([{"ask": "A", "if_no": "B"}, entry], LETTER.placeholders)
    assert len(reminders) == 1
    assert fault.entry == 1 and message in fault.message


def test_the_check_names_the_line(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Hello\nsubject: Hello\nbefore_sending:\n  - ask: Why?\n    if_no: So.\n"
        "  - needs: [date, scool]\n    why: So.\n---\n\n## The letter\n\n[date]\n"
    )
    source = read_source("docs/letters/hello.md", "letters/hello.md", text)
    (problem,) = check_sheet(source)
    assert (problem.line, problem.rule) == (7, "before-sending")
    assert "[scool]" in problem.message
