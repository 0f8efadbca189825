"""No test reads what staff and the owner write, and the guard against it works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from living_library import ROOT, reading_the_living_library
from project_settings import MACHINERY, OWNER, project_settings
from sample_library import DOCS


@pytest.mark.parametrize(
    "read",
    [
        lambda: (ROOT / "docs" / "index.md").read_text("utf-8"),
        lambda: (ROOT / "docs" / "letters" / ".meta.yml").read_bytes(),
        lambda: (ROOT / "mkdocs.yml").read_text("utf-8"),
        lambda: (ROOT / "tests" / ".." / "mkdocs.yml").read_text("utf-8"),
        lambda: sorted((ROOT / "docs").rglob("*.md")),
        lambda: [*(ROOT / "docs").iterdir()],
    ],
)
def test_a_test_that_reads_the_living_library_fails(read: Callable[[], object]) -> None:
    with pytest.raises(pytest.fail.Exception, match="A test must not read"):
        read()


def test_what_must_read_it_says_so_and_what_is_like_it_may_be_read(tmp_path: Path) -> None:
    with reading_the_living_library():
        assert (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert (tmp_path / "mkdocs.yml").read_bytes()
    assert sorted((tmp_path / "docs").rglob("*")) == []
    assert (DOCS / "index.md").read_bytes()


def test_an_owner_may_set_anything(tmp_path: Path) -> None:
    """The settings of tests have what runs from the project, and all else from the sample."""
    with reading_the_living_library():
        text = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"{text}\nremote_branch: elsewhere\n", encoding="utf-8")
    found = project_settings(code=tmp_path)
    assert found.keys() == set(MACHINERY) | OWNER.keys() - {"plugins"}
    assert {key: found[key] for key in ("site_name", "site_url", "extra", "nav")} == {
        key: OWNER[key] for key in ("site_name", "site_url", "extra", "nav")
    }
