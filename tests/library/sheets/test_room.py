"""What is typed into a letter stays whole, however little room the letter leaves for it."""

from __future__ import annotations

import io
import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path

import pdf_checks as checks
import pdf_samples as samples
import pikepdf
import pytest

from library.sheets.pdf import LETTER_FIT, NORMAL_FIT, engine_problem

pytestmark = pytest.mark.skipif(engine_problem() is not None, reason=str(engine_problem()))
LONG, ITEM = "what happened", "an idea"
MILLIMETER = 72 / 25.4  # in points
LENGTHS = range(60, len(checks.CONCERN), 40)


@cache
def letters() -> dict[str, bytes]:
    """Return one letter for each pair of heights that its fields may have."""
    heights = {}
    for name, sheet in samples.letters_at_each_step().items():
        rooms = checks.text_fields(sheet)
        heights[rooms[LONG][1], rooms[ITEM][1]] = name, sheet
    return dict(heights.values())


def test_a_field_for_much_is_as_high_as_every_reader_needs() -> None:
    """See print/sheet.css: between 40 and 59 points, pdf.js cuts off a line of 300 letters."""
    heights = {
        f"{name}: {field}": room[1]
        for name, sheet in letters().items()
        for field, room in checks.text_fields(sheet).items()
        if room[2]
    }
    assert len(heights) >= 8
    assert not {name: height for name, height in heights.items() if 40 < height < 58.9}
    assert max(heights.values()) > 80 and min(heights.values()) < 20


def test_a_letter_begins_with_room_for_much_and_its_lines_fit_a_pen_at_each_step() -> None:
    """See print/sheet.css: a line is 6.4 mm high or more, also in the longest letter."""
    steps = samples.letters_at_each_step()
    first = checks.text_fields(steps[LETTER_FIT[0]])
    assert min(first[name][1] for name in (LONG, ITEM)) >= 59
    lines = {name: min(heights_of_lines(sheet)) / MILLIMETER for name, sheet in steps.items()}
    assert not {name: height for name, height in lines.items() if height < 6.35}


def heights_of_lines(sheet: bytes) -> list[float]:
    """Return the height of each line to write on (points), in each field of several lines."""
    heights = []
    with pikepdf.open(io.BytesIO(sheet)) as document:
        for field in document.Root.AcroForm.Fields:
            if field.FT == "/Tx" and int(field.get("/Ff", 0)):
                place = field.get("/Kids", [field])[0]
                drawn = place.AP.N.read_bytes().decode()
                rules = [float(y) for y in re.findall(r"0 ([\d.]+) m", drawn)]
                top = float(place.Rect[3]) - float(place.Rect[1]) + rules[0]
                heights += [above - y for y, above in pairwise([*rules, top])]
    return heights


def test_an_answer_of_any_length_is_seen_whole() -> None:
    for name, sheet in letters().items():
        for length in LENGTHS[::2]:
            answers = dict.fromkeys((LONG, ITEM), checks.CONCERN[:length].rstrip())
            filled = checks.fill_in(sheet, answers).pdf
            assert not checks.cut_answers(filled, answers), (name, length)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_poppler_shows_an_answer_of_any_length_whole(tmp_path: Path) -> None:
    for name, sheet in letters().items():
        for length in LENGTHS[::2]:
            answers = dict.fromkeys((LONG, ITEM), checks.CONCERN[:length].rstrip())
            assert not checks.cut_in_poppler(sheet, answers, tmp_path), (name, length)


@pytest.mark.skipif(not shutil.which("mutool"), reason="mupdf-tools is not installed")
def test_mupdf_shows_as_much_as_its_own_size_of_type_leaves_room_for(tmp_path: Path) -> None:
    """With the size that another reader finds by itself, MuPDF shows all: the limit is its own."""
    jobs, smaller = [], []
    for sheet in letters().values():
        for name in (LONG, ITEM):
            width, height, _ = checks.text_fields(sheet)[name]
            room = checks.letters_in_mupdf(width, height)
            jobs += [
                (sheet, {name: checks.CONCERN[:length].rstrip()})
                for length in (*LENGTHS, len(checks.CONCERN))
                if length <= room
            ]
            if room < len(checks.CONCERN):
                smaller.append((in_size(sheet, height / 7), {name: checks.CONCERN}))
    assert jobs and smaller
    filled = checks.fill_in_mupdf([*jobs, *smaller], tmp_path)
    for one, (_, answers) in zip(filled, [*jobs, *smaller], strict=True):
        assert not checks.cut_answers(one, answers)


def in_size(sheet: bytes, size: float) -> bytes:
    """Return a sheet whose fields have type of this size, where readers else find one."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet)) as document:
        for field in document.Root.AcroForm.Fields:
            field.DA = pikepdf.String(f"/IpText {size:.2f} Tf 0 g")
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("fit", NORMAL_FIT)
def test_a_checklist_has_lines_for_a_name_and_for_a_day_and_a_time(fit: str) -> None:
    fields = ("Child's name", "Meeting date", "Meeting day and time", "Planned last day of school")
    html = samples.checklist_html("<p>Text.</p>", sheet=samples.Sheet(fields=fields))
    wide = {
        name: width / 72
        for name, (width, _, _) in checks.text_fields(samples.pdf_of(html, fit=(fit,))).items()
    }
    assert wide["Child's name"] >= 2.5 and wide["Meeting day and time"] >= 2.5
    assert min(wide.values()) >= 2
