"""Says once a build that the owner's contact details are still example values."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("settings")


def on_config(config: MkDocsConfig, **kwargs: object) -> None:
    """Log a note, not a warning: a strict build must pass before the owner is ready."""
    values = [config.site_url or "", *config.extra.get("contact", {}).values()]
    repository = str(config.extra.get("repository", ""))
    if any("example.org" in str(value) for value in values) or repository.startswith("example/"):
        log.info(
            "mkdocs.yml: site_url, extra.repository and extra.contact still hold example values; "
            "the owner fills them in before the site goes live."
        )
