"""`python -m machine.tied PROGRAM ...`: runs `python -m PROGRAM ...` as long as its parent runs.

The parent has the other end of this program's input. However the parent ends, even by a crash or
`kill -9`, the system closes that end, on Linux, macOS and Windows alike. Then this ends too.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading


def end_with_parent() -> None:
    """Wait for the end of the input, and end this program at once."""
    while os.read(0, 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
