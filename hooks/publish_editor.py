"""Adds the form editor for staff, /admin/, to the site, if set-up has fetched it.

No page links to it, and readers never load any of it. With `editor_url` in mkdocs.yml the editor
has its own site (`run.py build --editor`), and this one has no /admin/.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from library.authoring.editor_site import FOLDER, EditorSite, fetched_files, made_files
from support import stages

log = get_plugin_logger("editor")


@event_priority(stages.OnFiles.PUBLISH_EDITOR)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Append the editor's files; machine/editor.py has put them in .cache/editor/."""
    root = Path(config.config_file_path).parent
    fetched = fetched_files(root)
    site = EditorSite(
        config.site_name,
        config.site_url or "",
        config.extra["repository"],
        config.extra.get("editor_url") or "",
    )
    if site.is_apart or not fetched:
        if not site.is_apart:
            log.info("The form editor was not fetched, so this site has no /admin/.")
        for file in [file for file in files if file.src_uri.startswith(f"{FOLDER}/")]:
            files.remove(file)  # our part of it, overrides/admin/
        return files
    for name, text in made_files(root, site).items():
        files.append(File.generated(config, f"{FOLDER}/{name}", content=text))
    for path in fetched:
        files.append(File.generated(config, f"{FOLDER}/{path.name}", abs_src_path=str(path)))
    return files
