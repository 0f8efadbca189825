"""Publishes the IEP year as a calendar file, iep-year.ics, from docs/iep-year.yml."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from library.clock.calendar_file import PLACE, CalendarWords, calendar_file
from support import stages
from support.state import build_of


@event_priority(stages.OnEnv.PUBLISH_YEAR)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Write the file, if there are moments."""
    build = build_of(config)
    year, site = build.year, config.site_url or ""
    if not year.moments:
        return env

    def address_of(path: str) -> str:
        file = files.get_file_from_path(path)
        return urljoin(site, file.url if file else "")  # a draft's page is not there

    words = CalendarWords(build.words.year.name, build.words.year.file_about)
    addresses = [address_of(moment.page) for moment in year.moments]
    host = urlsplit(site).hostname or ""
    build.publish_file(PLACE, calendar_file(year, addresses, host, words))
    return env
