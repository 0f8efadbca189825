"""Makes the files that readers get from each picture in docs/, and publishes no others.

A photo is published upright, without hidden data, in the sizes that pages show. The uploaded file
is not published unless a page links to it: then in full size, also without the hidden data. A
drawing (SVG) is rewritten from what a still picture may contain. A picture that no page shows is
left out.
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import PurePosixPath

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from library.common.build_cache import cached
from library.content.docs_files import DRAWING, PHOTOS
from library.markdown.picture_elements import Picture, PicturesExtension, named_pictures
from library.pictures.drawings import read_drawing
from library.pictures.images import (
    PictureError,
    Version,
    look_at,
    make,
    modern_versions,
    plain_version,
    recipe,
    whole_version,
)
from support import stages
from support.kept import kept_folder
from support.purpose import is_public_build

log = get_plugin_logger("pictures")

FOLDER = "assets/pictures/"


@event_priority(stages.OnFiles.PREPARE_IMAGES)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Add every version of every picture, and the Markdown extension that shows them."""
    pictures: dict[str, Picture] = {}
    problems = []
    for file in [file for file in files if _is_uploaded(file, config)]:
        try:
            picture = _drawing(file) if _is_drawing(file) else _photo(file, files, config)
        except PictureError as error:
            problems.append(f"docs/{file.src_uri}: {error}")
            files.remove(file)
            continue
        pictures[file.dest_uri] = picture
    if problems and is_public_build(config):
        raise PluginError("Some pictures cannot be published yet:\n" + "\n".join(problems))
    for problem in problems:
        log.warning(problem)
    if pictures:
        config.markdown_extensions.append(PicturesExtension(pictures))  # type: ignore[arg-type]
    return files


@event_priority(stages.OnEnv.PREPARE_IMAGES)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Leave out pictures that no page shows, now that the pages' text is complete."""
    pictures = [file for file in files if _is_picture(file, config)]
    if not pictures:
        return env
    is_public = is_public_build(config)
    wanted = InclusionLevel.is_included if is_public else InclusionLevel.is_in_serve
    named: set[str] = set()
    for page in files.documentation_pages(inclusion=wanted):
        if page.page and page.page.content:
            named |= named_pictures(page.page.content)
    for file in pictures:
        if PurePosixPath(file.src_uri).name not in named:
            file.inclusion = InclusionLevel.EXCLUDED  # lists of articles look it up later
        elif not file.src_uri.startswith(FOLDER) and not _is_drawing(file):
            try:
                data = file.content_bytes
                file.content_bytes = _kept(data, whole_version(look_at(data)), config)
            except PictureError:  # reported in on_files; a preview does without it
                files.remove(file)
    return env


def _is_uploaded(file: File, config: MkDocsConfig) -> bool:
    ending = file.src_uri.rpartition(".")[2].lower()
    return file.src_dir == config.docs_dir and ending in (*PHOTOS, DRAWING)


def _is_drawing(file: File) -> bool:
    return file.src_uri.lower().endswith(f".{DRAWING}")


def _is_picture(file: File, config: MkDocsConfig) -> bool:
    """Return whether a file is an uploaded picture or a version of one."""
    return file.src_uri.startswith(FOLDER) or _is_uploaded(file, config)


def _drawing(file: File) -> Picture:
    drawing = read_drawing(file.content_bytes)
    file.content_bytes = drawing.data
    return Picture(drawing.width, drawing.height, plain=file.dest_uri)


def _photo(file: File, files: Files, config: MkDocsConfig) -> Picture:
    """Add the versions of a photo to the site's files, and return where they are."""
    data = file.content_bytes
    look = look_at(data)
    plain = plain_version(look)
    plain_data = _kept(data, plain, config)
    modern = [(version, _kept(data, version, config)) for version in modern_versions(look)]
    # A small graphic may be smaller in its own format: then modern ones gain nothing.
    rival = next(made for version, made in modern if version.width >= plain.width)
    if len(rival) >= len(plain_data):
        modern = []
    stem = PurePosixPath(file.src_uri).stem

    def add(version: Version, made: bytes) -> str:
        mark = hashlib.sha256(made).hexdigest()[:8]  # other content, other name
        path = f"{FOLDER}{stem}-{version.width}.{mark}.{version.ending}"
        if not files.get_file_from_path(path):  # the same picture, uploaded twice
            files.append(File.generated(config, path, content=made))
        return path

    return Picture(
        look.width,
        look.height,
        plain=add(plain, plain_data),
        modern=tuple((version.width, add(version, made)) for version, made in modern),
    )


def _kept(data: bytes, version: Version, config: MkDocsConfig) -> bytes:
    """Return the file of a version, from the cache if it is there."""
    folder = kept_folder(config, "pictures")
    ending = f".{version.ending}"
    return cached(folder, ending, recipe(data, version), partial(make, data, version))
