"""Turns an HTML sheet into a PDF to print and fill in: tagged (PDF/UA-1), black, reproducible.

WeasyPrint lays the sheet out. Its `finisher` callback adds what its raw output lacks for PDF/UA-1
and for filling in (measured with WeasyPrint 70.0): `pdf_forms` fixes the form fields, `pdf_tags`
the tags and the colors. It reads only what the caller provides: no network, no system fonts. The
same input gives the same bytes on every build.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from library.sheets.error import SheetError

FONT_FAMILY = "IEP Partner Text"  # Atkinson Hyperlegible, with a zero of our own
SECOND_FAMILY = "Source Sans 3"  # for what the first lacks: arrows, check marks, Vietnamese ...
FONT_STYLES = {
    "Regular": (FONT_FAMILY, "400", "normal"),
    "Bold": (FONT_FAMILY, "700", "normal"),
    "Italic": (FONT_FAMILY, "400", "italic"),
    "BoldItalic": (FONT_FAMILY, "700", "italic"),
    "Second": (SECOND_FAMILY, "400", "normal"),
    "SecondBold": (SECOND_FAMILY, "700", "normal"),
}
EMOJI_STYLE = str.maketrans("", "", "\ufe0e\ufe0f")  # asks for color or none: print has none
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Classes in print/sheet.css, from the loosest to the tightest layout: see `render_pdf`.
NORMAL_FIT = ("ip-roomy", "", "ip-close", "ip-closer", "ip-closer-still", "ip-closest")
LETTER_FIT = (
    "ip-roomy", "", "ip-close", "ip-closer", "ip-closest",
    *(f"ip-closest ip-narrow{fewer}" for fewer in ("", " ip-fewer", " ip-few", " ip-fewest")),
)  # fmt: skip
LARGE_FIT = ("", "ip-large-close", "ip-large-closer")
STARTS = re.compile(r'<ol start="(\d{1,9})"')
_FONT_SCHEME = "sheet-font:"

__all__ = [
    "LARGE_FIT",
    "LETTER_FIT",
    "NORMAL_FIT",
    "Fitted",
    "SheetError",
    "engine_problem",
    "render_pdf",
    "with_class",
]


def engine_problem() -> str | None:
    """Return in one line why no PDF can be made on this machine; None if everything is there.

    Without libharfbuzz-subset0, WeasyPrint only warns and subsets the fonts another way, so the
    bytes differ: that counts as missing too.
    """
    try:
        # It prints a long banner if its libraries are missing; our one line says it all.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            from weasyprint.text import ffi
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0]
        return f"the PDF engine does not start ({reason}); on Debian: apt install {LIBRARIES}"
    if not ffi.harfbuzz_subset:
        return f"HarfBuzz-Subset is missing; on Debian: apt install {LIBRARIES}"
    return None


class Fitted(NamedTuple):
    """A sheet, and the `<body>` class of the loosest layout that its pages have room for."""

    fit: str
    pdf: bytes


def render_pdf(
    html: str,
    *,
    stylesheet: str,
    fonts: Mapping[str, bytes],
    modified: date,
    fit: Sequence[str] = ("",),
) -> Fitted:
    """Return a sheet as the bytes of a PDF/UA-1 file with fillable fields.

    html: a whole document (`<html lang>`, `<title>`, `<body class="...">`), links absolute.
    stylesheet: CSS text, without `@font-face`; the families are FONT_FAMILY and SECOND_FAMILY.
    fonts: the bytes of a TTF file for each style used; keys as in FONT_STYLES.
    modified: the sheet's own date; the only time in the file.
    fit: classes from the loosest layout to the tightest. The tightest shows how few pages are
        possible; a binary search finds the loosest that needs no more. Each is laid out at most
        once.

    Raises SheetError with every reason: no engine, a warning from the engine (such as CSS or an
    address it cannot use), a character that the fonts lack, a color, a field without a name.
    """
    with _engine(stylesheet, fonts) as lay_out:
        laid_out = cache(lambda name: lay_out(with_class(html, name)))
        low, high = 0, len(fit) - 1
        while low < high:
            middle = (low + high) // 2
            pages = len(laid_out(fit[middle]).pages)
            if pages == 1 or pages == len(laid_out(fit[-1]).pages):
                high = middle
            else:
                low = middle + 1
        document = laid_out(fit[high])
        document.metadata.modified = modified.isoformat()
        data: bytes = document.write_pdf(
            finisher=_finish, pdf_variant="pdf/ua-1", pdf_forms=True, pdf_identifier=True
        )
    return Fitted(fit[high], data)


def with_class(html: str, class_name: str) -> str:
    """Return a sheet (see render_pdf) with one more class on its `<body>`; "" changes nothing."""
    if not class_name:
        return html
    return html.replace('<body class="', f'<body class="{class_name} ', 1)


@contextmanager
def _engine(stylesheet: str, fonts: Mapping[str, bytes]) -> Iterator[Callable[[str], Any]]:
    """Yield a function that lays out an HTML document; the engine's warnings become errors."""
    problem = engine_problem()
    if problem:
        raise SheetError([problem])
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    with _warnings_are_errors():
        fetcher = _fetcher(fonts)
        configuration = FontConfiguration()
        faces = CSS(string=_font_faces(fonts), font_config=configuration, url_fetcher=fetcher)
        yield lambda html: HTML(
            string=_counted(html.translate(EMOJI_STYLE)), url_fetcher=fetcher
        ).render(stylesheets=[faces, _style(stylesheet)], font_config=configuration, pdf_forms=True)


@lru_cache(maxsize=1)  # all sheets on a site share it; not the fonts, whose folder changes
def _style(stylesheet: str) -> Any:
    """Return a stylesheet as the engine parses it. Raises SheetError for what it cannot use."""
    from weasyprint import CSS

    with _warnings_are_errors():
        return CSS(string=stylesheet, url_fetcher=_fetcher({}))


def _counted(html: str) -> str:
    """Set in CSS the number a list starts at: the engine ignores the attribute `start`."""
    return STARTS.sub(lambda m: f'{m[0]} style="counter-reset: list-item {int(m[1]) - 1}"', html)


def _finish(document: Any, pdf: Any) -> None:
    """Fix WeasyPrint's output; it calls this just before it writes the file."""
    from library.sheets import pdf_forms, pdf_tags  # late, since they import slow packages

    if problems := _foreign_fonts(document):
        raise SheetError(problems)  # the next step subsets our own font, and needs its glyphs
    problems = pdf_forms.mend_fields(document, pdf)
    pdf_tags.mend_tags(document, pdf)
    problems += pdf_tags.make_black(pdf)
    if problems:
        raise SheetError(problems)


def _foreign_fonts(document: Any) -> list[str]:
    """Find the characters that were set in a system font because ours lack them."""
    problems = []
    for font in document.fonts.values():
        if FONT_FAMILY not in font.family and SECOND_FAMILY not in font.family:
            signs = "".join(sorted(set("".join(font.to_unicode.values()))))
            problems.append(
                f"our fonts lack {signs!r} (set in {font.family} instead); use other characters"
            )
        elif font.missing:
            signs = "".join(chr(sign) for sign in sorted(font.missing))
            problems.append(f"our fonts lack {signs!r}; use other characters")
    return problems


def _font_faces(fonts: Mapping[str, bytes]) -> str:
    rules = []
    for name in sorted(fonts):
        family, weight, style = FONT_STYLES[name]
        rules.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
            f'src:url("{_FONT_SCHEME}{name}")}}'
        )
    return "\n".join(rules)


def _fetcher(fonts: Mapping[str, bytes]) -> Any:
    """Serve the fonts to the engine under names of our own, and refuse everything else.

    The names keep the files' folder out of the engine's caches, and so out of the bytes.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url.startswith(_FONT_SCHEME):
                data = fonts[url.removeprefix(_FONT_SCHEME)]
                return URLFetcherResponse(url, data, {"Content-Type": "font/ttf"})
            if url.startswith("data:"):
                return super().fetch(url, headers)
            raise ValueError("a sheet may not read files or addresses")

    return Fetcher()


@contextmanager
def _warnings_are_errors() -> Iterator[None]:
    """Collect the engine's warnings, and raise them as one SheetError at the end."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    handlers, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = handlers, propagate
    if collector.messages:
        raise SheetError(collector.messages)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self.messages:
            self.messages.append(message)
