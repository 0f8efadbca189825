"""The table of bad files: bad/*.yml, each case one small change to a good library."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from library.check import check_library
from library.check.declared import RULES
from library.check.settings import load_settings
from tests.library.check.corpus import GOOD, NOW, make_case, problems_of

# test_redirects.py, test_command.py, test_bombs.py, test_problem.py
ELSEWHERE = set("file-unreadable page-gone slug-changed stays-off tool-missing tool-slow".split())

CASES = [
    pytest.param(case, file.stem == "tools", id=f"{file.stem}: {case['case']}")
    for file in sorted(Path(__file__).with_name("bad").glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("case", "tools"), CASES)
def test_the_check_says_exactly_what_the_case_says(case, tools, tmp_path):
    make_case(tmp_path, case)
    assert problems_of(tmp_path, tools=tools) == case["says"]


def test_the_good_library_has_no_problem():
    assert problems_of(GOOD, tools=True) == []


@pytest.mark.slow
def test_every_rule_has_a_case_and_every_case_a_known_rule(tmp_path):
    met = set()
    for number, parameter in enumerate(CASES):
        root = tmp_path / str(number)
        case, tools = cast("tuple[dict[str, Any], bool]", parameter.values)
        make_case(root, case)
        found = check_library(root, now=NOW, settings=load_settings(root), tools=tools)
        met |= {problem.rule for problem in found}
    assert met == RULES - ELSEWHERE
