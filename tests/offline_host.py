"""A web server that can be stopped, slowed down and broken, with a site that can change."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Instead = tuple[str, bytes]  # type and body of a wrong answer


@dataclass
class Host:
    """Serves a copy of a site at `prefix` of its own port, which stays the same."""

    site: Path  # the copy
    prefix: str = "/"
    instead: Callable[[str], Instead | None] = lambda _: None  # answers with 200 what it should not
    failing: set[str] = field(default_factory=set)  # addresses that answer 500
    asked: list[str] = field(default_factory=list)  # addresses that were asked for, in order
    let_go: threading.Event = field(default_factory=threading.Event)  # unset: no answer yet
    _server: ThreadingHTTPServer | None = None
    _port: int = 0

    @classmethod
    def copy_of(cls, site: Path, folder: Path, prefix: str) -> Host:
        """Copy a built site, by links, without the staff's editor."""
        shutil.copytree(site, folder, copy_function=os.link, ignore=shutil.ignore_patterns("admin"))
        host = cls(folder, prefix)
        host.let_go.set()
        host.start()
        return host

    @property
    def url(self) -> str:
        """Address of the site; ends in a slash."""
        return f"http://127.0.0.1:{self._port}{self.prefix}"

    def start(self) -> None:
        """Answer, at the same port as before."""
        server = ThreadingHTTPServer(("127.0.0.1", self._port), partial(_Handler, host=self))
        self._server, self._port = server, server.server_port
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Stop answering: refuse all connections."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def change(self, path: str, change: Callable[[str], str]) -> None:
        """Change a text file of the site; the original is left alone."""
        file = self.site / path
        text = change(file.read_text(encoding="utf-8"))
        # The server compares whole seconds: of one, it would call the new text the old one.
        later = file.stat().st_mtime + 2
        file.unlink()
        file.write_text(text, encoding="utf-8")
        os.utime(file, (later, later))


class _Handler(SimpleHTTPRequestHandler):
    """One answer per connection, so that none outlives the server."""

    extensions_map = {  # noqa: RUF012 (as its base class has it)
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: object, host: Host) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        address, prefix = self.path.partition("?")[0], self.host.prefix
        if not address.startswith(prefix):
            return super().send_error(HTTPStatus.NOT_FOUND)
        self.path = f"/{address.removeprefix(prefix)}"
        self.host.asked.append(self.path[1:])
        if not self.path.startswith("/sw.js"):
            self.host.let_go.wait(30)
        if self.path[1:] in self.host.failing:
            return super().send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
        if wrong := self.host.instead(self.path[1:]):
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", wrong[0])
            self.send_header("Content-Length", str(len(wrong[1])))
            # As our nginx.conf says of an address, whatever is answered there.
            hashed = re.search(r"[.-][0-9a-f]{8,}\.\w+$", self.path)
            self.send_header(
                "Cache-Control", "max-age=31536000, immutable" if hashed else "no-cache"
            )
            super().end_headers()
            self.wfile.write(wrong[1])
            return None
        return super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            return super().send_error(code, message, explain)
        page = (self.host.site / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)
        return None

    def log_message(self, *args: object) -> None:
        """Keep quiet."""
