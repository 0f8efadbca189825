"""The steps through the form in CONTRIBUTING, followed one by one.

Every name that the guide has in italics there must be on a screen of the form, and every picture in
it must be of a screen that still exists. To retake the pictures:

    FORM_PICTURES=1 .venv/bin/python -m pytest tests/browser/test_guide_pictures.py
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_host import make_host
from form_desk import Desk, open_desk
from PIL import Image
from playwright.sync_api import Browser, expect

from machine.editor import provide_editor

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / ".github" / "pictures"
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
WAY = GUIDE.partition("### 1. The form\n")[2].partition("\n### 2.")[0]
SIZE = {"width": 960, "height": 600}
COLORS = 64  # enough for a screen of few colors, and a third of the bytes
DOCS = ROOT / "tests" / "sample" / "docs"
TOPICS = ["First worries", "Meetings", "The plan", "Evaluation", "Growing up", "When it helps"]


class Walk:
    """Remembers the words on each screen, and takes its picture on request."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.words = ""
        self.pictures: list[str] = []

    def see(self, name: str) -> None:
        """Look at the screen as it is now; it is the picture form-NAME.png."""
        page = self.desk.page
        before, words = "", "-"
        while words != before:  # until it has opened
            page.wait_for_timeout(300)
            before, words = words, page.locator("body").aria_snapshot()
        self.words += words
        self.pictures.append(f"form-{name}.png")
        if os.environ.get("FORM_PICTURES"):
            with Image.open(io.BytesIO(page.screenshot())) as picture:
                few = picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
                few.save(PICTURES / self.pictures[-1], optimize=True)


@pytest.fixture(scope="module")
def walk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The whole way: sign in, choose a page, change it, save it, send it for review, look."""
    if notice := provide_editor():
        if os.environ.get("CI"):
            pytest.fail(f"the form editor was not fetched: {notice}")
        pytest.skip(f"the form editor is not here: {notice}")
    host = make_host(tmp_path_factory.mktemp("walk"), DOCS.parent, "docs")
    lists = {"categories": TOPICS, "authors": ["iep-partner"]}
    with open_desk(browser, host, DOCS, lists) as desk:
        page, walk = desk.page, Walk(desk)
        page.set_viewport_size(SIZE)
        help_ = page.get_by_text("First time here?")
        expect(page.get_by_role("button", name="Sign In Using Access Token")).to_be_visible()
        help_.click()
        walk.see("first-time")
        help_.click()
        desk.sign_in()
        page.get_by_role("treeitem", name="Checklists").click()
        walk.see("list")
        desk.open("articles/new")
        walk.see("new")
        desk.field("body").get_by_role("button", name="Edit in Markdown").click()
        desk.field("body").get_by_role("button", name="Image").first.click()
        desk.field("body").get_by_role("button", name="Browse").click()
        dialog = page.get_by_role("dialog", name="Select Image")
        expect(dialog).to_be_visible()
        walk.words += dialog.aria_snapshot()
        dialog.get_by_role("button", name="Cancel").click()
        walk.words += desk.field("body").aria_snapshot()
        desk.open(desk.place_of("docs/checklists/first-day.md"))
        desk.write("purpose", "A calm first day, with all that your child needs.")
        desk.save()
        walk.see("saved")
        question = page.get_by_role("alertdialog")
        question.get_by_role("button", name="Send for Review").click()
        expect(question).to_have_count(0)
        page.get_by_role("radio", name="Editorial Workflow").click()
        expect(page.get_by_text("In Review").first).to_be_visible()
        walk.see("workflow")
        assert desk.errors == []
        yield walk


def test_every_name_that_the_guide_tells_is_on_a_screen(walk: Walk):
    told = {" ".join(name.split()) for name in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", WAY)}
    assert len(told) > 10
    assert sorted(name for name in told if name not in walk.words) == []


def test_the_pictures_of_the_guide_are_of_the_screens_on_the_way(walk: Walk):
    shown = re.findall(r"!\[[^\]]{20,}\]\(\.github/pictures/([\w-]+\.png)\)", WAY)
    assert shown == walk.pictures
    for name in shown:
        with Image.open(PICTURES / name) as picture:
            assert picture.size == (SIZE["width"], SIZE["height"])
        assert (PICTURES / name).stat().st_size < 60_000
