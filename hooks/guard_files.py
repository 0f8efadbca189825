"""Publishes only files that the build knows.

Every file of the built site must be one of MkDocs' files, a static template of the theme, or
written by `publish_file` (hooks/support/state.py). Anything else stops the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from library.content.docs_files import part_of
from library.pictures.drawings import read_drawing
from library.pictures.images import PictureError
from library.site.built_site import BuiltSite
from library.site.site_files import runs_as_page, same_address, undeclared_files
from support import stages
from support.purpose import is_serve
from support.state import build_of

PUBLISHED = ("text", "picture", "document")  # the kinds of files in docs/


@event_priority(stages.OnEnv.GUARD_FILES)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Raise PluginError for files of docs/ that may not be published, and for shared addresses."""
    if is_serve(config):
        return env
    included = [file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value]
    ours = [file for file in included if file.src_dir == config.docs_dir]
    problems = [
        f"docs/{file.src_uri}: files of this kind are not allowed there"
        for file in ours
        if part_of(file.src_uri) not in PUBLISHED
    ]
    problems += same_address((file.dest_uri, _source(file, config)) for file in included)
    _stop_at(problems)
    build_of(config).files_to_publish = included
    return env


@event_priority(stages.OnPostBuild.GUARD_FILES)
def on_post_build(config: MkDocsConfig, **kwargs: object) -> None:
    """Raise PluginError for each file that is not declared, or that a browser might run."""
    if is_serve(config):
        return
    site = BuiltSite(Path(config.site_dir))
    problems = [*undeclared_files(site.paths(), set(_declared(config)))]
    for path in site.paths(".svg"):
        try:
            read_drawing(site.read(path))
        except PictureError as error:
            problems.append(f"{path}: {error}")
    for path in site.paths(".xml"):
        if found := runs_as_page(site.read(path)):
            problems.append(f"{path}: it contains {found}, which a browser would run")
    _stop_at(problems)


def _declared(config: MkDocsConfig) -> Iterator[str]:
    yield from (file.dest_uri for file in build_of(config).files_to_publish)
    yield from build_of(config).written
    for name in config.theme.static_templates:
        yield name
        if name == "sitemap.xml":
            yield f"{name}.gz"


def _source(file: File, config: MkDocsConfig) -> str:
    if file.src_dir == config.docs_dir:
        return f"docs/{file.src_uri}"
    return f"{file.generated_by or 'the theme'} ({file.src_uri})"


def _stop_at(problems: list[str]) -> None:
    if problems:
        listed = "\n".join(f"  {problem}" for problem in sorted(set(problems)))
        raise PluginError(f"These files cannot be part of the site:\n{listed}")
