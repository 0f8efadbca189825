"""Addresses that change, against a real Git repository."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from small_path import PATH

from library.check import check_library
from library.check.__main__ import main
from library.check.settings import load_settings
from tests.library.check.corpus import GOOD, NOW


@pytest.fixture
def repository(tmp_path):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*name, "commit", "-qm", "All"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def moved(root, base="HEAD"):
    """Return the lines on addresses that have changed since a revision."""
    found = check_library(root, now=NOW, settings=load_settings(root), base=base, tools=False)
    return [
        f"{problem.path}:{problem.line} {problem.rule}"
        for problem in found
        if problem.rule in ("slug-changed", "page-gone", "dead-redirect", "redirect-form")
    ]


def commit(root):
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *name, "commit", "-qam", "Change"], cwd=root, check=True)


def change(root, path, old, new):
    file = root / path
    file.write_text(file.read_text().replace(old, new))


def test_a_page_that_moved_on_a_branch_is_found_without_naming_main(repository, capsys):
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["branch", "-M", "main"], ["switch", "-qc", "mine"]):
        subprocess.run(["git", *command], cwd=repository, check=True)
    change(repository, "docs/articles/posts/later.md", "slug: later", "slug: much-later")
    subprocess.run(["git", *name, "commit", "-qam", "Mine"], cwd=repository, check=True)
    assert main([], root=repository) == 1
    assert (
        "docs/articles/posts/later.md:3: The page's address used to be" in capsys.readouterr().out
    )


def test_an_id_of_the_path_that_is_gone_needs_a_redirect(repository):
    path = repository / "docs/now.yml"
    path.write_text(PATH)
    subprocess.run(["git", "add", "."], cwd=repository, check=True)
    commit(repository)
    assert moved(repository) == []
    path.write_text(
        PATH.replace("id: ask\n", "id: ask-them\n").replace("go: ask}", "go: ask-them}")
    )
    assert moved(repository) == ["docs/now.yml:1 page-gone"]
    assert advice(repository) == ["/now/ask/: now/index.md"]
    change(repository, "mkdocs.yml", "redirects:\n", "redirects:\n    /now/ask/: now/ask-them.md\n")
    assert moved(repository) == []


def test_a_path_with_a_fault_is_no_change_of_addresses(repository):
    (repository / "docs/now.yml").write_text(PATH)
    subprocess.run(["git", "add", "."], cwd=repository, check=True)
    commit(repository)
    change(repository, "docs/now.yml", "go: ask}", "go: nowhere}")
    assert moved(repository) == []


def test_a_category_with_another_name_needs_a_redirect(repository):
    change(repository, "mkdocs.yml", "Evaluation,", "Testing a child,")
    for page in (repository / "docs").rglob("*.md"):
        page.write_text(page.read_text().replace("- Evaluation", "- Testing a child"))
    assert moved(repository) == ["mkdocs.yml:4 page-gone"]
    assert advice(repository) == [
        "/articles/category/evaluation/: articles/category/testing-a-child.md"
    ]
    line = f"redirects:\n    {advice(repository)[0]}\n"
    change(repository, "mkdocs.yml", "redirects:\n", line)
    assert moved(repository) == []


def test_a_category_that_is_deleted_leads_to_the_list(repository):
    change(repository, "mkdocs.yml", ", Meetings", "")
    assert advice(repository) == ["/articles/category/meetings/: articles/index.md"]


def test_the_address_of_an_article_that_nobody_has_seen_may_change(repository):
    for line in ("date: 2026-11-19\ndraft: true", "draft: false\ndate: 2026-11-25"):
        change(repository, "docs/articles/posts/later.md", "date: 2026-11-19T09:30:00", line)
        commit(repository)
        change(repository, "docs/articles/posts/later.md", "slug: later", "slug: much-later")
        assert moved(repository) == []
        subprocess.run(["git", "reset", "-q", "--hard", "HEAD^"], cwd=repository, check=True)


def waits(root, *paths, base=None):
    """Return what the check says about articles that stay off the site."""
    settings = load_settings(root)
    found = check_library(root, paths or None, now=NOW, settings=settings, base=base, tools=False)
    return [str(problem) for problem in found if problem.rule == "stays-off"]


def test_what_stays_off_the_site_is_told_of_what_changes(repository):
    later, sample = "docs/articles/posts/later.md", "docs/articles/posts/sample.md"
    change(repository, later, "slug: later", "slug: later\ndraft: true")
    commit(repository)
    change(repository, sample, "date: 2026-11-20", "date: 2026-12-01\ndraft: false")
    assert waits(repository, base="HEAD") == [
        f"{sample}:4: hint: This article stays off the site until December 1, 2026, New York time. "
        "Then it appears by itself; to publish it sooner, change the date."
    ]
    assert waits(repository, later) == [
        f'{later}:4: hint: This article stays off the site until its line "draft: true" is '
        "deleted. Delete the line when the article is ready."
    ]
    assert waits(repository) == [], "of all others it would be said at each check"
    new = repository / "docs/articles/posts/new.md"
    new.write_text((repository / later).read_text().replace("slug: later", "slug: new"))
    assert [line.partition(":")[0] for line in waits(repository, base="HEAD")] == [
        "docs/articles/posts/new.md",
        sample,
    ]


def test_a_proposal_is_told_the_hints_of_its_own_pages_alone(repository, capsys):
    later, sample = "docs/articles/posts/later.md", "docs/articles/posts/sample.md"
    with (repository / later).open("a") as file:
        file.write("\nSee [the list] below.\n")
    assert main([], root=repository) == 0
    assert f"{later}:" in capsys.readouterr().out
    commit(repository)
    change(repository, sample, "title: ", "title: More: ")
    assert main(["--base", "HEAD"], root=repository) == 1
    said = capsys.readouterr().out
    assert f"{later}:" not in said and f"{sample}:2: " in said
    change(repository, later, "[the list]", "[a list]")
    main(["--base", "HEAD"], root=repository)
    assert f"{later}:" in capsys.readouterr().out


def test_a_proposal_is_told_what_it_breaks_on_pages_that_it_leaves_alone(repository, capsys):
    (repository / "docs/letters/ask.md").unlink()
    assert main(["--base", "HEAD"], root=repository) == 1
    assert "docs/articles/posts/later.md:10: The link to " in capsys.readouterr().out


def test_nothing_moved(repository):
    assert moved(repository) == []


def test_a_slug_that_changed(repository):
    change(repository, "docs/articles/posts/later.md", "slug: later", "slug: much-later")
    assert moved(repository) == ["docs/articles/posts/later.md:3 slug-changed"]


@pytest.mark.parametrize(("old", "new"), [("---\ntitle", "title"), ("title: ", "title: A: ")])
def test_a_block_that_cannot_be_read_is_no_change_of_address(repository, old, new):
    change(repository, "docs/articles/posts/later.md", old, new)
    assert moved(repository) == []


def test_a_slug_that_changed_with_a_redirect(repository):
    change(repository, "docs/articles/posts/later.md", "slug: later", "slug: much-later")
    change(
        repository,
        "mkdocs.yml",
        "redirects:\n",
        "redirects:\n    /articles/later/: articles/posts/later.md\n",
    )
    assert moved(repository) == []


def test_a_post_that_moved_to_another_file_keeps_its_address(repository):
    posts = repository / "docs/articles/posts"
    (posts / "later.md").rename(posts / "other.md")
    assert moved(repository) == []


def test_a_page_taken_off_the_site_needs_a_redirect(repository):
    later = "docs/articles/posts/later.md"
    change(repository, later, "slug: later", "slug: later\ndraft: true")
    assert moved(repository) == [f"{later}:4 page-gone"]
    assert advice(repository) == ["/articles/later/: index.md"]
    line = "redirects:\n    /articles/later/: index.md\n"
    change(repository, "mkdocs.yml", "redirects:\n", line)
    assert moved(repository) == [] and told(repository) == []
    change(repository, later, "draft: true\n", "")
    assert "It would replace docs/articles/posts/later.md" in told(repository)[0]


def test_a_page_on_the_site_may_not_be_put_off(repository):
    later = "docs/articles/posts/later.md"
    change(repository, later, "date: 2026-11-19T09:30:00", "date: 2027-05-01")
    assert moved(repository) == [f"{later}:4 page-gone"]
    line = "redirects:\n    /articles/later/: index.md\n"
    change(repository, "mkdocs.yml", "redirects:\n", line)
    assert "It would replace" in told(repository)[0], "on that day, the check would fail"


def test_a_page_that_is_gone(repository):
    (repository / "docs/letters/ask.md").unlink()
    line = line_of(repository, "redirects:")
    assert moved(repository) == [f"mkdocs.yml:{line} page-gone"]
    [message] = told(repository)
    assert message.startswith(f"mkdocs.yml:{line}: The page /letters/ask/ (")
    assert message.partition("write this line here, ")[2].startswith(
        'below "redirects:", with four spaces before it: /letters/ask/: '
    )


def line_of(root, start):
    """Return the number of the line in mkdocs.yml that begins like this."""
    lines = (root / "mkdocs.yml").read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(start))


def told(root):
    found = check_library(root, now=NOW, settings=load_settings(root), base="HEAD", tools=False)
    return [str(problem) for problem in found if problem.path == "mkdocs.yml"]


@pytest.mark.parametrize("place", ["first", "not indented", "last"])
def test_a_redirect_in_a_wrong_place_is_told_at_its_line(repository, place):
    (repository / "docs/letters/ask.md").unlink()
    redirect = "/letters/ask/: index.md\n"
    if place == "first":
        change(repository, "mkdocs.yml", "site_url:", f"{redirect}site_url:")
    elif place == "not indented":
        change(repository, "mkdocs.yml", "redirects:\n", f"redirects:\n{redirect}")
    else:
        with (repository / "mkdocs.yml").open("a") as file:
            file.write(f"\n{redirect}")
    [message] = told(repository)  # and nothing of other redirects
    assert message.startswith(f"mkdocs.yml:{line_of(repository, '/letters/ask/:')}: ")
    assert 'below "redirects:", with four spaces before it' in message or "with 4" in message


def test_braces_that_would_be_in_the_way_are_told(repository):
    (repository / "docs/letters/ask.md").unlink()
    text = (repository / "mkdocs.yml").read_text()
    assert "delete the {}" not in told(repository)[0]
    head, _, tail = text.partition("redirects:\n")
    below = re.sub(r"\A(?: {4}.*\n)*", "", tail)
    (repository / "mkdocs.yml").write_text(f"{head}redirects: {{}}\n{below}")
    message = next(line for line in told(repository) if "is gone" in line)
    assert "and delete the {} there" in message


def advice(root):
    """Return the redirects that the check asks for, as it writes them."""
    found = check_library(root, now=NOW, settings=load_settings(root), base="HEAD", tools=False)
    return [p.message.partition("spaces before it: ")[2] for p in found
            if p.rule in ("slug-changed", "page-gone")]  # fmt: skip


@pytest.mark.parametrize("change_title", [False, True])
def test_a_page_that_has_another_name_is_led_to_itself(repository, change_title):
    posts = repository / "docs/articles/posts"
    (posts / "later.md").rename(posts / "other.md")
    change(repository, "docs/articles/posts/other.md", "slug: later", "slug: other")
    if change_title:
        change(repository, "docs/articles/posts/other.md", "title: ", "title: More on ")
    assert advice(repository) == ["/articles/later/: articles/posts/other.md"]


def test_a_page_that_is_gone_is_led_to_its_list(repository):
    (repository / "docs/articles/posts/later.md").unlink()
    assert advice(repository) == ["/articles/later/: index.md"]


def test_a_draft_was_never_published(repository):
    path = "docs/articles/posts/later.md"
    change(repository, path, "slug: later", "slug: later\ndraft: true")
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *name, "commit", "-qam", "Draft"], cwd=repository, check=True)
    (repository / path).unlink()
    assert moved(repository) == []


@pytest.mark.parametrize("base", ["no-such-revision", "--output=x", ""])
def test_without_a_base_there_is_nothing_to_compare(repository, base):
    (repository / "docs/letters/ask.md").unlink()
    assert moved(repository, base) == []
    assert not (repository / "x").exists()
