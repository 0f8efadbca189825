"""Makes the book: all checklists and letters as one PDF, for schools and libraries."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from library.common.build_cache import cached
from library.sheets import pdf
from library.sheets.book import Section, book_section
from library.site.fonts import sheet_fonts
from support import stages
from support.material_blog import is_serving
from support.sheet_files import STYLE, engine_recipe, source_of
from support.state import Book, PrintedSheet, build_of

log = get_plugin_logger("book")

PATH = "downloads/iep-partner-sheets.pdf"
TEMPLATE = "print/book.html"


@event_priority(stages.OnEnv.PUBLISH_BOOK)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Add the book, unless in a preview, where it would only cost time, or without sheets."""
    build = build_of(config)
    printed = build.printed
    if is_serving(config) or not printed:
        return env
    html, css = _html(env, config, printed), source_of(env, STYLE)
    updated = max(sheet.updated for sheet in printed)

    def make() -> bytes:
        log.info("Making the book of all sheets: %s", PATH)
        return pdf.render_pdf(
            html,
            stylesheet=css,
            fonts=sheet_fonts(html),
            modified=updated,
        )

    folder = Path(config.config_file_path).parent / ".cache" / "sheets"
    recipe = [html.encode(), css.encode(), str(updated).encode(), *engine_recipe()]
    try:
        data = cached(folder, ".pdf", recipe, make)
    except pdf.SheetError as error:
        raise PluginError(
            "The book of all sheets cannot be made:\n" + "\n".join(error.problems)
        ) from None
    file = File.generated(config, PATH, content=data)
    files.append(file)
    build.book = Book(file.url, len(data))
    return env


def _html(env: Environment, config: MkDocsConfig, printed: list[PrintedSheet]) -> str:
    sections: dict[str, list[Section]] = {}
    in_order = sorted(printed, key=lambda sheet: (sheet.folder, sheet.title.casefold()))
    for number, sheet in enumerate(in_order, 1):
        section = book_section(sheet.html, number=number, title=sheet.title)
        sections.setdefault(sheet.folder, []).append(section)
    return env.get_template(TEMPLATE).render(
        words=build_of(config).words,
        sections=sections,
        updated=max(sheet.updated for sheet in printed),
        address=config.site_url or "",
        lang=config.theme["language"],
        site_name=config.site_name,
        copyright=config.copyright or "",
    )
