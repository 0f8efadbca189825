"""Says where to report a vulnerability: /.well-known/security.txt, from `extra.contact`."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.site.security_txt import PLACE, security_txt
from support import stages
from support.purpose import is_public_build
from support.state import build_of


@event_priority(stages.OnPostBuild.PUBLISH_SECURITY_TXT)
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Write the file, unless the settings name no contact or a day in the past."""
    if not is_public_build(config):
        return
    text = security_txt(
        config.extra.get("contact") or {},
        config.site_url or "",
        config.extra.get("repository", ""),
        build_of(config).clock.today,
    )
    if text:
        build_of(config).publish_file(PLACE, text)
