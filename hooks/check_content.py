"""Checks all texts before anything else reads them: the same check as `run.py check`.

The build of the public site stops and lists all errors. `serve` and the preview of a pull request
log them and go on: a page that MkDocs could not build is left out until it is fixed, so nobody ever
sees a Python traceback. Its address shows what is wrong with it.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from library.check import Problem, check_library
from library.check.declared import UNBUILDABLE
from library.check.problem import folded
from library.check.settings import load_settings
from library.check.sound import SoundTexts
from library.content.schema import POST
from library.site.page_html import strange_in_page
from support import stages
from support.kept import keep_by_us, kept_folder, read_kept_by_us
from support.purpose import is_public_build
from support.state import build_of

log = get_plugin_logger("check")

SLUG = re.compile(r"(?m)^slug:[ \t]*[\"']?(?P<slug>[a-z0-9-]+)")


@event_priority(stages.OnFiles.CHECK_CONTENT)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Check docs/. Raises PluginError with all errors if the site is to be published."""
    root = Path(config.config_file_path).parent
    now, settings = build_of(config).clock.now, load_settings(root)
    place = kept_folder(config, "sound") / "texts.sound"  # one file tells of all texts
    sound = SoundTexts(read_kept_by_us(place))
    problems = check_library(root, now=now, settings=settings, reading=False, sound=sound)
    keep_by_us(place, sound.to_keep())
    errors = [problem for problem in problems if problem.level == "error"]
    if errors and is_public_build(config):
        errors = folded(errors)
        listed = "\n".join(f"  {problem}" for problem in errors)
        raise PluginError(f"{len(errors)} problem(s) to fix before publishing:\n{listed}")
    for problem in folded(errors):
        log.warning(str(problem))
    _leave_out(files, errors, config)
    return files


@event_priority(stages.OnPageContent.CHECK_CONTENT)
def on_page_content(html: str, page: Page, config: MkDocsConfig, **kwargs: object) -> str:
    """Check the HTML too: it may contain only what Markdown and our extensions make."""
    if found := build_of(config).memo.of(html, "strange", strange_in_page):
        message = f"docs/{page.file.src_uri}:1: the page would contain {found}. Delete it."
        if is_public_build(config):
            raise PluginError(message)
        log.warning(message)
        return ""
    return html


def _leave_out(files: Files, errors: list[Problem], config: MkDocsConfig) -> None:
    """Take the files that would stop the build out of it; their addresses show why."""
    broken = {problem.path for problem in errors if problem.rule in UNBUILDABLE}
    for file in list(files):
        path = f"docs/{file.src_uri}"  # or a folder that is a link to another place
        if path in broken or not broken.isdisjoint(map(str, PurePosixPath(path).parents)):
            log.warning(f"docs/{file.src_uri} is left out of the preview until it is fixed.")
            files.remove(file)
            address = _address(file)
            if file.is_documentation_page() and not files.get_file_from_path(address):
                page = _reasons(path, [str(p) for p in errors if p.path == path])
                files.append(File.generated(config, address, content=page))


def _address(file: File) -> str:
    """Return the path on the site of the page that a file would have become."""
    if not file.src_uri.startswith(f"{POST.folder}/"):
        return file.dest_uri
    slug = SLUG.search(Path(file.abs_src_path or "").read_text("utf-8", "replace"))
    name = slug["slug"] if slug else PurePosixPath(file.src_uri).stem
    return f"{PurePosixPath(POST.folder).parent}/{name}/index.html"


def _reasons(path: str, problems: list[str]) -> str:
    """Return a plain page that says why a page cannot be shown."""
    listed = "".join(f"<li>{escape(problem)}</li>" for problem in problems)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not shown yet</title>'
        f"</head><body><h1>This page cannot be shown yet</h1><p>{escape(path)} has to be fixed "
        f"first. Save it, and this page follows.</p><ul>{listed}</ul></body></html>\n"
    )
