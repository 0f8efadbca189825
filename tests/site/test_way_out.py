"""Two maintained forks build the same site from the same files: the way out is open.

Material for MkDocs reaches its end of life on May 5, 2027, and MkDocs 1.x is no longer developed.
ProperDocs replaces MkDocs, and MaterialX replaces Material, in a separate environment.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_library import build_sample, write_sample
from site_pages import files_of

from machine.way_out import FOLDER, provide_way_out


def test_properdocs_builds_the_same_site(sample: Path, site_dir: Path, tmp_path: Path) -> None:
    done = build_sample(sample, tmp_path, builder="properdocs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(site_dir, tmp_path) == []


def test_properdocs_with_materialx_builds_the_same_site(site_dir: Path, tmp_path: Path) -> None:
    if notice := provide_way_out():
        pytest.skip(notice)
    write_sample(tmp_path)
    settings = tmp_path / "mkdocs.yml"
    ours = settings.read_text("utf-8")
    theirs = ours.replace("\n  name: material\n", "\n  name: materialx\n")  # all there is to change
    assert theirs != ours
    settings.write_text(theirs, "utf-8")
    site = tmp_path / "site"
    done = build_sample(tmp_path, site, builder="properdocs", first_on_path=FOLDER)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(site_dir, site) == []


def differing(ours: Path, theirs: Path) -> list[str]:
    """Return the names of the files that only one of two sites has, or that are not the same."""
    here, there = files_of(ours), files_of(theirs)
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
