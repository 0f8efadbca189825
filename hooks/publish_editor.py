"""Adds the form editor for staff, /admin/, to the site, when set-up has fetched it.

No page of the site leads there, and readers never load any of it.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from library.check.settings import load_settings
from library.form_editor import SETTINGS, editor_page, editor_settings
from library.form_fields import page_titles

log = get_plugin_logger("editor")


def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Append the editor's files; machine/editor.py has put them in .cache/editor/."""
    root = Path(config.config_file_path).parent
    folder = root / ".cache" / "editor"
    if not (folder / "ready").is_file():
        log.info("The form editor is not here, so this site has no /admin/.")
        for file in [file for file in files if file.src_uri.startswith("admin/")]:
            files.remove(file)  # our part of it, overrides/admin/
        return files
    settings = load_settings(root)
    repository = config.extra["repository"]
    made = {
        "index.html": editor_page(f"{config.site_name}: write", repository, settings.branch),
        SETTINGS: editor_settings(
            repository=repository,
            branch=settings.branch,
            title=config.site_name,
            site_url=config.site_url or "",
            pages=page_titles(Path(config.docs_dir)),
            lists={"categories": settings.categories, "authors": settings.authors},
        ),
    }
    for name, text in made.items():
        files.append(File.generated(config, f"admin/{name}", content=text))
    for path in sorted(folder.iterdir()):
        if path.name != "ready":
            files.append(File.generated(config, f"admin/{path.name}", abs_src_path=str(path)))
    return files
