"""Each kind of page that the schema declares is known to the search, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from library.content.schema import KINDS

OVERRIDES = Path(__file__).resolve().parents[3] / "overrides"
DECLARED = {kind.in_search for kind in KINDS}


@pytest.mark.parametrize(
    ("file", "list_of", "name"),
    [
        ("assets/javascripts/search/weights.js", r"\bkinds: \{(.*?)\}", r"(\w+): [\d.]+"),
        ("partials/search.html", r'"kinds": \{(.*?)\}', r'"(\w+)": words\.search\.\w+'),
        ("partials/search.html", r'"many": \{(.*?)\}', r'"(\w+)": words\.search\.\w+'),
    ],
    ids=["weights", "names of one", "names of many"],
)
def test_a_list_of_kinds_names_all_that_are_declared(file: str, list_of: str, name: str) -> None:
    (listed,) = re.findall(list_of, (OVERRIDES / file).read_text("utf-8"), re.DOTALL)
    assert set(re.findall(name, listed)) == DECLARED
