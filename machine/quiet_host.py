"""Serves a built site to a browser on this machine, and prints nothing of what was asked for."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class QuietHost(SimpleHTTPRequestHandler):
    """Sends the files of a folder, as a static host does."""

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


class QuietServer(ThreadingHTTPServer):
    """Says nothing of a browser that no longer wants an answer."""

    def handle_error(self, *args: Any) -> None:
        """Report what went wrong, but for a connection that the browser closed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*args)


@contextmanager
def hosted(site: Path, host: type[SimpleHTTPRequestHandler] = QuietHost) -> Iterator[str]:
    """Yield the address of a site, which ends in a slash, for as long as it can be opened."""
    with QuietServer(("127.0.0.1", 0), partial(host, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def missing_site(folder: Path) -> str:
    """Return what to tell a person when there is no built site in a folder; "" if there is one."""
    if (folder / "index.html").is_file():
        return ""
    return f"There is no site in {folder}/. Run this first: python3 run.py build"
