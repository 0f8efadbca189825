"""The form fields of a PDF: named by their labels, drawn by us, fillable in any PDF reader.

Runs on WeasyPrint 70's output before it is written, and fixes (all measured):
a) text fields use the page's font, whole: they get one of their own (field_font.py), in a size that
   follows from the text, so that a long name stays whole; the page's is cut down to the page;
b) check boxes have no /Off appearance, a tiny tick and a reversed rectangle;
c) /NeedAppearances asks the reader to redraw all fields (against PDF/UA's spirit, and pdf.js
   then shows nothing): it is removed, and each text field gets an empty appearance, with rules to
   write on in one for notes. Once something is typed, the reader draws that instead of the rules;
and a placeholder used twice becomes one field with two places, filled in once.

In a book of sheets (book.py), `data-sheet` on a field names its sheet: two sheets never share a
field, and field names begin with the sheet's.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

import pydyf
from fontTools import subset
from fontTools.ttLib import TTFont

from library.sheets.field_font import FONT, PDFIUM_NAME, add_field_font

# As large as fits (size 0; ISO 32000-1, 12.7.3.3). Why two fonts: see field_font.PDFIUM_NAME.
TYPED = f"/{PDFIUM_NAME} 0 Tf /{FONT} 0 Tf 0 g"
RULE = 0.6  # points, the thickness of a line to write on
ON_STATE = "Yes"
PRINT = 4  # annotation flag 3, ISO 32000-1 table 165
MULTILINE = 1 << 12  # field flag 13, ISO 32000-1 table 228


@dataclass
class _Field:
    """One field and the places (widgets) where it appears."""

    label: str
    name: str
    kind: str  # "check", "text" or "notes"
    widgets: list[Any] = field(default_factory=list)


def mend_fields(document: Any, pdf: Any) -> list[str]:
    """Rebuild the form of a WeasyPrint document in its PDF; return what is wrong with it."""
    problems: list[str] = []
    fields = _collect(document, problems)
    if not fields:
        return problems
    _cut_page_font(document, pdf, problems)
    fonts = pydyf.Dictionary()
    if any(one.kind != "check" for one in fields):
        fonts[FONT] = fonts[PDFIUM_NAME] = add_field_font(pdf)
    appearances = _Appearances(pdf)
    form = pdf.catalog["AcroForm"]
    form.clear()
    form["Fields"] = pydyf.Array()
    form["DR"] = pydyf.Dictionary({"Font": fonts})
    for one in fields:
        for widget, _ in one.widgets:
            _drop_drawings(pdf, widget)
        form["Fields"].append(_build(one, pdf, appearances))
    return problems


def _drop_drawings(pdf: Any, widget: Any) -> None:
    """Empty WeasyPrint's own ticks, which nothing uses any more."""
    for reference in widget.get("AP", {}).get("N", {}).values():
        nothing = pydyf.Dictionary()
        nothing.number = int(reference.split()[0])
        pdf.objects[nothing.number] = nothing


def _collect(document: Any, problems: list[str]) -> list[_Field]:
    """Collect the fields from the pages, in page order."""
    fields: dict[tuple[str, str, str], _Field] = {}
    names: set[str] = set()
    for page in document.pages:
        labels = _labels(page)
        for inputs in page.forms.values():
            for box, _ in inputs:
                widget = box.widget_annotation
                element = box.element
                label = labels.get(element.get("id", "")) or element.get("title", "")
                label = " ".join(label.split())
                if not label:
                    problems.append("a field has no label: give it a <label> or a title")
                    continue
                if element.get("value", "") and element.get("type") != "checkbox":
                    problems.append(f"the field {label!r} is already filled in; leave it empty")
                kind = _kind(element)
                sheet = element.get("data-sheet", "")
                key = (sheet, kind, "".join(sign for sign in label.casefold() if sign.isalnum()))
                same = fields.get(key)
                if same and kind == "check":
                    problems.append(f"two boxes are called {label!r}; word one of them differently")
                elif same:
                    same.widgets.append((widget, box))
                else:
                    name = field_name(f"{sheet}: {label}" if sheet else label)
                    if name.casefold() in names:  # of another kind
                        problems.append(
                            f"two fields of two kinds are called {label!r}; word one of them "
                            "differently"
                        )
                    names.add(name.casefold())
                    fields[key] = _Field(label, name, kind, [(widget, box)])
    return list(fields.values())


def field_name(label: str) -> str:
    """Return a label as a PDF field name: a period would start a new level of names there.

    ISO 32000-1, 12.7.3.2: a partial field name holds no period. The whole label stays in /TU,
    which is what screen readers say.
    """
    return " ".join(label.replace(".", " ").split())


def _kind(element: Any) -> str:
    if element.get("type") == "checkbox":
        return "check"
    return "notes" if element.tag == "textarea" else "text"


def _labels(page: Any) -> dict[str, str]:
    """Map the id of each input to the text of its `<label for>`."""
    labels: dict[str, str] = {}
    root = page._page_box
    for box in root.descendants():
        element = box.element
        if element is not None and element.tag == "label" and element.get("for"):
            labels.setdefault(element.get("for"), "".join(element.itertext()))
    return labels


def _build(one: _Field, pdf: Any, appearances: _Appearances) -> bytes:
    """Turn WeasyPrint's widgets into one field; return its reference."""
    for widget, box in one.widgets:
        _mend_widget(one, widget, box, appearances)
    first = one.widgets[0][0]
    if len(one.widgets) == 1:
        first["T"] = pydyf.String(one.name)
        return bytes(first.reference)
    parent = pydyf.Dictionary(
        {
            "FT": first.pop("FT"),
            "T": pydyf.String(one.name),
            "TU": pydyf.String(one.label),
            "DA": first["DA"],
            "Ff": first.get("Ff", 0),
            "Kids": pydyf.Array([widget.reference for widget, _ in one.widgets]),
        }
    )
    pdf.add_object(parent)
    for widget, _ in one.widgets:
        for key in ("FT", "T", "V", "Ff"):
            widget.pop(key, None)
        widget["Parent"] = parent.reference
    return bytes(parent.reference)


def _mend_widget(one: _Field, widget: Any, box: Any, appearances: _Appearances) -> None:
    x1, y1, x2, y2 = widget["Rect"]
    rectangle = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    width, height = rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]
    kept = {key: widget[key] for key in ("Type", "Subtype", "P", "StructParent")}
    widget.clear()
    widget.update(kept)
    widget["Rect"] = pydyf.Array(rectangle)
    widget["F"] = PRINT
    widget["TU"] = pydyf.String(one.label)
    if one.kind == "check":
        state = f"/{ON_STATE if 'checked' in box.element.attrib else 'Off'}"
        widget["FT"] = "/Btn"
        widget["V"] = widget["AS"] = state
        widget["AP"] = pydyf.Dictionary(
            {
                "N": pydyf.Dictionary(
                    {
                        ON_STATE: appearances.tick(width, height),
                        "Off": appearances.empty(width, height),
                    }
                )
            }
        )
        return
    widget["FT"] = "/Tx"
    widget["DA"] = pydyf.String(TYPED)
    widget["BS"] = pydyf.Dictionary({"W": 0})  # the line is printed on the page itself
    line = 0.0
    if one.kind == "notes":
        widget["Ff"] = MULTILINE
        line = box.style["line_height"].value * 0.75  # CSS pixels to points
    widget["AP"] = pydyf.Dictionary({"N": appearances.text(width, height, line)})


class _Appearances:
    """Draws what fields look like; one drawing serves all fields of a size."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._drawn: dict[tuple[str, str], bytes] = {}

    def tick(self, width: float, height: float) -> bytes:
        """Draw a tick that fills the box, with round ends like a pen's."""
        thick = min(width, height) * 0.17
        points = [(0.17, 0.50), (0.40, 0.22), (0.85, 0.82)]
        path = " ".join(
            f"{x * width:.2f} {y * height:.2f} {'m' if not index else 'l'}"
            for index, (x, y) in enumerate(points)
        )
        return self._draw(f"q 0 G {thick:.2f} w 1 J 1 j {path} S Q", width, height)

    def empty(self, width: float, height: float) -> bytes:
        """Draw nothing: the border of the box is printed on the page itself."""
        return self._draw("q Q", width, height)

    def text(self, width: float, height: float, line: float) -> bytes:
        """Draw an empty field, with rules as far apart as `line` (points; 0 for no rules)."""
        rules = ""
        if line:
            levels = (number * line + RULE / 2 for number in range(round(height / line)))
            paths = " ".join(f"0 {y:.2f} m {width:.2f} {y:.2f} l" for y in levels)
            rules = f"q 0 G {RULE} w {paths} S Q "
        return self._draw(f"{rules}/Tx BMC EMC", width, height)

    def _draw(self, content: str, width: float, height: float) -> bytes:
        key = (content, f"{width:.2f} {height:.2f}")
        if key not in self._drawn:
            form = pydyf.Stream(
                [content.encode()],
                {
                    "Type": "/XObject",
                    "Subtype": "/Form",
                    "BBox": pydyf.Array([0, 0, *key[1].split()]),
                    "Resources": pydyf.Dictionary(),
                },
            )
            self._pdf.add_object(form)
            self._drawn[key] = form.reference
        return self._drawn[key]


def _cut_page_font(document: Any, pdf: Any, problems: list[str]) -> None:
    """Cut the page's font, which WeasyPrint embeds whole for fields, to what the sheet shows."""
    used = [font for font in document.fonts.values() if font.used_in_forms]
    if not used:
        return
    if len({font.hash for font in used}) > 1:
        problems.append("fields use more than one font; give them one family and weight")
    font = used[0]
    same = [other for other in document.fonts.values() if other.hash == font.hash]
    composite = _find(pdf, lambda o: o.get("BaseFont") == font.name and "ToUnicode" in o)
    descendant = _at(pdf, composite["DescendantFonts"][0])
    descriptor = _at(pdf, descendant["FontDescriptor"])
    glyphs = frozenset(glyph for one in same for glyph in one.to_unicode)
    small = _cut_font(font.file_content, glyphs)
    file = _at(pdf, descriptor["FontFile2"])
    file.stream = [small]
    file.extra["Length1"] = len(small)
    _cut_maps(pdf, composite, descendant, glyphs)


def _cut_font(content: bytes, glyphs: frozenset[int]) -> bytes:
    """Return a font that has only these glyphs."""
    options = subset.Options(
        hinting=False, retain_gids=True, notdef_outline=True, drop_tables=["GPOS", "GSUB", "GDEF"]
    )
    options.name_IDs = [1, 2, 6]
    options.glyph_names = False
    # Without this, the time of the build would be in the font.
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=glyphs)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _cut_maps(pdf: Any, composite: Any, descendant: Any, used: frozenset[int]) -> None:
    """Keep the widths and Unicode values of only the glyphs on the sheet."""
    kept = pydyf.Array()
    runs = iter(descendant["W"])  # the number of a glyph, the widths from there on, a number ...
    for first, widths in zip(runs, runs, strict=True):
        for glyph, width in enumerate(widths, first):
            if glyph in used:
                kept.extend([glyph, pydyf.Array([width])])
    descendant["W"] = kept
    stream = _at(pdf, composite["ToUnicode"])
    pairs = [line for line in stream.stream if re.fullmatch(rb"<[0-9a-f]{4}> <[0-9a-f]+>", line)]
    pairs = [line for line in pairs if int(line[1:5], 16) in used]
    start = next(i for i, line in enumerate(stream.stream) if line.endswith(b" beginbfchar"))
    end = max(i for i, line in enumerate(stream.stream) if line == b"endbfchar")
    blocks: list[bytes] = []
    for at in range(0, len(pairs), 100):
        some = pairs[at : at + 100]
        blocks += [b"%d beginbfchar" % len(some), *some, b"endbfchar"]
    stream.stream[start : end + 1] = blocks


def _at(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference such as `12 0 R` points to."""
    return pdf.objects[int(reference.split()[0])]


def _find(pdf: Any, matches: Any) -> Any:
    return next(o for o in pdf.objects if isinstance(o, pydyf.Dictionary) and matches(o))
