"""Sixty faulty records, each with one fault that people make: each is refused, and never shown.

Refused: the check says what is wrong, at its line. Never shown: the build leaves the limit out,
even in a preview, which goes on after a refusal.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from library.check import check_library
from library.check.settings import CheckSettings
from library.states.hosts import read_hosts
from library.states.proof import shown_states
from library.states.record import read_states

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
HOSTS = [
    {"host": "ohio.example.gov", "state": "oh", "why": "The state's own."},
    {"host": "shared.example.com/ohio", "state": "oh", "why": "The state's part of it."},
    {"host": "texas.example.gov", "state": "tx", "why": "The state's own."},
]
OHIO = {
    "topic": "evaluation",
    "number": 60,
    "unit": "days",
    "starts": "the day the school has your consent",
    "cite": "Ohio Adm. Code 3301-51-06(B)(4)(a)",
    "quote": "Must be conducted within sixty days of receiving parental consent for the evaluation",
    "address": "https://ohio.example.gov/rule-3301-51-06",
    "read": "2026-11-20",
    "by": "research",
}
TEXAS = OHIO | {
    "number": 45,
    "unit": "school days",
    "quote": "not later than the 45th school [60th calendar] day following the date of consent",
    "address": "https://texas.example.gov/29.004",
}
FIRST = OHIO | {
    "topic": "first-meeting",
    "number": 30,
    "quote": "shall hold a meeting within 30 days of the decision",
}


def quoted(words: str, **changes: object) -> dict[str, object]:
    return {"quote": f"The district must do it {words} of receiving consent"} | changes


# What is planted, the rule that refuses it ("old": withheld, with a hint), the changes.
PLANTED: list[tuple[str, str, dict[str, object]]] = [
    # The number is not in the quote.
    ("another number", "state-quote", {"number": 45}),
    ("a digit too many", "state-quote", {"number": 600}),
    ("a digit too few", "state-quote", {"number": 6}),
    ("two digits swapped", "state-quote", quoted("within 54 days", number=45)),
    ("no number in the quote", "state-quote", quoted("as soon as it can")),
    ("the number of a section", "state-quote", quoted("under section 60, in time")),
    ("the number of a rule", "state-quote", quoted("under rule 3301-60 with no delay")),
    ("a number of hours", "state-quote", quoted("within 60 hours")),
    ("a number of pages", "state-quote", quoted("on 60 pages")),
    ("two numbers for one", "state-quote", quoted("within sixty (45) days")),
    ("what a bill took out", "state-quote", quoted("within the time [60 days] set here")),
    ("only a part of a number", "state-quote", quoted("within 160 days")),
    ("only the ones of a word", "state-quote", quoted("within sixty-five days")),
    ("only the tens of a word", "state-quote", quoted("within sixty five days")),
    ("half of a word", "state-quote", quoted("within forty-five days", number=5)),
    ("an ordinal", "state-quote", quoted("by the 45th day")),
    ("weeks for days", "state-quote", quoted("within 60 weeks")),
    ("a quote of other rights", "state-quote", quoted("and give a copy at no cost")),
    ("zero", "number-range", {"number": 0}),
    ("a number below zero", "wrong-type", {"number": -60}),
    ("a number in words", "wrong-type", {"number": "sixty"}),
    ("a number with a unit", "wrong-type", {"number": "60 days"}),
    ("a number in the exceptions alone", "state-quote", {"exceptions": "Add 15 days in summer."}),
    ("a number in the start alone", "state-quote", {"starts": "day 3 after you ask"}),
    # The unit is not that of the quote.
    ("calendar for plain days", "state-quote", {"unit": "calendar days"}),
    ("school for plain days", "state-quote", {"unit": "school days"}),
    ("business for plain days", "state-quote", {"unit": "business days"}),
    ("plain for school days", "state-quote", quoted("within 60 school days")),
    ("plain for schooldays", "state-quote", quoted("within 60 schooldays")),
    ("plain for school working days", "state-quote", quoted("within 60-school working days")),
    ("plain for calendar days", "state-quote", quoted("within 60-calendar days")),
    ("plain for business days", "state-quote", quoted("within sixty (60) business days")),
    ("school for calendar", "state-quote", quoted("within 60 calendar days", unit="school days")),
    ("calendar for school", "state-quote", quoted("within 60 school days", unit="calendar days")),
    (
        "instructional for school",
        "state-quote",
        quoted("in 60 school days", unit="instructional days"),
    ),
    ("months for days", "state-quote", {"number": 60, "unit": "months"}),
    ("years for months", "state-quote", quoted("within 2 months", number=2, unit="years")),
    ("a unit that is none", "wrong-type", {"unit": "weeks"}),
    ("a topic that is none", "wrong-type", {"topic": "evaluations"}),
    # The host is not the state's.
    ("a blog", "state-host", {"address": "https://iep-blog.example.com/ohio"}),
    ("a copy of the code", "state-host", {"address": "https://law-copies.example.org/3301"}),
    ("another state's host", "state-host", {"address": "https://texas.example.gov/3301"}),
    ("a host that looks like it", "state-host", {"address": "https://ohio.example.gov.evil.com/"}),
    ("a host that ends like it", "state-host", {"address": "https://myohio.example.gov/3301"}),
    ("the host in the path", "state-host", {"address": "https://evil.com/ohio.example.gov/"}),
    ("the host as a name", "state-host", {"address": "https://ohio.example.gov@evil.com/"}),
    (
        "another folder of a shared host",
        "state-host",
        {"address": "https://shared.example.com/tx/1"},
    ),
    ("no address", "state-host", {"address": "the Ohio Administrative Code"}),
    ("an address that runs", "state-host", {"address": "javascript:alert(1)"}),
    # A federal right is shortened.
    ("45 days to the first meeting", "state-floor", FIRST | quoted("in 45 days", number=45)),
    (
        "30 school days to the first meeting",
        "state-floor",
        FIRST | quoted("in 30 school days", unit="school days"),
    ),
    (
        "60 days for records",
        "state-floor",
        quoted("within 60 days", topic="records"),
    ),
    (
        "6 months to complain",
        "state-floor",
        quoted("within 6 months", topic="state-complaint", number=6, unit="months"),
    ),
    (
        "4 years to the next evaluation",
        "state-floor",
        quoted("within 4 years", topic="reevaluation", number=4, unit="years"),
    ),
    # The reading is old, or did not happen.
    ("read a year and a day ago", "state-old", {"read": "2025-11-23"}),
    ("read long ago", "state-old", {"read": "2015-06-01"}),
    ("read tomorrow", "state-read", {"read": "2026-11-25"}),
    ("read on no day", "impossible-date", {"read": "2026-02-30"}),
    ("read on a day that is none", "wrong-type", {"read": "last week"}),
    # The words are another state's.
    ("the quote of Texas", "state-quote", TEXAS | {"address": OHIO["address"]}),
    ("a quote that names Texas", "state-quote", quoted("within 60 days, under the Texas rule,")),
    ("a limit without its quote", "missing-key", {"quote": None}),
]
CLASHES = [
    ("two numbers for one topic", quoted("within 45 days", number=45)),
    ("two units for one topic", quoted("within 60 school days", unit="school days")),
]


def record(title: str, *limits: dict[str, object]) -> str:
    lines = [
        f"title: {title}",
        f"description: What we have read in {title}'s rules, and who helps there.",
    ]
    lines.append("limits:")
    for limit in limits:
        said = {key: value for key, value in limit.items() if value is not None}
        for number, (key, value) in enumerate(said.items()):
            shown = value if key in ("number", "read") else f"'{value}'"
            lines.append(f"  {'- ' if number == 0 else '  '}{key}: {shown}")
    return "\n".join(["---", *lines, "---", ""])


def write(root: Path, *limits: dict[str, object]) -> None:
    folder = root / "docs" / "states"
    folder.mkdir(parents=True)
    (root / "docs" / "hosts.yml").write_text(yaml.safe_dump(HOSTS), encoding="utf-8")
    (folder / "tx.md").write_text(record("Texas", TEXAS), encoding="utf-8")
    (folder / "oh.md").write_text(record("Ohio", *limits), encoding="utf-8")


def told(root: Path) -> dict[str, str]:
    """Return the rules that the Ohio record breaks, with their messages."""
    found = check_library(root, now=NOW, settings=CheckSettings(), tools=False, reading=False)
    return {
        problem.rule: str(problem)
        for problem in found
        if problem.path in ("docs/states/oh.md", "docs/states/tx.md")
    }


def published(root: Path) -> list[tuple[int, str]]:
    """Return number and unit of each Ohio limit that the build would show."""
    hosts, _ = read_hosts(HOSTS)
    shown = shown_states(read_states(root / "docs"), hosts, NOW.date())
    return [
        (limit.number, limit.unit)
        for state in shown
        if state.state.code == "oh"
        for limit in state.limits
    ]


def test_the_record_without_a_fault_is_shown(tmp_path: Path) -> None:
    write(tmp_path, OHIO, FIRST)
    assert told(tmp_path) == {}
    assert published(tmp_path) == [(60, "days"), (30, "days")]


def test_there_are_sixty() -> None:
    assert len({name for name, *_ in PLANTED}) == len(PLANTED) >= 60


@pytest.mark.parametrize(
    ("rule", "changes"),
    [planted[1:] for planted in PLANTED],
    ids=[planted[0] for planted in PLANTED],
)
def test_a_planted_fault_is_refused_and_not_shown(
    rule: str, changes: dict[str, object], tmp_path: Path
) -> None:
    write(tmp_path, OHIO | changes)
    found = told(tmp_path)
    assert rule in found, found
    line = int(found[rule].split(":")[1])
    assert line > 1 and len(found[rule]) < 500
    assert published(tmp_path) == []


@pytest.mark.parametrize(
    "other", [clash[1] for clash in CLASHES], ids=[clash[0] for clash in CLASHES]
)
def test_of_two_limits_that_clash_none_is_shown(other: dict[str, object], tmp_path: Path) -> None:
    write(tmp_path, OHIO, OHIO | other)
    assert "state-clash" in told(tmp_path)
    assert published(tmp_path) == []


def test_two_limits_in_one_sentence_of_the_rule_do_not_clash(tmp_path: Path) -> None:
    both = "Within forty-five (45) school days or ninety (90) calendar days, whichever is less"
    one = OHIO | {"quote": both, "number": 45, "unit": "school days"}
    write(tmp_path, one, one | {"number": 90, "unit": "calendar days"})
    assert told(tmp_path) == {}
    assert published(tmp_path) == [(45, "school days"), (90, "calendar days")]


@pytest.mark.parametrize("day", ["2025-11-24", "2026-11-24"])
def test_a_reading_counts_for_a_year(day: str, tmp_path: Path) -> None:
    write(tmp_path, OHIO | {"read": day})
    assert told(tmp_path) == {}
    assert published(tmp_path) == [(60, "days")]


def test_an_old_limit_never_stops_a_build(tmp_path: Path) -> None:
    write(tmp_path, OHIO | {"read": "2024-02-29"})
    assert "hint: " in told(tmp_path)["state-old"]


def test_a_day_in_quotes_is_a_day_as_the_form_editor_writes_it(tmp_path: Path) -> None:
    write(tmp_path, OHIO)
    path = tmp_path / "docs" / "states" / "oh.md"
    path.write_text(path.read_text("utf-8").replace("2026-11-20", "'2026-11-20'"), "utf-8")
    assert told(tmp_path) == {}
    assert published(tmp_path) == [(60, "days")]
    path.write_text(path.read_text("utf-8").replace("2026-11-20", "2026-11-31"), "utf-8")
    assert "impossible-date" in told(tmp_path)
    assert published(tmp_path) == []
