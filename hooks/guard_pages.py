"""Gives every page its Content-Security-Policy, and hosts their headers: `_headers`, `_nginx.conf`.

Runs on the written files, so it sees the pages, styles and scripts of every plugin. What runs after
it adds no script and no style to a page (hooks/support/stages.py, OnPostBuild). Not under `serve`:
its pages reload themselves by a script in the page, which a policy would stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from library.authoring.form_editor import POLICY as EDITOR_POLICY
from library.site.built_site import BuiltSite
from library.site.host_files import FRAMES, headers_file, nginx_values
from library.site.page_policy import (
    Needs,
    page_needs,
    policy,
    script_needs,
    style_needs,
    with_policy,
    with_rules_told,
    written,
)
from support import stages
from support.purpose import is_preview, is_serve
from support.state import build_of

log = get_plugin_logger("policy")

EDITOR = "admin"  # the staff's editor: third-party code with its own policy
HASHED = re.compile(r"\.[0-9a-f]{8}\.\w+$")


@event_priority(stages.OnPostBuild.GUARD_PAGES)
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Write each page's policy into it, and the policy of all of them into the hosts' files.

    Raises PluginError listing everything that no policy may allow. A preview gets its policies too,
    since strangers write it and the owner's address shows it, but such problems do not stop it.
    """
    if is_serve(config):
        return
    build = build_of(config)
    site = build.site
    shared = _shared_needs(site)
    everything, problems = shared, [*shared.problems]
    telling = []
    for path in _paths(site, ".html"):
        if path not in build.finished:
            html = site.text(path)
            needs = page_needs(html)
            problems += [f"{path}: {problem}" for problem in needs.problems]
            site.write(path, with_policy(html, policy(shared | needs)))
            if "data-ip-rule" in html:
                telling.append(path)
            build.needs[path] = needs
        everything |= build.needs[path]
    for path in telling:  # about/privacy/
        try:
            site.write(path, with_rules_told(site.text(path), policy(everything)))
        except ValueError as problem:
            problems.append(f"{path} {problem}")
        del build.needs[path]  # it tells what all pages need, so it is not kept
    if problems:
        listed = "\n".join(f"  {problem}" for problem in sorted(set(problems)))
        message = f"These problems make the pages unsafe; fix them first:\n{listed}"
        if not is_preview(config):
            raise PluginError(message)
        log.warning(message)
    whole, editor = written(policy(everything)), written(EDITOR_POLICY)
    paths = site.paths()
    headers = headers_file(_policy_rules(paths, whole, editor), _hashed_folders(paths), paths)
    build.publish_file("_headers", headers)
    build.publish_file("_nginx.conf", nginx_values(whole, editor))


def _shared_needs(site: BuiltSite) -> Needs:
    """Return what the styles and scripts need; any page may load any of them."""
    found = [Needs()]
    for suffix, needs_of in ((".css", style_needs), (".js", script_needs)):
        for path in _paths(site, suffix):
            needs = needs_of(site.text(path))
            named = tuple(f"{path}: {problem}" for problem in needs.problems)
            found.append(Needs(needs.sources, named))
    return reduce(or_, found)


def _paths(site: BuiltSite, suffix: str) -> list[str]:
    return [path for path in site.paths(suffix) if not path.startswith(f"{EDITOR}/")]


def _policy_rules(paths: Iterable[str], whole: str, editor: str) -> Iterator[tuple[str, str]]:
    """Yield the path patterns of `_headers` with their policies; no path matches two."""
    yield "/", f"{whole}; {FRAMES}"
    inside: dict[str, list[str]] = {}  # by file or folder at the top
    for path in paths:
        inside.setdefault(path.partition("/")[0], []).append(path)
    for name, own in sorted(inside.items()):
        if own == [name]:
            if name.endswith((".html", ".js")):
                yield f"/{name}", f"{whole}; {FRAMES}"
        elif name == EDITOR:
            yield f"/{name}/*", f"{editor}; {FRAMES}"
        else:
            # Safari opens no PDF under a policy without object-src, and a pattern cannot tell a
            # PDF from a page; so there the pages' own meta tags say the rest.
            has_pdf = any(path.endswith(".pdf") for path in own)
            yield f"/{name}/*", FRAMES if has_pdf else f"{whole}; {FRAMES}"


def _hashed_folders(paths: Iterable[str]) -> Iterator[str]:
    """Yield the patterns of the asset folders in which every file name has a hash."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        if path.count("/") > 1 and path.startswith("assets/"):
            folders.setdefault(path.split("/")[1], []).append(path)
    for folder, own in sorted(folders.items()):
        if all(HASHED.search(path) for path in own):
            yield f"/assets/{folder}/*"
