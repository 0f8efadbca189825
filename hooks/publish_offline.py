"""Lets readers keep the site on their device: the worker sw.js and its list, offline.json.

A preview has neither: a writer must never see an outdated page.
"""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from library.site.offline_files import address_of, group_of, offline_files, version_of, with_mark
from library.site.web_assets import smaller
from support import stages
from support.purpose import is_public_build
from support.state import build_of

WORKER = "sw.js"
SHARED = "assets/javascripts/kept.js"  # shared by the worker and the page about it
LIST = "offline.json"


@event_priority(stages.OnFiles.PUBLISH_OFFLINE)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Leave the worker out of a preview; `on_post_build` gives a site's worker its version."""
    worker = files.get_file_from_path(WORKER)
    if worker and not is_public_build(config):
        files.remove(worker)
    return files


@event_priority(stages.OnPostBuild.PUBLISH_OFFLINE)
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Mark the pages, and write the list of what can be kept and the worker of this version."""
    if not is_public_build(config):
        return
    build = build_of(config)
    site = build.site
    theme = Path(str(config.theme.custom_dir))
    kept = [path for path in site.paths() if group_of(path)]
    for path in kept:
        if path.endswith(".html") and path not in build.finished:
            site.write(path, with_mark(site.text(path), address_of(path)))
    files = offline_files((path, site.read(path)) for path in kept)
    build.publish_file(LIST, json.dumps({"files": files}, separators=(",", ":")))
    worker = "".join((theme / name).read_text(encoding="utf-8") for name in (SHARED, WORKER))
    code = smaller(WORKER, worker.replace("{version}", version_of(files, worker)))
    build.publish_file(WORKER, code)
