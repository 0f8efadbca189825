"""The finished site of a build, for the hooks that come last (no hook itself).

What a hook writes itself, and not through MkDocs' files, it writes by `publish_file`: at the end
the build publishes nothing that nobody has declared (hooks/guard_files.py).
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from library.site.built_site import BuiltSite

KEY = "built_site"
WRITTEN = "written_files"


def built_site(config: MkDocsConfig) -> BuiltSite:
    """Return the site. For `on_post_build`, from GUARD_PAGES on: all is written."""
    if KEY not in config.extra:
        config.extra[KEY] = BuiltSite(Path(config.site_dir))
    site: BuiltSite = config.extra[KEY]
    return site


def publish_file(config: MkDocsConfig, path: str, content: bytes | str) -> None:
    """Write a file of the site that is none of MkDocs' files; `path` is from the site's folder."""
    written_files(config).add(path)
    place = Path(config.site_dir, path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content.encode() if isinstance(content, str) else content)


def written_files(config: MkDocsConfig) -> set[str]:
    """Return the paths of the files that `publish_file` has written."""
    written: set[str] = config.extra.setdefault(WRITTEN, set())
    return written
