"""What all workers of a test run share: made by the first one that asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that `make` has filled; the other workers wait until it is whole.

    A `make` that raises leaves nothing that counts, so the next worker to ask tries again.
    """
    top = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        top = top.parent  # of one run; each worker has a folder of its own in it
    folder, whole = top / name, top / f"{name}.whole"
    with FileLock(top / f"{name}.lock"):
        if not whole.exists():
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder
