"""The sample library: a small site with every kind of page, which tests read instead of docs/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from project_settings import ROOT, project_settings

DOCS = ROOT / "tests" / "sample" / "docs"


def write_sample(folder: Path, code: Path = ROOT) -> None:
    """Write the sample as a project of its own, with the hooks and templates of `code`.

    What is made once for all builds (fonts, sheets, the form editor) is shared through .cache/.
    """
    shutil.copytree(DOCS, folder / "docs")
    write_settings(folder, code)
    (folder / ".cache").symlink_to(ROOT / ".cache")


def write_settings(folder: Path, code: Path = ROOT) -> None:
    """Write the sample's mkdocs.yml, with the hooks and templates of `code`."""
    settings = yaml.safe_dump(project_settings(code=code), sort_keys=False, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def build_sample(
    folder: Path, site: Path, builder: str = "mkdocs", first_on_path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Build the project in a folder as it is published: strict, in a process of its own.

    Packages in the folder `first_on_path` take the place of those of the same name.
    """
    path = {"PYTHONPATH": str(first_on_path)} if first_on_path else {}
    return subprocess.run(
        [sys.executable, "-m", builder, "build", "--strict", "-f", "mkdocs.yml", "-d", str(site)],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **path},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
