"""Deletes what earlier builds kept and no build has used for a month."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.common.build_cache import sweep
from support import stages
from support.kept import SORTS, kept_folder


@event_priority(stages.OnPostBuild.SWEEP_KEPT)
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Sweep the folder of each sort of things."""
    for sort in SORTS:
        sweep(kept_folder(config, sort))
