"""`check_accessibility`: checks each page of site/ and writes what was found.

axe-core (Deque) and Equal Access (IBM) look at each page as on a phone and on a large screen, in
light and in dark; html-validate reads its HTML. The results go to docs/about/accessibility.yml,
and the next build lists them in the accessibility statement. The target is 0 problems.

No rule is switched off, nothing is left out. Of Equal Access it counts what it calls a failure;
what it only asks a person to look at (potential, manual) says nothing of a page by itself.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from library.check.settings import owner_clock
from library.site.accessibility import (
    FILE,
    Results,
    address_of,
    site_pages,
    written_results,
)
from library.site.built_site import BuiltSite
from machine.browser import find_browser
from machine.checkers import ENGINE, html_problems, version
from machine.quiet_host import hosted, missing_site

Scheme = Literal["light", "dark"]
View = tuple[int, Scheme]  # the width in CSS pixels, and the color scheme
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
VIEWS: tuple[View, ...] = tuple(product((390, 1280), SCHEMES))
HEIGHT = 844  # in CSS pixels
AT_ONCE = 8  # pages that one start of a browser looks at
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = f"""axe.run({{
  runOnly: {json.dumps(AXE_TAGS)}, resultTypes: ["violations"],
}}).then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
  `${{rule.id}}: ${{node.target}} (${{(node.any[0] || node.all[0] || node.none[0]).message}})`)))"""
IBM = """new ace.Checker().check(document, ["WCAG_2_2"]).then(({ results }) => results
  .filter(({ value }) => value[1] === "FAIL")
  .map(({ ruleId, path, message }) => `${ruleId}: ${path.dom} (${message})`))"""
RUNS = {"axe-core": AXE, "Equal Access": IBM}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@cache
def engines() -> dict[str, str]:
    """Return the engines and their versions, in the order in which problems are counted."""
    axe = AXE_SCRIPT.partition("axe v")[2].split()[0]
    ibm = version("accessibility-checker-engine")
    return {"axe-core": axe, "Equal Access": ibm, "html-validate": version("html-validate")}


def problems_seen(
    page: Page, views: Sequence[View] = VIEWS, names: Collection[str] = tuple(RUNS)
) -> dict[str, list[str]]:
    """Return what each of these engines finds on a page as it is now, in each of these views."""
    found: dict[str, list[str]] = {name: [] for name in names}
    if "axe-core" in names:
        page.evaluate(AXE_SCRIPT)
    if "Equal Access" in names and ENGINE.is_file():
        page.evaluate(ENGINE.read_text(encoding="utf-8") + "; window.ace = ace")
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for name in names:
            # The tests of a machine that cannot fetch Equal Access have axe-core alone.
            if name == "axe-core" or ENGINE.is_file():
                problems = page.evaluate(RUNS[name])
                found[name] += [f"{width} px, {scheme}: {problem}" for problem in problems]
    return found


def problems_of(browser: Browser, address: str) -> dict[str, list[str]]:
    """Return what each engine finds on a page, on a phone and on a large screen."""
    context = browser.new_context(
        viewport={"width": VIEWS[0][0], "height": HEIGHT}, locale="en-US", service_workers="block"
    )
    page = context.new_page()
    page.goto(address)
    found = problems_seen(page)
    context.close()
    return found


def look_at(base: str, addresses: Sequence[str]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield the problems of each page, using as many browsers as there are cores.

    `base` is the address at which the site is served.
    """
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        parts = [addresses[start : start + AT_ONCE] for start in range(0, len(addresses), AT_ONCE)]
        for done in as_completed([threads.submit(_look_at, base, part) for part in parts]):
            yield from done.result()


def _look_at(base: str, addresses: Sequence[str]) -> list[tuple[str, dict[str, list[str]]]]:
    with sync_playwright() as driver:  # each thread needs one of its own
        browser = driver.chromium.launch(executable_path=find_browser() or None, args=FLAGS)
        found = [(address, problems_of(browser, base + address)) for address in addresses]
        browser.close()
    return found


def check(site: Path) -> dict[str, tuple[int, ...]]:
    """Check every page: print each problem, return how many each engine found, by address."""
    addresses = [address for address, _ in site_pages(BuiltSite(site))]
    html = [
        (address_of(Path(file).relative_to(site).as_posix()), problem)
        for file, problem in html_problems(site)
    ]
    pages: dict[str, tuple[int, ...]] = {}
    with hosted(site) as base:
        for number, (address, found) in enumerate(look_at(base, addresses), start=1):
            found["html-validate"] = [problem for where, problem in html if where == address]
            for name, problems in found.items():
                for problem in problems:
                    print(f"/{address}: {name}: {problem}", flush=True)
            pages[address] = tuple(len(problems) for problems in found.values())
            if number % AT_ONCE == 0:
                print(f"  {number} of {len(addresses)}", flush=True)
    return pages


def main(_: list[str]) -> int:
    """Check site/, write the results, print the figures; return 1 for problems."""
    root = Path.cwd()
    if missing := missing_site(Path("site")):
        print(missing)
        return 2
    results = Results(owner_clock(root).today, engines(), check(root / "site"))
    (root / "docs" / FILE).write_text(written_results(results), encoding="utf-8", newline="\n")
    print(f"{len(results.pages)} pages; problems (target 0):")
    totals = [sum(numbers) for numbers in zip(*results.pages.values(), strict=True)]
    for (name, number), total in zip(results.engines.items(), totals, strict=True):
        print(f"  {name} {number}: {total}")
    return 1 if any(totals) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
