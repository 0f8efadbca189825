"""Gives every page its Content-Security-Policy, and hosts their headers: `_headers`, `_nginx.conf`.

Runs on the finished files, so nothing escapes it: pages of other plugins, styles, scripts. Not
while serving: the preview reloads itself by a script in the page, which a policy would stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from library.form_editor import POLICY as EDITOR_POLICY
from library.host_files import FRAMES, headers_file, nginx_values
from library.page_policy import (
    Needs,
    page_needs,
    policy,
    script_needs,
    style_needs,
    with_policy,
    with_rules_told,
    without_redirect_script,
    written,
)
from library.site_files import site_files
from material_blog import is_serving

EDITOR = "admin"  # staff's editor: a program of others, with a policy of its own
HASHED = re.compile(r"\.[0-9a-f]{8}\.\w+$")


@event_priority(-90)  # after what other plugins write at the end
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Write each page's policy into it, and the policy of all of them into the hosts' files.

    Raises PluginError that lists all that no policy may allow.
    """
    if is_serving(config):
        return
    site = Path(config.site_dir)
    shared = _shared_needs(site)
    everything, problems = shared, [*shared.problems]
    telling = []
    for path, file in _files(site, ".html"):
        html = without_redirect_script(file.read_text(encoding="utf-8"))
        needs = page_needs(html)
        problems += [f"{path}: {problem}" for problem in needs.problems]
        file.write_text(with_policy(html, policy(shared | needs)), encoding="utf-8", newline="\n")
        everything |= needs
        if "data-ip-rule" in html:
            telling.append((path, file))
    for path, file in telling:  # about/privacy/
        try:
            html = with_rules_told(file.read_text(encoding="utf-8"), policy(everything))
        except ValueError as problem:
            problems.append(f"{path} {problem}")
        else:
            file.write_text(html, encoding="utf-8", newline="\n")
    if problems:
        listed = "\n".join(f"  {problem}" for problem in sorted(set(problems)))
        raise PluginError(f"The pages cannot be made safe before this is mended:\n{listed}")
    whole, editor = written(policy(everything)), written(EDITOR_POLICY)
    headers = headers_file(_policy_rules(site, whole, editor), _hashed_folders(site))
    (site / "_headers").write_text(headers, encoding="utf-8")
    (site / "_nginx.conf").write_text(nginx_values(whole, editor), encoding="utf-8")


def _shared_needs(site: Path) -> Needs:
    """Return what the styles and scripts need; any page may load any of them."""
    found = [Needs()]
    for suffix, needs_of in ((".css", style_needs), (".js", script_needs)):
        for path, file in _files(site, suffix):
            needs = needs_of(file.read_text(encoding="utf-8"))
            named = tuple(f"{path}: {problem}" for problem in needs.problems)
            found.append(Needs(needs.sources, named))
    return reduce(or_, found)


def _files(site: Path, suffix: str) -> Iterator[tuple[str, Path]]:
    for path, file in site_files(site):
        if path.endswith(suffix) and not path.startswith(f"{EDITOR}/"):
            yield path, Path(file)


def _policy_rules(site: Path, whole: str, editor: str) -> Iterator[tuple[str, str]]:
    """Yield the path patterns of `_headers` with their policies; no path meets two."""
    yield "/", f"{whole}; {FRAMES}"
    for entry in sorted(site.iterdir()):
        if entry.is_file() and entry.suffix in (".html", ".js"):
            yield f"/{entry.name}", f"{whole}; {FRAMES}"
        elif entry.name == EDITOR:
            yield f"/{entry.name}/*", f"{editor}; {FRAMES}"
        elif entry.is_dir():
            # Safari opens no PDF under a policy without object-src, and a pattern cannot tell a
            # PDF from a page; so there the pages' own meta tags say the rest.
            has_pdf = next(entry.rglob("*.pdf"), None) is not None
            yield f"/{entry.name}/*", FRAMES if has_pdf else f"{whole}; {FRAMES}"


def _hashed_folders(site: Path) -> Iterator[str]:
    """Yield the patterns of the folders of assets in which every file is named by its content."""
    for folder in sorted(path for path in (site / "assets").iterdir() if path.is_dir()):
        files = [path for path in folder.rglob("*") if path.is_file()]
        if files and all(HASHED.search(file.name) for file in files):
            yield f"/assets/{folder.name}/*"
