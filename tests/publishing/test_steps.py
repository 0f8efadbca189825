"""The steps that look at a checkout: the check, the preview's pictures, the weekly lists."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_host import Host, article
from sample_library import write_sample

from library.common.days import Clock, zone_named
from machine.browser import find_browser
from publishing import __main__ as steps
from publishing.build_preview import changed_pages, take_pictures
from publishing.build_preview import main as build_preview
from publishing.check_change import main as check_change
from publishing.check_outside_links import broken_links, outside_links, why_broken
from publishing.list_drafts import drafts
from publishing.list_drafts import main as list_drafts
from publishing.support.git_host import GitHost
from publishing.support.page_facts import page_facts
from publishing.support.preview_files import PNG, preview_problems

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST = "docs/articles/posts/first.md"
MAY = Clock(datetime(2026, 5, 1, 12, tzinfo=UTC), zone_named(None))
GIT = ["git", "-c", "user.name=Robin", "-c", "user.email=robin@example.org"]


@pytest.fixture
def change(host: Host, library: Path, tmp_path: Path) -> Path:
    """A checkout of main, to change and commit in, as a workflow has a pull request."""
    folder = tmp_path / "change"
    subprocess.run(["git", "clone", "-q", str(host.folder), str(folder)], check=True)
    return folder


def commit(folder: Path) -> None:
    subprocess.run([*GIT, "-C", str(folder), "add", "-A"], check=True)
    subprocess.run([*GIT, "-C", str(folder), "commit", "-q", "-m", "Change"], check=True)


def test_check_annotates_the_change(change: Path, capsys):
    (change / "docs/articles/posts/third.md").write_text("No top block.\n", "utf-8")
    commit(change)
    assert check_change([str(change)]) == 1
    said = capsys.readouterr().out
    assert "::error file=docs/articles/posts/third.md,line=1,title=front-matter-missing::" in said


def test_a_failed_set_up_is_told_in_one_line(monkeypatch, capfd):
    def set_up(*locks: str) -> None:
        subprocess.run([sys.executable, "-c", "raise SystemExit(3)"], check=True)

    monkeypatch.setattr(steps, "set_up", set_up)
    assert steps.main(["check_change", "."]) == 1
    said = capfd.readouterr().err
    assert said.startswith("publishing: this failed: ") and said.count("\n") == 1


def test_a_page_that_is_gone_needs_a_redirect(change: Path, capsys):
    (change / FIRST).unlink()
    commit(change)
    assert check_change([str(change)]) == 1
    assert "title=page-gone::" in capsys.readouterr().out


def test_nothing_of_the_change_runs(change: Path, capsys):
    for place in ("library", "hooks/library", "yaml"):
        (change / place).mkdir(parents=True)
        (change / place / "__init__.py").write_text("raise SystemExit('ran')", "utf-8")
    (change / "sitecustomize.py").write_text("raise SystemExit('ran')", "utf-8")
    commit(change)
    check_change([str(change)])
    assert "ran" not in capsys.readouterr().err


def test_links_in_the_change_are_not_followed(change: Path, capsys):
    (change / "docs/articles/posts/link.md").symlink_to("/etc/passwd")
    commit(change)
    assert check_change([str(change)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("::error file=docs/articles/posts/link.md,line=1,title=file-kind::This")
    assert said.count("\n") == 1, "nothing was read through the link"


@pytest.mark.parametrize("name", ["docs", "mkdocs.yml"])
def test_what_the_check_starts_from_is_no_link_either(change: Path, capsys, name: str):
    (change / name).rename(change / "elsewhere")
    (change / name).symlink_to("elsewhere")
    assert check_change([str(change)]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={name},")


def test_the_name_of_a_link_is_no_command_of_the_host(change: Path, capsys):
    (change / "docs/x\n::stop-commands::y").symlink_to("/etc/passwd")
    assert check_change([str(change)]) == 1
    assert "\n::" not in capsys.readouterr().out


def test_changed_pages_are_those_of_the_change(change: Path):
    (change / FIRST).write_text(article("First", "first", "Other words.\n"), "utf-8")
    (change / "docs/articles/posts/second.md").unlink()
    (change / "docs/articles/posts/_template.md").write_text("x", "utf-8")
    commit(change)
    assert changed_pages(change, "HEAD^1") == [FIRST]


def test_a_preview_is_built_of_a_draft_and_of_a_text_with_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project, preview = tmp_path / "project", tmp_path / "preview"
    project.mkdir()
    write_sample(project)
    shutil.copy(ROOT / "preview.yml", project)
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    (project / ".gitignore").write_text(".cache\n", "utf-8")
    commit(project)
    posts = project / "docs/articles/posts"
    top = "draft: true\ncategories: [Meetings]\nchecked: 2026-01-01\ndescription: "
    top += "All there is to say about it, in a sentence that is long enough.\n"
    more = "Short.\n\n<!-- more -->\n\n## More\n\nText.\n"
    draft = article("Quite new", "quite-new", more, more=top)
    (posts / "quite-new.md").write_text(draft, "utf-8")
    (posts / "no-top.md").write_text("No block at the top.\n", "utf-8")
    commit(project)
    monkeypatch.chdir(project)
    monkeypatch.setattr("publishing.build_preview.find_browser", lambda: None)  # another test's
    assert build_preview([str(preview)]) == 0
    page = (preview / "site/articles/quite-new/index.html").read_text("utf-8")
    assert "Preview: a draft, not on the site." in page
    assert (preview / "site/articles/no-top/index.html").is_file(), "it says what is wrong"
    told = preview_problems(preview / "problems.json")
    assert ("docs/articles/posts/no-top.md", 1) in [(one.path, one.line) for one in told]


@pytest.mark.skipif(not find_browser(), reason="no browser; run.py test brings one")
def test_pictures_are_taken_of_pages_that_are_there(tmp_path: Path):
    page = tmp_path / "site/articles/first/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<!doctype html><title>x</title><p>Words", "utf-8")
    here = page_facts(FIRST, article("First", "first", "x"), MAY)
    gone = page_facts(FIRST, article("First", "gone", "x"), MAY)
    (taken,) = take_pictures(tmp_path / "site", [here, gone], tmp_path / "pictures")
    assert taken.name == "articles-first.png" and taken.read_bytes().startswith(PNG)


def test_drafts_are_listed(library: Path, monkeypatch, api: GitHost, host: Host, tmp_path: Path):
    posts = library / "docs/articles/posts"
    (posts / "d.md").write_text(article("Not ready", "d", "x", more="draft: true\n"), "utf-8")
    (posts / "f.md").write_text(article("Later", "f", "x", "2999-01-01"), "utf-8")
    (posts / "r.md").write_text(article("Old", "r", "x", more="review: 2020-01-01\n"), "utf-8")
    (posts / "_template.md").write_text(article("T", "t", "x", more="draft: true\n"), "utf-8")
    text = drafts(library, MAY)
    assert text == (
        "## Drafts\n\n- `Not ready` (`docs/articles/posts/d.md`)\n\n"
        "## Appear by themselves\n\n- `Later` (`docs/articles/posts/f.md`), on "
        "January 1, 2999, New York time\n\n"
        "## Facts to check again\n\n- `Old` (`docs/articles/posts/r.md`), since 2020-01-01"
    )
    monkeypatch.setenv("GITHUB_API_URL", api.api)
    monkeypatch.setenv("GITHUB_REPOSITORY", api.repository)
    monkeypatch.setenv("GITHUB_TOKEN", api.token)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.chdir(library)
    list_drafts()
    list_drafts()
    (issue,) = host.issues
    assert issue["labels"] == ["drafts"] and "Not ready" in issue["body"]
    assert "Not ready" in (tmp_path / "summary.md").read_text("utf-8")
    for name in ("d", "f", "r"):
        (posts / f"{name}.md").unlink()
    list_drafts()
    assert host.issues[0]["state"] == "closed"


@pytest.mark.parametrize(
    ("read", "left"),
    [
        ("2025-05-01", "shown until 2026-05-01"),
        ("2025-07-01", ""),
        ("2024-05-01", "no longer shown"),
    ],
)
def test_limits_that_come_due_are_listed_with_page_and_quote(
    library: Path, read: str, left: str
) -> None:
    folder = library / "docs/states"
    folder.mkdir()
    (folder / "oh.md").write_text(
        "---\ntitle: Ohio\nlimits:\n  - topic: evaluation\n    number: 60\n    unit: days\n"
        "    quote: within sixty days\n    address: https://codes.example.gov/1\n"
        f"    read: {read}\n"
        "---\n",
        "utf-8",
    )
    text = drafts(library, MAY)
    assert text == (
        "## Time limits to read again\n\n- `Ohio` (`docs/states/oh.md`), `evaluation: 60 days`, "
        f"{left}. Open `https://codes.example.gov/1` and compare: `within sixty days`"
        if left
        else ""
    )


def test_outside_links_are_found_with_their_lines(library: Path):
    text = article(
        "Links", "links", "See [one](https://one.example/a#b) and <https://two.example/>.\n"
    )
    (library / "docs/articles/posts/links.md").write_text(text, "utf-8")
    register = "- cite: 34 CFR 300.1\n  url: https://three.example/x\n"
    (library / "docs/regulations.yml").write_text(register, "utf-8")
    assert outside_links(library) == {
        "https://one.example/a": ["docs/articles/posts/links.md:7"],
        "https://two.example/": ["docs/articles/posts/links.md:7"],
        "https://three.example/x": ["docs/regulations.yml:2"],
    }


def test_only_links_that_fail_twice_are_broken():
    answers = {
        "https://a.example/1": ["answer 404", "answer 404"],
        "https://a.example/2": ["x", ""],
    }
    text = broken_links(
        {address: ["docs/x.md:1"] for address in answers},
        look=lambda address: answers[address].pop(0),
        pause=0,
    )
    assert "- [ ] `https://a.example/1` (answer 404), used in `docs/x.md:1`" in text
    assert "https://a.example/2" not in text
    assert broken_links({}, pause=0) == ""


def test_what_counts_as_broken(api: GitHost):
    assert why_broken(f"{api.api}/nowhere") == ""  # our stand-in hangs up: nothing is known
    assert why_broken("http://does-not-exist.invalid/") in ("no such host", "")


def test_every_step_can_be_started():
    for name in steps.STEPS:
        done = subprocess.run(
            [sys.executable, "-c", f"from publishing.{name} import main"],
            capture_output=True, text=True, cwd=ROOT,
            env={"PYTHONPATH": "hooks", "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_a_step_that_is_not_there(capsys):
    assert steps.main(["nonsense"]) == 2
    assert "check_change" in capsys.readouterr().out
