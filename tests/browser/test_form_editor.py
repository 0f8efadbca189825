"""The form editor in Chromium, against a stand-in for GitHub over a real Git repository."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fake_host import make_host
from form_desk import Desk, open_desk, parted
from form_pages import PAGES, SUMMARY
from playwright.sync_api import Browser, expect

from library.authoring.form_fields import page_titles
from library.content.kinds import kind_of
from machine.editor import provide_editor

SAMPLE = Path(__file__).resolve().parent.parent / "sample" / "docs"
TOPICS = ["Meetings", "The plan", "First worries", "A", "B", "C", "D"]
TEXT = """\
Bring a pen.

<!-- more -->

## More

!!! note

    Keep *all* letters.

- [ ] A pen.
"""


@pytest.fixture(scope="session")
def fetched() -> None:
    """The form editor's files; without them there is nothing to test."""
    if notice := provide_editor():
        if os.environ.get("CI"):
            pytest.fail(f"the form editor was not fetched: {notice}")
        pytest.skip(f"the form editor is not here: {notice}")


@contextmanager
def opened(browser: Browser, folder: Path) -> Iterator[Desk]:
    """Open the form editor, signed in to a host that holds PAGES."""
    docs = folder / "docs"
    for path, text in {**PAGES, "articles/posts/_template.md": "Copy me."}.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")
    host = make_host(folder, folder, "docs")
    with open_desk(browser, host, docs, {"categories": TOPICS, "authors": ["kim"]}) as desk:
        desk.sign_in()
        yield desk


@pytest.fixture(scope="module")
def shared_desk(
    fetched: None, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """One form editor for most tests; each opens pages that no other test changes."""
    with opened(browser, tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture
def desk(shared_desk: Desk) -> Iterator[Desk]:
    """The shared desk; any error, and any request past this site and the API, fails the test."""
    yield shared_desk
    wrong = [*shared_desk.errors, *shared_desk.host.unknown]
    shared_desk.errors.clear()
    shared_desk.host.unknown.clear()
    assert wrong == []


@pytest.fixture
def new_desk(fetched: None, browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own, at which nobody has proposed anything."""
    with opened(browser, tmp_path) as desk:
        yield desk
        assert desk.errors == []
        assert desk.host.unknown == []


def saved(desk: Desk, path: str) -> str:
    """Save the open form as a proposal, and return the file in it."""
    branch = desk.save()
    desk.put_off()
    assert desk.host.changed(branch) == [path]
    return desk.host.file(branch, path).decode()


@pytest.mark.parametrize(
    "path", ["articles/posts/what-to-bring.md", "checklists/pens.md", "guides/year.md"]
)
def test_saving_changes_only_what_was_changed(desk: Desk, path: str):
    """A page of each form; test_form_data.py has all of them, without the editor around it."""
    assert desk.change_a_word(f"docs/{path}") == []


def pages_with_every_sort_of_field(desk: Desk) -> Iterator[str]:
    """Yield the paths of few pages of the sample: of each kind, and with every sort of field.

    Fields of a sort differ in names and limits: the editor does the same with what is in them.
    """

    def sort(field: dict[str, Any]) -> str:
        inside = [sort(each) for each in field.get("fields", ())]
        return str((field["widget"], field.get("multiple"), inside))

    sorts: dict[str, set[str]] = {}
    for inside in page_titles(SAMPLE):
        top = parted((SAMPLE / inside).read_text("utf-8"))[0]
        fields = {field["name"]: field for field in desk.fields_of(f"docs/{inside}")}
        sorts[inside] = {str(kind_of(inside))} | {
            sort(fields[key]) if key in fields else f"no field: {type(value)}"
            for key, value in top.items()
        }
    left = set[str]().union(*sorts.values())
    while left:
        best = max(sorts, key=lambda inside: len(sorts[inside] & left))
        left -= sorts[best]
        yield f"docs/{best}"


def test_a_page_of_the_sample_with_any_field_is_saved_as_it_is(
    fetched: None, browser: Browser, tmp_path: Path
):
    tops = [parted(path.read_text("utf-8"))[0] for path in SAMPLE.glob("**/[!_]*.md")]
    lists = {
        name: sorted({entry for top in tops for entry in top.get(name, ())})
        for name in ("categories", "authors")
    }
    host = make_host(tmp_path, SAMPLE.parent, "docs")
    with open_desk(browser, host, SAMPLE, lists) as desk:
        desk.sign_in()
        pages = pages_with_every_sort_of_field(desk)  # a page takes the form a second
        assert {path: found for path in pages if (found := desk.change_a_word(path))} == {}
        data = ["docs/now.yml", "docs/clocks.yml", "docs/binder.yml", "docs/iep-year.yml"]
        assert {path: found for path in data if (found := desk.change_entries(path))} == {}
        assert desk.errors == []


@pytest.mark.parametrize("site", ["https://library.example.org/", "http://127.0.0.1:9/"])
def test_the_first_button_signs_in_to_the_host(
    fetched: None, browser: Browser, tmp_path: Path, site: str
):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(PAGES["index.md"], "utf-8")
    host = make_host(tmp_path, tmp_path, "docs")
    with open_desk(browser, host, tmp_path / "docs", {}, site) as desk:
        buttons = desk.page.locator("#nc-root").get_by_role("button")
        expect(buttons.first).to_have_text("Sign In Using Access Token")
        desk.page.get_by_text("First time here?").click()
        steps = " ".join(desk.page.get_by_role("list").first.inner_text().split())
        owner, name = host.name.split("/")
        assert f"Resource owner: {owner}." in steps and "Expiration: 90 days" in steps
        assert f"Only select repositories, then {name} and no other" in steps
        assert "Contents and Pull requests. Set both to Read and write. Add nothing else" in steps
        proposals = desk.page.get_by_role("link", name="Your proposals")
        expect(proposals).to_have_attribute(
            "href", f"https://github.com/{host.name}/pulls?q=is%3Apr%20author%3A%40me%20sort%3Aupdated-desc"
        )  # fmt: skip


def test_every_page_has_a_form_and_no_template_has_one(new_desk: Desk):
    places = [new_desk.place_of(f"docs/{path}") for path in PAGES]
    assert len(set(places)) == len(PAGES)
    rows = new_desk.page.get_by_role("row")
    new_desk.page.goto(f"{new_desk.address}#/collections/articles")
    expect(rows).to_have_text(["Not ready", "Plain", "What to bring: a list"])
    new_desk.page.goto(f"{new_desk.address}#/collections/pages")
    expect(rows.filter(has_text="Home")).to_be_visible()
    expect(rows.filter(has_text="Services")).to_be_visible()


def test_pictures_cannot_be_uploaded_or_deleted_past_a_proposal(desk: Desk):
    expect(desk.page.get_by_role("radio", name="Editorial Workflow")).to_be_visible()
    expect(desk.page.get_by_role("radio", name="Assets")).to_have_count(0)
    desk.page.goto(f"{desk.address}#/assets")
    expect(desk.page.get_by_role("group", name="Asset Library")).to_be_visible()
    expect(desk.page.get_by_role("button", name="Visit Live Site")).to_be_visible()
    for name in ("Upload New Assets", "Delete Selected Asset"):
        expect(desk.page.get_by_role("button", name=name)).to_have_count(0)


def test_the_home_page(desk: Desk):
    path = "docs/index.md"
    desk.open(desk.place_of(path))
    desk.write("promise", "Words: they help.")
    before = PAGES["index.md"].replace("Words that help.", "'Words: they help.'")
    assert saved(desk, path) == before


def test_a_second_letter_is_one_more_line(desk: Desk):
    path = "docs/articles/posts/plain.md"
    desk.open(desk.place_of(path))
    for title in ("Say hello", "Ask to meet"):
        desk.field("letter").get_by_role("checkbox", name=title).click()
    after = saved(desk, path)
    assert after == PAGES["articles/posts/plain.md"].replace(
        "checked: 2026-01-01\n", "checked: 2026-01-01\nletter:\n  - say-hello\n  - ask-to-meet\n"
    )


def test_an_article_is_put_on_the_site_by_one_line_less(desk: Desk):
    path = "docs/articles/posts/not-ready.md"
    desk.open(desk.place_of(path))
    desk.field("draft").get_by_role("switch").click()
    assert saved(desk, path) == PAGES["articles/posts/not-ready.md"].replace("draft: true\n", "")


def test_an_empty_form_cannot_be_saved_and_a_new_article_is_a_draft_pull_request(desk: Desk):
    before = desk.host.requests.copy()
    desk.open("articles/new")
    desk.page.get_by_role("button", name="Save", exact=True).click()
    words = desk.page.get_by_role("alertdialog")
    expect(words).to_contain_text(
        "Please fill in: Title, Address of the page, Publish on, Summary, Stages, Facts checked on."
    )
    words.get_by_role("button", name="OK").click()
    assert not [r for r in desk.host.requests[len(before) :] if r.startswith("POST /repos")]
    write_article(desk, "What to bring: a pen", "first-talk")
    text = saved(desk, "docs/articles/posts/first-talk.md")
    top, body = parted(text)
    assert list(top) == ["title", "slug", "date", "description", "categories", "checked"]
    assert top["title"] == "What to bring: a pen" and top["categories"] == ["First worries"]
    assert "\ndate: 20" in text and "categories:\n  - First worries\n" in text
    assert body == "\n" + TEXT
    assert desk.host.pulls[-1]["draft"] is True
    assert desk.host.labels[len(desk.host.pulls)] == ["text/draft"]


def test_words_stay_words(desk: Desk):
    """As in test_form_data.py, which has more of them."""
    title = 'Say "504" or: it\'s so'
    desk.open("pages/new")
    desk.write("title", title)
    desk.write("description", f"{SUMMARY}\nAnd: more")
    desk.field("body").locator("textarea:visible").first.fill("Text.")
    branch = desk.save()
    desk.put_off()
    [path] = desk.host.changed(branch)
    assert path.count("/") == 1, "a free page lies in docs/ itself"
    top, body = parted(desk.host.file(branch, path).decode())
    assert top == {"title": title, "description": f"{SUMMARY} And: more"}
    assert body == "\nText.\n"


def test_a_required_field_cannot_be_emptied(desk: Desk):
    desk.open(desk.place_of("docs/letters/say-hello.md"))
    desk.write("subject", "  ")
    desk.page.get_by_role("button", name="Save", exact=True).click()
    words = desk.page.get_by_role("alertdialog")
    expect(words).to_contain_text("Please fill in: Email subject.")
    words.get_by_role("button", name="OK").click()


def test_a_new_article_with_a_picture_of_a_day_ahead_and_kept_back(desk: Desk, tmp_path: Path):
    photo = tmp_path / "Team Photo 1.png"
    photo.write_bytes(picture(2000, 1000))
    write_article(desk, "With a picture", "with-a-picture")
    desk.field("date").locator("input").fill("2999-03-01")
    desk.field("draft").get_by_role("switch").click()
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
    desk.put_off()
    paths = desk.host.changed(branch)
    assert paths == ["docs/articles/posts/with-a-picture.md", "docs/images/team-photo-1.webp"]
    text = desk.host.file(branch, paths[0]).decode()
    top, _ = parted(text)
    assert str(top["date"]) == "2999-03-01" and top["draft"] is True
    assert "![Six people at a table](../../images/team-photo-1.webp)" in text
    assert "<!-- more -->" in text and "- [ ] A pen." in text and "!!! note\n\n    Keep" in text
    assert len(desk.host.file(branch, paths[1])) < 300_000


def write_article(desk: Desk, title: str, slug: str) -> None:
    """Fill in the form of a new article."""
    desk.open("articles/new")
    desk.write("title", title)
    desk.write("slug", slug)
    desk.field("date").get_by_role("button", name="Today").click()
    desk.write("description", "Five things to have at hand when you talk with the school.")
    desk.field("categories").get_by_role("combobox").first.click()
    desk.page.get_by_role("option", name="First worries").click()
    desk.field("checked").get_by_role("button", name="Today").click()
    desk.field("body").locator("textarea:visible").first.fill(TEXT)


def picture(width: int, height: int) -> bytes:
    """Return a PNG of one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x0f\x4c\x4f" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
