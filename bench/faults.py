#!/usr/bin/env python3
"""What failures do to the site: `.venv/bin/python bench/faults.py [--kills 20] [--seed 7]`.

Builds a copy of the real site. While it is built again with a changed text, kills the build at
random moments, fills the disk, removes permissions, damages the cache, or starts two builds at
once. Prints one line for each: what was done, the last message, whether site/ then was the old or
the new site, byte for byte, and whether the next build made the new one and left nothing behind.
A full or read-only disk is a small separate one, which on Linux takes root; without root, a limit
on file size replaces the full disk.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = "docs hooks machine overrides mkdocs.yml run.py requirements.txt requirements-dev.txt"
PAGE = "docs/about/index.md"
GROUP = True  # a signal goes to all processes of the build, as from a terminal or the system
ROW = "{:<46} {:<10} {:<5} {}"


class Copy:
    """A copy of the project whose text has two states, so that its good sites are two."""

    def __init__(self, root: Path) -> None:
        """Copy what a build reads; the packages themselves are linked."""
        self.root = root
        for name in SOURCES.split():
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name)
            else:
                shutil.copy(ROOT / name, root / name)
        shutil.copytree(ROOT / ".cache", root / ".cache")
        (root / ".venv").mkdir()
        for path in (ROOT / ".venv").iterdir():
            if path.is_dir():
                (root / ".venv" / path.name).symlink_to(path)
            else:
                shutil.copy(path, root / ".venv")
        self.text = (root / PAGE).read_text(encoding="utf-8")
        self.state = False
        self.seconds = 0.0  # of the last build that had something to do
        self.good: dict[bool, str] = {}
        self.all_good = True

    def change(self) -> None:
        """Go to the other state of the text."""
        self.state = not self.state
        words = "\n\nOne more sentence.\n" if self.state else ""
        (self.root / PAGE).write_text(self.text + words, encoding="utf-8")

    def start(self, *options: str, limit: int = 0) -> subprocess.Popen[str]:
        """Start a build; `limit`: the most bytes of a file, 0 for any number."""
        prepare: Callable[[], None] | None = None
        if limit:
            import resource

            def prepare() -> None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        return subprocess.Popen(
            [sys.executable, "run.py", "build", *options],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
            preexec_fn=prepare,
        )

    def build(self, *options: str, limit: int = 0) -> str:
        """Build to the end; return what was said."""
        return self.start(*options, limit=limit).communicate()[0]

    def site(self) -> str:
        """The hash of every name and byte of the site; "" for none."""
        files = sorted(path for path in (self.root / "site").rglob("*") if path.is_file())
        digest = hashlib.sha256()
        for path in files:
            digest.update(str(path.relative_to(self.root)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest() if files else ""

    def tell(self, done: str, said: str, *, mended: Callable[[], object] = lambda: None) -> None:
        """Print what a failure led to, then repair its cause and build again."""
        names = {self.good[self.state]: "the new", self.good[not self.state]: "the old"}
        now = names.get(self.site(), "NOT GOOD")
        mended()
        began = time.monotonic()
        if "Documentation built" in self.build():
            self.seconds = time.monotonic() - began
        left = {path.name for path in (self.root / ".build").iterdir()} - {"lock", "stamp"}
        after = "yes" if self.site() == self.good[self.state] and not left else "NO"
        trace = "Traceback" in said
        lines = [line for line in said.splitlines() if line.strip()] or ["(nothing)"]
        last = " / ".join(lines[-2 if lines[-1].startswith("It failed") else -1 :])
        print(ROW.format(done, now, after, "TRACEBACK: " * trace + last), flush=True)
        self.all_good &= now != "NOT GOOD" and after == "yes" and not trace


def main() -> int:
    """Print the table. Returns 1 when one line is not good."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=20, help="kill -9 at so many moments")
    parser.add_argument("--seed", type=int, default=7, help="of the random moments")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder)) as disk:
        copy = Copy(disk or Path(folder))
        said = copy.build()
        copy.good[False] = copy.site()
        if not copy.good[False]:
            sys.exit(f"The site does not build, so there is nothing to measure:\n{said}")
        copy.change()
        began = time.monotonic()
        copy.build()
        copy.seconds = time.monotonic() - began
        copy.good[True] = copy.site()
        began = time.monotonic()
        said = copy.build().strip()
        again = time.monotonic() - began
        print(f"A build takes {copy.seconds:.1f} s, the next one {again:.2f} s: {said}")
        print(f"{disk or 'No small disk (it takes root on Linux)'}\n")
        print(ROW.format("what was done", "then site/", "next", "the last line said"))
        end_builds(copy, options.kills, random.Random(options.seed))
        damage_caches(copy)
        build_twice(copy)
        fail(copy)
        take_room_and_rights(copy, disk)
    print("\nEvery site was good." if copy.all_good else "\nNOT EVERY SITE WAS GOOD.")
    return not copy.all_good


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Yield an empty disk in memory whose size can be changed; None where we may not make one."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def end_builds(copy: Copy, kills: int, moments: random.Random) -> None:
    """End builds at random moments: killed, stopped with Ctrl+C, asked to end."""
    plan = [("kill -9", signal.SIGKILL, bool(n % 2)) for n in range(kills)]
    plan += [("Ctrl+C", signal.SIGINT, GROUP)] * 5 + [("SIGTERM", signal.SIGTERM, not GROUP)] * 3
    for name, message, group in plan:
        copy.change()
        process = copy.start()
        # Until it has started Python itself has a traceback for Ctrl+C, and no word for SIGTERM.
        moment = moments.uniform(0 if message == signal.SIGKILL else 0.3, copy.seconds)
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        if process.poll() is None:
            if group:
                os.killpg(process.pid, message)
            else:
                process.send_signal(message)
        # MkDocs may outlive run.py, so this waits for the end of run.py, not of what is said.
        process.wait()
        whom = "all processes" if group else "run.py"
        said = process.communicate()[0] if group or message != signal.SIGKILL else "(killed)"
        copy.tell(f"{name} to {whom} after {moment:.2f} s", said)


def damage_caches(copy: Copy) -> None:
    """Damage what is kept between builds, in several ways."""
    sheets, fonts = copy.root / ".cache" / "sheets", copy.root / ".cache" / "fonts"
    stamp = copy.root / ".build" / "stamp"

    def spoil(change: Callable[[bytes], bytes]) -> None:
        for path in [*sheets.iterdir(), *fonts.iterdir()]:
            path.write_bytes(change(path.read_bytes()))

    def replace() -> None:
        shutil.rmtree(sheets)
        sheets.write_text("no folder")

    damages: dict[str, Callable[[], object]] = {
        "kept sheets and fonts cut in half": lambda: spoil(lambda data: data[: len(data) // 2]),
        "kept sheets and fonts full of zeros": lambda: spoil(lambda data: bytes(len(data))),
        "a file in the place of the kept sheets": replace,
        "no .cache/sheets any more": sheets.unlink,
        "the stamp of the last build damaged": lambda: stamp.write_bytes(b"\xff\0"),
        "a page of site/ cut in half": lambda: os.truncate(copy.root / "site/index.html", 99),
    }
    for name, damage in damages.items():
        if sheets.name in name:  # what is kept is read only by a build that has something to do
            copy.change()
        damage()
        copy.tell(name, copy.build())


def build_twice(copy: Copy) -> None:
    """Start two builds at once."""
    copy.change()
    both = [copy.start(), copy.start()]
    said = [process.communicate()[0] for process in both]
    for number, text in enumerate(said, 1):
        waited = next((f"{t} … " for t in text.splitlines() if t.startswith("Another")), "")
        copy.tell(f"two builds at once: number {number}", waited + text.splitlines()[-1])


def fail(copy: Copy) -> None:
    """Build with a broken link."""
    page = copy.root / PAGE
    copy.change()
    good = page.read_text(encoding="utf-8")
    page.write_text(f"{good}\n\n[Gone](gone.md)\n", encoding="utf-8")
    said = copy.build()
    copy.tell("a broken link", said, mended=lambda: page.write_text(good, encoding="utf-8"))


def take_room_and_rights(copy: Copy, disk: Path | None) -> None:
    """Build on a full disk, and on one that can only be read."""
    if disk is None:
        copy.change()
        said = copy.build(limit=20_000) if os.name == "posix" else "(skipped)"
        copy.tell("no file may be larger than 20 kB", said)
        print("(skipped: a disk that can only be read)")
        return

    def remount(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)

    for share in (0, 30, 60, 90):
        copy.change()
        used = shutil.disk_usage(disk).used
        site = sum(p.stat().st_size for p in (copy.root / "site").rglob("*") if p.is_file())
        remount(f"size={used + site * share // 100}")
        copy.tell(
            f"room for {share} % of a site", copy.build(), mended=lambda: remount("size=400m")
        )
    copy.change()
    remount("ro")
    copy.tell("a disk that can only be read", copy.build(), mended=lambda: remount("rw,size=400m"))


if __name__ == "__main__":
    sys.exit(main())
