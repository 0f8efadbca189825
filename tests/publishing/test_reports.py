"""What the owner hears without asking: a site that was not published, schedules that will stop."""

from __future__ import annotations

import os
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_host import Host

from publishing import install_pango, report_publishing, watch_schedules
from publishing.report_publishing import LAST, WHY
from publishing.support.git_host import GitHost

SHA = "0123456789abcdef0123456789abcdef01234567"


def job(name: str, conclusion: str | None, *steps: tuple[str, str]) -> dict[str, Any]:
    listed = [{"name": step, "conclusion": result} for step, result in steps]
    return {"name": name, "conclusion": conclusion, "steps": listed}


def stopped_at(step: str) -> list[dict[str, Any]]:
    """The jobs of a run that stopped at a step, as GitHub lists them."""
    before = [("Run actions/checkout", "success")]
    after = [("Complete job", "success")]
    if step == LAST:
        build = job("publish / build", "success", *before, *after)
        deploy = job("publish / deploy", "failure", (LAST, "failure"), *after)
    else:
        build = job("publish / build", "failure", *before, (step, "failure"), *after)
        deploy = job("publish / deploy", "skipped")
    return [build, deploy, job("publish / report", None)]


GOOD = [
    job("build", "success", ("Check the texts", "success")),
    job("deploy", "success", (LAST, "success")),
    job("report", None),
]


@pytest.fixture
def run(api: GitHost, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a run on the main branch."""
    monkeypatch.setenv("GITHUB_API_URL", api.api)
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", api.repository)
    monkeypatch.setenv("GITHUB_TOKEN", api.token)
    monkeypatch.setenv("GITHUB_RUN_ID", "77")
    monkeypatch.setenv("GITHUB_EVENT_NAME", "push")
    monkeypatch.setenv("GITHUB_SHA", SHA)


@pytest.mark.parametrize("step", [*WHY, "Run $/.github/actions/set-up"])
def test_one_issue_while_the_site_is_not_published(host: Host, run: None, step: str) -> None:
    host.run_jobs = stopped_at(step)
    report_publishing.main()
    report_publishing.main()
    (issue,) = host.issues
    assert issue["labels"] == ["not published"] and issue["state"] == "open"
    what, todo = WHY.get(step, report_publishing.ELSEWHERE)
    for part in (f"**{step}**", what, todo, "stays up", "/actions/runs/77", f"/commit/{SHA}"):
        assert part in issue["body"]
    host.run_jobs = GOOD
    report_publishing.main()
    assert host.issues[0]["state"] == "closed" and len(host.issues) == 1
    assert host.unknown == []


def test_another_step_the_next_time_renews_the_issue(host: Host, run: None, monkeypatch) -> None:
    host.run_jobs = stopped_at("Check the texts")
    report_publishing.main()
    monkeypatch.setenv("GITHUB_EVENT_NAME", "schedule")
    host.run_jobs = stopped_at(LAST)
    report_publishing.main()
    (issue,) = host.issues
    assert issue["body"].startswith(f"The daily run stopped at the step **{LAST}**.")


def test_a_good_run_says_nothing(host: Host, run: None) -> None:
    host.run_jobs = GOOD
    report_publishing.main()
    assert host.issues == []


def test_a_run_that_did_nothing_closes_nothing(host: Host, run: None) -> None:
    host.run_jobs = stopped_at("Build the site")
    report_publishing.main()
    host.run_jobs = [job("build", "skipped"), job("deploy", "skipped"), job("report", None)]
    report_publishing.main()
    assert host.issues[0]["state"] == "open"


def test_a_job_that_never_began_is_told_by_its_name() -> None:
    jobs = [job("build", "timed_out"), job("deploy", "skipped")]
    assert report_publishing.failed_step(jobs) == "build"


CHANGED = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (0, ""),
        (44, ""),
        (45, "for 45 days, since 2026-01-01"),
        (59, "They will stop on 2026-03-02"),
        (60, "They may have stopped on 2026-03-02"),
        (200, "for 200 days"),
    ],
)
def test_the_owner_is_told_before_schedules_stop(days: int, says: str) -> None:
    text = watch_schedules.warning(CHANGED, CHANGED + timedelta(days=days))
    assert says in text and bool(text) == bool(says)
    assert not text or ("Enable workflow" in text and "appear by themselves" in text)


def test_weekly_runs_tell_it_twice_before() -> None:
    for weekday in range(7):
        runs = range(weekday, 60, 7)
        told = [
            day for day in runs if watch_schedules.warning(CHANGED, CHANGED + timedelta(days=day))
        ]
        assert len(told) >= 2


def test_the_issue_follows_the_last_commit(
    host: Host, run: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "checkout"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)

    def commit(when: str) -> None:
        dates = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
        command = [*git, "commit", "-q", "--allow-empty", "-m", "Change"]
        subprocess.run(command, check=True, env={**os.environ, **dates})

    commit("2020-02-03T23:30:00-0500")
    assert watch_schedules.last_change(folder) == date(2020, 2, 4)
    watch_schedules.main()
    assert host.issues == [], "a private repository keeps its schedules"
    host.private = False
    watch_schedules.main()
    (issue,) = host.issues
    assert issue["labels"] == ["schedules stop"] and issue["state"] == "open"
    commit("2099-01-01T00:00:00Z")
    watch_schedules.main()
    assert host.issues[0]["state"] == "closed"


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_without_pango_the_runner_goes_on_and_says_so(
    platform: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert install_pango.main(platform) == 0
    said = capsys.readouterr().out
    assert said.startswith("Nothing to do" if platform == "linux" else "Note: ")


def test_pango_is_installed_by_the_systems_own_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    brew = tmp_path / "brew"
    brew.write_text('#!/bin/sh\necho "brew $*"\n', "utf-8")
    brew.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    install_pango.main("darwin")
    assert capfd.readouterr().out == "brew install --quiet pango\n"
