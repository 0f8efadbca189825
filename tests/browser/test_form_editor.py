"""The form editor in Chromium, against a stand-in for GitHub over a real Git repository."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fake_host import Host, make_host
from playwright.sync_api import Browser, Locator, Page, Route, expect

from machine.editor import provide_editor

ROOT = Path(__file__).resolve().parent.parent.parent
API = "https://api.github.com"
CHECKLIST = "docs/checklists/back-to-school.md"
TEXT = """\
Bring a pen.

<!-- more -->

## More

!!! note

    Keep *all* letters.

- [ ] A pen.
"""


@dataclass
class Desk:
    """The form editor, signed in, and the host it talks with."""

    page: Page
    host: Host
    address: str
    errors: list[str] = field(default_factory=list)

    def open(self, place: str) -> None:
        """Open a form: "checklists/entries/back-to-school" or "articles/new"."""
        self.page.goto(f"{self.address}#/collections/{place}")
        expect(self.field("title")).to_be_visible()

    def field(self, name: str) -> Locator:
        """Return a field of the form; it is drawn only once it is in view."""
        place = self.page.locator(f'[data-key-path="{name}"]')
        for _ in range(20):
            if place.count():
                break
            self.page.mouse.move(600, 500)
            self.page.mouse.wheel(0, 500)
            self.page.wait_for_timeout(100)
        return place

    def write(self, name: str, text: str) -> None:
        """Write in a field."""
        self.field(name).locator("input:visible, textarea:visible").first.fill(text)

    def save(self) -> str:
        """Save, and return the branch that the new pull request is made of."""
        before = len(self.host.pulls)
        self.page.get_by_role("button", name="Save", exact=True).click()
        for _ in range(100):
            if len(self.host.pulls) > before and self.host.labels.get(len(self.host.pulls)):
                break
            self.page.wait_for_timeout(100)
        assert len(self.host.pulls) == before + 1, self.page.locator("body").inner_text()
        branch: str = self.host.pulls[-1]["head"]["ref"]
        return branch


@pytest.fixture(scope="session")
def fetched() -> None:
    """The form editor's files; without them there is nothing to test."""
    if notice := provide_editor():
        if os.environ.get("CI"):
            pytest.fail(f"the form editor was not fetched: {notice}")
        pytest.skip(f"the form editor is not here: {notice}")


@pytest.fixture
def desk(fetched: None, browser: Browser, site: str, tmp_path: Path) -> Iterator[Desk]:
    """The form editor of our site, signed in with a token to a host that holds our texts.

    When the test ends, any error and any request to anyone but this site and the API fails it.
    """
    host = make_host(tmp_path, ROOT, "docs", "mkdocs.yml")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    context.set_default_timeout(10_000)
    errors: list[str] = []
    allow = {f"access-control-allow-{what}": "*" for what in ("origin", "headers", "methods")}

    def answer(route: Route) -> None:
        request = route.request
        if request.method == "OPTIONS":
            route.fulfill(status=204, headers=allow)
            return
        if request.headers.get("authorization", "").split()[-1:] != ["example-token"]:
            errors.append(f"a request without the token: {request.url}")
        status, found = host.answer(request.method, request.url, request.post_data_buffer)
        if isinstance(found, bytes):
            route.fulfill(status=status, body=found, headers=allow)
        else:
            route.fulfill(status=status, json=found, headers=allow)

    def look(url: str) -> None:
        if not url.startswith((site, f"{API}/", "blob:", "data:", "about:")):
            errors.append(f"a request to another host: {url}")

    context.route(f"{API}/**", answer)
    context.on("request", lambda request: look(request.url))
    context.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" else None,
    )
    page = context.new_page()
    page.goto(f"{site}admin/")
    page.get_by_role("button", name="Sign In Using Access Token").click()
    page.get_by_label("Personal Access Token").fill("example-token")
    page.get_by_role("button", name="Sign In", exact=True).last.click()
    expect(page.get_by_text("which has")).to_be_attached(timeout=20_000)
    yield Desk(page, host, f"{site}admin/", errors)
    context.close()
    assert errors == []
    assert host.unknown == []


def test_an_edited_checklist_changes_in_one_line(desk: Desk):
    desk.open("checklists/entries/back-to-school")
    desk.write("purpose", "Start the school year as one team.")
    branch = desk.save()
    before = desk.host.file("main", CHECKLIST).decode().splitlines()
    after = desk.host.file(branch, CHECKLIST).decode().splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in changed] == ["purpose: Start the school year as one team."]
    assert desk.host.changed(branch) == [CHECKLIST]
    assert branch == "cms/checklists/back-to-school"
    assert desk.host.pulls[0]["draft"] is True
    assert desk.host.labels[1] == ["text/draft"]
    assert desk.host.file("main", CHECKLIST).decode().splitlines() == before


def test_an_edited_text_keeps_every_other_line(desk: Desk):
    desk.open("checklists/entries/back-to-school")
    area = desk.field("body").locator("textarea:visible").first
    before = desk.host.file("main", CHECKLIST).decode()
    text = area.input_value()
    assert "- [ ] " in text
    area.fill(text + "\n- [ ] One more.")
    branch = desk.save()
    assert desk.host.file(branch, CHECKLIST).decode() == before + "- [ ] One more.\n"


def test_a_new_article_is_a_draft_pull_request(desk: Desk):
    new = "docs/articles/posts/first-talk.md"
    write_article(desk)
    branch = desk.save()
    assert desk.host.changed(branch) == [new]
    text = desk.host.file(branch, new).decode()
    top, _, body = text.removeprefix("---\n").partition("---\n")
    assert "title: What to bring\nslug: first-talk\ndate: 20" in top
    assert "categories:\n  - First worries\n" in top and "updated" not in top
    assert body == "\n" + TEXT
    assert desk.host.pulls[0]["draft"] is True and desk.host.labels[1] == ["text/draft"]


def test_a_new_article_with_a_picture(desk: Desk, tmp_path: Path):
    photo = tmp_path / "Team Photo 1.png"
    photo.write_bytes(picture(2000, 1000))
    write_article(desk)
    body = desk.field("body")
    body.scroll_into_view_if_needed()
    body.get_by_role("button", name="Edit in Markdown").click()
    body.get_by_text("Bring a pen.", exact=True).click()
    desk.page.keyboard.press("End")
    body.get_by_role("button", name="Image").first.click()
    body.get_by_role("button", name="Browse").click()
    dialog = desk.page.get_by_role("dialog", name="Select Image")
    assert "Stock Photos" not in dialog.inner_text(), "they come from other hosts"
    dialog.locator("input[type=file]").last.set_input_files(str(photo))
    dialog.get_by_role("button", name="Insert").click()
    expect(dialog).to_have_count(0)
    expect(body.locator("img").first).to_be_visible()
    body.get_by_role("textbox", name="Alt Text").fill("Six people at a table")
    branch = desk.save()
    paths = desk.host.changed(branch)
    text = desk.host.file(branch, paths[0]).decode()
    assert "![Six" in text, text
    assert paths == ["docs/articles/posts/first-talk.md", "docs/images/team-photo-1.webp"]
    assert "![Six people at a table](../../images/team-photo-1.webp)" in text
    assert "<!-- more -->" in text and "- [ ] A pen." in text and "!!! note\n\n    Keep" in text
    assert len(desk.host.file(branch, paths[1])) < 300_000


def test_every_kind_is_there_without_index_pages_and_templates(desk: Desk):
    places = {
        "articles": "articles/posts",
        "checklists": "checklists",
        "letters": "letters",
        "glossary-terms": "glossary",
    }
    for collection, folder in places.items():
        desk.page.goto(f"{desk.address}#/collections/{collection}")
        files = sorted(path.stem for path in (ROOT / "docs" / folder).glob("[!_]*.md"))
        count = len([name for name in files if name != "index"])
        expect(desk.page.get_by_text(f"which has \u2068{count}\u2069 entries").or_(
            desk.page.get_by_text(f"which has {count} entries")
        ).first).to_be_attached()  # fmt: skip


def write_article(desk: Desk) -> None:
    """Fill in the form of a new article."""
    desk.open("articles/new")
    desk.write("title", "What to bring")
    desk.write("slug", "first-talk")
    desk.field("date").get_by_role("button", name="Now").click()
    desk.write("description", "Five things to have at hand when you talk with the school.")
    desk.field("categories").get_by_role("combobox").first.click()
    desk.page.get_by_role("option", name="First worries").click()
    desk.field("body").locator("textarea:visible").first.fill(TEXT)
    desk.field("checked").get_by_role("button", name="Today").click()


def picture(width: int, height: int) -> bytes:
    """Return a PNG of one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x0f\x4c\x4f" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
