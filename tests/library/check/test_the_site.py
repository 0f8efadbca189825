"""The texts of this site pass their own check."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from library.check import check_library
from library.check.settings import load_settings

ROOT = Path(__file__).resolve().parents[3]


def test_the_site_has_no_error():
    found = check_library(ROOT, now=datetime.now(UTC), settings=load_settings(ROOT))
    assert [str(problem) for problem in found if problem.level == "error"] == []


def test_the_settings_are_read():
    """A check that knows no categories or rules would find nothing wrong with any."""
    settings = load_settings(ROOT)
    assert 5 <= len(settings.categories) <= 8
    assert "iep-partner" in settings.authors
    assert "34 CFR 300.323" in settings.citations
    assert settings.site_url.startswith("https://")
