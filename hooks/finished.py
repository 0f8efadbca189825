"""The finished site of a build, for the hooks that come last (no hook itself)."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from library.finished_site import FinishedSite

KEY = "finished_site"


def finished_site(config: MkDocsConfig) -> FinishedSite:
    """Return the site. To be asked for in `on_post_build` from priority -90 on: all is written."""
    if KEY not in config.extra:
        config.extra[KEY] = FinishedSite(Path(config.site_dir))
    site: FinishedSite = config.extra[KEY]
    return site
