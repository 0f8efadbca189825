"""Sheets drawn in several processes: the same bytes, each once, no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pdf_samples import OVERRIDES, STYLE, checklist_html

from library.sheets.draw import Drawn, Job, drawing
from library.sheets.error import SheetError
from library.sheets.pdf import Fitted

CSS = STYLE.read_text("utf-8")
ENGINE = [b"of this test"]
FITS = ("", "ip-close")


def job(words: str) -> Job:
    html = checklist_html(f"<ul><li>{words}</li></ul>")
    return Job(html, CSS, date(2026, 11, 24), FITS)


def draw_all(jobs: list[Job], folder: Path, processes: int = 1) -> list[Drawn]:
    with drawing(folder, ENGINE, report=lambda _: None, processes=processes) as draw:
        return draw(jobs)


def numbers_told(jobs: list[Job], folder: Path) -> list[int]:
    told: list[int] = []
    with drawing(folder, ENGINE, report=told.append, processes=1) as draw:
        for job in jobs:
            draw([job])
    return told


@pytest.mark.slow
def test_several_processes_draw_the_same_bytes_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # the engine puts the fonts there
    jobs = [job(words) for words in ("Read it.", "漢字 cannot be set.", "Ask.", "Bring it.")]
    one, two = (draw_all(jobs, tmp_path / str(number), number) for number in (1, 2))
    assert [result.pdf if isinstance(result, Fitted) else result.problems for result in one] == [
        result.pdf if isinstance(result, Fitted) else result.problems for result in two
    ]
    assert [type(result) for result in two] == [Fitted, SheetError, Fitted, Fitted]
    assert sorted(folder.name for folder in tmp_path.iterdir()) == ["1", "2"]


def test_a_sheet_is_drawn_once_and_again_when_its_text_changes(tmp_path: Path) -> None:
    assert numbers_told([job("Read it.")], tmp_path) == [1]
    assert numbers_told([job("Read it."), job("Ask.")], tmp_path) == [1]
    assert numbers_told([job("Ask."), job("Read it.")], tmp_path) == []
    first, again = (draw_all([job("Ask.")], folder) for folder in (tmp_path, tmp_path / "fresh"))
    assert first == again


def test_all_that_a_sheet_is_made_from_counts() -> None:
    one = job("Ask.")
    others = [
        replace(one, html="<p>"),
        replace(one, stylesheet=""),
        replace(one, modified=date(2026, 11, 25)),
        replace(one, fit=("",)),
    ]
    recipes = {tuple(made.recipe()) for made in (one, job("Ask."), *others)}
    assert len(recipes) == 5


def test_sheets_that_were_kept_need_no_engine_and_others_say_that_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [first] = draw_all([job("Ask.")], tmp_path)
    monkeypatch.setattr("library.sheets.draw.engine_problem", lambda: "No engine here.")
    assert draw_all([job("Ask.")], tmp_path) == [first]
    with pytest.raises(SheetError, match=r"No engine here\."):
        draw_all([job("Ask."), job("Read it.")], tmp_path)


def test_a_sheet_with_an_error_is_not_kept_and_twins_are_drawn_once(tmp_path: Path) -> None:
    told: list[int] = []
    with drawing(tmp_path, ENGINE, report=told.append, processes=1) as draw:
        bad, fine, twin, same = draw([job("漢字"), job("Ask."), job("Ask."), job("漢字")])
    assert told == [1, 2]
    assert isinstance(bad, SheetError) and bad is same and fine == twin
    assert isinstance(fine, Fitted) and fine.fit in FITS and fine.pdf.startswith(b"%PDF")
    assert [file.suffix for file in tmp_path.iterdir()] == [".sheet"]


def test_a_few_sheets_are_not_worth_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(processes: int) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr("library.sheets.draw._pool", never)
    monkeypatch.setattr("library.sheets.draw.draw", lambda job: Fitted("", b"%PDF"))
    few = [job(word) for word in ("One.", "Two.", "Three.")]
    assert len(draw_all(few, tmp_path, processes=2)) == 3
    with pytest.raises(AssertionError, match="a process was started"):
        draw_all([job(f"{n}.") for n in range(4)], tmp_path, processes=2)
    assert len(draw_all([job(f"{n}.") for n in range(4)], tmp_path, processes=1)) == 4


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
    program = (
        "import time\n"
        "from library.sheets import draw\n"
        "if __name__ == '__main__':\n"
        "    with draw._pool(2) as pool:\n"
        "        started = [pool.submit(time.sleep, 600) for _ in range(2)]\n"
        "        print('started', flush=True)\n"
        "        time.sleep(600)\n"
    )
    (tmp_path / "parent.py").write_text(program)
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py")],
        env={**os.environ, "PYTHONPATH": str(OVERRIDES.parent / "hooks")},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"started\n"
    assert comes_true(lambda: len(session(parent.pid)) >= 3)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert comes_true(lambda: not session(parent.pid))


def comes_true(condition: Callable[[], bool]) -> bool:
    """Wait until something is so; a busy machine may take a minute."""
    for _ in range(1200):
        if condition():
            return True
        time.sleep(0.05)
    return False


def session(leader: int) -> list[int]:
    """Return the processes of a session that still run."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, number = process.joinpath("stat").read_text().rsplit(")", 1)[1].split()[:4]
        except OSError:
            continue
        if int(number) == leader and state != "Z":
            found.append(int(process.name))
    return found
