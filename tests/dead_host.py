"""A host that hangs up on everybody, and counts how often it is asked."""

from __future__ import annotations

import socket
import threading


class DeadHost:
    """Use it in a `with`; `calls` is how many connections were tried."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    def __enter__(self) -> DeadHost:
        threading.Thread(target=self._hang_up, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._socket.close()

    def _hang_up(self) -> None:
        while True:
            try:
                self._socket.accept()[0].close()
            except OSError:  # the socket is closed
                return
            self.calls += 1
