"""What a build is for: `serve` on this machine, the preview of a pull request, the public site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from support.material_blog import blog_plugins

PREVIEW = "preview.yml"


def is_serve(config: MkDocsConfig) -> bool:
    """Return whether this is `serve`, which nobody else sees."""
    return any(plugin.is_serve for plugin in blog_plugins(config))


def is_preview(config: MkDocsConfig) -> bool:
    """Return whether this is the preview of a pull request."""
    return Path(config.config_file_path).name == PREVIEW


def is_public_build(config: MkDocsConfig) -> bool:
    """Return whether this is the site to publish, and neither `serve` nor a preview."""
    return not is_serve(config) and not is_preview(config)
