"""The files under .github/: valid, pinned, and each of their steps a module that we test."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from library.common.days import zone_named
from publishing.__main__ import STEPS
from publishing.report_publishing import LAST, WHY

ROOT = Path(__file__).resolve().parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))
BESIDE = Path(sys.executable).parent  # programs of the environment


def jobs(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    assert isinstance(found, dict)
    return found


def run_tool(name: str, *arguments: str) -> str:
    program = shutil.which(name, path=str(BESIDE)) or shutil.which(name)
    assert program, f"{name} is not installed: run python3 run.py test"
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_security_findings():
    assert "No findings to report" in run_tool("zizmor", "--offline", "--no-progress", ".github")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-actions", ACTIONS),
        ("vendor.github-issue-forms", [ROOT / ".github/ISSUE_TEMPLATE/suggest.yml"]),
        ("vendor.github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("vendor.renovate", [ROOT / "renovate.json"]),
    ],
)
def test_schema(schema: str, files: list[Path]):
    run_tool("check-jsonschema", "--builtin-schema", schema, *map(str, files))


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.parent.name)
def test_actions_are_ours_or_pinned_by_hash(path: Path):
    for action in re.findall(r"uses: (.+)", path.read_text("utf-8")):
        if own := re.fullmatch(r"\$/(\.github/\S+)", action):
            assert (ROOT / own[1]).exists(), action
        else:
            pinned = r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
            assert re.fullmatch(pinned, action), action


def test_one_action_has_one_version():
    pinned: dict[str, set[str]] = {}
    for path in (*WORKFLOWS, *ACTIONS):
        for name, rest in re.findall(r"uses: ([\w-]+/[\w-]+)[\w/-]*@(.+)", path.read_text("utf-8")):
            pinned.setdefault(name, set()).add(rest)
    assert pinned and {name: found for name, found in pinned.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_each_step_is_a_module_or_run_py(path: Path):
    for job in jobs(path).values():
        for step in job.get("steps", []):
            if "run" in step:
                words = step["run"].split()
                own = words[:3] == ["python3", "-m", "publishing"] and words[3] in STEPS
                assert own or words[:2] == ["python3", "run.py"], step["run"]
                assert "${{" not in step["run"], "what a stranger writes must not become a command"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_the_least(path: Path):
    whole = yaml.safe_load(path.read_text("utf-8"))
    assert whole["permissions"] == {}
    triggers = whole[True]  # YAML reads `on` as true
    if "pull_request" in triggers:
        for job in jobs(path).values():
            assert job["permissions"] == {"contents": "read"}
        for right in ("${{ secrets", "github.token", "GITHUB_TOKEN"):
            assert right not in path.read_text("utf-8")


def test_answering_checks_out_the_main_branch_only():
    for job in jobs(ROOT / ".github/workflows/answer.yml").values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"] == {"persist-credentials": False}


def test_the_required_check_reports_whatever_has_changed():
    whole = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf-8"))
    assert whole[True] == {"pull_request": None}, "no paths: a check that is left out blocks"
    job = whole["jobs"]["test"]
    assert not {"if", "needs", "strategy", "name"} & set(job)
    assert job["steps"][-1]["run"] == "python3 -m publishing judge_change"
    assert job["steps"][0]["with"]["fetch-depth"] == 2, "judge_change looks at what it merges into"


def test_publishing_judges_texts_and_leaves_the_tests_of_the_code_alone():
    found = jobs(ROOT / ".github/workflows/publish.yml")
    named = [step["name"] for job in found.values() for step in job["steps"] if "name" in step]
    assert named == list(WHY), "the issue tells in words why each of these steps stopped"
    assert not any(
        step.get("run", "").startswith("python3 run.py test")
        for job in found.values()
        for step in job["steps"]
    )
    assert found["deploy"]["steps"][-1]["name"] == LAST


def test_the_site_is_built_soon_after_midnight_in_new_york():
    daily = yaml.safe_load((ROOT / ".github/workflows/daily.yml").read_text("utf-8"))
    (schedule,) = daily[True]["schedule"]  # YAML takes "on" for true
    minute, hours, *rest = schedule["cron"].split()
    assert rest == ["*", "*", "*"]
    runs = [(int(hour), int(minute)) for hour in hours.split(",")]
    zone = zone_named(None)
    for month in (1, 7):
        starts = [datetime(2027, month, 15, *run, tzinfo=UTC).astimezone(zone) for run in runs]
        assert any(start.hour == 0 and start.minute >= 5 for start in starts), month


def test_a_schedule_that_github_disables_takes_nothing_else_with_it():
    for path in WORKFLOWS:
        triggers = yaml.safe_load(path.read_text("utf-8"))[True]
        assert "schedule" not in triggers or "push" not in triggers, path
    daily = jobs(ROOT / ".github/workflows/daily.yml")["publish"]
    assert daily["uses"] == "$/.github/workflows/publish.yml"
    asked: dict[str, str] = {}
    for job in jobs(ROOT / ".github/workflows/publish.yml").values():
        asked |= job["permissions"]
    assert daily["permissions"] == asked


def test_what_may_write_issues_runs_the_main_branch_only():
    for path in WORKFLOWS:
        whole = yaml.safe_load(path.read_text("utf-8"))
        for job in whole["jobs"].values():
            if job["permissions"].get("issues") == "write":
                on_main = "github.ref == 'refs/heads/main'" in job.get("if", "")
                assert on_main or set(whole[True]) == {"schedule"}, path


def test_renovate_knows_the_command_of_the_locks():
    for name in ("requirements.txt", "requirements-dev.txt"):
        head = (ROOT / name).read_text("utf-8")[:400]
        assert "uv pip compile --universal --generate-hashes" in head
        assert f"-o {name} {name.replace('.txt', '.in')}" in head


def test_renovate_finds_the_editor_and_its_fonts():
    import json

    from machine.editor import EDITOR, FONTS

    settings = json.loads((ROOT / "renovate.json").read_text("utf-8"))
    pattern = settings["customManagers"][0]["matchStrings"][0].replace("(?<", "(?P<")
    text = (ROOT / "machine/editor.py").read_text("utf-8")
    found = {(m["depName"], m["currentValue"]) for m in re.finditer(pattern, text)}
    assert found == {(package.name, package.version) for package in (EDITOR, *FONTS)}


def test_pull_request_template_asks_four_short_questions():
    text = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    questions = re.findall(r"\*\*(.+?\?)\*\*", text)
    assert len(questions) == 4 and all(len(question) < 70 for question in questions)


def test_code_owners_cover_texts_and_code():
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    owned = {line.split()[0] for line in lines if line.startswith(("/", "*"))}
    assert {"*", "/docs/", "/.github/", "/hooks/", "/run.py", "/machine/"} <= owned


def test_the_hidden_folder_of_the_site_is_published_too() -> None:
    """actions/upload-pages-artifact leaves .well-known/ out unless it is told not to."""
    found = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    steps = [step for job in found["jobs"].values() for step in job["steps"]]
    [upload] = [s for s in steps if s.get("uses", "").startswith("actions/upload-pages-artifact")]
    assert upload["with"] == {"path": "site", "include-hidden-files": True}
