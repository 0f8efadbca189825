"""Says whether site/ is what a build would write now, so that no build runs for nothing.

When in doubt, it says no. The stamp of the last good build has two hashes: of all that the build
read, and of all that it wrote. Of each source, name, time and content count (a file that was
changed and changed back while it was read has another time). Of each file of the site, name, size
and times count: unlike the content, they are read quickly even with 5,000 posts, and except on
Windows no program can change a file without changing its ctime.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from machine.programs import ROOT
from machine.site_folder import FOLDER, SITE

STAMP = FOLDER / "stamp"
# .venv/ready names the Python and the locks.
INPUTS = "docs overrides hooks machine mkdocs.yml run.py .venv/ready .cache/editor".split()
MOMENT = re.compile(  # as YAML has it: day, hour and minute, seconds, perhaps an offset from UTC
    rb"\b(\d{4})-(\d\d?)-(\d\d?)(?:t|[ \t]+)(\d\d?):(\d\d)[\d:.]*[ \t]*([-+]\d)?", re.IGNORECASE
)
CLOCK = re.compile(rb":\d\d")  # in each of them; in a text without one it is missed at once
DEFAULT_ZONE = "America/New_York"  # as in hooks/library/common/days.py
ZONE = re.compile(r"""^[ \t]+time_zone:[ \t]*["']?([\w/+-]+)""", re.MULTILINE)


def hash_inputs() -> str:
    """Return a hash of all that a build reads now, or "" if no hash can say enough.

    That is so in the days before a text appears at a certain hour, since then the clock counts too,
    and where this Python knows no time zones, as on Windows.
    """
    now = owner_time()
    if now is None:
        return ""
    digest = hashlib.sha256(str(now.date()).encode())  # future posts appear by the day
    for path in files_of(*(ROOT / name for name in INPUTS)):
        with Path(path).open("rb") as file:
            content, changed = file.read(), os.fstat(file.fileno()).st_mtime_ns
        if path.endswith(".md") and may_change_soon(content, now):
            return ""
        state = (os.path.relpath(path, ROOT), changed, len(content))
        digest.update(repr(state).encode("utf-8", "surrogateescape") + content)
    words = set(re.findall(r"\w+", (ROOT / "mkdocs.yml").read_text("utf-8")))  # !ENV NAME
    named = words | {"SOURCE_DATE_EPOCH"}
    digest.update(repr(sorted(item for item in os.environ.items() if item[0] in named)).encode())
    return digest.hexdigest()


def owner_time() -> datetime | None:
    """Return the owner's local time (the zone is in mkdocs.yml), or None if it is not known."""
    try:
        from zoneinfo import ZoneInfo  # not in the Pythons that run.py refuses

        named = ZONE.search((ROOT / "mkdocs.yml").read_text("utf-8"))
        here = datetime.fromtimestamp(time.time(), ZoneInfo(named[1] if named else DEFAULT_ZONE))
    except (ImportError, KeyError, ValueError, OSError):
        return None
    return here.replace(tzinfo=None)


def hash_site() -> str:
    """Return a hash of what is in site/."""
    digest, start = hashlib.sha256(), len(str(SITE))
    for path in files_of(SITE):
        state = Path(path).stat()
        seen = (path[start:], state.st_size, state.st_mtime_ns, state.st_ctime_ns)
        digest.update(repr(seen).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def is_up_to_date(inputs: str) -> bool:
    """Return whether the last good build wrote site/ from these inputs (of hash_inputs)."""
    if not inputs or not STAMP.is_file():
        return False
    stamp = STAMP.read_bytes()
    return stamp.startswith(first_line(inputs)) and stamp == stamp_of(inputs)


def remember(inputs: str) -> None:
    """Record that site/ was just built from these inputs, hashed before the build began."""
    STAMP.write_bytes(stamp_of(inputs))


def stamp_of(inputs: str) -> bytes:
    """Return the stamp for these inputs and for site/ as it is now."""
    return first_line(inputs) + f"site {hash_site()}\n".encode("ascii")


def first_line(inputs: str) -> bytes:
    """Return the part of the stamp that takes no look at the site."""
    return f"inputs {inputs}\n".encode("ascii")


def files_of(*tops: Path) -> Iterator[str]:
    """Yield these files and all files under these folders in order; follow links like MkDocs.

    Their paths are plain strings: for thousands of files, pathlib takes several times as long.
    """
    for top in tops:
        if top.is_file():
            yield str(top)
        for folder, folders, names in os.walk(str(top), followlinks=True):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (f"{folder}{os.sep}{name}" for name in sorted(names))


def may_change_soon(text: bytes, now: datetime) -> bool:
    """Return whether a text names a time from just now to three days ahead.

    `now` is the owner's local time; a time with an offset may be that of any place on Earth.
    """
    if not CLOCK.search(text):
        return False
    for *parts, offset in MOMENT.findall(text):
        year, month, day, hour, minute = map(int, parts)
        passed = timedelta(days=2) if offset else timedelta(minutes=1)
        try:
            if -passed <= datetime(year, month, day, hour, minute) - now <= timedelta(days=3):
                return True
        except ValueError:  # no such day or hour
            continue
    return False
