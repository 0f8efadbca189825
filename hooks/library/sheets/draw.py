"""Draws the sheets that are not cached from an earlier build, on all cores.

Drawing is what a first build waits for, and sheets do not depend on each other.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import connection
from pathlib import Path

from library.common.build_cache import keep, place_of, read_kept
from library.sheets.error import SheetError
from library.sheets.pdf import Fitted, engine_problem, render_pdf
from library.site.fonts import sheet_fonts

CODE = Path(__file__).resolve().parents[2]  # where `library` is found
FEW = 3  # sheets; starting a process takes as long as drawing one or two


@dataclass(frozen=True)
class Job:
    """A sheet to draw; `render_pdf` explains each part."""

    html: str
    stylesheet: str
    modified: date
    fit: tuple[str, ...] = ("",)

    def recipe(self) -> list[bytes]:
        """Return what the sheet is made from, except the engine and the fonts."""
        parts = (self.html, self.stylesheet, str(self.modified), *self.fit)
        return [part.encode() for part in parts]


Drawn = Fitted | SheetError
Draw = Callable[[Sequence[Job]], list[Drawn]]


def draw(job: Job) -> Drawn:
    """Draw a sheet. An error is returned, not raised, so that every sheet's error is reported."""
    fonts = sheet_fonts(job.html)
    try:
        return render_pdf(
            job.html, stylesheet=job.stylesheet, fonts=fonts, modified=job.modified, fit=job.fit
        )
    except SheetError as error:
        return error


@contextmanager
def drawing(
    folder: Path,
    engine: Sequence[bytes],
    *,
    report: Callable[[int], None],
    processes: int | None = None,
) -> Iterator[Draw]:
    """Yield a function that returns the result of each job, in order.

    Sheets drawn before come from a folder. Once the function has started processes, all its calls
    use them.

    folder: where sheets are kept.
    engine: everything else that the bytes depend on, such as versions.
    report: called after each sheet is drawn, with the number drawn so far.
    processes: how many draw at once; None means one per core.

    The function raises SheetError if a sheet has to be drawn and there is no engine here.
    """
    count = processes or os.cpu_count() or 1
    number = 0
    with ExitStack() as stack:
        pool: Executor | None = None

        def draw_each(jobs: Sequence[Job]) -> Iterator[Drawn]:
            nonlocal pool
            if not pool and count > 1 and len(jobs) > FEW:
                pool = stack.enter_context(_pool(count))
            return pool.map(draw, jobs) if pool else map(draw, jobs)

        def draw_all(jobs: Sequence[Job]) -> list[Drawn]:
            nonlocal number
            places = [place_of(folder, ".sheet", [*job.recipe(), *engine]) for job in jobs]
            drawn = {place: sheet for place in places if (sheet := _kept(place))}
            missing = {
                place: job for place, job in zip(places, jobs, strict=True) if place not in drawn
            }
            if missing and (problem := engine_problem()):
                raise SheetError([problem])
            for place, result in zip(missing, draw_each([*missing.values()]), strict=True):
                number += 1
                report(number)
                drawn[place] = result
                if isinstance(result, Fitted):
                    keep(place, result.fit.encode() + b"\n" + result.pdf)
            return [drawn[place] for place in places]

        yield draw_all


def _kept(place: Path) -> Drawn | None:
    """Return a sheet that was drawn before, or None."""
    if (kept := read_kept(place)) is None:
        return None
    fit, _, pdf = kept.partition(b"\n")
    return Fitted(fit.decode(), pdf)


@contextmanager
def _pool(processes: int) -> Iterator[Executor]:
    """Yield a pool of freshly started processes: a fork of this one would have dead threads."""
    sys.path.insert(0, str(CODE))  # new processes look for modules where this one does
    try:
        with ProcessPoolExecutor(
            processes, multiprocessing.get_context("spawn"), _end_with_parent
        ) as pool:
            try:
                yield pool
            except BaseException:  # nobody is waiting for the rest any more
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        sys.path.remove(str(CODE))


def _end_with_parent() -> None:
    """End this process when the build that started it is gone, for any reason.

    It ignores Ctrl+C, which the build handles.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
