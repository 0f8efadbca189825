"""Adds the font to the site as small woff2 files, made from the pinned font package."""

from __future__ import annotations

from functools import partial
from itertools import product

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from library.common.build_cache import cached
from library.site.fonts import PARTS, subset_recipe, subset_woff2
from support import stages
from support.kept import kept_folder

STYLES = ("Regular", "Bold")  # two weights; the browser slants them for italics


@event_priority(stages.OnFiles.SUBSET_FONTS)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Add assets/fonts/atkinson-<style><part>.woff2; cached, since it takes a second."""
    folder = kept_folder(config, "fonts")
    for style, part in product(STYLES, PARTS):
        recipe, make = subset_recipe(style, part), partial(subset_woff2, style, part)
        font = cached(folder, ".woff2", recipe, make)
        name = f"assets/fonts/atkinson-{style.lower()}{part}.woff2"
        files.append(File.generated(config, name, content=font))
    return files
