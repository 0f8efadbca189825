"""`python -m library.check` and `python -m library.new`, as run.py calls them."""

from __future__ import annotations

import shutil

import pytest
from PIL import Image

from library.authoring.new import STARTABLE, write_new
from library.authoring.new import main as new
from library.check.__main__ import main, summary
from library.check.problem import Problem
from library.check.tools import tool, typos
from tests.library.check.corpus import GOOD, NOW, PAGES, TODAY, problems_of


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A good library in its own folder; today is the corpus's today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW.timestamp()))
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_good_library_ends_in_0(library, capsys):
    assert main([]) == 0
    assert capsys.readouterr().out == "All is well: no problem found.\n"


def test_an_error_ends_in_1_and_names_the_line(library, capsys):
    (library / PAGES["letter"]).write_text("Hello\n")
    assert main([]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("docs/letters/ask.md:1: The page has no block at the top")
    assert last.startswith("1 problem to fix before publishing.")


def test_hints_alone_end_in_0(library, capsys):
    page = library / PAGES["about"]
    page.write_text(page.read_text() + "\nA game changer.\n")
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Ready to publish. 1 hint")


def test_only_the_paths_asked_for_are_reported(library, capsys):
    (library / PAGES["letter"]).write_text("Hello\n")
    assert main(["docs/checklists", "docs/index.md"]) == 0
    assert main([PAGES["letter"]]) == 1
    capsys.readouterr()


def test_the_settings_are_checked_alone_too(library, capsys):
    (library / PAGES["letter"]).write_text("Hello\n")
    assert main(["mkdocs.yml"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("path", ["docs/gone.md", "run.py"])
def test_a_path_that_cannot_be_checked_is_said(library, capsys, path):
    (library / "run.py").touch()
    assert main([path]) == 2
    assert path in capsys.readouterr().out


def test_an_option_that_there_is_not_is_said_in_our_words(library, capsys):
    assert main(["--fixx"]) == 2
    assert capsys.readouterr().out == (
        '"--fixx" is not an option of this command. Did you mean "--fix"? '
        "`python3 run.py check --help` lists all.\n"
    )


def test_annotations_for_github(library, capsys):
    page = library / PAGES["about"]
    page.write_text(page.read_text() + "\nYou will recieve it.\n")
    assert main(["--format", "github"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith('::error file=docs/about/index.md,line=9,title=misspelling::"recieve"')


def test_fix_repairs_and_says_so(library, capsys):
    page = library / PAGES["post"]
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["--fix"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"{PAGES['post']}: repaired"
    assert b"\r" not in page.read_bytes()


def test_fix_takes_the_place_out_of_a_photo(library, capsys):
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 53.0, 23.0)})
    photo = library / "docs/images/team.jpg"
    photo.parent.mkdir()
    Image.new("RGB", (40, 30), "red").save(photo, exif=exif.tobytes())
    assert main([]) == 1
    assert "docs/images/team.jpg:1: This photo's file says where" in capsys.readouterr().out
    assert main(["--fix"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "docs/images/team.jpg: repaired"


def test_a_missing_tool_is_a_hint(library, monkeypatch):
    def missing(name: str) -> str:
        raise tool.ToolMissing(name)

    monkeypatch.setattr(tool, "find_tool", missing)
    found = problems_of(library, tools=True)
    assert [line.partition(" is not")[0] for line in found] == [
        'requirements.txt:1: hint: The program "rumdl"',
        'requirements.txt:1: hint: The program "typos"',
    ]
    assert typos.CONFIG.exists()


def test_the_summary_counts():
    problem = Problem("a", 1, "error", "x", "y")
    hint = Problem("a", 1, "hint", "x", "y")
    assert summary([problem, problem, hint]).startswith(
        "2 problems to fix before publishing, and 1 hint."
    )


@pytest.mark.parametrize("kind", STARTABLE.values(), ids=STARTABLE)
@pytest.mark.parametrize("title", ["What's next?", "504", "Plans: one & two #3", '"Yes"'])
def test_a_new_page_is_valid(library, kind, title):
    path = write_new(library, kind, title, TODAY)
    found = problems_of(library, tools=True)
    own = [line for line in found if path.name in line]
    # Only its examples are left to replace, the description first.
    assert '"description" is still the example from a new page' in own[0]
    assert all("still the example" in line for line in own) and len(own) > 1


def test_new_knows_what_the_site_calls_an_article_and_asks_for_quotes(library, capsys):
    assert new(["article", "“What”"]) == 0
    assert capsys.readouterr().out == "docs/articles/posts/what.md\n"
    assert new(["article", "“What", "now”"]) == 2
    assert capsys.readouterr().out == (
        'Put straight quotes around the title: new article "What now"\n'
    )


def test_new_never_overwrites(library, capsys):
    assert new(["article", "Sample"]) == 1
    assert "already exists" in capsys.readouterr().out
    assert new(["letter", "Thank the teacher"]) == 0
    assert capsys.readouterr().out == "docs/letters/thank-the-teacher.md\n"


@pytest.mark.parametrize("arguments", [[], ["article"], ["story", "A"], ["article", " "]])
def test_new_says_how_it_is_used(library, capsys, arguments):
    assert new(arguments) == 2
    assert "article, checklist, letter, term" in capsys.readouterr().out


def test_a_file_that_is_elsewhere_is_named(library, capsys):
    assert main(["ask.md"], root=library) == 2
    assert capsys.readouterr().out == (
        "ask.md: there is no such file or folder. Did you mean docs/letters/ask.md?\n"
    )
