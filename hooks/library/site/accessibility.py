"""The results of the last accessibility check of all pages.

`python3 -m publishing check_accessibility` writes the file; hooks/report_accessibility.py puts it
in the accessibility statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from library.content.front_matter import read_yaml
from library.site.built_site import BuiltSite

START = (
    "# What was found on each page; written by `python3 -m publishing check_accessibility`. Do\n"
    "# not edit by hand. A page: [problems that each engine found, in the order of the engines].\n"
)
STATEMENT = "about/accessibility/"
FILE = "about/accessibility.yml"  # in docs/
APART = "admin"  # the staff's editor: third-party, never part of a reader's page


@dataclass(frozen=True)
class Results:
    """The results of one day for all pages."""

    day: date
    engines: Mapping[str, str]  # name -> version
    pages: Mapping[str, tuple[int, ...]]  # by address: the number of problems for each engine


def site_pages(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Yield the address and HTML of every page that a reader can open."""
    for path in site.paths(".html"):
        if not path.startswith(f"{APART}/") and "<main" in (html := site.text(path)):
            yield address_of(path), html


def address_of(path: str) -> str:
    """Return a page's address by the path of its file in the site."""
    return path.removesuffix("index.html")


def read_results(text: str) -> Results:
    """Return the results in the file's text. Raises one of several errors for any other text."""
    held = read_yaml(text)
    pages = {
        address: tuple(int(number) for number in numbers)
        for address, numbers in held["pages"].items()
    }
    return Results(held["day"], held["engines"], pages)


def written_results(results: Results) -> str:
    """Return the text of the results file, one line per page, so that a change shows in one."""
    lines = [f"day: {results.day}", "engines:"]
    lines += [f'  {name}: "{version}"' for name, version in results.engines.items()]
    lines.append("pages:")
    lines += [f'  "{address}": {list(found)}' for address, found in sorted(results.pages.items())]
    return START + "\n".join(lines) + "\n"
