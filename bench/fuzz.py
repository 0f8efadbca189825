"""Writes hostile posts, drawings and YAML files, and prints a table of what became of them.

    python bench/fuzz.py [--posts 2000] [--drawings 500] [--yaml 500] [--seed 1]

Each is put together at random, from a seed, out of the tests' payloads and odd characters. The
check reads all of them; what it lets through must build; then Chromium opens every page and
drawing without our policies, so that anything in them that could run would. Exits with 1 after a
traceback, a file that takes more than 10 seconds, a page that stops the build, a script or a
request to another host, and keeps that file in the folder that it names.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks"), str(ROOT / "tests")]

from drawing_payloads import HONEST, LEFT_OUT  # noqa: E402
from drawing_payloads import REFUSED as BAD_DRAWINGS  # noqa: E402
from playwright.sync_api import Page, Route, sync_playwright  # noqa: E402
from small_project import Project  # noqa: E402
from text_payloads import FINE, REFUSED, TITLES  # noqa: E402

from library.pictures.drawings import read_drawing  # noqa: E402
from library.pictures.images import PictureError  # noqa: E402
from machine.browser import find_browser  # noqa: E402
from tests.browser.conftest import FLAGS, StaticHost  # noqa: E402

LONGEST = 10.0  # seconds for one file
BATCH = 50  # posts that one process checks
WRAPS = """{}
> {}
- {}|- b
1. {}
!!! note|    {}
??? note|    {}
**{}**
*{}*
`{}`
``{}``
\\`{}\\`
[{}](../../about/index.md)
## {}
a[^1]||[^1]: {}
```|{}|```
~~~ {}|~~~
<!-- {} -->
{: title="{}" }
![{}](../../images/a.svg)
    {}
&lt;{}&gt;
<{}>
[a]({})
[a]: {}||[a][]""".splitlines()  # "|" is a new line
SIGNS = "*_`[]()<>&\\~^{}|!\"'#:;=-+/.,0aé漢\u200b\u202e\u00a0\t \n"
VALUES = [
    *"""[ { - ? : &a *a !!python/name:os.system | > ' " # 2026-11-24 1:1:1 0x1 .inf ~ yes <script>
    javascript:x() % @ a é name: title: slug: cite: ---""".split(),
    *("\t", "\n", "\n  ", "- ", ": ", "? "),
]


def main() -> int:
    """Run all four parts; return 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, usual in (("posts", 2000), ("drawings", 500), ("yaml", 500), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    kept = Path(tempfile.mkdtemp(prefix="fuzz-"))
    wrong: list[str] = []
    project = Project(Path(tempfile.mkdtemp(prefix="fuzz-site-")))
    wrong += yaml_files(options.yaml, chance, kept)
    wrong += drawings(options.drawings, chance, project, kept)
    wrong += posts(options.posts, chance, project, kept)
    site = build(project, kept, wrong)
    wrong += in_chromium(site, project)
    for line in wrong:
        print(f"WRONG {line}")
    print(f"{len(wrong)} wrong" + (f"; see {kept}" if wrong else ""))
    return 1 if wrong else 0


def odd(chance: random.Random, text: str) -> str:
    """Return a text with a few signs put in, taken out or said many times."""
    for _ in range(chance.choice((0, 0, 1, 2, 5))):
        at = chance.randrange(len(text) + 1)
        sign = chance.choice(SIGNS) * chance.choice((1, 1, 1, 2, 3, 40, 3000))
        end = at + chance.choice((0, 0, 1, 3))
        text = text[:at] + sign + text[end:]
    return text


def wrapped(chance: random.Random) -> str:
    """Return one paragraph or more made of a payload."""
    good = chance.random() < 0.75
    text = chance.choice(list((FINE if good else REFUSED).values()))
    for _ in range(chance.choice((0, 0, 1, 2, 3))):
        text = chance.choice(WRAPS).replace("|", "\n").replace("{}", text)
    return odd(chance, text)


def posts(count: int, chance: random.Random, project: Project, kept: Path) -> list[str]:
    """Write and check the posts; leave in the project those that have no error."""
    wrong: list[str] = []
    refused, slowest, started = 0, 0.0, time.monotonic()
    for first in range(0, count, BATCH):
        names = [f"post-{number}" for number in range(first, min(first + BATCH, count))]
        for name in names:
            text = "\n\n".join(wrapped(chance) for _ in range(chance.choice((1, 1, 2))))
            about = {}
            if chance.random() < 0.2:
                about["title"] = odd(chance, chance.choice(list(TITLES.values())))[:80]
            project.post(name, text=f"A.\n\n<!-- more -->\n\n## B\n\n{text}\n\nThe end.\n", **about)
        paths = [f"docs/articles/posts/{name}.md" for name in names]
        begun = time.monotonic()
        said = check(project.root, paths, wrong, kept)
        slowest = max(slowest, time.monotonic() - begun)
        for path in {line.split(":")[0] for line in said if ": hint: " not in line}:
            refused += path in paths
            if path in paths:
                (project.root / path).unlink()
    seconds = time.monotonic() - started
    took = f"{seconds:.0f} s, the slowest {BATCH} in {slowest:.1f} s"
    print(f"posts     {count:5} checked in {took}; {refused} refused")
    return wrong


def check(root: Path, paths: list[str], wrong: list[str], kept: Path) -> list[str]:
    """Run the check as staff do, and return its lines; one file at a time where it fails."""
    command = [sys.executable, "-m", "library.check", *paths]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    patience = LONGEST * max(3, len(paths)) / 3  # the start of a process takes some, too
    try:
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, encoding="utf-8",
            timeout=patience,
        )  # fmt: skip
        if done.returncode in (0, 1) and not done.stderr:
            return [line for line in done.stdout.splitlines() if line.startswith("docs/")]
        why = done.stderr.strip().splitlines()[-1:] or [f"exit {done.returncode}"]
    except subprocess.TimeoutExpired:
        why = ["took too long"]
    if len(paths) > 1:
        return [line for path in paths for line in check(root, [path], wrong, kept)]
    shutil.copy(root / paths[0], kept)
    wrong.append(f"check of {paths[0]}: {why[0]}")
    return [f"{paths[0]}:1: {why[0]}"]


def drawings(count: int, chance: random.Random, project: Project, kept: Path) -> list[str]:
    """Read the drawings; write those that are taken, clean, into docs/images/ with a post each."""
    wrong: list[str] = []
    taken, slowest = 0, 0.0
    good, bad = [*LEFT_OUT.values(), *HONEST.values()], [*BAD_DRAWINGS.values()]
    for number in range(count):
        one, other = (chance.choice(good if chance.random() < 0.8 else bad) for _ in "12")
        if chance.random() < 0.5:  # what one holds, inside the other
            inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", one, flags=re.DOTALL)
            one = other.replace("</svg>", f"{inside}</svg>")
        data = odd(chance, one).encode("utf-8", "replace")
        begun = time.monotonic()
        try:
            read_drawing(data)
        except PictureError:
            continue
        except Exception as error:  # whatever it is, it is what is looked for
            (kept / f"drawing-{number}.svg").write_bytes(data)
            wrong.append(f"drawing-{number}.svg: {error!r}")
            continue
        finally:
            slowest = max(slowest, time.monotonic() - begun)
        taken += 1
        name = f"drawing-{number}"
        folder = project.root / "docs/images"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.svg").write_bytes(data)
        text = f"A.\n\n<!-- more -->\n\n![a drawing of a road](../../images/{name}.svg)\n"
        project.post(name, text=text)
    print(f"drawings  {count:5} read, the slowest in {slowest:.1f} s; {count - taken} refused")
    if slowest > LONGEST:
        wrong.append(f"a drawing took {slowest:.0f} s")
    return wrong


def yaml_files(count: int, chance: random.Random, kept: Path) -> list[str]:
    """Let the check read YAML in every place where the content has some."""
    from library.check import check_library
    from library.check.settings import load_settings
    from tests.library.check.corpus import GOOD, NOW, PAGES

    wrong: list[str] = []
    slowest, refused = 0.0, 0
    root = Path(tempfile.mkdtemp(prefix="fuzz-yaml-"))
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    places = ["docs/articles/.authors.yml", "docs/regulations.yml", "docs/checklists/.meta.yml",
              "mkdocs.yml", *PAGES.values()]  # fmt: skip
    for number in range(count):
        place = root / chance.choice(places)
        before = place.read_text(encoding="utf-8")
        at = chance.randrange(len(before))
        sign = "".join(chance.choices(VALUES, k=chance.choice((1, 2, 8))))
        text = before[:at] + sign * chance.choice((1, 1, 1, 10, 20_000 // len(sign))) + before[at:]
        place.write_text(text, encoding="utf-8")
        begun = time.monotonic()
        try:
            refused += bool(check_library(root, now=NOW, settings=load_settings(root), tools=False))
        except Exception as error:  # whatever it is, it is what is looked for
            (kept / f"{number}-{place.name}").write_text(text, encoding="utf-8")
            wrong.append(f"{number}-{place.name}: {error!r}")
        seconds = time.monotonic() - begun
        slowest = max(slowest, seconds)
        if seconds > LONGEST:
            (kept / f"{number}-{place.name}").write_text(text, encoding="utf-8")
            wrong.append(f"{number}-{place.name} took {seconds:.0f} s")
        place.write_text(before, encoding="utf-8")
    print(f"YAML      {count:5} read, the slowest in {slowest:.1f} s; {refused} refused")
    return wrong


def build(project: Project, kept: Path, wrong: list[str]) -> Path:
    """Build what the check has let through; what the build stops at is wrong, and taken out."""
    while True:
        begun = time.monotonic()
        try:
            site = project.build()
        except Exception as error:  # a traceback, or a stop where the check said nothing
            said = "\n".join([*project.messages, repr(error)])
            named = {*re.findall(r"(?:docs/|page '|file ')([\w/-]+\.(?:md|svg))", said)}
            named |= {
                f"articles/posts/{name}.md" for name in re.findall(r"articles/([\w-]+)/", said)
            }
            named = {name for name in named if (project.root / "docs" / name).is_file()}
            wrong += [f"the build stopped at {name}: {said[:300]}" for name in sorted(named)[:20]]
            if not named:
                sys.exit(f"The build stopped and named no file:\n{said}")
            for name in named:
                shutil.move(project.root / "docs" / name, kept / Path(name).name)
            continue
        pages = len([*site.rglob("index.html")])
        print(f"build     {pages:5} pages in {time.monotonic() - begun:.0f} s")
        return site


class Host(ThreadingHTTPServer):
    """A static host that says nothing of a browser that has left before the end of an answer."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet."""


def in_chromium(site: Path, project: Project) -> list[str]:
    """Open every page and drawing; tell of scripts, dialogs and requests to other hosts."""
    wrong: list[str] = []
    handler = partial(StaticHost, directory=str(site))
    names = [*_addresses(site)]
    begun = time.monotonic()
    with (
        Host(("127.0.0.1", 0), handler) as server,
        sync_playwright() as driver,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        browser = driver.chromium.launch(executable_path=find_browser() or None, args=FLAGS)
        context = browser.new_context(bypass_csp=True, service_workers="block")
        page = context.new_page()
        here = [""]

        def answer(route: Route) -> None:
            address = route.request.url
            if address.startswith((home, "data:", "blob:")):
                route.continue_()
            else:
                wrong.append(f"{here[0]} asks {address}")
                route.abort()

        context.route("**/*", answer)
        page.on("pageerror", lambda error: wrong.append(f"{here[0]} runs: {error}"))
        page.on("dialog", lambda dialog: (wrong.append(f"{here[0]}: dialog"), dialog.dismiss()))
        for name in names:
            here[0] = name
            wrong += _opened(page, home, name)
        browser.close()
        server.shutdown()
    print(f"Chromium  {len(names):5} opened in {time.monotonic() - begun:.0f} s")
    return wrong


def _opened(page: Page, home: str, name: str) -> Iterator[str]:
    page.goto(home + name, wait_until="load", timeout=LONGEST * 1000)
    page.mouse.click(30, 30)
    if not page.url.startswith(home):
        yield f"{name} leads to {page.url}"
    elif page.evaluate("window.RAN"):
        yield f"{name} runs a script"
    elif name.startswith("articles/") and not page.evaluate(
        "Boolean(document.querySelector('footer'))"
    ):
        yield f"{name} has lost its footer"


def _addresses(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        inside = path.relative_to(site).as_posix()
        if inside.endswith(".svg"):
            yield inside
        elif path.name == "index.html" and not inside.startswith("admin/"):
            yield inside.removesuffix("index.html")


if __name__ == "__main__":
    sys.exit(main())
