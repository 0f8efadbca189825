"""Fetching the form editor: only what is pinned, and without other hosts' addresses in it."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import tarfile
from pathlib import Path

import pytest
from dead_host import DeadHost

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


def place_editor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the editor another folder, on a machine without npm."""
    monkeypatch.setattr(editor, "FOLDER", folder)
    monkeypatch.setattr(editor, "STAMP", folder / "ready")
    monkeypatch.setattr(editor, "find_npm", list)


def test_without_npm_the_site_is_built_without_the_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_editor(tmp_path / "cache" / "editor", monkeypatch)
    (tmp_path / "cache").mkdir()
    assert editor.provide_editor() == "npm is missing and could not be fetched"
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.skipif(not shutil.which("npm"), reason="there is no npm here")
def test_without_network_nobody_waits_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place_editor(tmp_path / "cache" / "editor", monkeypatch)
    monkeypatch.setattr(editor, "find_npm", lambda: [str(shutil.which("npm"))])
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    with DeadHost() as host:
        monkeypatch.setenv("npm_config_registry", host.address)
        assert editor.provide_editor() == "no network"
    assert host.calls == 3


def test_a_damaged_editor_is_fetched_again_or_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_editor(tmp_path / "editor", monkeypatch)
    (tmp_path / "editor").mkdir()
    script = tmp_path / "editor" / "sveltia-cms.js"
    script.write_text("whole")
    editor.STAMP.write_bytes(editor.stamp_of(editor.FOLDER))
    assert editor.provide_editor() == "", "it is as it was made"
    script.write_text("hal")
    assert "npm is missing" in editor.provide_editor()
    assert not editor.STAMP.exists(), "without its stamp the build leaves it out"
