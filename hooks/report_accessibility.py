"""Lists in the accessibility statement what was found on each page at the last check.

A build itself checks nothing, so that it is quick and needs no browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files, InclusionLevel

from library.site.accessibility import FILE, Results, address_of, read_results
from support import stages
from support.purpose import is_public_build
from support.state import AccessibilityReport, CheckedPage, PageGroup, build_of


@event_priority(stages.OnEnv.REPORT_ACCESSIBILITY)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Make the report, if there are results. A preview has none: its pages were never checked."""
    file = Path(config.docs_dir) / FILE
    if is_public_build(config) and file.is_file():
        results = read_results(file.read_text(encoding="utf-8"))
        titles = _titles(config, files)
        build_of(config).accessibility = AccessibilityReport(results, _groups(titles, results))
    return env


def _titles(config: MkDocsConfig, files: Files) -> dict[str, str]:
    """Return the titles of all pages by address; a page of the theme, such as 404, has none."""
    titles = {
        address_of(name): f"/{address_of(name)}"
        for name in config.theme.static_templates
        if name.endswith(".html")
    }
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        if file.page:
            titles[address_of(file.dest_uri)] = str(file.page.title)
    return titles


def _groups(titles: Mapping[str, str], results: Results) -> list[PageGroup]:
    """Return the pages by folder, each group titled like the page of the folder itself.

    Pages that are alone in their folder form the first group, which has no title.
    """
    folders: dict[str, list[CheckedPage]] = {}
    for address, title in sorted(titles.items()):
        page = CheckedPage(address, title, results.pages.get(address))
        folders.setdefault(address.rpartition("/")[0].partition("/")[0], []).append(page)
    alone = PageGroup("")
    groups = [alone]
    for folder, members in folders.items():
        if len(members) > 1 and f"{folder}/" in titles:
            groups.append(PageGroup(titles[f"{folder}/"], members))
        else:
            alone.pages.extend(members)
    return groups
