"""Redirects old addresses to their new ones: `extra.redirects` in mkdocs.yml.

A few lines of our own instead of mkdocs-redirects, which accepts only names of Markdown files as
old addresses, and only pages as new ones.
"""

from __future__ import annotations

from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from library.site.redirects import is_outside, link_from, list_above, place_of, redirect_page
from support import stages
from support.state import build_of


@event_priority(stages.OnEnv.REDIRECT_ADDRESSES)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Write a page at each old address; the check has made sure that each target exists."""
    words = build_of(config).words
    shown = {file.url for file in files.documentation_pages()}  # a preview shows drafts, too
    for old, new in (config.extra.get("redirects") or {}).items():
        place, url = place_of(str(old)), _url(str(new), files)
        if place in shown:
            continue
        page = redirect_page(
            link_from(place, url),
            urljoin(config.site_url or "", url),
            language=config.theme["language"],
            title=words.redirect.title,
            go=words.redirect.go,
        )
        files.append(File.generated(config, f"{place}index.html", content=page))
    return env


def _url(new: str, files: Files) -> str:
    """Return the address of a file of docs/ within the site; that of another site as it is.

    Until a future article is on the site, its address is that of the list of articles.
    """
    if is_outside(new):
        return new
    path, mark, anchor = new.partition("#")
    file = files.get_file_from_path(path)
    if file and file.inclusion is InclusionLevel.EXCLUDED:
        return _url(list_above(path, files.src_uris), files)
    return (file.url if file else path) + mark + anchor
