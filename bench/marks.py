"""How far citations step back: marks, and characters that are citations, article by article.

    python bench/marks.py [--site FOLDER]

Reads each article of a built site (site/ if none is given) and counts, in the short answer and the
text below it: the marks; how many of them are for a whole list or table; the citations that are
part of the words, in all and in the short answer; and what share of all characters are the numbers
of marks and such citations. Targets: at most 12 marks, no citation in the words of the short
answer, less than 0.5 %.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bs4 import BeautifulSoup

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from machine.quiet_host import missing_site

MOST, SHARE = 12, 0.5


def main() -> None:
    """Print the figures, the articles with the most marks first."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, default=Path("site"))
    site = parser.parse_args().site
    if missing := missing_site(site):
        sys.exit(missing)
    rows = []
    for file in sorted(site.glob("articles/*/index.html")):
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        if page.select_one("meta[property='article:published_time']"):
            rows.append((*figures(page), file.parent.name))
    print("marks  of lists  in words  in the answer  % of characters  article")
    for marks, lists, words, answer, share, name in sorted(rows, reverse=True):
        print(f"{marks:5}  {lists:8}  {words:8}  {answer:13}  {share:15.2f}  {name}")
    missed = [row for row in rows if row[0] > MOST or row[3] or row[4] >= SHARE]
    print(f"{len(rows)} articles, {len(missed)} miss a target")


def figures(page: BeautifulSoup) -> tuple[int, int, int, int, float]:
    """Return the counts of an article, and the share of its characters in percent."""
    parts = page.select(".ip-answer, .ip-prose")
    for meaning in page.select(".ip-meaning"):  # unfolds on request
        meaning.decompose()
    text = sum(len(" ".join(part.get_text().split())) for part in parts)
    found = [one for part in parts for one in part.select(".ip-ref, .ip-cite")]
    marks = [one for one in found if one.name == "sup"]
    lists = [one for one in marks if one.find_parent(class_="ip-ref-line")]
    answer = page.select(".ip-answer .ip-cite")
    share = 100 * sum(len(one.get_text()) for one in found) / text
    return len(marks), len(lists), len(found) - len(marks), len(answer), share


if __name__ == "__main__":
    main()
