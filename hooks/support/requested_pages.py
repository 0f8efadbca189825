"""What `serve` renders later and keeps between builds; it replaces a function of MkDocs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from posixpath import dirname
from typing import Any

from mkdocs.commands import build
from mkdocs.structure.pages import Page

Answer = Callable[[dict[str, Any], Any], Iterable[bytes] | None]


def requested_pages() -> RequestedPages | None:
    """Return the object that replaces MkDocs' function, or None if this is not `serve`."""
    writer: object = build._build_page
    return writer if isinstance(writer, RequestedPages) else None


class RequestedPages:
    """The pages of the last build that nobody has opened yet, and what they were made from."""

    def __init__(self, write: Callable[..., None]) -> None:
        """Take the function that writes a page."""
        self._write = write
        self._waiting: dict[str, Callable[[], object]] = {}  # by address, without outer slashes
        self._lock = threading.Lock()  # each request has its own thread

    def __call__(self, page: Page, *arguments: Any, **options: Any) -> None:
        """Write a page later."""
        self.put_off(page.url, lambda: self._write(page, *arguments, **options))

    def put_off(self, address: str, write: Callable[[], object]) -> None:
        """Write the page of an address, or all files of a folder, when they are asked for."""
        self._waiting[address.strip("/")] = write

    def forget(self) -> None:
        """Drop what an earlier build of this `serve` put off: the next one puts off its own."""
        with self._lock:
            self._waiting.clear()

    def write(self, address: str) -> bool:
        """Write the page or folder of an address if it is waiting; return whether it was."""
        with self._lock:
            page = address.removesuffix("index.html").strip("/")
            write = self._waiting.pop(page, None) or self._waiting.pop(dirname(page), None)
            if write:
                write()
            return write is not None

    def before(self, answer: Answer, mount: str) -> Answer:
        """Return a function that writes what a request asks for, then answers it."""

        def write_and_answer(request: dict[str, Any], start: Any) -> Iterable[bytes] | None:
            address = str(request["PATH_INFO"]).removeprefix(mount)
            self.write(address)
            found = answer(request, start)  # waits for a running build to end
            while found is None and self.write(address):
                found = answer(request, start)
            return found

        return write_and_answer
