"""Each class that a page is given is one that a style, a script, a measurement or a test reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OVERRIDES = ROOT / "overrides"
SCRIPTS = sorted((OVERRIDES / "assets/javascripts").rglob("*.js"))
PYTHON = ("hooks", "tests", "bench", "publishing")
IN_CODE = re.compile(
    r"""class(?:Name)?(?::|[ ]=)[ ]["`]([^"`]*)["`]   # class: "...", className = "..."
    | classList\.(?:add|toggle)\("([^"]*)"
    | \b(?:element|make)\("\w+",[ ]"(ip-[^"]*)"       # element("p", "ip-..."), of a few scripts
    """,
    re.VERBOSE,
)
NAME = re.compile(
    r"(?<![\w-])ip-[\w-]*\w(?![\w{$-])"
)  # not one that code completes: "ip-clock-${kind}"


def given() -> Iterator[str]:
    """Yield the names of classes in templates, in scripts, and in HTML that hooks make."""
    for file in (*sorted(OVERRIDES.rglob("*.html")), *sorted((ROOT / "hooks").rglob("*.py"))):
        for value in re.findall(r'\bclass="([^"]*)"', file.read_text("utf-8")):
            yield from NAME.findall(value)
    for file in SCRIPTS:
        for values in IN_CODE.findall(file.read_text("utf-8")):
            yield from NAME.findall(" ".join(values))


def read() -> Iterator[str]:
    """Yield the names of classes in selectors, wherever one may be."""
    python = (folder.rglob("*.py") for folder in map(ROOT.joinpath, PYTHON))
    for file in (*OVERRIDES.rglob("*.css"), *SCRIPTS, *chain(*python)):
        text = file.read_text("utf-8")
        yield from re.findall(r"\.(ip-[\w-]*\w)", text)
        yield from re.findall(r'classList\.contains\("(ip-[\w-]+)"\)', text)


def test_each_class_that_is_given_is_read() -> None:
    assert sorted(set(given()) - set(read())) == []


def test_the_finders_of_classes_find_them() -> None:
    assert {"ip-card", "ip-result", "ip-meaning", "ip-clock-month"} <= set(given())
    assert {"ip-card", "ip-letter-unused"} <= set(read())
