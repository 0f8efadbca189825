"""Gives templates what the build knows: the values that each page can name.

MkDocs adds its own. What differs from page to page is set where it is made: `facts`, `trail`,
`structured_data` and `is_overdue` (describe_pages.py), and all of a letter (publish_letters.py).
So are functions that only one hook needs: `frame` (render_frame_once.py), `icon`
(publish_assets.py), `waiting_note` and `preview_note` (mark_preview.py).
"""

from __future__ import annotations

from functools import partial

from babel.dates import format_date
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from library.clock.calendar_file import PLACE
from library.figures.path_tree import draw_path
from library.letters.fills import by_field
from library.letters.line import field_id
from library.markdown.citations import paragraph_url, with_links
from library.markdown.marks import with_marks
from library.markdown.sources import sources_of
from library.path.calls import with_calls
from library.sheets.qr_code import qr_svg
from library.states.names import tiles
from support import stages
from support.purpose import is_preview, is_public_build
from support.state import build_of, facts_of_page


@event_priority(stages.OnEnv.FILL_TEMPLATES)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Set the Jinja globals. What is rendered earlier, such as a PDF, is given what it needs."""
    build = build_of(config)
    env.filters["field_id"] = field_id  # of a blank in a letter
    env.filters["facts"] = facts_of_page  # what another page says of itself
    env.filters["month"] = partial(format_date, format="MMMM y", locale=build.words.site.locale)

    def code_of(page: Page) -> str:
        """Return the QR code of a page."""
        address = page.canonical_url or ""
        return qr_svg(address, title=build.words.print.code.format(address))

    env.globals.update(
        words=build.words,
        terms=build.terms,
        sources_of=partial(sources_of, register=build.register),  # of HTML and Markdown
        paragraph_url=paragraph_url,
        cited=partial(with_links, register=build.register),  # a plain text, as HTML
        marked=partial(with_marks, register=build.register, words=build.mark_words),
        carried=by_field,  # what goes along to a letter, by the field there
        code_of=code_of,
        clocks=build.clocks,
        guided_path=build.guided_path,
        with_calls=with_calls,  # a plain text, as HTML
        draw_path=draw_path,
        binder=build.binder,
        year=build.year,
        year_file=PLACE,
        states=build.states,
        tiles=tiles(),
        library=build.library,
        downloads=build.downloads,
        thumbnails=build.thumbnails,
        book=build.book,
        bundle=build.bundle,
        accessibility=build.accessibility,
        asset=build.assets.__getitem__,  # asset("stylesheets/page.css") | url
        offline=is_public_build(config),  # whether pages start the worker
        is_preview=is_preview(config),
    )
    return env
