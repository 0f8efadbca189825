"""The links at the end of a page, on a small site: report a mistake, or fix it yourself."""

from __future__ import annotations

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import Tag
from site_pages import Pages
from small_project import Project

LINKS = ".ip-edit-links a"
MARCH, MAY = datetime.date(2026, 3, 4), datetime.date(2026, 5, 6)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    project = Project(tmp_path_factory.mktemp("mistakes"))
    project.settings["extra"] = {
        "repository": "rivera/library",
        "contact": {"email": "us+site@iep.test", "hours": "Soon."},
    }
    project.post("changed", title='Who & what: 100% "plain"?', updated=MAY, checked=MARCH)
    project.post("as-written", "2026-02-03")
    about = "A page that says in a sentence who we are and what we do."
    project.write("about.md", f"---\ntitle: About\ndescription: {about}\n---\n\nWe.\n")
    project.build()
    return project.pages()


def mail(link: Tag) -> tuple[str, str, list[str]]:
    """Return the address, subject, and lines of text that an email program opens with."""
    parts = urlsplit(str(link["href"]))
    assert parts.scheme == "mailto"
    asked = parse_qs(parts.query, strict_parsing=True)
    return parts.path, asked["subject"][0], asked["body"][0].split("\r\n")


def test_the_mail_comes_first_and_names_page_and_version(pages: Pages) -> None:
    first = pages["articles/changed/"].select(LINKS)[0]
    address, subject, lines = mail(first)
    assert address == "us%2Bsite@iep.test"
    assert "us+site@iep.test" in first.text, "for readers without a mail program here"
    title = 'Who & what: 100% "plain"?'
    assert title in subject
    assert title in lines[0]
    canonical = str(pages["articles/changed/"].select_one("link[rel=canonical]")["href"])
    assert lines[1].endswith(canonical)
    assert (lines[2], lines[3]) == ("Version of 2026-05-06", "Facts checked on 2026-03-04")


def test_the_version_of_an_article_never_changed_is_its_day(pages: Pages) -> None:
    lines = mail(pages["articles/as-written/"].select(LINKS)[0])[2]
    assert "Version of 2026-02-03" in lines


def test_a_page_without_dates_names_only_its_address(pages: Pages) -> None:
    text = "\n".join(mail(pages["about/"].select(LINKS)[0])[2])
    assert "/about/" in text
    assert "ersion" not in text
    assert "None" not in text


def test_each_page_of_the_site_can_be_reported(pages: Pages) -> None:
    without = [name for name, page in pages.items() if not page.select(f"{LINKS}[href^=mailto]")]
    assert without == ["404.html"]


def test_github_comes_second_where_the_page_is_a_file_there(pages: Pages) -> None:
    links = [str(link["href"]) for link in pages["about/"].select(LINKS)]
    assert [urlsplit(link).scheme for link in links] == ["mailto", "https", "https"]
    assert links[2] == "https://github.com/rivera/library/edit/main/docs/about.md"
    archive = [links for name in pages if "archive" in name for links in pages[name].select(LINKS)]
    assert all(str(link["href"]).startswith("mailto:") for link in archive)
