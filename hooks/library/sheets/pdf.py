"""An HTML sheet becomes a PDF to print and to fill in: tagged (PDF/UA-1), black only, repeatable.

WeasyPrint lays the sheet out. What its raw output still needs for PDF/UA-1 and for filling in
(measured with WeasyPrint 70.0) is mended in its `finisher` callback: the form fields by
`pdf_forms`, the tags and the colours by `pdf_tags`. Nothing is read but what the caller gives:
no network, no font of the machine. The same input gives the same bytes on every build.
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

FONT_FAMILY = "Atkinson Hyperlegible"
SECOND_FAMILY = "Source Sans 3"  # for what the first lacks: arrows, check marks, Vietnamese ...
FONT_STYLES = {
    "Regular": (FONT_FAMILY, "400", "normal"),
    "Bold": (FONT_FAMILY, "700", "normal"),
    "Italic": (FONT_FAMILY, "400", "italic"),
    "BoldItalic": (FONT_FAMILY, "700", "italic"),
    "Second": (SECOND_FAMILY, "400", "normal"),
    "SecondBold": (SECOND_FAMILY, "700", "normal"),
}
EMOJI_STYLE = str.maketrans("", "", "\ufe0e\ufe0f")  # asks for color, or for none: print has none
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Classes of print/sheet.css, from the airiest to the closest setting: see `render_pdf`.
NORMAL_FIT = ("ip-roomy", "", "ip-close", "ip-closer", "ip-closer-still", "ip-closest")
LARGE_FIT = ("", "ip-large-close")
STARTS = re.compile(r'<ol start="(\d{1,9})"')
_FONT_SCHEME = "sheet-font:"

__all__ = [
    "LARGE_FIT",
    "NORMAL_FIT",
    "Fitted",
    "SheetError",
    "engine_problem",
    "render_pdf",
    "with_class",
]


def engine_problem() -> str | None:
    """Say in one line why no PDF can be made on this machine; None when all is there.

    Without libharfbuzz-subset0 WeasyPrint only warns and cuts the fonts another way, so that the
    bytes differ: that counts as missing too.
    """
    try:
        # It prints a long banner where its libraries are missing; our one line says it all.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            from weasyprint.text import ffi
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0]
        return f"the PDF engine does not start ({reason}); on Debian: apt install {LIBRARIES}"
    if not ffi.harfbuzz_subset:
        return f"HarfBuzz-Subset is missing; on Debian: apt install {LIBRARIES}"
    return None


class Fitted(NamedTuple):
    """A sheet, and the class for `<body>` that gives it as much air as its pages have room for."""

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
    """Return a sheet as the bytes of a PDF/UA-1 file whose fields can be filled in.

    html: a whole document (`<html lang>`, `<title>`, `<body class="...">`), links absolute.
    stylesheet: CSS text, without `@font-face`; the families are FONT_FAMILY and SECOND_FAMILY.
    fonts: the bytes of a TTF file for each style used; keys as in FONT_STYLES.
    modified: the sheet's own date; the only time in the file.
    fit: classes from the airiest setting to the closest. The closest tells how few pages are
        possible; the airiest that needs no more is taken, and found by halving. Each is laid out
        at most once.

    Raises SheetError, with every reason in it: no engine, a warning of the engine (such as CSS or
    an address it cannot use), a character that the fonts lack, a color, a field without a name.
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
    """Give a function that lays an HTML document out; what the engine warns of is an error."""
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


@lru_cache(maxsize=1)  # all sheets of a site have the same; the fonts leave a folder, so not they
def _style(stylesheet: str) -> Any:
    """Return a stylesheet as the engine reads it. Raises SheetError for what it cannot use."""
    from weasyprint import CSS

    with _warnings_are_errors():
        return CSS(string=stylesheet, url_fetcher=_fetcher({}))


def _counted(html: str) -> str:
    """Say in CSS at which number a list starts: the engine does not heed `start` by itself."""
    return STARTS.sub(lambda m: f'{m[0]} style="counter-reset: list-item {int(m[1]) - 1}"', html)


def _finish(document: Any, pdf: Any) -> None:
    """Mend WeasyPrint's output; called by it just before the file is written."""
    from library.sheets import pdf_forms, pdf_tags  # late, as they bring packages that take long

    if problems := _foreign_fonts(document):
        raise SheetError(problems)  # what comes next cuts our own font, and counts on its glyphs
    problems = pdf_forms.mend_fields(document, pdf)
    pdf_tags.mend_tags(document, pdf)
    problems += pdf_tags.make_black(pdf)
    if problems:
        raise SheetError(problems)


def _foreign_fonts(document: Any) -> list[str]:
    """Find the characters that were set in a font of this machine, because ours lack them."""
    problems = []
    for font in document.fonts.values():
        if FONT_FAMILY not in font.family and SECOND_FAMILY not in font.family:
            signs = "".join(sorted(set("".join(font.to_unicode.values()))))
            problems.append(
                f"our fonts lack {signs!r} (set in {font.family} instead); write it another way"
            )
        elif font.missing:
            signs = "".join(chr(sign) for sign in sorted(font.missing))
            problems.append(f"our fonts lack {signs!r}; write it another way")
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
    """Give the fonts to the engine under names of our own, and refuse everything else.

    The names keep the folder of the files out of the engine's caches, and so out of the bytes.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url.startswith(_FONT_SCHEME):
                data = fonts[url.removeprefix(_FONT_SCHEME)]
                return URLFetcherResponse(url, data, {"Content-Type": "font/ttf"})
            if url.startswith("data:"):
                return super().fetch(url, headers)
            raise ValueError("a sheet reads no file and no address of its own")

    return Fetcher()


@contextmanager
def _warnings_are_errors() -> Iterator[None]:
    """Collect what the engine warns of, and raise it all as one SheetError at the end."""
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
