"""The same sources give the same bytes: anywhere, for anyone, in any order of the folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from living_library import reading_the_living_library
from sample_library import DOCS, ROOT, write_settings
from sample_words import WORDS, with_sample_words
from site_pages import files_of

from machine.site_stamp import INPUTS

# With no other file there: so what the stamp of a good build counts is all that a build reads.
CODE = [name for name in INPUTS if not name.startswith(".") and name != "docs"]
# Python runs a module of this name first. This one gives every listing of a folder in an order
# that no file system would give, and another one at each call.
SHUFFLED_FOLDERS = """
import os, random
order = random.Random()
scandir, listdir = os.scandir, os.listdir
def shuffled(entries):
    entries = list(entries)
    order.shuffle(entries)
    return entries
class Shuffled:
    def __init__(self, path="."):
        with scandir(path) as entries: self.entries = iter(shuffled(entries))
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def close(self): pass
os.scandir = Shuffled
os.listdir = lambda path=".": shuffled(listdir(path))
open(os.environ["WITNESS"], "w").close()
"""


def test_another_build_has_the_same_bytes(site_dir: Path, tmp_path: Path) -> None:
    other = tmp_path / "another folder ü"
    with reading_the_living_library():  # for our list of hooks; the rest is overwritten
        copy_backwards(ROOT, CODE, other)
    copy_backwards(DOCS.parent, ["docs"], other)
    words = other / "overrides" / WORDS
    words.write_bytes(with_sample_words(words))
    write_settings(other, code=other)
    (other / ".cache").mkdir()
    for name in ("sheets", "editor"):  # sheets take a minute, and have such a test of their own
        (other / ".cache" / name).symlink_to(ROOT / ".cache" / name)
    start = tmp_path / "start"
    start.mkdir()
    (start / "sitecustomize.py").write_text(SHUFFLED_FOLDERS)
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "PYTHON"))
    }
    first = int((site_dir / "index.html").stat().st_mtime)  # both builds are of one moment
    environment |= {
        "HOME": str(start),
        "LANG": "tr_TR.UTF-8",  # its small i has no dot
        "LC_ALL": "tr_TR.UTF-8",
        "LOGNAME": "somebody",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "4242",
        "PYTHONPATH": str(start),
        "SOURCE_DATE_EPOCH": str(first),
        "TZ": "Pacific/Kiritimati",  # 14 hours ahead of UTC
        "USER": "somebody",
        "WITNESS": str(start / "witness"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(start / "site")],
        cwd=other,
        env=environment,
        umask=0o077,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (start / "witness").exists(), "the folders were not shuffled"
    ours, theirs = files_of(site_dir), files_of(start / "site")
    assert set(ours) == set(theirs)
    assert [name for name, data in ours.items() if data != theirs[name]] == []


def copy_backwards(source: Path, names: list[str], target: Path) -> None:
    """Copy the sources, the last file first and with another time, so that both orders differ."""
    files = [file for name in names for file in [source / name, *(source / name).rglob("*")]]
    for number, file in enumerate(sorted(files, reverse=True)):
        if file.is_file() and "__pycache__" not in file.parts:
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            os.utime(copy, (number, number))
