"""Lets old addresses lead to what took their place: `extra.redirects` in mkdocs.yml.

Our own few lines and not mkdocs-redirects: that takes only names of Markdown files for old
addresses, and only pages for new ones.
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


@event_priority(stages.OnEnv.LEAD_ON)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Write a page at each old address; the check has seen that each leads somewhere."""
    words = build_of(config).words
    for old, new in (config.extra.get("redirects") or {}).items():
        place, url = place_of(str(old)), _url(str(new), files)
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
    """Return the address of a file of docs/ below the site; that of another site as it is.

    Until an article that waits is on the site, the list of articles stands for it.
    """
    if is_outside(new):
        return new
    path, mark, anchor = new.partition("#")
    file = files.get_file_from_path(path)
    if file and file.inclusion is InclusionLevel.EXCLUDED:
        return _url(list_above(path, files.src_uris), files)
    return (file.url if file else path) + mark + anchor
