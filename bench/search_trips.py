"""How long a phone waits for the first results of a search that it comes with.

    python bench/search_trips.py [--site FOLDER] [--latency MS]

Opens /search/?q=... in Chromium with an empty cache, each answer sent with gzip and held back by
the latency, at 1.6 Mbit/s, and prints for each question: requests and kB (gzip) until the first
result is shown, the longest chain of requests each of which began after the one before it ended,
and the milliseconds until the first result is shown, and until its sentence is. The last row has
the medians. Other programs on the machine count in the milliseconds, and hardly in the chain.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from pages import FLAGS, GzipHost
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from machine.browser import find_browser  # noqa: E402
from machine.quiet_host import hosted, missing_site  # noqa: E402

QUESTIONS = (
    "can i bring someone",
    "how long does the school have to test my child",
    "my son got suspended 12 days",
    "waht is a 504 paln",
    "the school says they dont have enough staff for his aide",
)
BYTES_A_SECOND = 200_000
WATCH = """self.seen = {}
new MutationObserver(() => {
  const has = (what) => document.querySelector("[data-search-results] " + what)
  if (has("li")) self.seen.result ??= performance.now()
  if (has("li mark")) self.seen.sentence ??= performance.now()
}).observe(document, { childList: true, subtree: true })"""


def measure(browser: Browser, address: str, latency: float) -> tuple[int, float, int, float, float]:
    """Return the row of one question, as the module says."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    context.add_init_script(WATCH)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    begun: dict[str, float] = {}
    ended: dict[str, tuple[float, float]] = {}  # when, and how many bytes
    client.on("Network.requestWillBeSent", lambda told: begun.update(row(told, "timestamp")))
    client.on(
        "Network.loadingFinished",
        lambda told: ended.update(
            {told["requestId"]: (told["timestamp"], told["encodedDataLength"])}
        ),
    )
    page.goto(address)
    page.locator("[data-search-results] li mark").first.wait_for()
    seen = page.evaluate("({ ...self.seen, zero: performance.timeOrigin })")
    start = min(begun.values())
    until = start + seen["result"] / 1000
    spans = sorted(
        (start_, *ended[name])
        for name, start_ in begun.items()
        if name in ended and ended[name][0] <= until
    )
    context.close()
    chains: list[int] = []
    for number, (began, _, _) in enumerate(spans):
        before = [chains[n] for n in range(number) if spans[n][1] <= began]
        chains.append(1 + max(before, default=0))
    size = sum(length for _, _, length in spans) / 1000
    return len(spans), size, max(chains), seen["result"], seen["sentence"]


def row(told: dict[str, Any], name: str) -> dict[str, float]:
    """Return when a request was told of, without those that the page holds in itself."""
    if told["request"]["url"].startswith("data:"):
        return {}
    return {told["requestId"]: told[name]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--latency", type=float, default=150)
    options = parser.parse_args()
    if missing := missing_site(options.site):
        sys.exit(missing)
    print("| question | requests | kB | chain | ms to a result | to its sentence |")
    print("|---|---|---|---|---|---|")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser() or None, args=FLAGS)
        rows = []
        with hosted(options.site, GzipHost) as site:
            for question in QUESTIONS:
                found = measure(browser, f"{site}search/?q={quote_plus(question)}", options.latency)
                print_row(question, found)
                rows.append(found)
        browser.close()
    print_row("median", tuple(statistics.median(column) for column in zip(*rows, strict=True)))


def print_row(name: str, found: tuple[float, ...]) -> None:
    """Print one row of the table."""
    print(f"| {name} | " + " | ".join(f"{number:.0f}" for number in found) + " |", flush=True)


if __name__ == "__main__":
    main()
