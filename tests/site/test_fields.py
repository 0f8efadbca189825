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
