"""What a parent types into any PDF of the site is seen, saved and printed whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pdf_checks as checks
import pytest


def test_every_field_of_every_sheet_shows_a_long_answer_whole(site_dir: Path) -> None:
    sheets = checks.sheets_of(site_dir)
    assert len(sheets) > 5
    cut = {}
    for path in sheets:
        sheet = path.read_bytes()
        answers = checks.answers_for(sheet)
        cut[path.name] = checks.cut_answers(checks.fill_in(sheet, answers).pdf, answers)
    assert not {name: problems for name, problems in cut.items() if problems}


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_poppler_shows_each_answer_whole_too(site_dir: Path, tmp_path: Path) -> None:
    cut = {}
    for path in checks.sheets_of(site_dir):
        sheet = path.read_bytes()
        cut[path.name] = checks.cut_in_poppler(sheet, checks.answers_for(sheet), tmp_path)
    assert not {name: problems for name, problems in cut.items() if problems}


# Letters that MuPDF's own fonts have; see `test_mupdf_keeps_a_name_that_it_has_no_letters_for`.
WESTERN = "Zoë-María González-Castañeda"
NEEDS_MUPDF = pytest.mark.skipif(not shutil.which("mutool"), reason="mupdf-tools is not installed")


@NEEDS_MUPDF
def test_mupdf_shows_each_answer_whole_too(site_dir: Path, tmp_path: Path) -> None:
    """A long answer is cut to what MuPDF shows in such a field: its own limit."""
    jobs = []
    for path in checks.sheets_of(site_dir):
        sheet = path.read_bytes()
        rooms = checks.text_fields(sheet)
        answers = {}
        for name, answer in checks.answers_for(sheet).items():
            width, height, is_long = rooms[name]
            limit = checks.letters_in_mupdf(width, height) if is_long else None
            answers[name] = answer.replace(checks.NAME, WESTERN)[:limit]
        jobs.append((sheet, answers))
    filled = checks.fill_in_mupdf(jobs, tmp_path)
    assert sum(len(answers) for _, answers in jobs) > 50
    assert not [
        cut
        for one, (_, answers) in zip(filled, jobs, strict=True)
        for cut in checks.cut_answers(one, answers)
    ]


@NEEDS_MUPDF
def test_mupdf_keeps_a_name_that_it_has_no_letters_for(site_dir: Path, tmp_path: Path) -> None:
    """Its look is MuPDF's own: 1.21 writes a dot, 1.28 the letter, in a size that never shrinks.

    It sets every field in its own Helvetica, and looks for no letter in the field's font.
    """
    sheet = checks.sheets_of(site_dir)[-1].read_bytes()
    [filled] = checks.fill_in_mupdf([(sheet, {"your name": checks.NAME})], tmp_path)
    assert checks.values_of(filled)["your name"] == checks.NAME
