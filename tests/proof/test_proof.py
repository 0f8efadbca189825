"""What passes the check is built without a warning and is in order, whatever was changed.

The changes in tests/proof/changes.py are made to the sample library. Those that can stand side by
side are made together, in one build: each says what must be seen of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from library_copy import Library
from sample_library import write_sample

from machine.browser import find_browser
from publishing.look import browser_faults
from tests.proof.changes import ADDED, MOVED, NEW, OWNERS, Change, judge, make

TOGETHER: dict[str, Sequence[Change]] = {
    "new pages": ADDED,
    "moved pages and the owner's values": [*MOVED, *OWNERS],
}


@pytest.mark.parametrize("changes", TOGETHER.values(), ids=TOGETHER)
def test_what_passes_the_check_is_built(changes: Sequence[Change], tmp_path: Path) -> None:
    write_sample(tmp_path)
    library = Library(tmp_path)
    library.start()
    make(library, changes)
    assert library.build(), f"the check is content, and the build is not:\n{library.said}"
    judge(library, changes)
    if changes is ADDED and find_browser():
        assert browser_faults(library.root / "site", NEW) == []
