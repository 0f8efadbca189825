"""`look SITE [--base REVISION]`: a quick check of a built site before it is published.

It reads every page (support/site_faults.py). It opens the pages that have changed since the
revision, the home page, and the lists that show them in a real browser, at most MOST of them: there
must be no error in the console, nothing that axe-core finds in light or dark mode, and on paper
something to read that is no wider than the sheet. The tests check the code in full; this checks
today's texts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from library.check.rules.redirects import address_of
from library.check.settings import load_settings
from library.check.source import read_source
from library.common.git import changed_paths, git
from library.site.built_site import BuiltSite
from machine.browser import find_browser
from machine.quiet_host import hosted, missing_site
from publishing.check_accessibility import AXE, FLAGS, SCHEMES
from publishing.support.site_faults import SitePage, own_pages, read_pages, site_faults, targets_of

MOST = 24  # pages that are opened; a look at one takes about a second
PHONE = ViewportSize(width=390, height=844)
PAPER = ViewportSize(width=672, height=960)  # US Letter between its margins, in CSS pixels
LISTS = ("articles/category/", "articles/archive/")
SECONDS = 20  # for a page to open
ON_PAPER = """() => {
  const text = document.querySelector("main"), whole = document.documentElement
  return {
    words: text.checkVisibility() && text.innerText.trim(),
    wide: whole.scrollWidth - whole.clientWidth,
  }
}"""


def changed_files(root: Path, base: str) -> list[str]:
    """Return the files in docs/ that are new, changed or gone since a revision.

    Where there is no earlier version at all, nothing is. Raises ValueError, with the words for the
    person, if Git does not know the revision.
    """
    try:
        return changed_paths(root, base, "docs")
    except subprocess.CalledProcessError as error:
        if git(root, "rev-list", "--count", "HEAD").strip() == "1":
            return []
        raise ValueError(
            f"Git does not know the revision {base}. Write --base with a branch or a commit that "
            "`git log` shows."
        ) from error


def changed_addresses(root: Path, files: Collection[str]) -> list[str]:
    """Return the addresses of the texts among these files, and of texts that show a picture."""
    pictures = {Path(file).name for file in files if not file.endswith((".md", ".yml"))}
    found = []
    for path in sorted((root / "docs").rglob("[!_.]*.md")):
        name = path.relative_to(root).as_posix()
        text = path.read_text("utf-8", "replace")
        if name in files or any(picture in text for picture in pictures):
            found.append(address_of(read_source(name, name.removeprefix("docs/"), text)))
    return found


def pages_to_open(
    pages: Mapping[str, SitePage], changed: Collection[str], site_url: str
) -> list[str]:
    """Return the addresses to look at: what changed, home, the lists that show it, the newest."""
    own = own_pages(pages)
    wanted = [address for address in changed if address in own]
    lists = [a for a in own if a.startswith(LISTS) or (a.count("/") == 1 and a != "search/")]
    shown = [
        address
        for address in lists
        if {target for target, _ in targets_of(address, own[address], site_url)} & set(wanted)
    ]
    newest = [t for t, _ in targets_of("articles/", own.get("articles/", SitePage()), site_url)]
    others = [t for t in newest if t.startswith("articles/") and t.count("/") == 2]
    order = [*wanted[: MOST - 4], "", *shown, *lists[:4], *others[:4]]
    return [address for address in dict.fromkeys(order) if address in own][:MOST]


def faults_of(browser: Browser, base: str, address: str) -> list[str]:
    """Return what is wrong with one page, as seen by a reader with a phone and a printer."""
    context = browser.new_context(
        viewport=PHONE, locale="en-US", reduced_motion="reduce", service_workers="block"
    )
    context.set_default_timeout(SECONDS * 1000)
    found: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda asked: found.append(f"could not be loaded: {asked.url}"))
    page.goto(base + address)
    found += _axe_faults(page)
    found += _print_faults(page)
    context.close()
    return [f"/{address}: {' '.join(fault.split())}" for fault in dict.fromkeys(found)]


def _axe_faults(page: Page) -> Iterator[str]:
    page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield from (f"{scheme}: {problem}" for problem in page.evaluate(AXE))


def _print_faults(page: Page) -> Iterator[str]:
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size(PAPER)
    seen = page.evaluate(ON_PAPER)
    if not seen["words"]:
        yield "nothing of it is printed"
    if seen["wide"] > 0:
        yield f"it is {seen['wide']} pixels too wide for a sheet of paper"


def browser_faults(folder: Path, addresses: Collection[str]) -> list[str]:
    """Open pages of the site in a folder, in as many browsers as there are cores."""
    workers = min(os.cpu_count() or 1, max(len(addresses), 1))
    listed = list(addresses)
    with hosted(folder) as base, ThreadPoolExecutor(workers) as threads:
        parts = [listed[start::workers] for start in range(workers)]
        found = threads.map(lambda part: _open_all(base, part), parts)
        return sorted(fault for faults in found for fault in faults)


def _open_all(base: str, addresses: Collection[str]) -> list[str]:
    with sync_playwright() as driver:  # each thread needs one of its own
        browser = driver.chromium.launch(executable_path=find_browser() or None, args=FLAGS)
        found = [fault for address in addresses for fault in faults_of(browser, base, address)]
        browser.close()
    return found


def main(arguments: list[str]) -> int:
    """Check the site; print each fault; return 1 if there is one."""
    parser = argparse.ArgumentParser(prog="look", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("--base", help="what has changed since this Git revision is looked at")
    options = parser.parse_args(arguments)
    root = Path.cwd()
    if missing := missing_site(options.site):
        print(missing)
        return 2
    site_url = load_settings(root).site_url.rstrip("/") + "/"
    try:
        files = changed_files(root, options.base) if options.base else []
    except ValueError as error:
        print(error)
        return 2
    pages = read_pages(BuiltSite(options.site))
    addresses = pages_to_open(pages, changed_addresses(root, files), site_url)
    faults = site_faults(options.site, site_url)
    faults += browser_faults(options.site, addresses)
    print("\n".join(faults))
    print(
        f"{len(pages)} pages read, {len(addresses)} opened in a browser: "
        + (f"{len(faults)} faults." if faults else "no problem found.")
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
