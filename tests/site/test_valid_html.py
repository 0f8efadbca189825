"""The HTML of every page follows the HTML standard, by html-validate."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.site.accessibility import address_of, site_pages
from library.site.built_site import BuiltSite
from machine.checkers import html_problems

pytestmark = pytest.mark.usefixtures("checkers")


def test_every_page_is_valid(site_dir: Path) -> None:
    pages = dict(site_pages(BuiltSite(site_dir)))
    assert len(pages) > 30
    found = [
        (address_of(Path(file).relative_to(site_dir).as_posix()), problem)
        for file, problem in html_problems(site_dir)
    ]
    assert [each for each in found if each[0] in pages] == []


def test_what_is_not_valid_is_seen(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><head><title>T</title>\n'
        '<meta name="description" content="a "quoted" word"></head>\n<body><p></div></body></html>'
    )
    lines = {problem.split(":")[0] for _, problem in html_problems(tmp_path)}
    assert lines
