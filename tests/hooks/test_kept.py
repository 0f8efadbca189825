"""A build with a full cache makes the same site as one with an empty cache.

Random edits, from a seed, of everything people change: texts, names, terms, rules, the words of the
interface, templates, settings. After each one, two builds of the same files are compared.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from importlib.metadata import requires
from pathlib import Path

import pytest
import yaml
from project_settings import ROOT
from sample_library import DOCS
from site_pages import files_of
from small_project import Project

from support import kept, sheet_files
from support.state import SITE_BEFORE

SEED = 20261129
MADE_HERE = (
    "pages",
    "templates",
    "letters",
    "rendered",
    "search",
    "zip",
)


@pytest.mark.slow
def test_a_walk_of_edits(tmp_path: Path) -> None:
    walk, compiled = project(tmp_path / "walk"), tmp_path / "compiled"
    compiled.mkdir()
    chance = random.Random(SEED)
    edits = chance.sample(EDITS, len(EDITS))
    walk.build()
    for edit in edits:
        edit(walk, chance)
        again = files_of(walk.build())
        fresh = project(tmp_path / "fresh")
        if edit not in CHANGES_TEMPLATES:  # to compile them all again takes half of a build
            (fresh.root / ".cache" / "templates").symlink_to(compiled)
        for name in ("docs", "overrides"):
            shutil.rmtree(fresh.root / name)
            shutil.copytree(walk.root / name, fresh.root / name)
        fresh.settings = {**walk.settings, "theme": {**walk.settings["theme"]}}
        fresh.settings["theme"]["custom_dir"] = str(fresh.root / "overrides")
        expected = files_of(fresh.build())
        different = [name for name in expected if again.get(name) != expected[name]]
        assert again.keys() == expected.keys() and not different, (edit.__name__, different)
        shutil.rmtree(fresh.root)


def test_a_page_with_a_warning_is_converted_each_time(tmp_path: Path) -> None:
    walk = project(tmp_path / "walk")
    walk.settings["hooks"] = [h for h in walk.settings["hooks"] if "check_content" not in h]
    walk.post("broken", text="See [it](nowhere.md).\n\n<!-- more -->\n\n## More\n\nText.\n")
    for _ in range(2):
        walk.build("preview")
        assert [message for message in walk.messages if "nowhere.md" in message]


def test_only_the_page_that_changed_and_the_list_that_quotes_it_are_rendered(
    tmp_path: Path,
) -> None:
    walk = project(tmp_path / "walk")
    rendered = walk.root / ".cache" / "rendered"
    walk.build()
    before = {path.name for path in rendered.iterdir()}
    change_a_page(walk, random.Random(SEED))
    walk.build()
    after = {path.name for path in rendered.iterdir()}
    assert len(before - after) == len(after - before) == 2


def test_the_page_that_tells_the_policies_of_all_is_made_each_time(tmp_path: Path) -> None:
    walk = project(tmp_path / "walk")
    privacy = (DOCS / "about/privacy.md").read_text(encoding="utf-8")
    walk.write("about/privacy.md", privacy.partition("\n---\n")[0] + "\n---\n\nText.\n")
    site = walk.build()
    assert "data-ip-rule" in (site / "about/privacy/index.html").read_text(encoding="utf-8")
    pages = [path.read_bytes() for path in (walk.root / ".cache" / "rendered").iterdir()]
    assert pages and not any(b"data-ip-rule" in page for page in pages)


def test_a_build_links_to_what_is_the_same_in_the_site_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, before = project(tmp_path / "walk"), tmp_path / "before"
    walk.build().rename(before)
    old = files_of(before)
    change_a_page(walk, random.Random(SEED))
    expected = files_of(walk.build())
    monkeypatch.setenv(SITE_BEFORE, str(before))
    site = walk.build()
    assert files_of(site) == expected
    assert files_of(before) == old
    linked = {path for path in expected.keys() & old if (site / path).samefile(before / path)}
    assert {"index.html", "letters/ask/index.html", "articles/first/index.html"} <= linked
    assert any(path.startswith("search/en/text-") for path in linked)


def test_a_kept_page_is_used(tmp_path: Path) -> None:
    walk = project(tmp_path / "walk")
    walk.build()
    before = {path.name for path in (walk.root / ".cache" / "pages").iterdir()}
    walk.build()
    assert {path.name for path in (walk.root / ".cache" / "pages").iterdir()} == before
    walk.post("new-one")
    walk.build()
    assert {path.name for path in (walk.root / ".cache" / "pages").iterdir()} > before


def project(folder: Path) -> Project:
    """Return a small project with its own templates and cache; fonts and sheets are shared."""
    made = Project(folder)
    for path in ("regulations.yml", "glossary/index.md", "letters/index.md"):
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DOCS / path, folder / "docs" / path)
    for slug in ("first", "second", "third"):
        made.post(slug, text=TEXT.format("IEP team", slug))
    made.write("glossary/iep-team.md", term("IEP team"))
    made.write("letters/.meta.yml", "template: letter.html\n")
    made.write("letters/ask.md", LETTER)
    made.own_templates()
    (folder / ".cache").unlink()
    (folder / ".cache").mkdir()
    for shared in (ROOT / ".cache").iterdir():
        if shared.name not in MADE_HERE:
            (folder / ".cache" / shared.name).symlink_to(shared)
    return made


TEXT = """\
Ask the {0} at school (34 CFR 300.321(a)). This is about {1}.

<!-- more -->

## What comes next

See [the first](first.md#what-comes-next).
"""


LETTER = """\
---
title: Ask the team
description: A short letter that asks the team to meet about the plan, in your own words.
subject: A meeting for [child's name]
updated: 2026-01-01
---

## When to use it

Any day.

## The letter

Dear [name],

I ask for a meeting of the IEP team.
"""


def term(name: str) -> str:
    """Return the page of a glossary term."""
    about = "The people who write the plan together, at least once a year, at one table."
    return f"---\ntitle: {name}\ndescription: {about}\n---\n\n{about}\n"


def post(walk: Project, chance: random.Random) -> Path:
    """Return the file of one of the posts except the first, which others link to."""
    posts = sorted((walk.root / "docs/articles/posts").glob("*.md"))
    return chance.choice([path for path in posts if path.stem != "first"])


def add_a_page(walk: Project, chance: random.Random) -> None:
    slug = f"new-{chance.randrange(10**6)}"
    walk.post(slug, f"2026-02-{chance.randrange(1, 28):02}", text=TEXT.format("IEP team", slug))


def change_a_page(walk: Project, chance: random.Random) -> None:
    path = post(walk, chance)
    path.write_text(path.read_text().replace("This is about", "Once more, this is about"))


def change_a_title(walk: Project, chance: random.Random) -> None:
    path = post(walk, chance)
    path.write_text(path.read_text().replace("title: ", "title: About ", 1))


def change_a_description(walk: Project, chance: random.Random) -> None:
    """Each page that lists this one shows the description."""
    path = walk.root / "docs/letters/ask.md"
    path.write_text(re.sub(r"(?m)^description: ", "description: In short, ", path.read_text()))


def change_the_order(walk: Project, chance: random.Random) -> None:
    path = post(walk, chance)
    path.write_text(re.sub(r"(?m)^date: .*$", "date: 2026-03-01", path.read_text()))


def rename_a_page(walk: Project, chance: random.Random) -> None:
    path = post(walk, chance)
    slug = f"renamed-{chance.randrange(10**6)}"
    path.write_text(path.read_text().replace(f"slug: {path.stem}\n", f"slug: {slug}\n"))
    path.rename(path.with_stem(slug))


def delete_a_page(walk: Project, chance: random.Random) -> None:
    post(walk, chance).unlink()
    add_a_page(walk, chance)  # so that there is always one to take


def change_a_letter(walk: Project, chance: random.Random) -> None:
    path = walk.root / "docs/letters/ask.md"
    path.write_text(path.read_text().replace("a meeting of", "a first meeting of"))


def change_a_term(walk: Project, chance: random.Random) -> None:
    path = walk.root / "docs/glossary/iep-team.md"
    path.write_text(path.read_text().replace("at one table", "at one table or on the phone"))


def change_a_rule(walk: Project, chance: random.Random) -> None:
    path = walk.root / "docs/regulations.yml"
    path.write_text(path.read_text().replace("Who is on", "All who are on"))


def change_the_words(walk: Project, chance: random.Random) -> None:
    path = walk.root / "overrides/words/en.yml"
    words = yaml.safe_load(path.read_text())
    words["article"]["sources"] += " of the law"
    path.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False))


def change_the_style(walk: Project, chance: random.Random) -> None:
    path = walk.root / "overrides/assets/stylesheets/text.css"
    path.write_text(path.read_text() + "\n.ip-page { color: #123456; }\n")


def change_a_template(walk: Project, chance: random.Random) -> None:
    path = walk.root / "overrides/partials/article_facts.html"
    path.write_text(path.read_text() + "<p>Read it twice.</p>\n")


def change_the_settings(walk: Project, chance: random.Random) -> None:
    walk.settings["site_name"] += " library"


EDITS: list[Callable[[Project, random.Random], None]] = [
    *(add_a_page, change_a_page, rename_a_page, delete_a_page, change_a_term, change_a_rule),
    *(
        change_a_title,
        change_a_description,
        change_the_order,
        change_a_letter,
        change_the_style,
        change_the_words,
        change_a_template,
        change_the_settings,
    ),
]
# What compiled templates depend on; after these, not even those are there already.
CHANGES_TEMPLATES = (change_a_template, change_the_words, change_the_settings)


def test_other_code_reads_nothing_of_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep_by_us(tmp_path / "one", b"made")
    assert kept.read_kept_by_us(tmp_path / "one") == b"made"
    assert kept.read_kept_by_us(tmp_path / "none") == b""
    monkeypatch.setattr(kept, "code_digest", lambda: bytes(32))
    assert kept.read_kept_by_us(tmp_path / "one") == b""


def test_a_sheet_depends_on_all_that_draws_it() -> None:
    """cffi only calls the libraries of the system."""
    names = {re.split(r"[^\w.-]", each)[0].lower() for each in requires("weasyprint") or ()}
    names -= {"cffi", "sphinx", "furo", "pytest", "ruff"}  # the last four for its own tests
    assert {"weasyprint", *names} == set(sheet_files.ENGINE)
