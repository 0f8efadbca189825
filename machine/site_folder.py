"""Replaces the old site with a new one in one step; one build at a time.

A build writes into a new folder in .build/, next to site/ and so on the same file system. Only when
it succeeds do the two swap places. However a build ends, site/ is all of the old site or all of the
new one. The next build cleans up what a killed build leaves in .build/.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from machine.programs import ROOT, Problem, say

SITE = ROOT / "site"
FOLDER = ROOT / ".build"


@contextlib.contextmanager
def only_build() -> Iterator[tuple[int, ...]]:
    """Wait until no other build is running here, and make others wait.

    Yields what a program started here must inherit (`pass_fds`): the lock belongs to an open file
    and is given up by the system when the last process of the build is gone, however it ended.
    """
    try:
        FOLDER.mkdir(exist_ok=True)
        lock = (FOLDER / "lock").open("ab")
    except OSError as error:
        raise Problem(
            f"the site cannot be built because {ROOT} is not writable ({error.strerror})"
        ) from error
    with lock:
        if not take(lock):
            say("Another build is running here. This one starts when it ends.")
            while not take(lock):
                time.sleep(0.2)
        yield () if os.name == "nt" else (lock.fileno(),)


def take(lock: IO[bytes]) -> bool:
    """Take the lock on an open file; False when another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # PermissionError: on Windows
        return False
    return True


@contextlib.contextmanager
def fresh_folder() -> Iterator[Path]:
    """Yield the path for a new site, which does not exist yet; clean up afterwards."""
    if SITE.is_symlink():
        raise Problem("site is a link, which a build cannot replace; remove the link")
    tidy()
    work = tempfile.mkdtemp(prefix="new-", dir=FOLDER)
    try:
        yield Path(work) / "site"
    finally:
        tidy()


def tidy() -> None:
    """Remove what builds left behind, after restoring a site that one was about to replace."""
    for work in FOLDER.glob("new-*"):
        old = work / "old"
        if old.exists() and not SITE.exists():
            old.rename(SITE)
        shutil.rmtree(work, ignore_errors=True)  # what is in use now is removed next time


def publish(fresh: Path) -> None:
    """Replace the site with `fresh`, the path from fresh_folder()."""
    try:
        if not SITE.exists():
            fresh.rename(SITE)
        elif not exchange(fresh, SITE):
            # Between these two lines there is no site. If the build is killed there, the next one
            # restores the old site: see tidy(), which must find no half-removed site of that name.
            SITE.rename(fresh.with_name("old"))
            fresh.rename(SITE)
            fresh.with_name("old").rename(fresh)
    except OSError as error:
        raise Problem(
            f"the new site is ready, but cannot replace site/ ({error.strerror}). "
            "Close what uses that folder, then build again; the old site is unchanged"
        ) from error


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, which only Linux can; return whether it worked.

    It is worth these lines: if a server reads site/ itself, there is never a moment without a site,
    and a build may be killed at any moment. Where the file system cannot, two renames must do.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except AttributeError:  # a C library that does not know it
        return False
    here, swap = -100, 2  # AT_FDCWD of fcntl.h, RENAME_EXCHANGE of linux/fs.h
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), swap) == 0)
