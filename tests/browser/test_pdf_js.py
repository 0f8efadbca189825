"""pdf.js, the PDF reader in Firefox, saves and prints whole what a parent types into any sheet."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pdf_checks as checks
import pdf_samples as samples
import pikepdf
import pytest
from playwright.sync_api import Browser, Route

from machine.checkers import PDF_JS

Fill = Callable[[bytes, dict[str, str]], bytes]

# Types as the viewer of pdf.js does: each place of a field gets the text. pdf.js saves the same
# drawings of the fields as it prints (BaseAnnotation's `_getAppearance` makes both).
FILL = """
async ([sheet, answers]) => {
  const pdfjs = await import("/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = "/pdf.worker.mjs";
  window.worker ??= new pdfjs.PDFWorker();
  const task = pdfjs.getDocument({ data: Uint8Array.fromBase64(sheet), worker });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    for (const { fieldName, id } of await page.getAnnotations())
      if (fieldName in answers)
        document.annotationStorage.setValue(id, { value: answers[fieldName] });
  }
  const saved = (await document.saveDocument()).toBase64();
  await task.destroy();
  return saved;
}
"""


@pytest.fixture(scope="module")
def fill(browser: Browser, checkers: None) -> Iterator[Fill]:
    """Fill in a sheet with pdf.js and return it as saved; the page can load only pdf.js's files."""

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name:
            route.fulfill(path=PDF_JS / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto("https://pdf.js.example/")

    def fill(sheet: bytes, answers: dict[str, str]) -> bytes:
        sent = base64.b64encode(sheet).decode("ascii")
        return base64.b64decode(page.evaluate(FILL, [sent, answers]))

    yield fill
    page.close()


def cut_in_pdf_js(fill: Fill, sheet: bytes, answers: dict[str, str]) -> list[str]:
    """Return what pdf.js draws of each answer that it does not draw whole.

    pdf.js saves a place without a drawing if its font lacks a letter. PDFium would draw it.
    """
    filled = fill(sheet, answers)
    with pikepdf.open(io.BytesIO(filled)) as document:
        for field in document.Root.AcroForm.Fields:
            if any("/AP" not in place for place in field.get("/Kids", [field])):
                return [f"“{field.T}”: a letter is missing in its font"]
    return checks.cut_answers(filled, answers)


def test_every_field_of_every_sheet_shows_a_long_answer_whole(site_dir: Path, fill: Fill) -> None:
    filled, cut = 0, {}
    for path in checks.sheets_of(site_dir):
        sheet = path.read_bytes()
        if answers := checks.answers_for(sheet):
            cut[path.name] = cut_in_pdf_js(fill, sheet, answers)
            filled += len(answers)
    assert filled > 50
    assert not {name: problems for name, problems in cut.items() if problems}


def test_an_answer_of_any_length_is_seen_whole_however_little_room_a_letter_has(fill: Fill) -> None:
    cut: dict[tuple[str, int], list[str]] = {}
    heights: set[float] = set()
    for step, sheet in samples.letters_at_each_step().items():
        rooms = checks.text_fields(sheet)
        several = [name for name, (_, _, is_long) in rooms.items() if is_long]
        if heights >= {rooms[name][1] for name in several}:
            continue  # as high as in another layout
        heights |= {rooms[name][1] for name in several}
        for length in range(60, len(checks.CONCERN), 40):
            answers = dict.fromkeys(several, checks.CONCERN[:length].rstrip())
            cut[step, length] = cut_in_pdf_js(fill, sheet, answers)
    assert len(heights) >= 4
    assert not {case: problems for case, problems in cut.items() if problems}


def test_a_field_that_cuts_what_is_typed_is_seen(site_dir: Path, fill: Fill) -> None:
    sheet, fixed = checks.sheets_of(site_dir)[-1].read_bytes(), io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet)) as document:
        for place in document.pages[0].Annots:
            if place.get("/TU") == "school":
                place.DA = pikepdf.String("/IpText 14 Tf 0 g")  # does not shrink any more
        document.save(fixed)
    answers = {"school": checks.SCHOOL, "date": "November 28, 2026"}
    [problem] = cut_in_pdf_js(fill, fixed.getvalue(), answers)
    assert problem.startswith("“school”: Dr.Martin") and not problem.endswith("Science")


def test_letters_that_a_field_lacks_are_seen(site_dir: Path, fill: Fill) -> None:
    sheet = checks.sheets_of(site_dir)[-1].read_bytes()
    found = cut_in_pdf_js(fill, sheet, {"school": "李小明"})
    assert found == ["“school”: a letter is missing in its font"]
