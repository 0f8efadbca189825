"""What a parent types into any PDF of the site is seen, saved and printed whole."""

from __future__ import annotations

from pathlib import Path

import pdf_checks as checks


def test_every_field_of_every_sheet_shows_a_long_answer_whole(site_dir: Path) -> None:
    sheets = [
        path for kind in ("checklists", "letters") for path in (site_dir / kind).glob("*.pdf")
    ]
    assert len(sheets) > 5
    cut = {}
    for path in sheets:
        sheet = path.read_bytes()
        answers = checks.answers_for(sheet)
        cut[path.name] = checks.cut_answers(checks.fill_in(sheet, answers).pdf, answers)
    assert not {name: problems for name, problems in cut.items() if problems}
