"""Packs the whole library into one zip file that opens from a disk, for schools and libraries."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from library.site.disk_copy import (
    INDEX,
    SEARCH,
    Packed,
    Packer,
    disk_page,
    disk_search,
    zip_file,
)
from library.site.offline_files import group_of
from support import stages
from support.kept import keep_by_us, kept_folder, read_kept_by_us
from support.material_blog import all_posts, public_posts
from support.purpose import is_public_build
from support.state import Bundle, build_of, facts_of_page

NAME = "downloads/iep-partner-library-{}.zip"
SCRIPT = "disk/search.js"
ALSO = ("downloads/", "articles/feed.", "sw-reset/")  # besides what a phone can keep


@event_priority(stages.OnFiles.PACK_ZIP)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Leave out the script that belongs only in the zip file."""
    if script := files.get_file_from_path(SCRIPT):
        files.remove(script)
    return files


@event_priority(stages.OnEnv.PACK_ZIP)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Announce the zip file; a preview has none, nor has a site without a dated text."""
    day = _newest_day(config, files)
    if day and is_public_build(config):
        build_of(config).bundle = Bundle(NAME.format(day), day)
    return env


@event_priority(stages.OnPostBuild.PACK_ZIP)
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Write the zip file, dated by the newest text in it, so that builds can be compared."""
    build = build_of(config)
    if not build.bundle:
        return
    site, day, name = build.site, build.bundle.day, build.bundle.url
    script = (Path(str(config.theme.custom_dir)) / SCRIPT).read_text(encoding="utf-8")
    paths = [path for path in site.paths() if _is_packed(path)]
    # The index is in the script alone: a page on a disk may fetch no file.
    index = [path for path in paths if path.startswith(SEARCH) and path.endswith(".json")]
    read_me = build.words.bundle.read_me.format(
        site=config.site_name, date=day, address=config.site_url, copyright=config.copyright
    )
    made: dict[str, str] = {
        INDEX: disk_search({path.removeprefix(SEARCH): site.read(path) for path in index}, script),
        "read-me-first.txt": read_me,
    }

    place = kept_folder(config, "zip") / "files.packed"  # large, so there is only one
    packer = Packer(read_kept_by_us(place))

    def packed_file(path: str) -> Packed:
        content = made[path].encode() if path in made else site.read(path)
        if path.endswith(".html"):
            return packer.pack(
                path, content, lambda: disk_page(content.decode(), path=path).encode()
            )
        return packer.pack(path, content, lambda: content)

    files = {path: packed_file(path) for path in (*made, *(set(paths) - set(index)))}
    build.publish_file(name, zip_file(files, day=day, folder=PurePosixPath(name).stem))
    keep_by_us(place, packer.to_keep())


def _is_packed(path: str) -> bool:
    return bool(group_of(path)) or (path.startswith(ALSO) and not path.endswith(".zip"))


def _newest_day(config: MkDocsConfig, files: Files) -> date | None:
    """Return the newest day on which a published text was written or changed."""
    posts: list[Any] = public_posts(config)
    hidden = {post.file.src_uri for post in all_posts(config)}
    hidden -= {post.file.src_uri for post in posts}
    days = [post.config.date.created.date() for post in posts]
    for file in files.documentation_pages():
        updated = facts_of_page(file.page).updated if file.page else None
        if updated and file.src_uri not in hidden:
            days.append(updated)
    return max(days, default=None)
