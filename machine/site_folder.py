"""Puts a finished site in the place of the old one at one stroke; one build at a time.

A build writes into a fresh folder below .build/, beside site/ and so on the same file system. Only
when it has succeeded do the two change places. Whatever ends a build, site/ is the old site or
the new one, whole; what a killed build leaves in .build/ the next one tidies.
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
    """Wait until no other build is at work here, and keep others waiting.

    Yields what a program started here must inherit (`pass_fds`): the lock belongs to an open file
    and is given up by the system when the last process of the build is gone, however it ended.
    """
    try:
        FOLDER.mkdir(exist_ok=True)
        lock = (FOLDER / "lock").open("ab")
    except OSError as error:
        raise Problem(
            f"no site can be built, because nothing can be written in {ROOT} ({error.strerror})"
        ) from error
    with lock:
        if not take(lock):
            say("Another build is at work here. This one starts when it has ended.")
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
    except (BlockingIOError, PermissionError):  # PermissionError: what Windows says
        return False
    return True


@contextlib.contextmanager
def fresh_folder() -> Iterator[Path]:
    """Yield the path for a new site, not made yet; afterwards nothing is left but site/."""
    if SITE.is_symlink():
        raise Problem("site is a link; a build replaces a folder at one stroke, so remove the link")
    tidy()
    work = tempfile.mkdtemp(prefix="new-", dir=str(FOLDER))
    try:
        yield Path(work) / "site"
    finally:
        tidy()


def tidy() -> None:
    """Remove what builds have left, after putting back a site that one was about to replace."""
    for work in FOLDER.glob("new-*"):
        old = work / "old"
        if old.exists() and not SITE.exists():
            old.rename(SITE)
        shutil.rmtree(str(work), ignore_errors=True)  # what is in use now goes the next time


def publish(fresh: Path) -> None:
    """Make `fresh`, from fresh_folder(), the site."""
    try:
        if not SITE.exists():
            fresh.rename(SITE)
        elif not exchange(fresh, SITE):
            # Between these two lines there is no site. Killed there, the next build puts the old
            # one back: see tidy(), which must find no half-removed site under that name.
            SITE.rename(fresh.with_name("old"))
            fresh.rename(SITE)
            fresh.with_name("old").rename(fresh)
    except OSError as error:
        raise Problem(
            f"the new site is ready, but cannot take the place of site/ ({error.strerror}). "
            "End what uses that folder, then build again; the old site is as it was"
        ) from error


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at one stroke, which only Linux can; False where it cannot.

    Worth these lines: where a server reads site/ itself there is no moment without a site, and
    "killed at any moment" needs no exception. Not every file system can; two renames do then.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except AttributeError:  # a C library that does not know it
        return False
    here, swap = -100, 2  # AT_FDCWD of fcntl.h, RENAME_EXCHANGE of linux/fs.h
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), swap) == 0)
