"""Makes the PDF sheets: each checklist and each letter, in two sizes.

The files are registered before pages are read, so that links to them are checked like all
others, and filled when the pages' text is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from types import SimpleNamespace

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from library.common.build_cache import cached
from library.letters.letter import parse_letter
from library.letters.printed import letter_print
from library.sheets import pdf
from library.sheets.draw import Job, draw_all
from library.sheets.images import embed_images
from library.sheets.print_links import print_links
from library.sheets.qr_code import qr_svg
from support import stages
from support.kept import code_digest, kept_folder
from support.material_blog import is_serving
from support.sheet_files import STYLE, engine_recipe, source_of
from support.state import Download, PrintedSheet, build_of

log = get_plugin_logger("sheets")

LARGEST = 60_000  # bytes; a sheet must come quickly on a slow phone


@dataclass(frozen=True)
class Sheet:
    """A PDF to make: the page it comes from, its path on the site, its size of type."""

    source: File
    path: str  # "checklists/back-to-school-large-print.pdf"
    kind: str  # "pdf" or "pdf_large", as in the words of the interface


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
    """Fill the registered PDFs, and offer each on its page.

    A preview shows the page of a sheet that cannot be made yet, without the PDF, and logs why.
    """
    build = build_of(config)
    sheets = [
        (sheet, file) for sheet in _sheets(files) if (file := files.get_file_from_path(sheet.path))
    ]
    style = source_of(env, STYLE)

    def read(path: str) -> bytes | None:
        file = files.get_file_from_path(path)
        return file.content_bytes if file else None

    jobs = [
        Job(
            html=_html(env, config, sheet, read),
            stylesheet=style,
            modified=_updated(sheet),
            fit=pdf.NORMAL_FIT if sheet.kind == "pdf" else pdf.LARGE_FIT,
        )
        for sheet, _ in sheets
    ]
    try:
        drawn = draw_all(jobs, kept_folder(config, "sheets"), list(engine_recipe()), report=_report)
    except pdf.SheetError as error:
        if not is_serving(config):
            raise PluginError(f"The PDF sheets cannot be made: {error}") from None
        log.info("No PDF sheets in this preview: %s", error)
        for _, file in sheets:
            files.remove(file)
        return env
    problems = []
    for (sheet, file), job, result in zip(sheets, jobs, drawn, strict=True):
        if isinstance(result, pdf.SheetError):
            problems += [f"docs/{sheet.source.src_uri}: {reason}" for reason in result.problems]
            files.remove(file)
            continue
        size = len(result.pdf)
        if size > LARGEST:
            problems.append(
                f"docs/{sheet.source.src_uri}: its PDF has {size:,} bytes; the limit is "
                f"{LARGEST:,}, so make it shorter or its pictures smaller"
            )
        file.content_bytes = result.pdf
        build.add_download(sheet.source.src_uri, Download(file.url, sheet.kind))
        if sheet.kind == "pdf":
            build.printed.append(
                PrintedSheet(
                    folder=_folder(sheet.source),
                    title=str(_page(sheet).title),
                    updated=_updated(sheet),
                    html=pdf.with_class(job.html, result.fit),
                )
            )
    if problems and not is_serving(config):
        raise PluginError("Some sheets cannot be made yet:\n" + "\n".join(problems))
    for problem in dict.fromkeys(problems):
        log.warning("%s (no PDF of it in this preview)", problem)
    return env


def _report(number: int, of: int) -> None:
    log.info("Made sheet %s of %s", number, of)


def _folder(file: File) -> str:
    """Return "checklists" or "letters" for a sheet's source, "" for any other page."""
    path = PurePosixPath(file.src_uri)
    sheets = path.suffix == ".md" and path.stem != "index" and len(path.parts) == 2
    return path.parts[0] if sheets and path.parts[0] in ("checklists", "letters") else ""


def _sheets(files: Files) -> Iterator[Sheet]:
    for file in files.documentation_pages():
        name = file.src_uri.removesuffix(".md")
        if _folder(file):
            yield Sheet(file, f"{name}.pdf", "pdf")
            yield Sheet(file, f"{name}-large-print.pdf", "pdf_large")


def _qr(config: MkDocsConfig, address: str, title: str) -> str:
    recipe = [address.encode(), title.encode(), code_digest()]
    kept = cached(
        kept_folder(config, "codes"), ".svg", recipe, lambda: qr_svg(address, title=title).encode()
    )
    return kept.decode()


def _page(sheet: Sheet) -> Page:
    page = sheet.source.page
    assert page is not None
    return page


def _updated(sheet: Sheet) -> date:
    updated: date = _page(sheet).meta["updated"]
    return updated


def _html(
    env: Environment, config: MkDocsConfig, sheet: Sheet, read: Callable[[str], bytes | None]
) -> str:
    """Return the sheet as an HTML document for the PDF engine; `read` returns its pictures."""
    page = _page(sheet)
    words = build_of(config).words
    address = page.canonical_url or ""
    letter = _folder(sheet.source) == "letters"
    if letter:
        source, meta = get_data(sheet.source.content_string)
        content = letter_print(
            parse_letter(source, subject=str(meta["subject"])),
            subject_label=words.letter.subject,
            title=str(page.title),
        )
    else:
        content = print_links(page.content or "", page=address)
        content = embed_images(content, page=address, site=config.site_url or "", read=read)
    template = env.get_template(f"print/{'letter' if letter else 'checklist'}.html")
    return template.render(
        words=words,
        sheet=SimpleNamespace(
            title=page.title,
            description=page.meta.get("description", ""),
            purpose=page.meta.get("purpose", ""),
            fields=page.meta.get("fields") or [],
            notes=page.meta.get("notes") or 0,
            updated=_updated(sheet),
            url=address,
            lang=config.theme["language"],
        ),
        content=content,
        qr=_qr(config, address, words.print.code.format(address)),
        large=sheet.kind == "pdf_large",
        site_name=config.site_name,
    )
