"""The accessibility statement tells of the pages as they are published."""

from __future__ import annotations

from pathlib import Path

from site_pages import Pages

from library.accessibility import FILE, STATEMENT, read_results, site_pages
from library.finished_site import FinishedSite

RESULTS = Path(__file__).resolve().parents[2] / "docs" / FILE


def test_it_tells_which_pages_have_changed_since(site_dir: Path, pages: Pages) -> None:
    results = read_results(RESULTS.read_text(encoding="utf-8"))
    changed = {
        address
        for address, html in site_pages(FinishedSite(site_dir))
        if address != "404.html"  # the one that is told without a link
        and not results.of(address, html)
    }
    told = {
        str(link["href"]).removeprefix("../../")
        for row in pages[STATEMENT].select("[data-ip-results] tbody tr")
        for link in row.select("a")
        if "Changed since" in row.text
    }
    assert told == changed
