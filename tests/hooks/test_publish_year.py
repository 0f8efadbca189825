"""The calendar file of the IEP year, in the built sample and in small builds."""

from __future__ import annotations

import json
from pathlib import Path

from site_pages import Pages, one
from small_project import ABOUT, Project

FILE = "iep-year.ics"


def test_the_sample_offers_its_year(site_dir: Path, pages: Pages, site_url: str) -> None:
    made = (site_dir / FILE).read_bytes().decode().replace("\r\n ", "")
    lines = made.split("\r\n")
    assert [line for line in lines if line.startswith(("DTSTART", "RRULE", "URL", "SUMMARY"))] == [
        "DTSTART;VALUE=DATE:20260720",
        "RRULE:FREQ=YEARLY;BYMONTH=7;BYDAY=3MO",
        r"SUMMARY:Read the plan\; pack\, then ask",
        f"URL:{site_url}checklists/first-day/",
        "DTSTART;VALUE=DATE:20260515",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:Look back",
        f"URL:{site_url}letters/ask-to-meet/",
    ]
    for address in ("guides/the-first-month/", "clock/"):
        offer = one(pages[address], ".ip-year-file")
        assert one(offer, "a")["href"] == f"{'../' * address.count('/')}{FILE}"
        assert not one(offer, "a").has_attr("download"), "a phone would only save it"
        assert f"{site_url}{FILE}" in offer.get_text()
    assert not pages["guides/at-the-table/"].select(".ip-year-file")
    kept = json.loads((site_dir / "offline.json").read_text("utf-8"))["files"]["library"]
    assert FILE in kept
    typed = f"/{FILE}\n  Content-Type: text/calendar; charset=utf-8\n"
    assert typed in (site_dir / "_headers").read_text("utf-8")


def test_a_site_without_moments_has_no_file(tmp_path: Path) -> None:
    project = Project(tmp_path)
    about = f"title: The clock\ndescription: {ABOUT.format('it')}\n"
    project.write("clock.md", f"---\ntemplate: clock.html\n{about}---\n\nA\n")
    site = project.build()
    assert not (site / FILE).exists()
    assert FILE not in (site / "clock/index.html").read_text("utf-8")
