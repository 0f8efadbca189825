"""Publishes styles, scripts and fonts bundled, minified and under hashed names; draws icons.

Material's own styles and scripts are left out, since our pages use none of them (tests/site checks
that a page uses every file in assets/). `bench/pages.py` prints the size of a visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from library.site.web_assets import hashed_name, joined, smaller, with_hashed_urls
from support import stages
from support.state import build_of

FOLDER = "assets/"
# What pages load, in this order: every page `page`, some kinds a file or two of their own. A file
# that is not listed is published by itself.
JOINED = {
    "stylesheets/page.css": (
        "fonts tokens base frame buttons home cards text lists article about terms sources"
        " pictures reading checklist search offline print"
    ).split(),
    "stylesheets/letter.css": ["letter"],
    "stylesheets/binder.css": ["letter", "forms", "binder"],  # it prints letters too
    "stylesheets/clock.css": ["forms", "clock"],
    "stylesheets/log.css": ["forms", "log"],
    "javascripts/theme.js": ["device", "theme"],
    "javascripts/page.js": (
        "shared site reading listen popover search_open state_open kept_notice"
        " binder/store binder/button"
    ).split(),
    "javascripts/letter.js": (
        "letter/text letter/before letter/steps letter/kept letter/page"
    ).split(),
    "javascripts/binder.js": (
        "binder/inflate binder/pdf binder/text_pages binder/whole binder/take binder/drawn_pages"
        " binder/typed binder/merge binder/sheets binder/paper save_file binder/page"
    ).split(),
    "javascripts/offline.js": ["kept", "offline"],
    "javascripts/carry.js": ["carry"],
    "javascripts/log.js": ["save_file", "log/page", "carry"],
    "javascripts/clock.js": (
        "clock/count clock/calendar_file save_file clock/fields clock/form clock/saved_days"
        " clock/days clock/result clock/page carry"
    ).split(),
    "javascripts/search_engine.js": (
        "search/weights search/words search/spelling search/files search/vocabulary"
        " search/concepts search/tokens search/talk search/meaning search/votes search/ranking"
        " search/breath search/answer search/engine"
    ).split(),
}
# A page waits for it before it draws anything, so it stands in each page.
IN_PAGE = "javascripts/theme.js"
# Other sites link to our pictures (feeds, shared links), so their names stay.
HASHED = (".woff2", ".css", ".js")  # in this order: stylesheets name fonts


@event_priority(stages.OnEnv.PUBLISH_ASSETS)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Replace our files with hashed ones, leave out Material's, and give templates the names.

    In templates: `{{ asset("stylesheets/page.css") | url }}`, `{{ script_in_page }}`, and
    `{{ icon("magnify") }}` for an icon of Material's next to words that say the same.
    """
    ours = {}
    for file in [file for file in files if file.src_uri.startswith(FOLDER)]:
        if file.src_dir == config.docs_dir:  # a picture of an article
            continue
        if not file.generated_by and file.src_dir != config.theme.custom_dir:
            files.remove(file)
        elif file.src_uri.endswith(HASHED):
            ours[file.src_uri.removeprefix(FOLDER)] = file.content_bytes
            files.remove(file)
    names = {}
    published = _published(ours)
    env.globals["script_in_page"] = published.pop(IN_PAGE)[1].decode()
    for name, (hashed, content) in published.items():
        names[name] = FOLDER + hashed
        files.append(File.generated(config, names[name], content=content))
    build_of(config).assets.update(names)
    env.globals["icon"] = cache(partial(_icon, env))
    return env


def _icon(env: Environment, name: str) -> str:
    """Return an icon as SVG, hidden from screen readers."""
    svg = env.get_template(f".icons/material/{name}.svg").render()
    return svg.replace("<svg", '<svg aria-hidden="true"', 1)


def _published(ours: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Return plain name -> (hashed name, content) of all files to publish."""
    sources = dict(ours)
    for name, parts in JOINED.items():  # two may share a part
        folder, ending = name.rpartition("/")[0], name.rpartition(".")[2]
        places = [f"{folder}/{part}.{ending}" for part in parts]
        sources[name] = joined(ours[place].decode() for place in places).encode()
        for place in places:
            if place not in JOINED:
                sources.pop(place, None)
    published: dict[str, tuple[str, bytes]] = {}
    for ending in HASHED:
        for name in sorted(name for name in sources if name.endswith(ending)):
            content = sources[name]
            if ending != ".woff2":
                content = smaller(name, content.decode()).encode()
            if ending == ".css":
                names = {plain: hashed for plain, (hashed, _) in published.items()}
                try:
                    content = with_hashed_urls(name, content.decode(), names).encode()
                except KeyError as missing:
                    raise PluginError(
                        f"{FOLDER}{name} names {missing}, which does not exist"
                    ) from None
            published[name] = (hashed_name(name, content), content)
    return published
