"""The table of bad files: bad/*.yml, each case one small change to a good library."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from library.check.declared import RULES
from library.content.front_matter import Loader
from tests.library.check.corpus import GOOD, found_in, make_case, problems_of

# test_redirects.py, test_command.py, test_bombs.py, test_problem.py
ELSEWHERE = set("file-unreadable page-gone slug-changed stays-off tool-missing tool-slow".split())

CASES = [
    (case, file.stem)
    for file in sorted(Path(__file__).with_name("bad").glob("*.yml"))
    for case in yaml.load(file.read_text(encoding="utf-8"), Loader)
]


@pytest.mark.parametrize(
    ("case", "group"), [pytest.param(*each, id=f"{each[1]}: {each[0]['case']}") for each in CASES]
)
def test_the_check_says_exactly_what_the_case_says(case, group, tmp_path):
    make_case(tmp_path, case)
    found = found_in(tmp_path, tools=group == "tools")
    assert [str(problem) for problem in found] == case["says"]
    assert {problem.rule for problem in found} == rules_of(case)


def test_the_good_library_has_no_problem():
    assert problems_of(GOOD, tools=True) == []


def test_every_rule_has_a_case_and_every_case_a_known_rule():
    named = set().union(*(rules_of(case) for case, _ in CASES))
    assert named >= RULES - ELSEWHERE, "write a case in bad/ that names the rule in its `rules:`"
    assert named <= RULES - ELSEWHERE


def rules_of(case):
    """Return the names of the rules that a case is about, as it says."""
    return set(case.get("rules", "").split())
