"""Fetching the form editor: only what is pinned, and no address of another host left in it."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from machine import editor
from machine.programs import Problem


def archive(folder: Path, content: bytes) -> str:
    path = folder / "acme-box-1.0.0.tgz"
    with tarfile.open(str(path), "w:gz") as file:
        about = tarfile.TarInfo("package/box.js")
        about.size = len(content)
        file.addfile(about, io.BytesIO(content))
    digest = hashlib.sha512(path.read_bytes()).digest()
    return "sha512-" + base64.b64encode(digest).decode()


def test_the_pinned_package_is_unpacked(tmp_path: Path) -> None:
    integrity = archive(tmp_path, b"box")
    package = editor.Package("@acme/box", "1.0.0", integrity, {"box.js": "ours.js"})
    editor.unpack(package, tmp_path, tmp_path)
    assert (tmp_path / "ours.js").read_bytes() == b"box"


def test_another_package_is_refused(tmp_path: Path) -> None:
    archive(tmp_path, b"box")
    package = editor.Package("@acme/box", "1.0.0", "sha512-other", {"box.js": "ours.js"})
    with pytest.raises(Problem, match="not the package pinned"):
        editor.unpack(package, tmp_path, tmp_path)
    assert not (tmp_path / "ours.js").exists()


def test_addresses_of_others_are_replaced() -> None:
    script = " ".join(editor.OUR_FILES)
    assert editor.with_our_files(script).split() == list(editor.OUR_FILES.values())


@pytest.mark.parametrize("times", [0, 2])
def test_a_release_that_has_changed_is_refused(times: int) -> None:
    first, *rest = editor.OUR_FILES
    with pytest.raises(Problem, match="exactly once"):
        editor.with_our_files(" ".join([first] * times + rest))


def test_without_npm_the_site_is_built_without_the_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor, "FOLDER", tmp_path / "cache" / "editor")
    monkeypatch.setattr(editor, "STAMP", tmp_path / "cache" / "editor" / "ready")
    monkeypatch.setattr(editor, "find_npm", list)
    (tmp_path / "cache").mkdir()
    assert editor.provide_editor() == "npm is missing and could not be fetched"
    assert list((tmp_path / "cache").iterdir()) == []
