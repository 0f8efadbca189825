"""The book of all sheets: valid, complete, and its contents list the right pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pdf_checks as checks
import pikepdf
import pypdfium2 as pdfium
import pytest
from project_settings import OWNER
from site_pages import Pages, one

TITLE = f"{OWNER['site_name']}: All checklists and letters"


@pytest.fixture(scope="module")
def book(site_dir: Path) -> bytes:
    return (site_dir / "downloads/iep-partner-sheets.pdf").read_bytes()


def sheets(site_dir: Path, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Each sheet's title and its own PDF, in the order of the book."""
    for folder in ("checklists", "letters"):
        own = [a for a in pages if re.fullmatch(rf"{folder}/[^/]+/", a)]
        titles = {" ".join(one(pages[a], "h1").text.split()): a for a in own}
        for title in sorted(titles, key=str.casefold):
            yield title, (site_dir / f"{titles[title].rstrip('/')}.pdf").read_bytes()
    yield " ".join(one(pages["log/"], "h1").text.split()), (site_dir / "log.pdf").read_bytes()


def page_texts(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


def field_labels(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(field.TU) for field in document.Root.AcroForm.Fields]


def modified(pdf: bytes) -> str:
    """The day on which a PDF says it was changed, as 20261124."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo["/ModDate"])[2:10]


def test_the_book_is_accessible_and_black(book: bytes, site_dir: Path, pages: Pages) -> None:
    assert checks.ua1_problems(book) == []
    assert checks.tag_problems(book) == []
    assert checks.fill_font_problems(book) == []
    assert checks.font_problems(book) == []
    assert checks.color_problems(book) == []
    assert checks.page_problems(book, at_most=200) == []
    assert checks.size_problems(book, limit=600_000) == []
    newest = max(modified(sheet) for _, sheet in sheets(site_dir, pages))
    about = {"title": TITLE, "language": "en", "modified": newest}
    assert checks.metadata_problems(book, **about) == []


def test_the_contents_tell_the_page_of_each_sheet(
    book: bytes, site_dir: Path, pages: Pages
) -> None:
    texts = page_texts(book)
    at = 2  # the first page holds the contents
    for title, pdf in sheets(site_dir, pages):
        assert f"{title}, page {at} " in f"{texts[0]} ", title
        start = page_texts(pdf)[0]  # a letter does not say its title: it goes to the school
        assert texts[at - 1].startswith(start[:40]), f"{title} is not on page {at}"
        at += len(page_texts(pdf))
    assert at - 1 == len(texts) >= 7, "each sheet is set as it is on its own"
    assert all(
        text.startswith("Subject:") or f"Page {n} of {len(texts)}" in text
        for n, text in enumerate(texts, 1)
    )
    with pikepdf.open(io.BytesIO(book)) as document:
        links = [a for a in document.pages[0].Annots if a.Subtype == "/Link"]
        assert len(links) == len(list(sheets(site_dir, pages)))


def test_bookmarks_lead_to_each_sheet(book: bytes, site_dir: Path, pages: Pages) -> None:
    document = pdfium.PdfDocument(book)
    marks = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    document.close()
    assert marks == ["All checklists and letters", *(t for t, _ in sheets(site_dir, pages))]


def test_every_field_is_kept_under_a_name_of_its_own(
    book: bytes, site_dir: Path, pages: Pages
) -> None:
    wanted = [
        (title, label) for title, pdf in sheets(site_dir, pages) for label in field_labels(pdf)
    ]
    with pikepdf.open(io.BytesIO(book)) as document:
        fields = [(str(f.T), str(f.TU)) for f in document.Root.AcroForm.Fields]
    assert [label for _, label in fields] == [label for _, label in wanted]
    names = [name for name, _ in fields]
    assert len(set(names)) == len(names) > 30
    for name, (title, _) in zip(names, wanted, strict=True):
        assert name.startswith(title.replace(".", " ").strip()), name


def test_a_name_typed_on_one_sheet_stays_on_it(book: bytes) -> None:
    field = "The first day: Child's name"
    values = checks.values_of(checks.fill_in(book, {field: "José"}).pdf)
    assert {name for name, value in values.items() if value == "José"} == {field}
