"""The sample library, built once for all tests that look at a site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import living_library
import pytest
from hypothesis import settings
from made_once import made_once
from project_settings import OWNER
from sample_library import build_sample, write_sample
from site_pages import Pages, read_pages
from small_project import Project

from library.site.compressed import compress_site
from machine.checkers import provide_checkers
from machine.web_server import provide_nginx, served

living_library.watch()

# The same examples on every machine: what was green stays green. bench/fuzz.py tries new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

FOR_STAFF = """Short answer.<!-- for staff: in a line -->

<!-- for staff: before the excerpt ends -->

<!-- more -->

[//]: # (for staff: a link that is none)

## More

<!--
for staff: several lines
-->

- An item. <!-- for staff: in an item -->
"""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library (tests/sample/) as a project in its own folder; tests only read it."""
    return made_once(tmp_path_factory, "sample", write_sample)


@pytest.fixture(scope="session")
def site_dir(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built sample, as published: strict, by MkDocs itself."""

    def build(folder: Path) -> None:
        done = build_sample(sample, folder / "site")
        if done.returncode:
            print(f"{done.stdout}{done.stderr}")  # shown with the first test that needs the site
            pytest.fail("The sample library does not build.", pytrace=False)

    return made_once(tmp_path_factory, "built", build) / "site"


@pytest.fixture(scope="session")
def hosted(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site under nginx with our configuration; about/ is compressed beforehand."""
    if notice := provide_nginx():
        pytest.skip(notice)
    copy = tmp_path_factory.mktemp("hosted") / "site"
    shutil.copytree(site_dir, copy)
    compress_site(copy / "about")
    with served(copy) as address:
        yield address


@pytest.fixture(scope="session")
def checkers() -> None:
    """Provide the programs that check pages; skip the test, with the reason, where none can be."""
    if notice := provide_checkers():
        pytest.skip(notice)


@pytest.fixture(scope="session")
def site_url() -> str:
    """Address of the sample, as its owner set it; ends in a slash."""
    url: str = OWNER["site_url"]
    return url


@pytest.fixture(scope="session")
def pages(site_dir: Path) -> Pages:
    """Every page of the site by its address, parsed. Tests only read them."""
    return read_pages(site_dir)


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built site of twelve articles over two years, with a draft and a scheduled one."""
    project = Project(tmp_path_factory.mktemp("busy"))
    for month in range(1, 11):
        project.post(f"month-{month}", f"2025-{month:02}-01")
    about = {"text": FOR_STAFF, "review": date(2093, 9, 9)}
    project.post("same-day-b", "2026-01-01", ("Meetings", "The plan"), **about)
    project.post("same-day-a", "2026-01-01", ("The plan",), updated=date(2026, 2, 1))
    project.post("not-ready", "2026-01-02", ("Meetings", "Growing up"), draft=True)
    project.post("far-ahead", "2999-01-01", ("Meetings", "Evaluation"))
    project.build()
    return project


@pytest.fixture(scope="session")
def busy_pages(busy: Project) -> Pages:
    """The pages of `busy`, parsed. Tests only read them."""
    return busy.pages()
