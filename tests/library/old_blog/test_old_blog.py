"""A whole old blog is imported: a Squarespace export becomes drafts that pass check and build."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from PIL import Image
from site_pages import one, read_redirects, texts
from small_project import Project

from library.check import check_library
from library.check.settings import load_settings, owner_clock
from library.old_blog.__main__ import REPORT, main

EXPORT = Path(__file__).with_name("squarespace.xml")
POSTS = "docs/articles/posts"
FIRST = f"{POSTS}/ready-for-the-meeting.md"
SETTINGS = """\
# A comment that stays.
site_name: Sample
site_url: https://www.sample.test/   # this one too
extra:
  contact: {email: us@sample.test}
  # Old addresses.
  redirects: {}

nav: [index.md]
plugins:
  - blog:
      categories_allowed: [Working together, Meetings, The plan]
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of one article, whose mkdocs.yml has no redirect yet."""
    made = Project(tmp_path / "project")
    made.post("was-here")
    (made.root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return made


@pytest.fixture
def root(project: Project) -> Path:
    return project.root


def run(root: Path, *arguments: str) -> int:
    return main([str(EXPORT), *arguments], root)


def read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def top(root: Path, path: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(read(root, path).split("---\n")[1])
    return found


def every_file(root: Path) -> dict[str, bytes]:
    files = [*root.glob("*"), *(root / "docs").rglob("*")]
    return {str(file): file.read_bytes() for file in files if file.is_file()}


def test_posts_become_drafts_with_our_top_block(root: Path) -> None:
    assert run(root) == 0
    assert top(root, FIRST) == {
        "title": "Ready for the meeting",
        "slug": "ready-for-the-meeting",
        "date": date(2025, 8, 4),
        "description": "What to pack, what to say first, and how to try it out at home.",
        "categories": ["Meetings"],
        "checked": date(2025, 8, 4),  # nobody has looked at the facts since
        "draft": True,
    }
    names = {file.stem for file in (root / POSTS).glob("*.md")} - {"was-here"}
    assert names == {
        "ready-for-the-meeting", "after-the-meeting", "after-the-meeting-2",
        "a-name-in-quotes", "not-finished",
    }  # fmt: skip
    assert top(root, f"{POSTS}/after-the-meeting.md")["categories"] == ["The plan", "Meetings"]
    assert top(root, f"{POSTS}/not-finished.md")["date"] == owner_clock(root).today


def test_the_text_becomes_our_markdown(root: Path) -> None:
    run(root)
    above, below = read(root, FIRST).split("---\n", 2)[2].split("<!-- more -->")
    assert above.strip().startswith("Pack your folder on the evening before.")
    assert re.findall(r"(?m)^#+ .*", below) == ["## What to bring", "### Say it *aloud*"]
    assert "- Your notes, such as<br>\n    a diary\n\n    - and a pen\n" in below
    assert "- Once to a friend\n- Once to the mirror\n" in below
    assert "First line.\n\nSecond part, as some write it.\n" in below
    assert "[what comes after](after-the-meeting.md)" in below
    assert "our [own page](ready-for-the-meeting.md), our services, the sheet, and" in below
    assert "[a page elsewhere](https://example.com/a_%28b%29)" in below
    assert "**Bold twice**, 5 \\* 3 \\* 2, \\[draft\\], #1, a\\_b\\_c &lt;tag>." in below
    assert "2026\\. What a year." in below
    assert "| Day | What \\| who |\n|---|---|\n| Monday | Call Write |" in below
    assert "[Watch the video on YouTube](https://www.youtube.com/watch?v=AbC-12)" in below
    assert "[Book an hour](https://booking.example.com/hour)" in below
    assert "[Read the page that this is about](https://example.com/report?year=2025)" in read(
        root, f"{POSTS}/after-the-meeting-2.md"
    )
    assert not re.search(r"document.write|Sign up|sqs|class=", below)


@pytest.mark.slow
def test_the_check_finds_nothing_and_the_strict_build_passes(project: Project) -> None:
    root = project.root
    run(root)
    settings = load_settings(root)
    problems = check_library(root, [POSTS], now=datetime.now(UTC), settings=settings)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    project.settings["extra"]["redirects"] = settings.redirects
    path = root / FIRST
    path.write_text(read(root, FIRST).replace("draft: true\n", ""), encoding="utf-8")
    path = root / f"{POSTS}/after-the-meeting.md"
    path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), encoding="utf-8")
    project.build()
    pages = project.pages()
    moved = read_redirects(project.root / "site")
    assert "articles/a-name-in-quotes/" not in pages, "a draft"
    article = pages["articles/ready-for-the-meeting/"]
    assert one(article, "article h1").text.strip() == "Ready for the meeting"
    assert "What to bring" in texts(article, "article h2")
    assert one(article, "article table tbody tr").text.split() == ["Monday", "Call", "Write"]
    words = " ".join(one(article, "article").text.split())
    assert "5 * 3 * 2, [draft], #1, a_b_c <tag>." in words
    assert "2026. What a year." in words
    leads = {
        "blog/2025/8/ready-for-the-meeting/": "articles/ready-for-the-meeting/",
        "blog/V2h5LXdhaXRpbmct/": "articles/",  # until it is no draft any more
        "blog/": "articles/",
    }
    moved = read_redirects(root / "site")
    for old, new in leads.items():
        refresh = str(one(moved[old], "meta[http-equiv=refresh]")["content"])
        assert refresh.endswith(f"../{new}"), old


def test_old_addresses_are_lines_in_mkdocs_yml_and_all_else_stays(root: Path) -> None:
    run(root)
    lines = SETTINGS.replace("redirects: {}", "redirects:").splitlines()
    added = [line for line in read(root, "mkdocs.yml").splitlines() if line not in lines]
    assert added == [
        "    /blog: articles/index.md",
        "    /blog/2024/3/after-the-meeting: articles/posts/after-the-meeting.md",
        "    /blog/2025/2/after-the-meeting: articles/posts/after-the-meeting-2.md",
        "    /blog/V2h5LXdhaXRpbmct: articles/posts/a-name-in-quotes.md",
        "    /blog/2025/8/ready-for-the-meeting: articles/posts/ready-for-the-meeting.md",
    ]
    kept = [line for line in read(root, "mkdocs.yml").splitlines() if line not in added]
    assert kept == lines


def test_it_can_run_twice_and_never_overwrites(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / POSTS / "not-finished.md").write_text("Mine.\n", encoding="utf-8")
    run(root)
    assert read(root, f"{POSTS}/not-finished.md") == "Mine.\n"
    mine = root / FIRST
    mine.write_text(read(root, FIRST) + "\nMore of mine.\n", encoding="utf-8")
    before = every_file(root)
    capsys.readouterr()
    assert run(root) == 0
    assert "5 articles already there" in capsys.readouterr().out
    report = str(root / REPORT)
    assert {**every_file(root), report: b""} == {**before, report: b""}


def test_the_report_names_all_that_needs_a_person(root: Path) -> None:
    run(root)
    report = read(root, REPORT)
    for needed in (
        "A form was left out", "https://www.youtube.com/watch?v=AbC-12",
        "Its 1 comment did not move", "1/5/cover.jpg",
        'None of our categories fits (it had: link); it is now "Working together": choose',
        "/services: in ready-for-the-meeting.md", "/s/Sheet.pdf: in ready-for-the-meeting.md",
        "/services: Services & Prices", "For one family: it asks for a password",
        "Empty: it has no words", "1/4/gone.png: save it and put it in",
        "It had no date", "square brackets",
    ):  # fmt: skip
        assert needed in report, needed


@pytest.mark.slow
def test_pictures_come_along_from_a_folder(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "more").mkdir(parents=True)
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.effect_noise((2500, 1667), 90).save(folder / "IMG_0042.jpg", exif=exif)
    Image.new("RGB", (40, 30), "red").save(folder / "more" / "Room.png")
    assert run(root, "--pictures", str(folder)) == 0
    text = read(root, FIRST)
    assert "![A folder with tabs](../../images/ready-for-the-meeting-1." in text
    assert "\n\n*The blue one.*\n" in text
    assert "(say in a few words what it shows): ![What it shows](../../images/room.png) -->" in text
    assert "<!-- A picture was here (it is not in the folder of pictures): https://" in text
    made = sorted((root / "docs/images").iterdir())
    assert len(made) == 2
    assert all(file.stat().st_size <= 300_000 and not Image.open(file).getexif() for file in made)
    problems = check_library(root, now=datetime.now(UTC), settings=load_settings(root))
    assert [p.message for p in problems if "image" in p.rule] == []
    shutil.rmtree(root / POSTS)
    run(root, "--pictures", str(folder))
    assert sorted((root / "docs/images").iterdir()) == made, "each picture is there once"


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>'
LEAK = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss>&a;</rss>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not an XML"),
        (b"PK\x03\x04 a zip", "not an XML"),
        (b"<html><body>Hello</body></html>", "not a blog export"),
        (b"<rss><channel><item/><item/></channel></rss>", "not a blog export"),
        (BOMB.encode(), "entities"),
        (LEAK.encode(), "entities"),
        (EXPORT.read_bytes()[:9000], "cut off"),
        (EXPORT.read_bytes().replace(b"Ready for", b"Ready \xe9 for"), "UTF-8"),
        (EXPORT.read_bytes().replace(b'"UTF-8"', b'"KLINGON"'), "encoding"),
        (b"<rss>" + b"<a>" * 200_000, "line 1"),
        (EXPORT.read_text("utf-8").encode("utf-16")[:901], "cannot be read"),
    ],
)
def test_what_is_no_export_ends_in_a_plain_line(
    root: Path, capsys: pytest.CaptureFixture[str], data: bytes, says: str
) -> None:
    file = root / "given.xml"
    file.write_bytes(data)
    before = every_file(root)
    assert main([str(file)], root) == 1
    said = capsys.readouterr().out
    assert says in said and said.count("\n") == 1
    assert every_file(root) == before


def test_odd_letters_in_titles_are_read_all_the_same(root: Path) -> None:
    file = root / "given.xml"
    title = b"<title>Fish & chips&mdash;&nbsp;more\x08</title>"
    data = EXPORT.read_bytes().replace(b"<title>After the meeting</title>", title)
    file.write_bytes(data)
    assert main([str(file)], root) == 0
    assert top(root, f"{POSTS}/after-the-meeting.md")["title"] == "Fish & chips— more"


def test_a_text_nested_too_deeply_is_left_out(root: Path) -> None:
    file = root / "given.xml"
    deep = b"<p>" + b"<ul><li>" * 3000 + b"x"
    file.write_bytes(EXPORT.read_bytes().replace(b"<p>One sentence that stands alone.</p>", deep))
    assert main([str(file)], root) == 0
    assert "nested too deeply" in read(root, REPORT)
    assert (root / FIRST).exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--category", "News"], "The categories are: Working together, Meetings, The plan."),
        (["--pictures", "nowhere"], "there is no such folder"),
    ],
)
def test_wrong_options_are_told(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert run(root, *arguments) == 2
    assert says in capsys.readouterr().out


def test_a_settings_file_of_another_form_is_left_as_it_is(root: Path) -> None:
    odd = SETTINGS.replace("  redirects: {}\n", "  redirects: {/a: index.md}\n")
    (root / "mkdocs.yml").write_text(odd, encoding="utf-8")
    assert run(root) == 0
    assert read(root, "mkdocs.yml") == odd
    assert "add this line under redirects" in read(root, REPORT)
