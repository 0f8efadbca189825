"""How many sheets each page takes when it is printed from the browser.

    python bench/paper.py [--site FOLDER] [--only WORD]

Prints every page of a built site (site/ if none is given) with Chromium, on Letter and on A4, and
tells for each kind of page how many take 1, 2, 3 ... sheets, and the smallest letters on either.
Then it lists the articles: words on paper, sheets on Letter and A4, and how full the last one is.
At last it lists what misses a target: an article takes at most 2 sheets of Letter; a checklist, and
a letter whose PDF is one page, take 1 of Letter and of A4; no letter is smaller than 11 points (but
for the raised numbers of marks).

--only  only addresses that hold this word, such as "articles/"
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from machine.browser import find_browser  # noqa: E402
from machine.quiet_host import hosted, missing_site  # noqa: E402

PAPERS = {"Letter": 672, "A4": 649}  # pixels: how wide the print is, for letters in drawings
KINDS = ("checklists", "letters", "glossary", "guides", "now", "about", "rights")
# The smallest size of text, in points, as it is on paper: a drawing's letters are scaled.
SMALLEST = """() => {
  const sizes = []
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement
    if (!walker.currentNode.data.trim() || !one.checkVisibility()) continue
    if (one.closest("sup, script, template, title, desc")) continue
    const scale = one instanceof SVGElement ? one.getScreenCTM().a : 1
    sizes.push(parseFloat(getComputedStyle(one).fontSize) * scale * 0.75)
  }
  return Math.min(...sizes)
}"""
SMALL = 11  # points


class Printed(NamedTuple):
    """One page on paper."""

    kind: str
    address: str
    sheets: dict[str, int]  # by paper
    own: int  # how many pages its PDF has; 0 if it has none
    words: int
    last: float  # how much of the height of the last sheet of Letter is printed
    smallest: float  # letters, in points


def main() -> None:
    """Print all pages, then the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if missing := missing_site(options.site):
        sys.exit(missing)
    found = list(print_all(options.site, options.only))
    print("| kind | pages | sheets of Letter: pages | sheets of A4: pages | smallest letters, pt |")
    print("|---|---|---|---|---|")
    for kind in dict.fromkeys(one.kind for one in found):
        own = [one for one in found if one.kind == kind]
        counts = (
            ", ".join(
                f"{sheets}: {pages}"
                for sheets, pages in sorted(Counter(one.sheets[paper] for one in own).items())
            )
            for paper in PAPERS
        )
        smallest = min(one.smallest for one in own)
        print(f"| {kind} | {len(own)} | {' | '.join(counts)} | {smallest:.1f} |")
    print("\n words  Letter  A4  last sheet, %  article")
    for one in sorted(found, key=lambda one: one.words):
        if one.kind == "articles":
            letter, a4 = (one.sheets[paper] for paper in PAPERS)
            print(f"{one.words:6}  {letter:6}  {a4:2}  {100 * one.last:13.0f}  {one.address}")
    missed = [f"{one.address}: {miss}" for one in found for miss in misses(one)]
    print(f"\n{len(missed)} targets missed", *missed, sep="\n")


def misses(one: Printed) -> Iterator[str]:
    """Say which targets a page misses."""
    if one.kind == "articles" and one.sheets["Letter"] > 2:
        yield f"{one.sheets['Letter']} sheets of Letter"
    if one.own == 1 or one.kind == "checklists":
        for paper, sheets in one.sheets.items():
            if sheets > 1:
                yield f"{sheets} sheets of {paper}"
    if one.smallest < SMALL - 0.01:  # a pixel is cut to 1/64
        yield f"letters of {one.smallest:.2f} points"


def print_all(site: Path, only: str) -> Iterator[Printed]:
    """Print each page that a reader can open, in order of address."""
    with hosted(site) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=find_browser() or None, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(service_workers="block").new_page()
        for file in sorted(site.rglob("index.html")):
            address = file.parent.relative_to(site).as_posix().removeprefix(".")
            text = file.read_text(encoding="utf-8")
            if only in f"{address}/" and 'id="main"' in text:
                page.goto(f"{base}{address}/")
                pdf = file.parent.with_name(f"{file.parent.name}.pdf")
                own = len(pypdfium2.PdfDocument(pdf)) if pdf.exists() else 0
                yield printed(page, address, kind_of(address, text), own)
        browser.close()


def kind_of(address: str, text: str) -> str:
    """Return the kind of a page by its address: a folder, "lists", or "other"."""
    folder, _, name = address.partition("/")
    if 'property="article:published_time"' in text:
        return "articles"
    if folder == "articles" or (folder in ("checklists", "letters", "guides") and not name):
        return "lists"
    return folder if folder in KINDS else "other"


def printed(page: Page, address: str, kind: str, own: int) -> Printed:
    """Print the page that is open, whose PDF has `own` pages."""
    sheets, words, last = {}, 0, 0.0
    page.set_viewport_size({"width": 1280, "height": 800})
    for paper in PAPERS:
        pdf = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper, print_background=False)))
        sheets[paper] = len(pdf)
        if paper == "Letter":
            words = sum(len(one.get_textpage().get_text_range().split()) for one in pdf)
            last = printed_height(pdf[len(pdf) - 1])
    page.emulate_media(media="print")
    smallest = []
    for width in PAPERS.values():
        page.set_viewport_size({"width": width, "height": 800})
        smallest.append(float(page.evaluate(SMALLEST)))
    page.emulate_media(media="null")  # as a reader has it
    return Printed(kind, f"{address}/", sheets, own, words, last, min(smallest))


def printed_height(sheet: pypdfium2.PdfPage) -> float:
    """Return how far down a sheet is printed, from 0 to 1, without its number."""
    picture = sheet.render(scale=0.5, grayscale=True).to_pil()
    picture.paste(255, (0, int(picture.height * 0.955), *picture.size))
    box = picture.point(lambda shade: 255 - shade).getbbox()
    return box[3] / picture.height if box else 0.0


if __name__ == "__main__":
    main()
