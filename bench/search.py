"""How well parents' words find pages: our search, Pagefind and Material's own, on the same pages.

    python bench/search.py [--queries FILE] [--more FILE ...] [--site FOLDER] [--misses]

Builds the site twice (as it is, and with Material's search plugin), lets the pinned Pagefind
index it, and asks all three every query of the test set in Chromium, as a reader's browser
would. Prints success at 1 and at 3, mean reciprocal rank, and the bytes (gzip) that a phone
loads for its first results. The set is split by a hash of the query: weights and words may be
chosen on the half "tune" only; "hold-out" tells what they are worth. Of further sets, too, only
the total is looked at: "fresh" was written before the lay wordings of pages, "unseen" after all
of them, from the plan of the library alone. bench/questions.py asks what strangers asked.

--queries  a list of {query, pages: [paths in docs that answer it]}
--more     further such lists
--site     a built site to ask, instead of building
--misses   print what our search gave for each query of the tuning half it did not answer in 3
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from machine.browser import find_browser  # noqa: E402
from machine.quiet_host import QuietHost, hosted, missing_site  # noqa: E402

OURS = """async ([queries, method]) => {
  const engine = await ipSearchEngine("/search/en/", { method })
  const all = []
  for (const query of queries) {
    const { results } = await engine.find(query)
    const cards = await engine.cards(results.slice(0, 10).map(({ page }) => page))
    all.push(cards.map((card) => "/" + card.address))
  }
  return all
}"""
PAGEFIND = """async ([queries]) => {
  const pagefind = await import("/pagefind/pagefind.js")
  const all = []
  for (const query of queries) {
    const { results } = await pagefind.search(query)
    const first = await Promise.all(results.slice(0, 10).map((result) => result.data()))
    all.push(first.map((result) => result.url))
  }
  return all
}"""
MATERIAL = """async ([queries, worker]) => {
  const lunr = new Worker(worker)
  const said = (type) => new Promise((resolve) => {
    lunr.addEventListener("message", function heard({ data }) {
      if (data.type !== type) return
      lunr.removeEventListener("message", heard)
      resolve(data.data)
    })
  })
  const index = await (await fetch("/search/search_index.json")).json()
  const ready = said(1)
  lunr.postMessage({ type: 0, data: { ...index, options: { suggest: false } } })
  await ready
  const all = []
  for (const query of queries) {
    const result = said(3)
    lunr.postMessage({ type: 2, data: query })
    const { items } = await result
    const pages = items.map((item) => "/" + item[0].location.split("#")[0])
    all.push([...new Set(pages)].slice(0, 10))
  }
  return all
}"""


class Counting(QuietHost):
    """Serves a folder, and notes the gzip size of what was asked for."""

    protocol_version = "HTTP/1.1"
    # For all servers of this bench, which asks one after the other and clears it between.
    loaded: dict[str, int] = {}  # noqa: RUF012

    def do_GET(self) -> None:  # noqa: N802 (named by http.server)
        path = Path(self.translate_path(self.path))
        if path.is_file():
            Counting.loaded[self.path] = len(gzip.compress(path.read_bytes(), 9))
        super().do_GET()


def build(folder: Path, *, with_material: bool) -> None:
    """Build the site into a folder; with Material's search plugin if asked for."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    del settings["watch"]
    settings["docs_dir"] = str(ROOT / "docs")  # the settings below lie in another folder
    settings["theme"]["custom_dir"] = str(ROOT / "overrides")
    settings["hooks"] = [str(ROOT / hook) for hook in settings["hooks"]]
    if with_material:
        settings["plugins"].insert(0, "search")
    with tempfile.TemporaryDirectory() as made:
        file = Path(made, "mkdocs.yml")
        file.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(file), "-d", str(folder)],
            check=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )


def lunr_worker(folder: Path) -> str:
    """Copy Material's search script, which our site leaves out, into it; return its address."""
    package = Path(str(find_spec("material").submodule_search_locations[0]))  # type: ignore[union-attr,index]
    (worker,) = package.glob("templates/assets/javascripts/workers/search.*.min.js")
    shutil.copy(worker, folder / "lunr-worker.js")
    return "lunr-worker.js"


def address(path: str) -> str:
    """Return the address of a page by its path in docs."""
    name = path.removesuffix(".md").removesuffix("index").replace("articles/posts/", "articles/")
    return f"/{name.rstrip('/')}/" if name else "/"


def is_held_out(query: str) -> bool:
    """Tell in which half of the set a query is."""
    return hashlib.sha256(query.encode()).digest()[0] % 2 == 1


def read_queries(path: Path) -> list[tuple[str, set[str]]]:
    """Return (query, addresses of the pages that answer it)."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(str(e["query"]), {address(path) for path in e["pages"]}) for e in entries]


def scores(answers: list[list[str]], wanted: list[set[str]]) -> tuple[float, float, float]:
    """Return success at 1, success at 3 and mean reciprocal rank."""
    ranks = [
        next((n for n, page in enumerate(row, 1) if page in pages), 0)
        for row, pages in zip(answers, wanted, strict=True)
    ]
    count = max(1, len(ranks))
    return (
        sum(rank == 1 for rank in ranks) / count,
        sum(1 <= rank <= 3 for rank in ranks) / count,
        sum(1 / rank for rank in ranks if rank) / count,
    )


def print_table(rows: list[tuple[str, int, tuple[float, float, float], int | None]]) -> None:
    """Print a Markdown table."""
    print("| search, part | queries | success at 1 | at 3 | MRR | kB gzip for the first query |")
    print("|---|---|---|---|---|---|")
    for name, count, (one, three, mean), size in rows:
        weight = f"{size / 1000:.0f}" if size is not None else ""
        print(f"| {name} | {count} | {one:.3f} | {three:.3f} | {mean:.3f} | {weight} |")


def open_blank(page: Page, site: str, site_dir: Path) -> None:
    """Open a page of the site that holds nothing but our engine."""
    blank = site_dir / "blank.html"
    blank.write_text("<!doctype html><title>Bench</title>")
    page.goto(f"{site}blank.html")
    blank.unlink()
    Counting.loaded.clear()
    (engine,) = site_dir.glob("assets/javascripts/search_engine.*.js")
    page.add_script_tag(url=f"{site}{engine.relative_to(site_dir).as_posix()}")


def first_bytes(
    page: Page, site: str, site_dir: Path, script: str, extra: object, first: str
) -> int:
    """Return the bytes (gzip) loaded until the first query is answered."""
    if script == OURS:
        open_blank(page, site, site_dir)
    else:
        page.goto(f"{site}blank.html")
        Counting.loaded.clear()
    page.evaluate(script, [[first], extra])
    return sum(Counting.loaded.values())


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=Path, default=ROOT / "bench" / "search_queries.yml")
    further = [ROOT / "bench" / f"search_{name}.yml" for name in ("fresh", "unseen")]
    parser.add_argument("--more", type=Path, nargs="*", default=further)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--material", type=Path, help="a site built with Material's search")
    parser.add_argument("--method", default="{}", help="JSON of weights to try, for our search")
    parser.add_argument("--only", default="ours pagefind material")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    for site in filter(None, (options.site, options.material)):
        if missing := missing_site(site):
            sys.exit(missing)
    halves = read_queries(options.queries)
    queries, more = list(halves), {}
    for path in options.more:
        entries = read_queries(path)
        more[path.stem.removeprefix("search_")] = range(len(queries), len(queries) + len(entries))
        queries += entries
    texts = [text for text, _ in queries]
    wanted = [pages for _, pages in queries]
    held = {n for n, (text, _) in enumerate(halves) if is_held_out(text)}
    first = range(len(halves))
    parts = {
        "tune": [n for n in first if n not in held],
        "hold-out": [n for n in first if n in held],
        "tune and hold-out": list(first),
        **{name: list(numbers) for name, numbers in more.items()},
    }

    with tempfile.TemporaryDirectory() as made, sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=find_browser() or None, args=["--no-sandbox", "--disable-gpu"]
        )
        rows = []
        for name, script in (("ours", OURS), ("pagefind", PAGEFIND), ("material", MATERIAL)):
            if name not in options.only:
                continue
            if name == "pagefind" and find_spec("pagefind_bin") is None:
                print("Pagefind is left out: pip install pagefind-bin==1.5.2", file=sys.stderr)
                continue
            extra: Any = json.loads(options.method)
            given = options.material if name == "material" else options.site
            folder = given or Path(made, name)
            if given is None:
                build(folder, with_material=name == "material")
            if name == "pagefind":
                run = [sys.executable, "-m", "pagefind_bin", "--site", str(folder), "--quiet"]
                subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
            if name == "material":
                extra = f"/{lunr_worker(folder)}"
            (folder / "blank.html").write_text("<!doctype html><title>Bench</title>")
            with hosted(folder, Counting) as site:
                page = chromium.new_page()
                size = first_bytes(page, site, folder, script, extra, "school wont test my kid")
                answers = page.evaluate(script, [texts, extra])
            (folder / "blank.html").unlink(missing_ok=True)
            for part, which in parts.items():
                reached = scores([answers[n] for n in which], [wanted[n] for n in which])
                weight = size if part == "tune" else None
                rows.append((f"{name}, {part}", len(which), reached, weight))
            if options.misses and name == "ours":
                for n in parts["tune"]:
                    if not wanted[n] & set(answers[n][:3]):
                        print(f"- {texts[n]}\n    wanted {sorted(wanted[n])}")
                        print(f"    got    {answers[n][:4]}")
        print_table(rows)
        chromium.close()


if __name__ == "__main__":
    main()
