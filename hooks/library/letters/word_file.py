"""A letter as a Word file: real styles, fillable fields, the same bytes on every build.

Each placeholder is a content control, as Word calls it: one click selects it, typing replaces it,
Tab leads to the next, and a screen reader says its name. It has no special look: in a program
without such controls, a mark would stay in the letter that is sent.

The file starts from python-docx's template and keeps only what a letter uses. Nothing comes from
the clock, the machine or the user's name.

The text is set in Atkinson Hyperlegible, the site's font, which was made for low vision. The font
is named, not embedded: four embedded faces would turn a 10 kB file into 200 kB, and the letter will
be edited and sent on. If the font is not installed, the font table names Arial instead: it is on
nearly every computer and about as wide, so the letter stays on its page.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from library.letters.letter import Letter, Paragraph
from library.letters.line import Line, Placeholder

FONT = "Atkinson Hyperlegible"
FALLBACK_FONT = "Arial"
SUBJECT_STYLE = "Letter subject"
BODY_STYLE = "Letter body"
LIST_STYLE = "Letter list"
CLOSE_STYLE = "Letter close"
NAME_STYLE = "Letter name"
# Scripts that our font does not have: Arabic and Hebrew, and those of East Asia.
OTHER_FONTS = {"w:cs": "Arial", "w:eastAsia": "Microsoft YaHei"}
ROOM_TO_SIGN = 40  # points
LONGEST_TAG = 64  # characters that Word accepts

_KEPT_STYLES = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List"),
    *("List Bullet", "Strong", "Emphasis"),
    *(SUBJECT_STYLE, BODY_STYLE, LIST_STYLE, CLOSE_STYLE, NAME_STYLE),
}
_UNUSED_PARTS = ("/stylesWithEffects", "/webSettings", "/theme", "/customXml", "/thumbnail")
# The earliest time that a zip file can have.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def letter_docx(
    letter: Letter,
    *,
    title: str,
    author: str,
    language: str,
    subject_label: str,
    updated: date,
) -> bytes:
    """Return the letter as the bytes of a .docx file on US Letter paper with 1 inch margins.

    `language` is a tag such as "en-US"; `subject_label` the word before the subject; `updated`
    the day the source last changed, which becomes the file's created and modified time.
    """
    word = Document(BytesIO(_blank(language)))
    _write(word, letter, subject_label)
    _set_properties(word, letter, title, author, language, updated)
    return _packed(word)


@lru_cache(maxsize=4)
def _blank(language: str) -> bytes:
    """Return an empty letter. Reading python-docx's large template takes most of the time."""
    word = Document()
    _set_paper(word)
    _set_styles(word, language)
    _drop_unused(word)
    blank = BytesIO()
    word.save(blank)
    return blank.getvalue()


def _set_paper(word: WordFile) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin = section.bottom_margin = Inches(1)
    section.header_distance = section.footer_distance = Inches(0.5)


def _set_styles(word: WordFile, language: str) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    fonts.attrib.clear()
    for script, font in {"w:ascii": FONT, "w:hAnsi": FONT, **OTHER_FONTS}.items():
        fonts.set(qn(script), font)
    next(defaults.iter(qn("w:lang"))).set(qn("w:val"), language)

    body = _paragraph_style(word, BODY_STYLE, "Normal", space_after=9)
    body.quick_style = True
    subject = _paragraph_style(word, SUBJECT_STYLE, BODY_STYLE, space_after=16)
    subject.font.bold = True
    subject.paragraph_format.keep_with_next = True
    subject.next_paragraph_style = body
    bullets = _paragraph_style(word, LIST_STYLE, "List Bullet", space_after=9)
    bullets.next_paragraph_style = bullets

    close = _paragraph_style(word, CLOSE_STYLE, BODY_STYLE, space_after=0)
    close.paragraph_format.keep_with_next = True
    name = _paragraph_style(word, NAME_STYLE, BODY_STYLE, space_after=9)
    name.paragraph_format.space_before = Pt(ROOM_TO_SIGN)


def _paragraph_style(word: WordFile, name: str, base: str, *, space_after: int) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = word.styles[base]
    style.quick_style = True
    style.font.size = Pt(12)
    style.paragraph_format.space_after = Pt(space_after)
    style.paragraph_format.line_spacing = 1.15
    style.paragraph_format.widow_control = True
    return style


def _write(word: WordFile, letter: Letter, subject_label: str) -> None:
    subject = word.add_paragraph(f"{subject_label}: ", style=SUBJECT_STYLE)
    _add_lines(subject, (letter.subject,))
    for block in letter.blocks:
        if letter.is_signed and block is letter.blocks[-1]:
            assert isinstance(block, Paragraph)
            _add_lines(word.add_paragraph(style=CLOSE_STYLE), block.lines[:-1])
            _add_lines(word.add_paragraph(style=NAME_STYLE), block.lines[-1:])
        elif isinstance(block, Paragraph):
            _add_lines(word.add_paragraph(style=BODY_STYLE), block.lines)
        else:
            for item in block.items:
                _add_lines(word.add_paragraph(style=LIST_STYLE), item)


def _add_lines(paragraph: WordParagraph, lines: tuple[Line, ...]) -> None:
    for index, line in enumerate(lines):
        if index:
            paragraph.add_run().add_break()
        for run in line:
            style = "Strong" if run.bold else "Emphasis" if run.italic else None
            written = paragraph.add_run(run.text, style=style)
            written.italic = True if run.bold and run.italic else None
            if run.placeholder:
                _make_control(written, run.placeholder)


def _make_control(written: WordRun, placeholder: Placeholder) -> None:
    """Put a run into a content control (ISO 29500-1, 17.5.2), as its placeholder."""
    control, settings, content = (OxmlElement(f"w:sdt{part}") for part in ("", "Pr", "Content"))
    for tag, value in (("alias", placeholder.label), ("tag", placeholder.field[:LONGEST_TAG])):
        settings.append(OxmlElement(f"w:{tag}", {qn("w:val"): value}))
    settings.append(OxmlElement("w:showingPlcHdr"))
    if placeholder.kind == "date":
        kind = OxmlElement("w:date")
        kind.append(OxmlElement("w:dateFormat", {qn("w:val"): "MMMM d, yyyy"}))
    else:
        kind = OxmlElement("w:text", {qn("w:multiLine"): "1"})
    settings.append(kind)
    control.append(settings)
    control.append(content)
    run = written._r
    run.addprevious(control)
    content.append(run)


def _drop_unused(word: WordFile) -> None:
    for style in list(word.styles):
        if style.name not in _KEPT_STYLES:
            style.element.getparent().remove(style.element)
    for owner in (word.part, word.part.package):
        for key, relation in list(owner.rels.items()):
            unused = relation.reltype.endswith(_UNUSED_PARTS)
            # It would say that Word on a Mac made the file.
            if unused or relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
                del owner.rels[key]
    # 15 is today's Word; with the template's 14 the title bar says "Compatibility Mode".
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_properties(
    word: WordFile, letter: Letter, title: str, author: str, language: str, updated: date
) -> None:
    moment = datetime(updated.year, updated.month, updated.day)
    properties = word.core_properties
    properties.title = title
    properties.subject = "".join(run.text for run in letter.subject)
    properties.author = properties.last_modified_by = author
    properties.language = language
    properties.comments = properties.keywords = ""
    properties.revision = 1
    properties.created = properties.modified = moment


def _packed(word: WordFile) -> bytes:
    """Write the file, then pack it again with fixed times: equal letters give equal bytes."""
    first, second = BytesIO(), BytesIO()
    word.save(first)
    with ZipFile(first) as source, ZipFile(second, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/fontTable.xml":
                content = _with_our_font(content)
            entry = ZipInfo(name, _ZIP_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            target.writestr(entry, content, compresslevel=9)
    return second.getvalue()


def _with_our_font(font_table: bytes) -> bytes:
    root = parse_xml(font_table)
    font = OxmlElement("w:font", {qn("w:name"): FONT})
    for tag, value in (
        ("w:altName", FALLBACK_FONT),
        ("w:charset", "00"),
        ("w:family", "swiss"),
        ("w:pitch", "variable"),
    ):
        font.append(OxmlElement(tag, {qn("w:val"): value}))
    root.append(font)
    return serialize_part_xml(root)
