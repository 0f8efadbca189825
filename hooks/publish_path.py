"""Makes the pages of the guided path from docs/now.yml, each question and each leaf its own."""

from __future__ import annotations

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from library.path.table import path_pages
from support import stages
from support.state import build_of


@event_priority(stages.OnFiles.PUBLISH_PATH)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Add the pages as if each were a file of docs/ that has front matter alone.

    The templates overrides/now*.html show the rest.
    """
    build = build_of(config)
    for source, about in path_pages(build.guided_path, build.words.now.outline):
        top = yaml.safe_dump(about, allow_unicode=True, sort_keys=False)
        files.append(File.generated(config, source, content=f"---\n{top}---\n"))
    return files
