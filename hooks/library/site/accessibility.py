"""What was found on each page when it was last checked, and whether it is still the same page.

The file with the results is written by `python3 -m publishing check_accessibility`. Each page is
known by a fingerprint of its HTML, which names its styles and scripts by their content: a page
that reads or looks otherwise than the one that was checked has another one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from library.content.front_matter import read_yaml
from library.site.built_site import BuiltSite
from library.site.offline_files import without_mark
from library.site.page_policy import without_policy

START = (
    "# What was found on each page; made by `python3 -m publishing check_accessibility`. Do not\n"
    "# edit by hand. A page: [fingerprint, problems that the engines found, in their order].\n"
)
STATEMENT = "about/accessibility/"
FILE = "about/accessibility.yml"  # in docs/
APART = "admin"  # staff's editor: a program of others, never part of a reader's page
# Where the statement tells the results. What it told before is no part of its fingerprint.
PLACE = re.compile(r"<section data-ip-results.*?</section>", re.DOTALL)


@dataclass(frozen=True)
class Found:
    """What the engines found on one page as it was then."""

    fingerprint: int
    problems: tuple[int, ...]  # one number an engine


@dataclass(frozen=True)
class Results:
    """What was found on all pages."""

    day: date
    engines: Mapping[str, str]  # name -> version
    pages: dict[str, Found] = field(default_factory=dict)  # by address

    def of(self, address: str, html: str) -> Found | None:
        """Return what was found on this very page; none if it is new or another than it was."""
        found = self.pages.get(address)
        return found if found and found.fingerprint == fingerprint(html) else None


def fingerprint(html: str) -> int:
    """Return a number that stays the same as long as the page does."""
    plain = PLACE.sub("", without_policy(without_mark(html)))
    return int.from_bytes(hashlib.sha256(plain.encode()).digest()[:6], "big")


def site_pages(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of every page that a reader can open."""
    for path in site.paths(".html"):
        if not path.startswith(f"{APART}/") and "<main" in (html := site.text(path)):
            yield path.removesuffix("index.html"), html


def address_of(file: Path, site: Path) -> str:
    """Return the address in the site of a page's file, as `site_pages` gives it."""
    return file.relative_to(site).as_posix().removesuffix("index.html")


def read_results(text: str) -> Results:
    """Return what the file of results holds."""
    held = read_yaml(text)
    pages = {
        address: Found(fingerprint, tuple(problems))
        for address, (fingerprint, *problems) in held["pages"].items()
    }
    return Results(held["day"], held["engines"], pages)


def written_results(results: Results) -> str:
    """Return the file of results, a line for each page, so that a change shows in one line."""
    lines = [f"day: {results.day}", "engines:"]
    lines += [f'  {name}: "{version}"' for name, version in results.engines.items()]
    lines.append("pages:")
    for address, found in sorted(results.pages.items()):
        numbers = ", ".join(map(str, found.problems))
        lines.append(f'  "{address}": [{found.fingerprint}, {numbers}]')
    return START + "\n".join(lines) + "\n"
