"""Makes the book: all checklists and letters as one PDF, for schools and libraries."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from library.sheets.book import Section, book_section
from library.sheets.draw import Job, draw_all
from library.sheets.error import SheetError
from support import stages
from support.kept import kept_folder
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
    job = Job(
        html=_html(env, config, printed),
        stylesheet=source_of(env, STYLE),
        modified=max(sheet.updated for sheet in printed),
    )
    try:
        [drawn] = draw_all(
            [job],
            kept_folder(config, "sheets"),
            list(engine_recipe()),
            report=lambda *_: log.info("Made the book of all sheets: %s", PATH),
        )
    except SheetError as error:
        drawn = error
    if isinstance(drawn, SheetError):
        raise PluginError(
            "The book of all sheets cannot be made:\n" + "\n".join(drawn.problems)
        ) from None
    file = File.generated(config, PATH, content=drawn.pdf)
    files.append(file)
    build.book = Book(file.url, len(drawn.pdf))
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
