"""Adds the site's font to it as small woff2 files, made from the pinned font package."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from library.build_cache import cached
from library.fonts import subset_recipe, subset_woff2

STYLES = ("Regular", "Bold")  # two weights; italics are drawn slanted by the browser


def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Add assets/fonts/atkinson-<style>.woff2; a copy is kept because cutting takes a second."""
    folder = Path(config.config_file_path).parent / ".cache" / "fonts"
    for style in STYLES:
        font = cached(folder, ".woff2", subset_recipe(style), partial(subset_woff2, style))
        name = f"assets/fonts/atkinson-{style.lower()}.woff2"
        files.append(File.generated(config, name, content=font))
    return files
