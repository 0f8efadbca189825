"""Makes the PDFs: each checklist and letter in two sizes, the log, a binder's cover, the book.

The files are registered before pages are read, so that links to them are checked like all
others, and filled when the pages' text is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from posixpath import dirname
from types import SimpleNamespace

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from library.binder.table import LOG
from library.binder.table import PAGE as BINDER
from library.content.facts import ChecklistFacts, LetterFacts
from library.content.kinds import kind_of
from library.letters.printed import letter_print
from library.markdown.sources import sources_of
from library.sheets import pdf
from library.sheets.book import Section, book_section
from library.sheets.draw import Drawn, Job, drawing
from library.sheets.embedded_images import embed_images
from library.sheets.print_links import print_links
from library.sheets.qr_code import qr_svg
from library.sheets.writing_lines import writing_lines
from support import stages
from support.kept import kept_folder
from support.purpose import is_public_build
from support.sheet_files import STYLE, engine_recipe, kept_thumbnail, source_of
from support.state import Book, Download, build_of, facts_of_page

log = get_plugin_logger("sheets")

LOGS = "logs"  # the part of the book that the weekly log is in
COVER = "binder/cover.pdf"  # the page of the binder puts sheets behind it, on the device
BOOK = "downloads/iep-partner-sheets.pdf"
FITS = {
    "pdf": pdf.NORMAL_FIT,
    "letter": pdf.LETTER_FIT,
    "pdf_large": pdf.LARGE_FIT,
    "cover": ("",),
}
EXAMPLE = "such as updated: 2026-11-24"
LARGEST = 60_000  # bytes; a sheet must come quickly on a slow phone


@dataclass(frozen=True)
class Sheet:
    """A PDF to make: the page it comes from, its path on the site, its size of type."""

    source: File
    path: str  # "checklists/back-to-school-large-print.pdf"
    kind: str  # "pdf" or "pdf_large", as in the words of the interface, or "cover"


@dataclass(frozen=True)
class PrintedSheet:
    """A sheet in the usual size, as the HTML that its PDF was made from."""

    folder: str  # of its kind: "checklists", "letters", or LOGS
    title: str
    updated: date
    html: str


@event_priority(stages.OnFiles.PUBLISH_SHEETS)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Register the PDFs; check_content.py has read the texts."""
    if style := files.get_file_from_path(STYLE):
        files.remove(style)  # only for the PDF engine, not part of the site
    for sheet in list(_sheets(files)):
        files.append(File.generated(config, sheet.path, content=b""))
    return files


@event_priority(stages.OnEnv.PUBLISH_SHEETS)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Fill the registered PDFs, offer each on its page, and add the book.

    A preview shows the page of a sheet that cannot be made yet, without the PDF, and logs why.
    """
    sheets = [sheet for sheet in _sheets(files) if files.get_file_from_path(sheet.path)]
    try:
        problems = [*_draw(sheets, env, config, files)]
    except pdf.SheetError as error:
        if is_public_build(config):
            raise PluginError(f"The PDF sheets cannot be made: {error}") from None
        log.info("No PDF sheets in this preview: %s", error)
        for sheet in sheets:
            files.remove(_file(sheet, files))
        return env
    if problems and is_public_build(config):
        raise PluginError("Some sheets cannot be made yet:\n" + "\n".join(problems))
    for problem in dict.fromkeys(problems):
        log.warning("%s (no PDF of it in this preview)", problem)
    return env


def _draw(
    sheets: list[Sheet], env: Environment, config: MkDocsConfig, files: Files
) -> Iterator[str]:
    """Draw all sheets and the book, put them in their files, and yield what is wrong with them."""
    yield from _without_day(sheets, files)
    dated = [sheet for sheet in sheets if files.get_file_from_path(sheet.path)]
    drawn, books = _drawn(dated, env, config, files)
    for sheet in dated:
        yield from _attach(sheet, drawn[sheet], config, files)
    for book in books:
        yield from _attach_book(book, config, files)


def _without_day(sheets: list[Sheet], files: Files) -> Iterator[str]:
    """Yield which sheets lack the day of their version, and take these out of the site."""
    for sheet in sheets:
        if not facts_of_page(_page(sheet)).updated:  # of a sheet by its kind, the check says so
            yield f"docs/{sheet.source.src_uri}: write the day of this version, {EXAMPLE}"
            files.remove(_file(sheet, files))


def _drawn(
    sheets: list[Sheet], env: Environment, config: MkDocsConfig, files: Files
) -> tuple[dict[Sheet, Drawn], list[Drawn]]:
    """Return each sheet as drawn, and the book, if there is to be one.

    The book takes longest. It is made of the sheets in the usual size, so those come first, and
    while one process draws the book, the others draw the rest.
    """
    style = source_of(env, STYLE)

    def read(path: str) -> bytes | None:
        file = files.get_file_from_path(path)
        return file.content_bytes if file else None

    def job(sheet: Sheet) -> Job:
        html = _html(env, config, sheet, read)
        fit = FITS["letter" if sheet.kind == "pdf" and _is_letter(sheet) else sheet.kind]
        return Job(html, style, _day(sheet), fit)

    usual = {sheet: job(sheet) for sheet in sheets if sheet.kind == "pdf"}
    others = {sheet: job(sheet) for sheet in sheets if sheet.kind != "pdf"}
    folder, engine = kept_folder(config, "sheets"), list(engine_recipe())
    with drawing(folder, engine, report=lambda number: log.info("Drew PDF %s", number)) as draw:
        drawn = dict(zip(usual, draw([*usual.values()]), strict=True))
        printed = [
            PrintedSheet(
                folder=dirname(sheet.source.src_uri) or LOGS,
                title=str(_page(sheet).title),
                updated=_day(sheet),
                html=pdf.with_class(usual[sheet].html, result.fit),
            )
            for sheet, result in drawn.items()
            if isinstance(result, pdf.Fitted)
        ]
        # A preview does without the book, which would only cost time.
        books = [*_book_job(env, config, printed)] if is_public_build(config) else []
        rest = draw([*books, *others.values()])
    return drawn | dict(zip(others, rest[len(books) :], strict=True)), rest[: len(books)]


def _attach(sheet: Sheet, result: Drawn, config: MkDocsConfig, files: Files) -> Iterator[str]:
    """Fill the file of a sheet and offer it on its page, or yield why it has none."""
    build, file = build_of(config), _file(sheet, files)
    if isinstance(result, pdf.SheetError):
        yield from (f"docs/{sheet.source.src_uri}: {reason}" for reason in result.problems)
        files.remove(file)
        return
    size = len(result.pdf)
    if size > LARGEST:
        yield (
            f"docs/{sheet.source.src_uri}: its PDF has {size:,} bytes; the limit is "
            f"{LARGEST:,}, so make it shorter or its pictures smaller"
        )
    file.content_bytes = result.pdf
    build.add_download(sheet.source.src_uri, Download(file.url, sheet.kind))
    if sheet.kind == "pdf":
        build.thumbnails[sheet.source.src_uri] = _thumbnail(result.pdf, sheet, config, files)


def _attach_book(book: Drawn, config: MkDocsConfig, files: Files) -> Iterator[str]:
    """Add the file of the book, or yield why there is none."""
    if isinstance(book, pdf.SheetError):
        yield from (f"the book of all sheets: {reason}" for reason in book.problems)
        return
    file = File.generated(config, BOOK, content=book.pdf)
    files.append(file)
    build_of(config).book = Book(file.url, len(book.pdf))


def _book_job(env: Environment, config: MkDocsConfig, printed: list[PrintedSheet]) -> Iterator[Job]:
    """Yield the book: all sheets as one PDF, for schools and libraries. Without sheets, nothing."""
    if not printed:
        return
    sections: dict[str, list[Section]] = {}
    in_order = sorted(printed, key=lambda sheet: (sheet.folder, sheet.title.casefold()))
    for number, sheet in enumerate(in_order, 1):
        section = book_section(sheet.html, number=number, title=sheet.title)
        sections.setdefault(sheet.folder, []).append(section)
    updated = max(sheet.updated for sheet in printed)
    html = env.get_template("print/book.html").render(
        words=build_of(config).words,
        sections=sections,
        updated=updated,
        address=config.site_url or "",
        lang=config.theme["language"],
        site_name=config.site_name,
        copyright=config.copyright or "",
    )
    yield Job(html, source_of(env, STYLE), updated)


def _file(sheet: Sheet, files: Files) -> File:
    file = files.get_file_from_path(sheet.path)
    assert file is not None
    return file


def _sheets(files: Files) -> Iterator[Sheet]:
    for file in files.documentation_pages():
        name, kind = file.src_uri.removesuffix(".md"), kind_of(file.src_uri)
        if kind and kind.is_sheet:
            yield Sheet(file, f"{name}.pdf", "pdf")
            yield Sheet(file, f"{name}-large-print.pdf", "pdf_large")
        elif file.src_uri == LOG:
            yield Sheet(file, "log.pdf", "pdf")
            yield Sheet(file, "log-large-print.pdf", "pdf_large")
        elif file.src_uri == BINDER:
            yield Sheet(file, COVER, "cover")


def _thumbnail(content: bytes, sheet: Sheet, config: MkDocsConfig, files: Files) -> str:
    """Add the small picture of a sheet to the site, and return its address."""
    picture = kept_thumbnail(config, content)
    path = f"assets/sheets/{sheet.source.src_uri.removesuffix('.md')}.webp"
    file = File.generated(config, path, content=picture)
    files.append(file)
    return file.url


def _page(sheet: Sheet) -> Page:
    page = sheet.source.page
    assert page is not None
    return page


def _is_letter(sheet: Sheet) -> bool:
    return isinstance(facts_of_page(_page(sheet)), LetterFacts)


def _day(sheet: Sheet) -> date:
    """Return the day of this version, which `_draw` has made sure of."""
    day = facts_of_page(_page(sheet)).updated
    assert day is not None
    return day


def _html(
    env: Environment, config: MkDocsConfig, sheet: Sheet, read: Callable[[str], bytes | None]
) -> str:
    """Return the sheet as an HTML document for the PDF engine; `read` returns its pictures."""
    page = _page(sheet)
    words = build_of(config).words
    address = page.canonical_url or ""
    facts = facts_of_page(page)
    checklist = facts if isinstance(facts, ChecklistFacts) else None
    name = "log" if sheet.source.src_uri == LOG else "cover"
    content, printed = "", None
    if isinstance(facts, LetterFacts):
        name = "letter"
        _, letter = build_of(config).letter(sheet.source)
        content = letter_print(
            letter,
            subject_label=words.letter.subject,
            title=str(page.title),
        )
    elif checklist:
        name = "checklist"
        printed = print_links(page.content or "", page=address)
        lined = writing_lines(printed.html, notes=words.print.notes)
        content = embed_images(lined, page=address, site=config.site_url or "", read=read)
    return env.get_template(f"print/{name}.html").render(
        words=words,
        sheet=SimpleNamespace(
            title=page.title,
            description=facts.description,
            purpose=checklist.purpose if checklist else "",
            fields=checklist.fields if checklist else (),
            notes=checklist.notes if checklist else 0,
            updated=_day(sheet),
            url=address,
            lang=config.theme["language"],
        ),
        content=content,
        sources=sources_of(page.content or "", page.markdown or "", build_of(config).register),
        printed=printed,
        qr=qr_svg(address, title=words.print.code.format(address)),
        large=sheet.kind == "pdf_large",
        site_name=config.site_name,
    )
