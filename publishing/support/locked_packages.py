"""Every package that the locks name: Python's for the site and its tests, npm's for the editor."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from machine.editor import EDITOR, FONTS

SITE_LOCKS = ("requirements.txt", "machine/npm.txt")
TEST_LOCK = "requirements-dev.txt"
NPM_TEST_LOCK = "machine/npm/package-lock.json"
ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)"
    r"(?:[ ]*;[ ]*(?P<marker>[^\\\n]+?))?[ ]*\\?\n(?P<hashes>(?:[ ]+--hash=.*(?:\n|$))*)",
    re.MULTILINE,
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, order=True)
class LockedPackage:
    """One release of one package; nothing else may be installed instead."""

    kind: str  # "pypi" or "npm", as in a package address (purl)
    name: str
    version: str
    marker: str  # on which machines only: "python_full_version < '3.11.5'"; "" for all
    algorithm: str  # "SHA-256" or "SHA-512"
    hashes: tuple[str, ...]  # in hex, one for each file that may be installed
    lock: str  # the file that names it

    @property
    def purl(self) -> str:
        """The package's address: https://github.com/package-url/purl-spec."""
        return f"pkg:{self.kind}/{self.name.replace('@', '%40')}@{self.version}"


def site_packages(root: Path) -> list[LockedPackage]:
    """Return what builds the site and what is part of it, sorted."""
    found = [package for lock in SITE_LOCKS for package in _python_packages(root, lock)]
    return sorted([*found, *_editor_packages()])


def all_packages(root: Path) -> list[LockedPackage]:
    """Return what builds and what tests the site, each release once."""
    site = site_packages(root)
    known = {package.purl for package in site}
    tests = [*_python_packages(root, TEST_LOCK), *_npm_packages(root)]
    return sorted([*site, *(package for package in tests if package.purl not in known)])


def _python_packages(root: Path, lock: str) -> Iterator[LockedPackage]:
    text = (root / lock).read_text("utf-8")
    for match in ENTRY.finditer(text):
        hashes = tuple(sorted(HASH.findall(match["hashes"])))
        name, marker = match["name"].lower().replace("_", "-"), match["marker"] or ""
        yield LockedPackage("pypi", name, match["version"], marker, "SHA-256", hashes, lock)


def _npm_packages(root: Path) -> Iterator[LockedPackage]:
    for path, held in json.loads((root / NPM_TEST_LOCK).read_text("utf-8"))["packages"].items():
        if name := path.rpartition("node_modules/")[2]:  # "" is the project itself
            yield _npm_package(name, held["version"], held["integrity"], NPM_TEST_LOCK)


def _editor_packages() -> Iterator[LockedPackage]:
    for package in (EDITOR, *FONTS):
        yield _npm_package(package.name, package.version, package.integrity, "machine/editor.py")


def _npm_package(name: str, version: str, integrity: str, lock: str) -> LockedPackage:
    digest = base64.b64decode(integrity.removeprefix("sha512-")).hex()
    return LockedPackage("npm", name, version, "", "SHA-512", (digest,), lock)
