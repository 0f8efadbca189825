"""What a first visit loads, by page type, and what Lighthouse says about it.

    python bench/pages.py [--site FOLDER] [--lighthouse PROGRAM]

Serves the built site with gzip, as a static host does, and opens each page type in Chromium with
an empty cache, as a phone: requests and bytes over the wire before anyone touches anything, then
the bytes of a second page. Targets: 60 kB and 8 requests, second page 15 kB, no other host.

--site        a built site; without it the site is built first
--lighthouse  the program `lighthouse` (npm install lighthouse@12.8.2), mobile, simulated slow 4G:
              targets 100 in all four, largest paint 1.2 s, no layout shift, blocking under 50 ms
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from machine.browser import find_browser  # noqa: E402
from machine.quiet_host import QuietHost, hosted, missing_site  # noqa: E402

PAGES = {
    "home": "",
    "article": "articles/iep-vs-504/",
    "checklist": "checklists/before-the-iep-meeting/",
    "letter": "letters/ask-for-evaluation/",
    "search": "search/",
    "search, asked": "search/?q=can+i+bring+someone",
    "term": "glossary/free-appropriate-public-education/",
    "articles": "articles/",
    "path": "now/",
    "clock": "clock/",
    "log": "log/",
    "binder": "binder/",
    "state": "states/tx/",
}
SECOND = "articles/disagree/"
TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class GzipHost(QuietHost):
    """A static host that sends text with gzip and lets hashed files be kept for ever."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 (named by http.server)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        hashed = "/assets/" in self.path and path.stem.count(".")
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", f"max-age={31536000 if hashed else 600}")
        if path.suffix in TEXTS:
            body = gzip.compress(body, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def visit(browser: Browser, addresses: list[str]) -> list[tuple[int, int, set[str]]]:
    """Open pages one after the other; return each one's requests, bytes and kinds of files."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        service_workers="block",  # it would answer for the network, and not be counted
    )
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    seen: list[tuple[int, int, set[str]]] = []
    kept: set[str] = set()
    sizes: dict[str, int] = {}
    urls: dict[str, str] = {}

    def sent(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["request"]["url"]

    client.on("Network.requestWillBeSent", sent)
    client.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    client.on(
        "Network.loadingFinished",
        lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"]),
    )
    for address in addresses:
        for found in (kept, sizes, urls):
            found.clear()
        page.goto(address, wait_until="networkidle")
        loaded = {id for id in urls if id not in kept and sizes.get(id, 1)}
        seen.append(
            (len(loaded), int(sum(sizes[id] for id in loaded if id in sizes)), set(urls.values()))
        )
    context.close()
    return seen


def lighthouse(program: str, address: str) -> str:
    """Return the scores and times of one page as the cells of a table."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [program, address, "--quiet", "--output=json", f"--output-path={report}",
             f"--chrome-flags=--headless=new {' '.join(FLAGS)}"],
            check=True,
            env={**os.environ, "CHROME_PATH": find_browser() or ""},
        )  # fmt: skip
        told = json.loads(report.read_text(encoding="utf-8"))
    names = ("performance", "accessibility", "best-practices", "seo")
    scores = " / ".join(f"{told['categories'][name]['score'] * 100:.0f}" for name in names)
    audits = told["audits"]
    paint, shift, blocked = (
        audits[name]["numericValue"]
        for name in ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")
    )
    return f"{scores} | {paint / 1000:.2f} | {shift:.3f} | {blocked:.0f} |"


def main() -> None:
    """Serve, open, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--lighthouse")
    options = parser.parse_args()
    if options.site is None:
        subprocess.run([sys.executable, str(ROOT / "run.py"), "build"], check=True)
    site = options.site or ROOT / "site"
    if missing := missing_site(site):
        sys.exit(missing)
    with hosted(site, GzipHost) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser() or None, args=FLAGS)
        more = (
            " scores (100 each) | LCP s (1.2) | CLS (0) | TBT ms (50) |"
            if options.lighthouse
            else ""
        )
        print(f"| page | requests (8) | kB (60) | second page kB (15) | other hosts (0) |{more}")
        print("|---" * (5 + 4 * bool(options.lighthouse)) + "|")
        for name, path in PAGES.items():
            (count, size, urls), (_, second, _) = visit(browser, [base + path, base + SECOND])
            others = sum(not url.startswith((base, "data:")) for url in urls)
            row = f"| {name} | {count} | {size / 1000:.1f} | {second / 1000:.1f} | {others} |"
            print(
                row,
                lighthouse(options.lighthouse, base + path) if options.lighthouse else "",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
