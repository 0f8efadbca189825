"""Does saving in the form change more than its writer did? Tries every page and file of data.

    .venv/bin/python bench/form_round_trip.py [PATH ...]     # docs/index.md ...; none: all

Opens each page in the real form editor in Chromium, with the tests' stand-in for GitHub, changes
one word in the summary and one in the text, saves, and prints every page whose file differs in
more than these two lines. In a file of data, it changes a word in the last entry of each list.
Ends with the number of files; exits with 1 if there was such a file. The tests do the same with
tests/sample/.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks"), str(ROOT / "tests")]

from fake_host import make_host  # noqa: E402
from form_desk import open_desk  # noqa: E402
from playwright.sync_api import Error, sync_playwright  # noqa: E402

from library.authoring.form_data import data_collections  # noqa: E402
from library.authoring.form_fields import page_titles  # noqa: E402
from library.check.settings import load_settings  # noqa: E402
from machine.browser import find_browser  # noqa: E402
from machine.editor import provide_editor  # noqa: E402


def main(paths: list[str]) -> int:
    """Try the pages, or all; return the exit code."""
    if notice := provide_editor():
        print(f"The form editor is not here: {notice}")
        return 1
    start, wrong = time.perf_counter(), 0
    settings = load_settings(ROOT)
    lists = {"categories": settings.categories, "authors": settings.authors}
    pages = page_titles(ROOT / "docs")
    data = [
        file["file"] for each in data_collections(ROOT / "docs", pages) for file in each["files"]
    ]
    paths = paths or [*(f"docs/{inside}" for inside in pages), *data]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        host = make_host(Path(folder), ROOT, "docs")
        browser = driver.chromium.launch(
            executable_path=find_browser() or None, args=["--no-sandbox", "--disable-gpu"]
        )
        with open_desk(browser, host, ROOT / "docs", lists) as desk:
            desk.sign_in()
            for path in paths:
                try:
                    change = desk.change_entries if path in data else desk.change_a_word
                    found = change(path)
                except (AssertionError, Error) as error:
                    found = [f"could not be saved: {error}"]
                wrong += bool(found)
                if found:
                    print(f"{path}:", *found, sep="\n    ", flush=True)
            for error in (*desk.errors, *host.unknown):
                print(f"error: {error}")
                wrong += 1
        browser.close()
    seconds = time.perf_counter() - start
    print(f"{len(paths)} files saved in the form, {wrong} with other changes, {seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
