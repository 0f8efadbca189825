"""What the site gives out on paper can be read: no small print on any sheet."""

from __future__ import annotations

from pathlib import Path

import pdf_checks as checks


def test_no_word_on_any_sheet_is_smaller_than_eleven_points(site_dir: Path) -> None:
    sheets = sorted(site_dir.rglob("*.pdf"))
    assert {"checklists", "letters"} <= {path.parent.name for path in sheets}
    small = {
        path.name: size for path in sheets if (size := checks.smallest_text(path.read_bytes())) < 11
    }
    assert not small
