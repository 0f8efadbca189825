"""Where to report a vulnerability, in real small builds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from small_project import Project

PLACE = ".well-known/security.txt"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.settings["extra"]["contact"]["security"] = "holes@library.example.test"
    project.settings["extra"]["contact"]["security_until"] = date(2999, 1, 1)
    return project


def test_a_site_says_where_to_report_a_hole(project: Project) -> None:
    site = project.build()
    text = (site / PLACE).read_bytes()
    assert b"Contact: mailto:holes@library.example.test\nExpires: 2999-01-01T" in text
    assert f"Canonical: {project.settings['site_url']}{PLACE}\n".encode() in text
    listed = json.loads((site / "offline.json").read_text("utf-8"))["files"]
    assert not any(PLACE in group for group in listed.values())
    assert (project.build() / PLACE).read_bytes() == text


def test_after_its_day_it_is_gone(project: Project) -> None:
    project.settings["extra"]["contact"]["security_until"] = date(2020, 1, 1)
    assert not (project.build() / ".well-known").exists()


def test_a_preview_says_nothing(project: Project) -> None:
    assert not (project.build("serve") / ".well-known").exists()
