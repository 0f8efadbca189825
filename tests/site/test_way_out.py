"""ProperDocs, the maintained fork of MkDocs 1.x, builds the same site from the same files.

Material for MkDocs reaches its end of life on 5 May 2027; this keeps the way out open.
"""

from __future__ import annotations

from pathlib import Path

from sample_library import build_sample


def test_properdocs_builds_the_same_site(sample: Path, site_dir: Path, tmp_path: Path) -> None:
    done = build_sample(sample, tmp_path, builder="properdocs")
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = contents(site_dir), contents(tmp_path)
    assert set(ours) == set(theirs)
    assert [name for name, data in ours.items() if data != theirs[name]] == []


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a site by name."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
