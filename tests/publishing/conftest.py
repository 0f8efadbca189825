"""A stand-in for GitHub over a real Git repository, in this process or on a port."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fake_host import Host, article, make_host

from publishing.support.git_host import GitHost


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with two articles and a list of settings, as a project has them."""
    folder = tmp_path / "library"
    posts = folder / "docs" / "articles" / "posts"
    posts.mkdir(parents=True)
    (posts / "first.md").write_text(article("First", "first", "Words.\n"), "utf-8")
    (posts / "second.md").write_text(article("Second", "second", "More words.\n"), "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Test\n", "utf-8")
    return folder


@pytest.fixture
def host(tmp_path: Path, library: Path) -> Host:
    """A host whose main branch holds `library`."""
    folder = tmp_path / "host"
    folder.mkdir()
    return make_host(folder, library, "docs", "mkdocs.yml")


@pytest.fixture
def api(host: Host) -> Iterator[GitHost]:
    """Our own client, connected to `host` through a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            assert self.headers["Authorization"] == "Bearer test"
            length = int(self.headers.get("Content-Length") or 0)
            status, found = host.answer(self.command, self.path, self.rfile.read(length) or None)
            body = found if isinstance(found, bytes) else json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield GitHost(f"http://127.0.0.1:{server.server_port}", host.name, "test")
        server.shutdown()


@pytest.fixture
def make_event(
    tmp_path: Path, library: Path, host: Host, api: GitHost, monkeypatch: pytest.MonkeyPatch
):
    """Set the environment of a workflow that another one has started for a branch."""

    def make(branch: str, commit: str = "") -> None:
        run = {
            "head_branch": branch,
            "head_sha": commit or host.head(branch),
            "head_repository": {"owner": {"login": host.name.split("/")[0]}},
            "html_url": f"https://github.com/{host.name}/actions/runs/1",
        }
        event = tmp_path / "event.json"
        event.write_text(json.dumps({"workflow_run": run}), "utf-8")
        monkeypatch.chdir(library)
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
        monkeypatch.setenv("GITHUB_API_URL", api.api)
        monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
        monkeypatch.setenv("GITHUB_REPOSITORY", api.repository)
        monkeypatch.setenv("GITHUB_TOKEN", api.token)
        monkeypatch.setenv("PREVIEW_REMOTE", str(host.folder))

    return make
