"""What the search costs on a large site: prints the index's size, the bytes a phone loads, time.

    python bench/search_scale.py [--posts 100 1000 5000] [--build]

Posts are made from sentences of the site's own articles, with ten of 15,000 made-up rare words
each, so that the vocabulary grows as a real one does. Bytes are gzip, of all files that the
first results of a query need, the scripts too, as they are published. --build also builds a site
of the first number of posts with and without the index, three times each in turn, and prints the
CPU seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks"), str(Path(__file__).parent)]

from search import Quiet, served  # noqa: E402

from library.search_index import Document, build_index  # noqa: E402
from library.search_text import Section  # noqa: E402
from library.search_words import read_search_words  # noqa: E402
from library.web_assets import smaller  # noqa: E402
from machine.browser import find_browser  # noqa: E402

STAGES = ["Evaluation", "Meetings", "The plan"]
WORDS_A_POST = 713
QUERIES = (
    "school wont test my kid",
    "iep meeting",
    "how long does the school have to answer my letter",
    "evlauation report",
    "can i bring someone",
)
ASK = """async (query) => {
  const engine = await ipSearchEngine("/index/")
  const start = performance.now()
  const { results } = await engine.find(query)
  await engine.cards(results.slice(0, 10).map(({ page }) => page))
  const cold = performance.now() - start
  const again = performance.now()
  await engine.find(query)
  return [results.length, cold, performance.now() - again]
}"""


def sources() -> tuple[list[str], list[str], list[str]]:
    """Return sentences, questions and titles of the site's own articles."""
    sentences: list[str] = []
    questions: list[str] = []
    titles: list[str] = []
    for path in sorted((ROOT / "docs/articles/posts").glob("[a-z]*.md")):
        _, top, body = path.read_text(encoding="utf-8").split("---", 2)
        meta = yaml.safe_load(top)
        titles.append(str(meta["title"]))
        questions += [str(question) for question in meta.get("questions") or []]
        text = " ".join(line for line in body.splitlines() if line[:1].isalpha())
        sentences += [part.strip() + "." for part in text.split(". ") if 4 < len(part.split()) < 30]
    return sentences, questions, titles


def rare_words(chance: random.Random) -> list[str]:
    """Return made-up words."""
    parts = "ba co di fu ge lan mor nes pri qua ret sol tan ver win zel tor min".split()
    return sorted({"".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(15_000)})


def posts(count: int) -> list[tuple[str, list[str], str]]:
    """Return (title, questions, text) of so many posts."""
    chance = random.Random(count)
    sentences, questions, titles = sources()
    rare = rare_words(chance)
    made = []
    for number in range(count):
        text: list[str] = []
        while sum(len(part.split()) for part in text) < WORDS_A_POST:
            text.append(chance.choice(sentences))
        text.append(" ".join(chance.choices(rare, k=10)).capitalize() + ".")
        title = f"{chance.choice(titles)} {chance.choice(rare)} {number}"
        made.append((title, chance.sample(questions, 10), " ".join(text)))
    return made


def measure(count: int) -> None:
    """Print one row: what the index of so many posts weighs and takes."""
    documents = [
        Document(
            url=f"articles/{number}/",
            kind="article",
            title=title,
            description=questions[0] + " " + questions[1],
            stages=(STAGES[number % 3],),
            minutes=4,
            questions=tuple(questions),
            sections=(Section("", text),),
        )
        for number, (title, questions, text) in enumerate(posts(count))
    ]
    words, _ = read_search_words(
        (ROOT / "overrides/words/search_en.yml").read_text(encoding="utf-8")
    )
    start = time.process_time()
    files = build_index(documents, words, "en", STAGES)
    seconds = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        (Path(folder) / "index").mkdir()
        for name, content in files.items():
            (Path(folder) / "index" / name).write_bytes(content)
        (Path(folder) / "blank.html").write_text("<!doctype html><title>Bench</title>")
        for script in ("search_engine.js", "search.js", "search_open.js"):
            code = (ROOT / "overrides/assets/javascripts" / script).read_text(encoding="utf-8")
            (Path(folder) / script).write_text(smaller(script, code), encoding="utf-8")
        chromium = driver.chromium.launch(
            executable_path=find_browser() or None, args=["--no-sandbox", "--disable-gpu"]
        )
        sizes, colds, warms = [], [], []
        with served(Path(folder)) as site:
            for query in QUERIES:
                page = chromium.new_context().new_page()
                page.goto(f"{site}/blank.html")
                client = page.context.new_cdp_session(page)
                client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
                Quiet.loaded.clear()
                for script in ("search_open.js", "search_engine.js", "search.js"):
                    page.request.get(f"{site}/{script}")
                page.add_script_tag(url=f"{site}/search_engine.js")
                _, cold, warm = page.evaluate(ASK, query)
                sizes.append(sum(Quiet.loaded.values()) / 1000)
                colds.append(cold)
                warms.append(warm)
        chromium.close()
    print(
        f"| {count} | {len(files) - count} | {seconds:.1f} | {statistics.median(sizes):.0f} "
        f"| {max(sizes):.0f} | {max(colds):.0f} | {max(warms):.0f} |"
    )


def build_times(count: int) -> None:
    """Print the CPU seconds of a build with and without the index."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        docs = root / "docs" / "articles" / "posts"
        docs.mkdir(parents=True)
        about = "description: All there is to say about this, in a sentence that is long enough.\n"
        (root / "docs/index.md").write_text(
            f"---\ntemplate: home.html\ntitle: Home\npromise: Help.\ntasks: []\n{about}---\n"
        )
        (root / "docs/articles/index.md").write_text(f"---\ntitle: Articles\n{about}---\n\nAll.\n")
        for number, (title, questions, text) in enumerate(posts(count)):
            meta = yaml.safe_dump({"title": title[:70], "questions": questions})
            half = len(text) // 2
            (docs / f"post-{number}.md").write_text(
                f"---\n{meta}{about}slug: post-{number}\ndate: 2025-01-01\ncategories: [Meetings]\n"
                f"checked: 2026-01-01\n---\n\n{text[:300]}\n\n<!-- more -->\n\n## One\n\n"
                f"{text[300:half]}\n\n## Two\n\n{text[half:]}\n"
            )
        settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
        settings["nav"] = [{"Home": "index.md"}, {"Articles": "articles/index.md"}]
        settings["theme"]["custom_dir"] = str(ROOT / "overrides")
        del settings["watch"]
        hooks = [str(ROOT / hook) for hook in settings["hooks"] if "check_content" not in hook]
        taken: dict[str, list[float]] = {"with": [], "without": []}
        for _ in range(3):
            for name, runs in taken.items():
                settings["hooks"] = [h for h in hooks if name == "with" or "index_search" not in h]
                (root / "mkdocs.yml").write_text(yaml.safe_dump(settings))
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run(
                    [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(root / "site")],
                    cwd=root,
                    check=True,
                    env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
                    stderr=subprocess.DEVNULL,
                )
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                runs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(json.dumps({name: [round(run, 1) for run in runs] for name, runs in taken.items()}))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--build", action="store_true")
    options = parser.parse_args()
    if options.build:
        build_times(options.posts[0])
        return
    print(
        "| posts | files but texts | s to index | kB gzip, median | most | ms cold, 4x | warm, 4x |"
    )
    print("|---|---|---|---|---|---|---|")
    for count in options.posts:
        measure(count)


if __name__ == "__main__":
    main()
