"""Which pages are checked for accessibility, and the results file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from library.site.accessibility import Results, read_results, site_pages, written_results
from library.site.built_site import BuiltSite

RESULTS = Results(
    date(2026, 1, 2),
    {"axe-core": "4.12.1", "Equal Access": "4.0"},
    {"b/": (1, 12), "": (0, 0)},
)
WRITTEN = """\
# What was found on each page; written by `python3 -m publishing check_accessibility`. Do
# not edit by hand. A page: [problems that each engine found, in the order of the engines].
day: 2026-01-02
engines:
  axe-core: "4.12.1"
  Equal Access: "4.0"
pages:
  "": [0, 0]
  "b/": [1, 12]
"""


def test_each_page_has_a_line_of_its_own() -> None:
    assert written_results(RESULTS) == WRITTEN
    assert read_results(WRITTEN) == RESULTS


@pytest.mark.parametrize("text", ["", "day: 2026-01-02\n", WRITTEN.replace("[0, 0]", "[none]")])
def test_what_is_no_such_file_is_no_results(text: str) -> None:
    with pytest.raises((TypeError, KeyError, ValueError)):
        read_results(text)


def test_all_that_readers_open_is_a_page(tmp_path: Path) -> None:
    page, moved = "<main><p>a</p></main>", '<meta http-equiv="refresh">'
    written = {
        "index.html": page,
        "a/index.html": page,
        "404.html": page,
        "admin/index.html": page,
        "administration/index.html": page,
        "old/index.html": moved,
        "notes.txt": page,
    }
    for path, text in written.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    pages = dict(site_pages(BuiltSite(tmp_path)))
    assert list(pages) == ["404.html", "a/", "administration/", ""]
    assert set(pages.values()) == {page}
