"""What the search costs on a large site: prints the index's size, the bytes a phone loads, time.

    python bench/search_scale.py [--posts 100 1000 5000] [--site FOLDER]

Posts are made from sentences of the site's own articles, with ten of 15,000 made-up rare words
each, so that the vocabulary grows as a real one does, and with as many wordings (asked) as an
article has, taken from all of theirs. With --site a built site is measured instead. Bytes are gzip,
of all files that the first results of a query need, the scripts too, as they are published; those
of a long question with much talk in it stand apart. Targets: 90 kB for the site, 160 kB at 5,000
posts, and 50 ms for what was asked before, on a phone that is four times slower. Times are the main
thread's CPU time times four, so that other programs on the machine do not count.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml
from playwright.sync_api import CDPSession, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks"), str(Path(__file__).parent)]

from search import Counting, hosted, missing_site  # noqa: E402

from library.search.index import Document, build_index  # noqa: E402
from library.search.text import Section  # noqa: E402
from library.search.words import read_search_words  # noqa: E402
from library.site.web_assets import joined, smaller  # noqa: E402
from machine.browser import find_browser  # noqa: E402
from publish_assets import JOINED  # noqa: E402

SCRIPTS = ROOT / "overrides/assets/javascripts"
STAGES = ["Evaluation", "Meetings", "The plan"]
WORDS_A_POST = 713
QUERIES = (
    "school wont test my kid",
    "iep meeting",
    "how long does the school have to answer my letter",
    "evlauation report",
    "can i bring someone",
    "my son got suspended 12 days",
    "they want to cut his speech therapy",
    "waht is a 504 paln",
    "the school says they dont have enough staff for his aide",
    "my daughter refuses to go to school",
    "teecher calls me evry day to pick him up",
    "records request",
    "i disagree with the evaluation",
    "does the iep move with us to another state",
)
LONG = (
    "hello i have a question about my son he is in third grade and has adhd and the school keeps"
    " calling me to pick him up early because of his behavior and nobody ever wrote a plan for it"
    " what can i ask for in writing before they suspend him again thank you so much for any help"
)
ASK = """async (query) => {
  const engine = await ipSearchEngine("/index/")
  const find = async () => {
    const { results } = await engine.find(query)
    await engine.cards(results.slice(0, 10).map(({ page }) => page))
  }
  window.again = find
  await find()
}"""
AGAIN = "async (times) => { for (let n = 0; n < times; n++) await window.again() }"
TIMES = 5
SLOWER = 4


def sources() -> tuple[list[str], list[str], list[str], list[list[str]]]:
    """Return sentences, questions, titles and wordings of the site's own articles."""
    sentences: list[str] = []
    questions: list[str] = []
    titles: list[str] = []
    asked: list[list[str]] = []
    for path in sorted((ROOT / "docs/articles/posts").glob("[a-z]*.md")):
        _, top, body = path.read_text(encoding="utf-8").split("---", 2)
        meta = yaml.safe_load(top)
        titles.append(str(meta["title"]))
        questions += [str(question) for question in meta.get("questions") or []]
        asked.append([str(wording) for wording in meta.get("asked") or []])
        text = " ".join(line for line in body.splitlines() if line[:1].isalpha())
        sentences += [part.strip() + "." for part in text.split(". ") if 4 < len(part.split()) < 30]
    return sentences, questions, titles, asked


def rare_words(chance: random.Random) -> list[str]:
    """Return made-up words."""
    parts = "ba co di fu ge lan mor nes pri qua ret sol tan ver win zel tor min".split()
    return sorted({"".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(15_000)})


def posts(count: int) -> list[Document]:
    """Return so many posts."""
    chance = random.Random(count)
    sentences, questions, titles, asked = sources()
    wordings = [wording for each in asked for wording in each]
    rare = rare_words(chance)
    made = []
    for number in range(count):
        text: list[str] = []
        while sum(len(part.split()) for part in text) < WORDS_A_POST:
            text.append(chance.choice(sentences))
        text.append(" ".join(chance.choices(rare, k=10)).capitalize() + ".")
        title = f"{chance.choice(titles)} {chance.choice(rare)} {number}"
        answered = chance.sample(questions, 10)
        made.append(
            Document(
                url=f"articles/{number}/",
                kind="article",
                title=title,
                description=answered[0] + " " + answered[1],
                stages=(STAGES[number % 3],),
                minutes=4,
                questions=tuple(answered),
                asked=tuple(chance.sample(wordings, len(chance.choice(asked)))),
                sections=(Section("", " ".join(text)),),
            )
        )
    return made


def measure(count: int) -> None:
    """Print one row: what the index of so many posts weighs and takes."""
    documents = posts(count)
    words, _ = read_search_words(
        (ROOT / "overrides/words/search_en.yml").read_text(encoding="utf-8")
    )
    start = time.process_time()
    files = build_index(documents, words, STAGES)
    print_row(str(count), files, time.process_time() - start)


def measure_site(site: Path) -> None:
    """Print one row: what the index of a built site weighs."""
    index = site / "search" / "en"
    print_row("site", {path.name: path.read_bytes() for path in index.iterdir()}, None)


def print_row(name: str, files: dict[str, bytes], seconds: float | None) -> None:
    """Ask the index each query with an empty cache, and print what was loaded and how long it took.

    `seconds` is how long it took to make it, if that is known.
    """
    texts = sum(file.startswith("text-") for file in files)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        (Path(folder) / "index").mkdir()
        for file, content in files.items():
            (Path(folder) / "index" / file).write_bytes(content)
        (Path(folder) / "blank.html").write_text("<!doctype html><title>Bench</title>")
        for script in ("search_engine.js", "search.js", "search_open.js"):
            parts = JOINED.get(f"javascripts/{script}", [script.removesuffix(".js")])
            code = joined((SCRIPTS / f"{part}.js").read_text(encoding="utf-8") for part in parts)
            (Path(folder) / script).write_text(smaller(script, code), encoding="utf-8")
        chromium = driver.chromium.launch(
            executable_path=find_browser() or None, args=["--no-sandbox", "--disable-gpu"]
        )
        sizes, colds, warms = [], [], []
        with hosted(Path(folder), Counting) as site:
            for query in (*QUERIES, LONG):
                page = chromium.new_context().new_page()
                page.goto(f"{site}blank.html")
                client = page.context.new_cdp_session(page)
                client.send("Performance.enable", {"timeDomain": "threadTicks"})
                Counting.loaded.clear()
                for script in ("search_open.js", "search_engine.js", "search.js"):
                    page.request.get(f"{site}{script}")
                page.add_script_tag(url=f"{site}search_engine.js")
                start = busy(client)
                page.evaluate(ASK, query)
                sizes.append(sum(Counting.loaded.values()) / 1000)
                colds.append(SLOWER * (busy(client) - start))
                page.evaluate(AGAIN, TIMES)  # until the browser has compiled it
                start = busy(client)
                page.evaluate(AGAIN, TIMES)
                warms.append(SLOWER * (busy(client) - start) / TIMES)
        chromium.close()
    *short, long = sizes
    made = "" if seconds is None else f"{seconds:.1f}"
    print(
        f"| {name} | {len(files) - texts} | {made} | {statistics.median(short):.0f} "
        f"| {max(short):.0f} | {long:.0f} | {max(colds):.0f} | {max(warms):.0f} |",
        flush=True,
    )


def busy(client: CDPSession) -> float:
    """Return the milliseconds that the page's main thread has worked so far."""
    told = client.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(each["value"] for each in told if each["name"] == "TaskDuration"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--site", type=Path)
    options = parser.parse_args()
    if options.site and (missing := missing_site(options.site)):
        sys.exit(missing)
    print(
        "| posts | files but texts | s to index | kB gzip, median | most | a long question"
        " | CPU ms cold, 4x | warm, 4x |"
    )
    print("|---|---|---|---|---|---|---|---|")
    if options.site:
        measure_site(options.site)
    else:
        for count in options.posts:
            measure(count)


if __name__ == "__main__":
    main()
