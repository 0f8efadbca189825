"""What `serve` puts off and keeps: one object in the place of a function of MkDocs (no hook)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from posixpath import dirname
from typing import Any

from mkdocs.commands import build
from mkdocs.structure.pages import Page

Answer = Callable[[dict[str, Any], Any], Iterable[bytes] | None]


def current_preview() -> Preview | None:
    """Return what stands in for MkDocs' function, or None where nothing is served."""
    writer: object = build._build_page
    return writer if isinstance(writer, Preview) else None


class Preview:
    """The pages of the last build that nobody has looked at yet, and what they were made from."""

    def __init__(self, write: Callable[..., None]) -> None:
        """Take the function that writes a page."""
        self.converted: dict[Any, Any] = {}  # kept for the next build by hooks/fast_build.py
        self._write = write
        self._waiting: dict[str, Callable[[], object]] = {}  # by address, without slashes around
        self._lock = threading.Lock()  # each request comes in a thread of its own

    def __call__(self, page: Page, *arguments: Any, **options: Any) -> None:
        """Put off to write a page."""
        self.put_off(page.url, lambda: self._write(page, *arguments, **options))

    def put_off(self, address: str, write: Callable[[], object]) -> None:
        """Put off to write the page of an address, or all files of a folder."""
        self._waiting[address.strip("/")] = write

    def forget(self) -> None:
        """Let no page of this build be written any more."""
        with self._lock:
            self._waiting.clear()

    def write(self, address: str) -> bool:
        """Write the page or the folder of an address if it still waits; tell whether it did."""
        with self._lock:
            page = address.removesuffix("index.html").strip("/")
            write = self._waiting.pop(page, None) or self._waiting.pop(dirname(page), None)
            if write:
                write()
            return write is not None

    def before(self, answer: Answer, mount: str) -> Answer:
        """Return a function that answers a request, and writes what is asked for before."""

        def write_and_answer(request: dict[str, Any], start: Any) -> Iterable[bytes] | None:
            address = str(request["PATH_INFO"]).removeprefix(mount)
            self.write(address)
            found = answer(request, start)  # waits for the end of a build that is going on
            while found is None and self.write(address):
                found = answer(request, start)
            return found

        return write_and_answer
