"""The accessibility statement counts the pages as they are published."""

from __future__ import annotations

from pathlib import Path

from site_pages import Pages, one

from library.accessibility import FILE, STATEMENT, read_results, site_pages

RESULTS = Path(__file__).resolve().parents[2] / "docs" / FILE


def test_it_counts_pages_that_are_as_they_were_checked(site_dir: Path, pages: Pages) -> None:
    results = read_results(RESULTS.read_text(encoding="utf-8"))
    here = [results.of(place, file.read_text("utf-8")) for place, file in site_pages(site_dir)]
    told = one(pages[STATEMENT], "[data-ip-results]").text
    assert f"{sum(map(bool, here))} of {len(here)} pages" in told
