"""The Word file and the plain text of a letter, opened again and read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Inches
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from library.letters.letter import Letter, parse_letter
from library.letters.plain_text import letter_text
from library.letters.word_file import FALLBACK_FONT, FONT, letter_docx

SOURCE = """\
## The letter

[date]

Dear [teacher's name],

[child's name] is **very** good at _reading_ & drawing <3.

- What helps: [what helps]
- A quiet place
  near the door

Sincerely,
[your name]
"""
TEXT = """\
Subject: Hello from [child's name]

[date]

Dear [teacher's name],

[child's name] is very good at reading & drawing <3.

- What helps: [what helps]
- A quiet place
  near the door

Sincerely,
[your name]
"""


def letter() -> Letter:
    return parse_letter(SOURCE, subject="Hello from [child's name]")


def build() -> bytes:
    return letter_docx(
        letter(),
        title="Introduce my child",
        author="IEP Partner",
        language="en-US",
        subject_label="Subject",
        updated=date(2026, 11, 24),
    )


@pytest.fixture
def word() -> Document:
    return docx.Document(BytesIO(build()))


def test_plain_text_keeps_brackets_and_long_lines() -> None:
    assert letter_text(letter(), subject_label="Subject") == TEXT
    sentence = "A long sentence. " * 20
    long = parse_letter(f"## The letter\n\n{sentence}", subject="Hello")
    assert sentence.strip() in letter_text(long, subject_label="Subject").split("\n")


def text_of(paragraph: Paragraph) -> str:
    """All words of a paragraph; python-docx leaves out those in content controls."""
    words = paragraph._p.iter(qn("w:t"), qn("w:br"))
    return "".join("\n" if word.tag == qn("w:br") else word.text or "" for word in words)


def test_all_words_are_there_in_order(word: Document) -> None:
    assert [text_of(paragraph) for paragraph in word.paragraphs] == [
        "Subject: Hello from [child's name]",
        "[date]",
        "Dear [teacher's name],",
        "[child's name] is very good at reading & drawing <3.",
        "What helps: [what helps]",
        "A quiet place\nnear the door",
        "Sincerely,",
        "[your name]",
    ]


def test_styles_carry_the_look_and_nothing_is_formatted_by_hand(word: Document) -> None:
    styles = [p.style.name for p in word.paragraphs if p.style]
    assert styles == [
        "Letter subject",
        *["Letter body"] * 3,
        *["Letter list"] * 2,
        "Letter close",
        "Letter name",
    ]
    assert not list(word.element.body.iter(qn("w:jc"), qn("w:spacing"), qn("w:b"), qn("w:sz")))
    looks = {r.text: r.style.name for p in word.paragraphs for r in p.runs}
    assert looks["very"] == "Strong"
    assert looks["reading"] == "Emphasis"


def test_a_list_item_has_a_bullet_from_its_style(word: Document) -> None:
    style = word.styles["Letter list"].base_style
    assert style is not None
    assert style.name == "List Bullet"
    number = style.element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    numbering = word.part.numbering_part.element
    defined = {num.get(qn("w:numId")) for num in numbering.iter(qn("w:num"))}
    assert number in defined


def test_placeholders_are_named_controls_without_a_look(word: Document) -> None:
    """A mark would stay in programs without controls; a date has a calendar."""
    controls = list(word.element.body.iter(qn("w:sdt")))
    found = [
        (one.find(f".//{qn('w:alias')}").get(qn("w:val")), one.find(f".//{qn('w:t')}").text)
        for one in controls
    ]
    assert found == [
        ("child's name", "[child's name]"),
        ("date", "[date]"),
        ("teacher's name", "[teacher's name]"),
        ("child's name", "[child's name]"),
        ("what helps", "[what helps]"),
        ("your name", "[your name]"),
    ]
    assert all(one.find(f".//{qn('w:showingPlcHdr')}") is not None for one in controls)
    assert [one.find(f".//{qn('w:date')}") is not None for one in controls].count(True) == 1
    parts = (word.element, word.styles.element)
    assert not [look for part in parts for look in part.iter(qn("w:shd"), qn("w:highlight"))]


def test_there_is_room_to_sign_above_the_name(word: Document) -> None:
    close, name = word.styles["Letter close"], word.styles["Letter name"]
    assert isinstance(close, ParagraphStyle) and isinstance(name, ParagraphStyle)
    assert close.paragraph_format.keep_with_next
    before = name.paragraph_format.space_before
    assert before is not None and before.pt >= 36


def test_scripts_that_the_font_lacks_have_fonts_of_their_own(word: Document) -> None:
    fonts = next(word.styles.element.iter(qn("w:rFonts")))
    assert FONT not in {fonts.get(qn("w:cs")), fonts.get(qn("w:eastAsia"))}


def test_letter_paper_with_one_inch_margins(word: Document) -> None:
    (section,) = word.sections
    assert (section.page_width, section.page_height) == (Inches(8.5), Inches(11))
    assert {
        section.left_margin,
        section.right_margin,
        section.top_margin,
        section.bottom_margin,
    } == {Inches(1)}


def test_properties_come_from_the_source(word: Document) -> None:
    properties = word.core_properties
    day = datetime(2026, 11, 24, tzinfo=UTC)
    assert properties.title == "Introduce my child"
    assert properties.subject == "Hello from [child's name]"
    assert properties.language == "en-US"
    assert properties.author == properties.last_modified_by == "IEP Partner"
    assert properties.created == properties.modified == day
    assert properties.comments == ""
    assert [lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))] == ["en-US"]


def test_the_font_and_what_takes_its_place() -> None:
    with ZipFile(BytesIO(build())) as file:
        fonts = file.read("word/fontTable.xml").decode()
        styles = file.read("word/styles.xml").decode()
    assert f'w:name="{FONT}"><w:altName w:val="{FALLBACK_FONT}"/>' in fonts
    assert f'w:ascii="{FONT}"' in styles


def test_the_file_is_small_and_holds_nothing_of_the_template_it_does_not_use() -> None:
    with ZipFile(BytesIO(build())) as file:
        names = sorted(file.namelist())
    assert names == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert len(build()) < 15_000


def test_another_time_zone_and_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import importlib.util, sys\n"
        "spec = importlib.util.spec_from_file_location('case', sys.argv[1])\n"
        "case = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(case)\n"
        "sys.stdout.buffer.write(case.build())\n"
    )
    results = []
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "77")):
        environment = {
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        run = subprocess.run(
            [sys.executable, "-c", program, __file__],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=True,
        )
        results.append(run.stdout)
    assert results[0] == results[1] == build()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_as_one_page(tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    (tmp_path / "letter.docx").write_bytes(build())
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            *("--convert-to", "pdf", "--outdir", str(tmp_path)),
            str(tmp_path / "letter.docx"),
        ],
        capture_output=True,
        check=True,
        timeout=600,
    )
    pdf = pdfium.PdfDocument(tmp_path / "letter.pdf")
    assert len(pdf) == 1
    assert pdf[0].get_size() == pytest.approx((612, 792), abs=1)
    text = pdf[0].get_textpage().get_text_range()
    assert "Dear [teacher's name]," in text
    assert pdf.get_metadata_dict()["Title"] == "Introduce my child"
