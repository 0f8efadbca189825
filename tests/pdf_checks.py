"""Checks of a PDF sheet. Each takes the bytes of a PDF and returns what is wrong, one line each.

Used on samples in tests/library and on every sheet of the built site. `all_problems` runs those
that need nothing but the sheet's own front matter.
"""

from __future__ import annotations

import ctypes
import io
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from bs4 import BeautifulSoup
from page import validate_pdf_bytes

LETTER = (612, 792)  # points
SIZE_LIMIT = 50_000  # bytes
FONTS = ("IEP-Partner-Text", "Source-Sans-3")
PRINT_FLAG = 4
# What a parent may well type: long answers, each of its kind.
SCHOOL = "Dr. Martin Luther King Jr. Elementary School of Arts and Science"
NAME = "Zoë-María Nguyễn-Łukasiewicz"
CONCERN = (
    "She reads slowly, guesses at words, and gives up when a page has no pictures. At home, it "
    "takes an hour to do a page of math, and most days end in tears. Her teacher last year saw "
    "the same. She was tested in May, and she says that she is “too dumb for 4th grade”. We are "
    "worried, and we want to help. Now!"
)
COLOUR_OPERATORS = {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "ri", "BI"}


def all_problems(
    pdf: bytes,
    *,
    title: str,
    language: str,
    modified: str,
    labels: Sequence[str],
    headings: Sequence[str],
    text: Sequence[str],
    pages: int,
) -> list[str]:
    """Run every check. modified: as 20261124; labels, headings, text: in reading order."""
    return [
        *ua1_problems(pdf),
        *tag_problems(pdf),
        *field_problems(pdf, labels),
        *fill_font_problems(pdf),
        *metadata_problems(pdf, title=title, language=language, modified=modified),
        *bookmark_problems(pdf, [title, *headings]),
        *page_problems(pdf, at_most=pages),
        *font_problems(pdf),
        *color_problems(pdf),
        *text_problems(pdf, text),
        *size_problems(pdf),
    ]


def ua1_problems(pdf: bytes) -> list[str]:
    """Check against PDF/UA-1 (ISO 14289-1)."""
    report = validate_pdf_bytes(pdf, profile="ua1")
    return [f"PDF/UA-1: {failure.rule_id}: {failure.message}" for failure in report.failures]


def tag_problems(pdf: bytes) -> list[str]:
    """Check that every field, link and piece of marked content hangs in the tag tree.

    The validator above looks at the parent tree only: a field whose Form element was cut out of
    the tag tree passes it, but no screen reader finds it.
    """
    problems: list[str] = []
    with _open(pdf) as document:
        root = document.Root.get("/StructTreeRoot")
        if root is None:
            return ["the file has no tag tree"]
        held: dict[tuple[int, int], str] = {}  # annotation -> type of the element that holds it
        marked: set[tuple[tuple[int, int], int]] = set()  # (page, MCID)
        for element in _elements(root):
            for kid in _kids(element):
                if isinstance(kid, int):
                    marked.add((element.Pg.objgen, kid))
                elif kid.get("/Type") == "/OBJR":
                    held[kid.Obj.objgen] = str(element.S)
        hung = {element.objgen for element in _elements(root)}
        numbers = list(root.ParentTree.Nums)
        for key, owners in zip(numbers[::2], numbers[1::2], strict=True):
            for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
                if owner is not None and owner.objgen not in hung:
                    problems.append(f"the parent tree names a tag that hangs nowhere ({key})")
        wanted = {"/Widget": "/Form", "/Link": "/Link"}
        for number, page in enumerate(document.pages, 1):
            for annotation in page.get("/Annots", []):
                kind = str(annotation.Subtype)
                holder = held.get(annotation.objgen)
                name = annotation.get("/TU", annotation.get("/Contents", ""))
                if holder != wanted.get(kind):
                    problems.append(
                        f"page {number}: {kind} “{name}” hangs in {holder or 'no tag'}, "
                        f"not in {wanted.get(kind)}"
                    )
                if not int(annotation.get("/F", 0)) & PRINT_FLAG:
                    problems.append(f"page {number}: {kind} “{name}” is not printed")
            for mcid in _marked_content(page):
                if (page.objgen, mcid) not in marked:
                    problems.append(f"page {number}: content {mcid} hangs in no tag")
            box = page.MediaBox
            for element in _elements(root):
                if element.S == "/Figure" and element.get("/Pg") == page.obj:
                    problems += _figure_problems(element, [float(value) for value in box])
    return problems


def field_problems(pdf: bytes, labels: Sequence[str]) -> list[str]:
    """Check that the fields are named by these labels, in this order, and draw themselves."""
    problems: list[str] = []
    with _open(pdf) as document:
        form = document.Root.get("/AcroForm")
        if form is None:
            return [] if not labels else ["the file has no form"]
        if "/NeedAppearances" in form:
            problems.append("the form asks the reader to draw its fields (/NeedAppearances)")
        found, names = [], []
        for field in form.Fields:
            label, name = str(field.get("/TU", "")), str(field.get("/T", ""))
            found.append(label)
            names.append(name)
            plain = " ".join(label.replace(".", " ").split())
            if "." in name or name != plain:
                problems.append(f"the field “{label}” has the name “{name}”")
            for widget in field.get("/Kids", [field]):
                problems += _widget_problems(widget, field.get("/FT"), label)
        if found != list(labels):
            problems.append(f"the fields are called {found}, not {list(labels)}")
        if len(set(names)) != len(names):
            problems.append("two fields have the same name")
    return problems


def fill_font_problems(pdf: bytes) -> list[str]:
    """Check that readers can write in each text field, in a font whose characters are listed."""
    problems = []
    with _open(pdf) as document:
        form = document.Root.get("/AcroForm", {})
        fonts = form.get("/DR", {}).get("/Font", {})
        for field in form.get("/Fields", []):
            if field.get("/FT") != "/Tx":
                continue
            words = str(field.get("/DA", "")).split()
            named = [words[at - 2] for at, word in enumerate(words) if word == "Tf"]
            if not named or any(name not in fonts for name in named):
                problems.append(f"the field “{field.TU}” has no font to write with")
            elif any("/ToUnicode" not in fonts[name] for name in named):
                problems.append(f"the font of “{field.TU}” cannot be typed in")
    return problems


def metadata_problems(pdf: bytes, *, title: str, language: str, modified: str) -> list[str]:
    """Check title, language and date; the sheet's own date is the only one in the file."""
    problems = []
    with _open(pdf) as document:
        if str(document.Root.get("/Lang", "")) != language:
            problems.append(f"the language is {document.Root.get('/Lang')}, not {language}")
        if str(document.docinfo.get("/Title", "")) != title:
            problems.append(f"the title is {document.docinfo.get('/Title')}, not {title}")
        if not document.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            problems.append("the window shows the file's name, not its title")
        if not str(document.docinfo.get("/ModDate", "")).startswith(f"D:{modified}"):
            problems.append(f"the date is {document.docinfo.get('/ModDate')}, not {modified}")
        if "/CreationDate" in document.docinfo:
            problems.append("the file holds the time at which it was made")
        if "/ID" not in document.trailer:
            problems.append("the file has no identifier")
    return problems


def bookmark_problems(pdf: bytes, headings: Sequence[str]) -> list[str]:
    """Check that the bookmarks are these headings, in this order."""
    document = pdfium.PdfDocument(pdf)
    found = [bookmark.get_title() for bookmark in document.get_toc()]
    document.close()
    if found != list(headings):
        return [f"the bookmarks are {found}, not {list(headings)}"]
    return []


def page_problems(pdf: bytes, *, at_most: int) -> list[str]:
    """Check the number of pages and that each is US Letter."""
    with _open(pdf) as document:
        problems = [
            f"page {number} is {page.MediaBox}, not Letter"
            for number, page in enumerate(document.pages, 1)
            if tuple(float(value) for value in page.MediaBox) != (0, 0, *LETTER)
        ]
        if len(document.pages) > at_most:
            problems.append(f"the sheet has {len(document.pages)} pages, not {at_most}")
    return problems


def font_problems(pdf: bytes) -> list[str]:
    """Check that every font is ours, and embedded."""
    problems = []
    with _open(pdf) as document:
        for font in document.objects:
            if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font":
                continue
            name = str(font.get("/BaseFont", "a font without a name"))
            if not any(font in name for font in FONTS):
                problems.append(f"{name} is not our font")
            if font.Subtype != "/Type0" and "/FontFile2" not in font.get("/FontDescriptor", {}):
                problems.append(f"{name} is not embedded")
    return problems


def color_problems(pdf: bytes) -> list[str]:
    """Check that everything is drawn in DeviceGray 0 or 1, without pictures or transparency."""
    problems: list[str] = []
    with _open(pdf) as document:
        streams = [("page", page.obj) for page in document.pages]
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                if item.get("/Subtype") == "/Image":
                    problems.append("there is a picture made of dots")
                elif item.get("/Subtype") == "/Form":
                    streams.append(("drawing", item))
            elif isinstance(item, pikepdf.Dictionary):
                for key in ("/ca", "/CA"):
                    if isinstance(item.get(key), (int, float)) and item[key] != 1:
                        problems.append(f"something is transparent ({key} {item[key]})")
        for where, stream in streams:
            for instruction in pikepdf.parse_content_stream(stream):
                problems += _operator_problems(
                    where, [str(o) for o in instruction.operands], str(instruction.operator)
                )
        for field in document.Root.get("/AcroForm", {}).get("/Fields", []):
            words = str(field.get("/DA", "")).split()
            for index, word in enumerate(words):
                problems += _operator_problems("field", words[max(0, index - 1) : index], word)
    return problems


def text_problems(pdf: bytes, pieces: Sequence[str]) -> list[str]:
    """Check that these texts are in the file, whole, and in this order."""
    found = _squeezed(text_of(pdf))
    problems, at = [], 0
    for piece in pieces:
        next_at = found.find(_squeezed(piece), at)
        if next_at < 0:
            elsewhere = _squeezed(piece) in found
            problems.append(f"“{piece}” is {'out of order' if elsewhere else 'missing'}")
        else:
            at = next_at + len(_squeezed(piece))
    return problems


def size_problems(pdf: bytes, limit: int = SIZE_LIMIT) -> list[str]:
    """Check the size of the file, in bytes."""
    return [f"the file has {len(pdf)} bytes, more than {limit}"] if len(pdf) > limit else []


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, in the order in which it is written in the file."""
    document = pdfium.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


@dataclass(frozen=True)
class Filled:
    """A sheet filled in by PDFium: the saved file, and a black-and-white picture of each page."""

    pdf: bytes
    pictures: tuple[Any, ...]  # PIL images at 144 dpi


def fill_in(pdf: bytes, answers: Mapping[str, str | bool]) -> Filled:
    """Click into fields by their names and type, as a parent would; True ticks a box.

    A text goes into the first place of its field only.
    """
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    left = dict(answers)
    pages = list(document)  # a field's place on a page that is not loaded would not be drawn
    for page in pages:
        for name, rectangle in _places(document, page):
            if name not in left:
                continue
            answer = left.pop(name)
            x = (rectangle.left + rectangle.right) / 2
            y = max(rectangle.top, rectangle.bottom) - 4
            raw.FORM_OnMouseMove(document.formenv, page, 0, x, y)
            raw.FORM_OnLButtonDown(document.formenv, page, 0, x, y)
            raw.FORM_OnLButtonUp(document.formenv, page, 0, x, y)
            for sign in answer if isinstance(answer, str) else "":
                raw.FORM_OnChar(document.formenv, page, ord(sign.replace("\n", "\r")), 0)
            raw.FORM_ForceToKillFocus(document.formenv)
    pictures = tuple(
        page.render(scale=2, may_draw_forms=True).to_pil().convert("L") for page in pages
    )
    out = io.BytesIO()
    document.save(out)
    document.close()
    if left:
        raise KeyError(f"no field is called {sorted(left)}")
    return Filled(out.getvalue(), pictures)


def values_of(pdf: bytes) -> dict[str, str]:
    """Return the value of each field by its name; a box is `Yes` or `Off`."""
    with _open(pdf) as document:
        return {
            str(field.T): str(field.get("/V", "")).removeprefix("/")
            for field in document.Root.AcroForm.Fields
        }


def places_of(pdf: bytes, name: str) -> list[tuple[int, tuple[int, int, int, int]]]:
    """Return where a field shows: page index and box in pixels of the pictures of `fill_in`."""
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    found = []
    for index, page in enumerate(document):
        height = page.get_height()
        for other, rectangle in _places(document, page):
            if other == name:
                top, bottom = sorted((rectangle.top, rectangle.bottom), reverse=True)
                box = (rectangle.left, height - top, rectangle.right, height - bottom)
                left, upper, right, lower = (round(value * 2) for value in box)
                found.append((index, (left, upper, right, lower)))
    document.close()
    return found


def _answer(label: str, *, is_long: bool) -> str:
    """Return what a parent may well type into a field: a long answer of its kind."""
    label = label.lower()
    if "date" in label:
        return "November 28, 2026"
    if "school" in label:
        return SCHOOL
    if "name" in label:
        return NAME
    return CONCERN if is_long else "Tuesday, December 15, 2026, at 3:30 p.m."


def sheets_of(site_dir: Path) -> list[Path]:
    """Return the sheets of a built site: its checklists and letters as PDFs."""
    kinds = ("checklists", "letters")
    return [path for kind in kinds for path in sorted((site_dir / kind).glob("*.pdf"))]


# Fills in sheets as the viewers that are built on MuPDF do, and draws what is typed.
MUPDF = """
jobs.forEach(function (job) {
  var sheet = new PDFDocument(job.sheet)
  for (var number = 0; number < sheet.countPages(); number++) {
    var page = sheet.loadPage(number)
    page.getWidgets().forEach(function (place) {
      var label = place.getLabel()
      if (label in job.answers) place.setTextValue(job.answers[label])
    })
    page.update()
  }
  sheet.save(job.filled, "")
})
"""


def fill_in_mupdf(jobs: Sequence[tuple[bytes, Mapping[str, str]]], folder: Path) -> list[bytes]:
    """Fill in sheets with MuPDF, each with answers by the names of its fields; return them.

    Its drawings are saved, so `cut_answers` sees what it shows. One process fills in all of them.
    """
    told = []
    for number, (sheet, answers) in enumerate(jobs):
        (folder / f"{number}.pdf").write_bytes(sheet)
        with _open(sheet) as document:
            labels = {str(field.T): str(field.TU) for field in document.Root.AcroForm.Fields}
        told.append(
            {
                "sheet": str(folder / f"{number}.pdf"),
                "filled": str(folder / f"{number}-filled.pdf"),
                "answers": {labels[name]: answer for name, answer in answers.items()},
            }
        )
    script = folder / "fill.js"
    script.write_text(f"var jobs = {json.dumps(told)}\n{MUPDF}", encoding="utf-8")
    subprocess.run(["mutool", "run", script], check=True, capture_output=True)
    return [(folder / f"{number}-filled.pdf").read_bytes() for number in range(len(jobs))]


def letters_in_mupdf(width: float, height: float) -> int:
    """Return how many letters MuPDF shows in a field for notes (points wide and high).

    ISO 32000-1, 12.7.3.3, leaves to a reader how large a text of size 0 is. MuPDF always takes 12
    points for notes, in lines of 1.116 times that (`write_variable_text` in its pdf-appearance.c),
    and cuts off what is below the field; the other readers shrink it. A letter is 6 points wide.
    """
    return int((height + 1) / (12 * 1.116)) * int(width / 6)


def text_fields(sheet: bytes) -> dict[str, tuple[float, float, bool]]:
    """Return width and height of each text field of a sheet, and whether it has several lines."""
    found = {}
    with _open(sheet) as document:
        for field in document.Root.get("/AcroForm", {}).get("/Fields", []):
            if field.FT == "/Tx":
                place = field.get("/Kids", [field])[0]
                x1, y1, x2, y2 = (float(value) for value in place.Rect)
                found[str(field.T)] = (x2 - x1, y2 - y1, bool(int(field.get("/Ff", 0))))
    return found


def answers_for(sheet: bytes) -> dict[str, str]:
    """Return an answer for each text field of a sheet, by its name."""
    with _open(sheet) as document:
        fields = document.Root.get("/AcroForm", {}).get("/Fields", [])
        return {
            str(field.T): _answer(str(field.TU), is_long=bool(int(field.get("/Ff", 0))))
            for field in fields
            if field.FT == "/Tx"
        }


def cut_answers(filled: bytes, answers: Mapping[str, str]) -> list[str]:
    """Return what is seen of each answer that is not seen whole, in a file filled in and saved."""
    return [
        f"“{name}”: {shown}"
        for name, places in shown_in(filled, answers).items()
        for shown in places
        if shown != "".join(answers[name].split())
    ]


def shown_in(pdf: bytes, names: Iterable[str]) -> dict[str, list[str]]:
    """Return the text that is seen in each place of these fields, without white space.

    PDFium makes the saved look of the fields a part of the page. What lies outside of a field's
    rectangle is cut off, and does not count.
    """
    wanted = set(names)
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    places = [[one for one in _places(document, page) if one[0] in wanted] for page in document]
    for page in document:
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
    out = io.BytesIO()
    document.save(out)
    document.close()
    flat = pdfium.PdfDocument(out.getvalue())
    shown: dict[str, list[str]] = {}
    for page, boxes in zip(flat, places, strict=True):
        text = page.get_textpage()
        for name, box in boxes:
            top, bottom = max(box.top, box.bottom), min(box.top, box.bottom)
            seen = text.get_text_bounded(box.left, bottom, box.right, top)
            shown.setdefault(name, []).append(_squeezed(seen))
    flat.close()
    return shown


def cut_in_poppler(sheet: bytes, answers: Mapping[str, str], folder: Path) -> list[str]:
    """Return what Poppler shows of each answer that it does not show whole.

    Poppler (Evince, Okular) draws the answers itself, as it does with what is typed there. A word
    counts where it is inside of its field: what is outside is cut off. (Notes begin 2 points from
    the left edge and are as wide as the field, so a last letter may lose its edge.)
    """
    asked = folder / "asked.pdf"
    places: list[tuple[str, int, list[float]]] = []
    with _open(sheet) as document:
        for field in document.Root.AcroForm.Fields:
            if str(field.T) in answers:
                field.V = pikepdf.String(answers[str(field.T)])
                for kid in field.get("/Kids", [field]):
                    page = next(
                        number
                        for number, one in enumerate(document.pages)
                        if kid.objgen in {other.objgen for other in one.get("/Annots", [])}
                    )
                    places.append((str(field.T), page, [float(value) for value in kid.Rect]))
        document.Root.AcroForm.NeedAppearances = True
        document.save(asked)
    found = subprocess.run(["pdftotext", "-bbox", asked, "-"], capture_output=True, check=True)
    pages = [
        [
            (
                float(str(word["xmin"])),
                float(str(word["ymin"])),
                float(str(word["xmax"])),
                word.text,
            )
            for word in page("word")
        ]
        for page in BeautifulSoup(found.stdout, "html.parser")("page")
    ]
    cut = []
    for name, page, (left, low, right, high) in places:
        inside = sorted(
            (round(y), x, word)
            for x, y, end, word in pages[page]
            if left - 1 <= x and end <= right + 2.5 and low <= LETTER[1] - y - 2 <= high + 2
        )
        shown = "".join(word for _, _, word in inside)
        if shown != "".join(answers[name].split()):
            cut.append(f"“{name}”: {shown}")
    return cut


def _open(pdf: bytes) -> Any:  # pikepdf types every value as any kind of object
    return pikepdf.open(io.BytesIO(pdf))


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(root: Any) -> Iterator[Any]:
    """Walk the elements of the tag tree in reading order."""
    waiting = list(reversed(_kids(root)))
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            waiting.extend(reversed(_kids(element)))


def _marked_content(page: pikepdf.Page) -> Iterator[int]:
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC":
            properties = instruction.operands[1]
            if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
                yield int(properties.MCID)


def _figure_problems(figure: Any, page: Sequence[float]) -> list[str]:
    box = [float(value) for value in figure.get("/A", {}).get("/BBox", [])]
    problems = []
    if not str(figure.get("/Alt", "")):
        problems.append("a picture has no text")
    # WeasyPrint's own box is in CSS pixels, a third too large, and so reaches over the edge.
    if len(box) != 4 or not (
        page[0] < box[0] < box[2] < page[2] and page[1] < box[1] < box[3] < page[3]
    ):
        problems.append(f"the box of a picture is {box}")
    return problems


def _widget_problems(widget: Any, kind: Any, label: str) -> list[str]:
    x1, y1, x2, y2 = (float(value) for value in widget.Rect)
    if x1 >= x2 or y1 >= y2:
        return [f"the rectangle of “{label}” is reversed"]
    normal = widget.get("/AP", {}).get("/N")
    if normal is None:
        return [f"“{label}” has no appearance"]
    drawings = [normal]
    problems = []
    if kind == "/Btn":
        states = set(normal.keys())
        if states != {"/Yes", "/Off"}:
            return [f"the box “{label}” has the appearances {sorted(states)}"]
        if widget.get("/AS") not in ("/Yes", "/Off"):
            problems.append(f"the box “{label}” is neither on nor off")
        drawings = [normal.Yes, normal.Off]
    for drawing in drawings:
        width, height = (float(value) for value in list(drawing.BBox)[2:])
        if abs(width - (x2 - x1)) > 0.1 or abs(height - (y2 - y1)) > 0.1:
            problems.append(f"an appearance of “{label}” is not as large as the field")
    return problems


def _operator_problems(where: str, operands: Sequence[str], operator: str) -> list[str]:
    if operator in COLOUR_OPERATORS:
        return [f"{where}: color by {' '.join(operands)} {operator}"]
    if operator in ("g", "G") and float(operands[0]) not in (0, 1):
        return [f"{where}: gray by {operands[0]} {operator}"]
    return []


def _squeezed(text: str) -> str:
    """Leave white space out: a PDF knows places, not spaces, and lines break anywhere.

    PDFium marks a hyphen at the end of a line by a sign of its own.
    """
    return "".join(text.replace("\x02", "-").replace("\ufffe", "-").replace("\xad", "").split())


def _places(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[tuple[str, Any]]:
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
            rectangle = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, rectangle)
            yield _name(document, annotation), rectangle
        raw.FPDFPage_CloseAnnot(annotation)


def _name(document: pdfium.PdfDocument, annotation: Any) -> str:
    size = raw.FPDFAnnot_GetFormFieldName(document.formenv, annotation, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetFormFieldName(document.formenv, annotation, pointer, size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def smallest_text(sheet: bytes) -> float:
    """Return the smallest size, in points, in which a word is set, in running feet too.

    What has two signs at most is the number of a rule or an address, and may be small.
    """
    sizes = []
    with pikepdf.open(io.BytesIO(sheet)) as document:
        for page in document.pages:
            font, matrix = 0.0, 0.0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator == "Tf":
                    font = float(instruction.operands[1])
                elif operator == "Tm":
                    matrix = abs(float(instruction.operands[3]))
                elif operator in ("Tj", "TJ") and _signs(instruction.operands[0]) > 2:
                    sizes.append(font * matrix * 0.75)  # CSS pixels to points
    return round(min(sizes), 1)


def _signs(shown: pikepdf.Object) -> int:
    """Return how many signs are shown; our fonts have two bytes for each."""
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    return sum(len(bytes(part)) // 2 for part in parts if isinstance(part, pikepdf.String))
