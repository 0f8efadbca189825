"""The preview never stops: whatever mistake is in a page, `serve` reports it and shows the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from small_project import ABOUT, Project

POST = "articles/posts/an-article.md"
KINDS = {
    POST: (
        f"---\ntitle: An article\nslug: an-article\ndate: 2026-01-01\n"
        f"description: {ABOUT.format('articles')}\ncategories: [Meetings]\n"
        "checked: 2026-01-01\n---\n\nShort answer.\n\n<!-- more -->\n\n## More\n\nText.\n"
    ),
    "checklists/a-checklist.md": (
        f"---\ntitle: A checklist\ndescription: {ABOUT.format('sheets')}\n"
        "purpose: Walk in with your papers and your people ready.\nupdated: 2026-01-01\n---\n\n"
        "## Before\n\n- [ ] Bring a pen.\n\n"
    ),
    "letters/a-letter.md": (
        f"---\ntitle: A letter\ndescription: {ABOUT.format('letters')}\n"
        "subject: A meeting for [child's name]\nupdated: 2026-01-01\n---\n\n"
        "## When to use it\n\nAny day.\n\n## The letter\n\nDear [name],\n\n"
    ),
    "glossary/a-term.md": (
        f"---\ntitle: A term\ndescription: {ABOUT.format('terms')}\n---\n\n## Example\n\nText.\n\n"
    ),
}
SLIPS = {
    "a picture that is not there yet": "![Six people at a table](../images/nope.png)\n",
    "signs of no font": "- [ ] One \U0001f389 \u4e2d\u6587 \u2705 \ufe0f \U000e0041 thing.\n",
    "items without words": "- [ ]\n- [ ] \n- [ ] \u2705\n- [ ] ...\n",
    "an item twice, a placeholder left open": "- [ ] Same.\n- [ ] Same.\n\nHello [name\n",
    "what other systems make of Markdown": (
        '[contact-form-7 id="1"] {{< youtube x >}} {% include x %} [gone](gone.md) [](#) [a][b]\n'
        "\n![A tree](https://example.org/a.png)\n\n[^1]\n\n[^1]:\n\n| a |\n| --- |\n| [ ] |\n\n"
        "The school must answer (34 CFR 300.9999).\n\n<div><b>bold\n\n<script>x</script>\n\n```\n"
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    for path, text in KINDS.items():
        project.write(path, text)
    for folder in ("checklists", "letters"):
        project.write(f"{folder}/.meta.yml", f"template: {folder[:-1]}.html\n")
    return project


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_every_kind_of_page(project: Project, slip: str) -> None:
    for path, text in KINDS.items():
        project.write(path, f"{text}{SLIPS[slip]}")
    site = project.build("serve")
    assert not any("Traceback" in message for message in project.messages)
    assert (site / "index.html").exists()
    for path in KINDS:
        page = path.replace("/posts", "").removesuffix(".md")
        shown = (site / page / "index.html").exists()
        left_out = f"WARNING: check: docs/{path} is left out"
        assert shown or any(message.startswith(left_out) for message in project.messages)


@pytest.mark.parametrize("slip", SLIPS)
def test_build_says_it_in_words_of_ours(project: Project, slip: str) -> None:
    for path, text in KINDS.items():
        project.write(path, f"{text}{SLIPS[slip]}")
    try:
        project.build()
    except Abort:
        assert project.messages
    assert not any("Traceback" in message for message in project.messages)


def test_signs_that_word_makes_are_published_on_sheets(project: Project) -> None:
    signs = "5\u2032 non\u2011stop \u2192 \u2713 \u2714\ufe0f \u2153 \u0111\u01b0\u1ee3c"
    for path in ("checklists/a-checklist.md", "letters/a-letter.md"):
        project.write(path, f"{KINDS[path]}{'- [ ] ' * path.startswith('c')}{signs}\n")
    site = project.build()
    assert project.messages == []
    names = ("checklists/a-checklist", "checklists/a-checklist-large-print", "letters/a-letter")
    assert all((site / f"{name}.pdf").exists() for name in names)
