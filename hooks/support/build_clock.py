"""The moment of a build, the same for all that asks for it (no hook itself)."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from library.common.days import Clock, present, zone_named

KEY = "clock"


def build_clock(config: MkDocsConfig) -> Clock:
    """Return the moment at which this build was first asked for it, by the owner's clock."""
    if KEY not in config.extra:
        try:
            zone = zone_named(config.extra.get("time_zone"))
        except ValueError:  # hooks/check_content.py says so
            zone = zone_named(None)
        config.extra[KEY] = Clock(present(), zone)
    clock: Clock = config.extra[KEY]
    return clock
