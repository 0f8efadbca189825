"""OWNER.md names files, commands and issues as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publishing import check_outside_links, list_drafts, report_publishing, watch_schedules

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "OWNER.md").read_text(encoding="utf-8")
MADE = {"docs/services.md", "docs/files/"}  # by the owner
FILES = sorted(
    set(re.findall(r"`((?:docs|overrides|\.github)/[\w./-]+|mkdocs\.yml)`", PAGE)) - MADE
)
TITLES = set(re.findall(r"The issue \*([^*]+)\*", PAGE))


@pytest.mark.parametrize("path", FILES)
def test_each_file_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_issues_have_the_titles_under_which_they_come() -> None:
    code = "".join(
        Path(str(module.__file__)).read_text(encoding="utf-8")
        for module in (check_outside_links, list_drafts, report_publishing, watch_schedules)
    )
    assert TITLES and {title for title in TITLES if f'"{title}"' not in code} == set()


def test_the_checks_it_asks_for_are_jobs() -> None:
    for name in ("check", "test"):
        jobs = (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
        assert f"*{name}*" in PAGE and re.search(rf"(?m)^  {name}:", jobs)


def test_the_report_of_an_import_names_a_part_of_it() -> None:
    code = (ROOT / "hooks/library/old_blog/report.py").read_text(encoding="utf-8")
    part = re.search(r"OWNER\.md, ([^)]*)\)", code)
    assert part and f"**{part[1]}**" in PAGE
