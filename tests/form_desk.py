"""The form editor in a browser, on a site that has only /admin/, signed in to a host.

Used by the tests and by bench/form_round_trip.py.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from fake_host import Host
from playwright.sync_api import Browser, Locator, Page, Route, expect

from library.authoring.form_data import data_collections
from library.authoring.form_editor import API, SETTINGS, editor_page, editor_settings
from library.authoring.form_fields import page_titles

ROOT = Path(__file__).resolve().parent.parent
SITE = "https://library.example.org/"  # of another machine, as for writers on the real site
SUMMARY = re.compile(r"^description:.*\n(?:[ \t].*\n)*", re.MULTILINE)
ALLOW = {f"access-control-allow-{what}": "*" for what in ("origin", "headers", "methods")}
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


@dataclass
class Desk:
    """The form editor, and the host it talks with."""

    page: Page
    host: Host
    collections: list[dict[str, Any]]
    address: str  # of the form, ends in a slash
    errors: list[str] = field(default_factory=list)  # what no writer should ever cause

    def sign_in(self) -> None:
        """Sign in with a token, from the first page."""
        self.page.get_by_role("button", name="Sign In Using Access Token").click()
        self.page.get_by_label("Personal Access Token").fill("example-token")
        self.page.get_by_role("button", name="Sign In", exact=True).last.click()
        expect(self.page.get_by_text("which has")).to_be_attached(timeout=60_000)

    def open(self, place: str) -> None:
        """Open a form: "checklists/entries/back-to-school" or "articles/new"."""
        self.page.goto(f"{self.address}#/collections/{place}")
        expect(self.page.locator("[data-key-path]").first).to_be_visible()

    def field(self, name: str) -> Locator:
        """Return a field of the form; it is drawn only once it is in view."""
        place = self.page.locator(f'[data-key-path="{name}"]')
        for turn in range(300):
            if place.count():
                break
            self.page.wait_for_timeout(50)
            if turn > 5:  # what is in view has been drawn by now
                self.page.mouse.move(600, 500)
                # A slow machine draws nothing on the way down: then up, and down again.
                self.page.mouse.wheel(0, -400 if turn // 50 % 2 else 400)
        return place

    def write(self, name: str, text: str) -> None:
        """Write in a field, again if the form is drawn anew meanwhile and empties it."""
        place = self.field(name).locator("input:visible, textarea:visible").first
        for _ in range(3):
            if place.input_value() != text:
                place.fill(text)
            self.page.wait_for_timeout(50)
        expect(place).to_have_value(text)

    def save(self) -> str:
        """Save, and return the branch that the new pull request is made of."""
        before = len(self.host.pulls)
        self.page.get_by_role("button", name="Save", exact=True).click()
        for _ in range(600):
            if len(self.host.pulls) > before and self.host.labels.get(len(self.host.pulls)):
                break
            self.page.wait_for_timeout(50)
        assert len(self.host.pulls) == before + 1, self.page.locator("body").inner_text()
        branch: str = self.host.pulls[-1]["head"]["ref"]
        return branch

    def place_of(self, path: str) -> str:
        """Return where the form of a page is ("docs/letters/x.md"); KeyError if it has none."""
        folder, _, name = path.rpartition("/")
        for collection in self.collections:
            if collection.get("folder") == folder and path.endswith(".md"):
                return f"{collection['name']}/entries/{name.removesuffix('.md')}"
            for file in collection.get("files", ()):
                if file["file"] == path:
                    return f"{collection['name']}/entries/{file['name']}"
        raise KeyError(path)

    def fields_of(self, path: str) -> list[dict[str, Any]]:
        """Return the fields of the form of a page; KeyError if it has none."""
        name, _, entry = self.place_of(path).partition("/entries/")
        collection = next(each for each in self.collections if each["name"] == name)
        file = next((each for each in collection.get("files", ()) if each["name"] == entry), None)
        fields: list[dict[str, Any]] = (file or collection)["fields"]
        return fields

    def change_a_word(self, path: str) -> list[str]:
        """Change a word in a page's summary and one in its text, save, and return what is wrong.

        Wrong is any other line that changed, and any of the two that did not.
        """
        before = self.host.file("main", path).decode()
        self.open(self.place_of(path))
        for name, old in zip(("description", "body"), parted(before), strict=True):
            area = self.field(name).locator("textarea:visible").first
            if old:  # it is drawn first, and filled then
                expect(area).not_to_have_value("")
            self.fill(area, with_other_word(area.input_value()), until=self.may_be_saved)
        branch = self.save()
        self.put_off()
        after = self.host.file(branch, path).decode()
        return [*differences(before, after), *self.differing_files(branch, path)]

    def unfold(self, name: str, number: int) -> None:
        """Open an entry of a list, which shows a line of each: "questions", 0 is the first."""
        entry = self.field(name).locator('[id$="-item-list"]').first.locator("> div").nth(number)
        entry.scroll_into_view_if_needed()
        entry.get_by_role("button", name="Expand").first.click()

    def change_entries(self, path: str) -> list[str]:
        """Change a word in the last entry of each list of a file of data; return what is wrong.

        Wrong is any other line that changed, and any of these that did not.
        """
        before = self.host.file("main", path).decode()
        expected = before.splitlines()
        data = yaml.safe_load(before)
        self.open(self.place_of(path))
        for name, key in self.entries_of(path):
            number = len(data[name]) - 1
            self.unfold(name, number)
            area = self.field(f"{name}.{number}.{key}")
            area = area.locator("input:visible, textarea:visible").first
            expect(area).not_to_have_value("")
            old = area.input_value()
            self.fill(area, with_other_word(old), until=self.may_be_saved)
            line = max(n for n, line in enumerate(expected) if line.endswith(old))
            expected[line] = expected[line].replace(old, with_other_word(old))
        branch = self.save()
        self.put_off()
        after = self.host.file(branch, path).decode().splitlines()
        lines = [line for line in difflib.ndiff(expected, after) if line[:2] in ("- ", "+ ")]
        return [*lines, *self.differing_files(branch, path)]

    def entries_of(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield each list of entries in a file of data, and the first of their texts."""
        files = [file for entry in self.collections for file in entry.get("files", ())]
        for entries in next(file for file in files if file["file"] == path)["fields"]:
            fields = entries.get("fields", ())
            texts = [one for one in fields if one["widget"] in ("string", "text")]
            if texts:
                yield entries["name"], texts[1]["name"]  # the first one is the id

    def may_be_saved(self) -> bool:
        """Return whether the form has noticed a change."""
        return self.page.get_by_role("button", name="Save", exact=True).is_enabled()

    def fill(self, area: Locator, text: str, until: Callable[[], bool] = lambda: True) -> None:
        """Write a text and make sure that it stays: a slow form may be drawn again.

        A form that is not listening yet keeps the text without knowing it, so `until` is asked too.
        """
        for _ in range(300):  # a busy machine may take half a minute
            area.fill(text)
            self.page.wait_for_timeout(100)
            if area.input_value() == text and until():
                return
        raise AssertionError(f"the form does not keep what is written: {text[:60]}")

    def put_off(self) -> None:
        """Answer the question that comes after saving, whether to send it for review: later."""
        question = self.page.get_by_role("alertdialog")
        question.get_by_role("button", name="Later").click()
        expect(question).to_have_count(0)
        expect(self.page.locator("[data-key-path]")).to_have_count(0)
        # It goes back to the list a little later; a form opened before then would be left again.
        expect(self.page).to_have_url(re.compile(r"#/collections/[\w-]+$"))

    def differing_files(self, branch: str, path: str) -> list[str]:
        """Return the files that a branch changes besides `path`."""
        return [f"changes {other}" for other in self.host.changed(branch) if other != path]


def with_other_word(text: str) -> str:
    """Return a text with its first word of four letters or more changed, or else its first."""
    changed = re.sub(r"[a-z]{4,}", "other", text, count=1)
    return changed if changed != text else re.sub(r"\w+", "other", text, count=1)


def parted(text: str) -> tuple[dict[str, Any], str]:
    """Return the block at the top of a page as data, and the text below it."""
    _, top, body = text.split("---\n", 2)
    return yaml.safe_load(top), body


def differences(before: str, after: str) -> list[str]:
    """Return what differs between two texts of a page besides the changed words."""
    (old, old_body), (new, _) = parted(before), parted(after)
    wrong = []
    if new != old | {"description": with_other_word(old["description"])}:
        wrong.append("the block at the top says something else")
    top = before.removesuffix(old_body)
    expected = SUMMARY.sub("", top) + with_other_word(old_body)
    lines = difflib.ndiff(expected.splitlines(), SUMMARY.sub("", after).splitlines())
    return [*wrong, *(line for line in lines if line[:2] in ("- ", "+ "))]


def editor_files(
    docs: Path, repository: str, lists: Mapping[str, Sequence[str]]
) -> dict[str, bytes]:
    """Return the files of /admin/ for the pages in `docs`; set-up has fetched the editor's."""
    files = {
        path.name: path.read_bytes()
        for folder in (ROOT / ".cache" / "editor", ROOT / "overrides" / "admin")
        for path in folder.iterdir()
    }
    pages = page_titles(docs)
    settings = editor_settings(
        repository=repository,
        branch="main",
        title="The library",
        site_url=SITE,
        pages=pages,
        lists=lists,
        data=data_collections(docs, pages),
    )
    page = editor_page("The library: write", repository, "main")
    return {**files, "index.html": page.encode(), SETTINGS: settings.encode()}


@contextmanager
def open_desk(
    browser: Browser,
    host: Host,
    docs: Path,
    lists: Mapping[str, Sequence[str]],
    site: str = SITE,
) -> Iterator[Desk]:
    """Open the page of the form editor; its `errors` are to be empty at the end.

    `docs` is what the host's main branch has in docs/; `site` the address, no server is there.
    """
    files = editor_files(docs, host.name, lists)
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-US", reduced_motion="reduce"
    )
    collections = json.loads(files[SETTINGS])["collections"]
    desk = Desk(context.new_page(), host, collections, f"{site}admin/")

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(site).partition("?")[0].partition("#")[0]
        name = name.removeprefix("admin/") or "index.html"
        if name == "assets/images/mark.svg":
            content = (ROOT / "overrides" / name).read_bytes()
        elif name in files:
            content = files[name]
        else:
            route.fulfill(status=404)
            return
        route.fulfill(body=content, content_type=KINDS.get(Path(name).suffix, "text/plain"))

    def api(route: Route) -> None:
        request = route.request
        if request.method == "OPTIONS":
            route.fulfill(status=204, headers=ALLOW)
            return
        if request.headers.get("authorization", "").split()[-1:] != ["example-token"]:
            desk.errors.append(f"a request without the token: {request.url}")
        status, found = host.answer(request.method, request.url, request.post_data_buffer)
        if isinstance(found, bytes):
            route.fulfill(status=status, body=found, headers=ALLOW)
        else:
            route.fulfill(status=status, json=found, headers=ALLOW)

    def look(url: str) -> None:
        if not url.startswith((site, f"{API}/", "blob:", "data:", "about:")):
            desk.errors.append(f"a request to another host: {url}")

    context.route(f"{site}**", answer)
    context.route(f"{API}/**", api)
    context.on("request", lambda request: look(request.url))
    context.on(
        "console",
        lambda message: desk.errors.append(message.text) if message.type == "error" else None,
    )
    desk.page.goto(desk.address)
    try:
        yield desk
    finally:
        context.close()
