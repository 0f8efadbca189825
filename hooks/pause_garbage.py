"""Lets Python look for no garbage in cycles: a build is short, and nearly all of it is used."""

from __future__ import annotations

import gc

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from support import stages


@event_priority(stages.OnConfig.PAUSE_GARBAGE)
def on_config(config: MkDocsConfig, **kwargs: object) -> None:
    """Let it look for none."""
    gc.disable()


@event_priority(stages.OnPostBuild.PAUSE_GARBAGE)
def on_post_build(**kwargs: object) -> None:
    """Let it look again, for what `serve` has done with.

    All that is there by now counts as old: else it would look through a whole build at once.
    """
    gc.freeze()
    gc.unfreeze()
    gc.enable()


@event_priority(stages.OnBuildError.PAUSE_GARBAGE)
def on_build_error(**kwargs: object) -> None:
    """Turn it on again after a failed build too: `serve` goes on."""
    gc.enable()


@event_priority(stages.OnShutdown.PAUSE_GARBAGE)
def on_shutdown(**kwargs: object) -> None:
    """Leave it nothing to look through: as Python ends, it looks twice, and all goes anyway."""
    gc.freeze()
