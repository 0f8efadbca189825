"""Tells in the accessibility statement what was found on each page when it was last checked.

Runs on the finished pages: only then it is known which of them are still those that were checked.
A build itself checks nothing, so that it is quick and needs no browser.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.site.accessibility import (
    FILE,
    PLACE,
    STATEMENT,
    Found,
    Results,
    read_results,
    site_pages,
)
from library.site.built_site import BuiltSite
from support import stages
from support.material_blog import is_serving
from support.state import build_of

TEMPLATE = "partials/accessibility_results.html"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class Checked:
    """A page of the site, and what was found on it as it is now."""

    address: str
    title: str
    found: Found | None  # none: it is new, or another than it was


@dataclass(frozen=True)
class Group:
    """The pages of one folder; those that are alone in theirs are the group without a title."""

    title: str
    pages: list[Checked] = field(default_factory=list)


@event_priority(stages.OnEnv.REPORT_ACCESSIBILITY)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Keep the template for `on_post_build`."""
    build_of(config).accessibility_results = env.get_template(TEMPLATE)
    return env


@event_priority(stages.OnPostBuild.REPORT_ACCESSIBILITY)
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Put the results in their place, if the site has a statement and results."""
    file, statement = Path(config.docs_dir) / FILE, f"{STATEMENT}index.html"
    build = build_of(config)
    template, site = build.accessibility_results, build.site
    if is_serving(config) or not template or not file.is_file():
        return
    if statement not in site.paths(".html"):
        return
    results = read_results(file.read_text(encoding="utf-8"))
    groups = _groups(site, results, config.site_name)
    told = template.render(results=results, groups=groups).strip()
    site.write(statement, PLACE.sub(lambda _: told, site.text(statement), count=1))


def _groups(site: BuiltSite, results: Results, site_name: str) -> list[Group]:
    """Return all pages by their folders, each called like the page of the folder itself."""
    folders: dict[str, list[Checked]] = {}
    for address, text in site_pages(site):
        found = TITLE.search(text)
        title = html.unescape(found[1]).strip() if found else address
        page = Checked(address, title.removesuffix(f" - {site_name}"), results.of(address, text))
        folders.setdefault(address.rpartition("/")[0].partition("/")[0], []).append(page)
    alone = Group("")
    groups = [alone]
    for folder, pages in folders.items():
        own = [page.title for page in pages if page.address == f"{folder}/"]
        if len(pages) > 1 and own:
            groups.append(Group(own[0], pages))
        else:
            alone.pages.extend(pages)
    return groups
