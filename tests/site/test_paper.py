"""What the site gives out on paper can be read: no small print on any sheet."""

from __future__ import annotations

from pathlib import Path

import pdf_checks as checks
import pypdfium2


def test_no_word_on_any_sheet_is_smaller_than_eleven_points(site_dir: Path) -> None:
    sheets = sorted(site_dir.rglob("*.pdf"))
    assert {"checklists", "letters"} <= {path.parent.name for path in sheets}
    small = {
        path.name: size for path in sheets if (size := checks.smallest_text(path.read_bytes())) < 11
    }
    assert not small


def test_the_log_is_one_page_with_the_names_of_its_columns_whole(site_dir: Path) -> None:
    for name in ("log.pdf", "log-large-print.pdf"):
        pages = list(pypdfium2.PdfDocument(site_dir / name))
        assert len(pages) == 1, f"{name}: overrides/print/sheet.css leaves it no room on one page"
        (page,) = pages
        text = page.get_textpage()
        edges = []
        for word in ("promised", "given"):
            search = text.search(word)
            *_, (first, count) = iter(search.get_next, None)  # the last: the first is in a sentence
            boxes = [text.get_charbox(index) for index in (first, first + count - 1)]
            edges += [boxes[0][0], boxes[1][2]]
        assert edges == sorted(edges) and edges[2] - edges[1] > 3, name
