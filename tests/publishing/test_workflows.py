"""The files under .github/: sound, pinned, and each step of theirs a module that we test."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from publishing.__main__ import STEPS

ROOT = Path(__file__).resolve().parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
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
        ("vendor.github-issue-forms", [ROOT / ".github/ISSUE_TEMPLATE/suggest.yml"]),
        ("vendor.github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("vendor.renovate", [ROOT / "renovate.json"]),
    ],
)
def test_schema(schema: str, files: list[Path]):
    run_tool("check-jsonschema", "--builtin-schema", schema, *map(str, files))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_hash(path: Path):
    for action in re.findall(r"uses: (.+)", path.read_text("utf-8")):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_each_step_is_a_module_or_run_py(path: Path):
    for job in jobs(path).values():
        for step in job["steps"]:
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
