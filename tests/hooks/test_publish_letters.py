"""A small site with letters, built by MkDocs with the real hook and the real partials."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
import yaml
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from mkdocs.commands.build import build
from mkdocs.config import load_config
from sample_words import sample_overrides
from site_pages import one

ROOT = Path(__file__).parents[2]
TEMPLATE = """\
{% macro icon(name) %}{% endmacro %}
<main>{{ page.content }}</main>
{% if letter %}
{% include "partials/letter_form.html" %}
{% include "partials/letter_before.html" %}
{% include "partials/letter_paper.html" %}
{% include "partials/letter_actions.html" %}
{% endif %}
"""
LETTER = """\
---
title: Say hello
description: A letter.
subject: Hello from [child's name] & me
updated: 2026-11-24
---

## When to use it

Any day.

## The letter

[date]

Dear [teacher's \\<name\\>],

**[Child's name]** likes 3 < 4 & \\<b\\>you\\</b\\>.
Call [what we need]

- one
- [another]
"""


HOOKS = ("publish_letters", "fill_templates")


class Site:
    """A project in its own folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        theme = root / "theme"
        for folder in ("partials", "words"):
            shutil.copytree(sample_overrides() / folder, theme / folder)
        (theme / "main.html").write_text(TEMPLATE, encoding="utf-8")
        self.settings: dict[str, Any] = {
            "site_name": "IEP Partner",
            "theme": {"name": None, "custom_dir": "theme", "language": "en"},
            "hooks": [str(ROOT / "hooks" / f"{name}.py") for name in HOOKS],
            "plugins": [],
            "validation": {"unrecognized_links": "warn"},
        }
        self.write("index.md", "# Home\n")

    def add_hook(self, code: str) -> None:
        (self.root / "another.py").write_text(code, encoding="utf-8")
        self.settings["hooks"].append("another.py")

    def write(self, path: str, text: str) -> None:
        file = self.root / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def build(self) -> Path:
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump(self.settings), encoding="utf-8")
        config = load_config(str(self.root / "mkdocs.yml"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        return self.root / "site"

    def page(self, address: str) -> BeautifulSoup:
        html = (self.root / "site" / address / "index.html").read_text(encoding="utf-8")
        return BeautifulSoup(html, "html.parser")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_the_page_has_the_guidance_and_the_letter_apart(site: Site) -> None:
    site.write("letters/hello.md", LETTER)
    site.build()
    page = site.page("letters/hello")
    guidance = one(page, "main").get_text()
    assert "Any day." in guidance
    assert "The letter" not in guidance and "Dear" not in guidance
    body = one(page, "[data-ip-letter-body]")
    assert [child.name for child in body.find_all(recursive=False)] == ["p", "p", "p", "ul"]
    for br in body.find_all("br"):
        br.replace_with("\n")
    assert [p.get_text() for p in body.find_all("p")] == [
        "[date]",
        "Dear [teacher's <name>],",
        "[Child's name] likes 3 < 4 & <b>you</b>.\nCall [what we need]",
    ]
    assert [li.get_text() for li in body.find_all("li")] == ["one", "[another]"]
    assert one(page, "[data-ip-letter-subject]").get_text() == "Hello from [child's name] & me"


def test_each_placeholder_is_a_marked_part_and_one_labelled_field(site: Site) -> None:
    site.write("letters/hello.md", LETTER)
    site.build()
    page = site.page("letters/hello")
    slots = [(slot["data-field"], slot.get_text()) for slot in page.select("span.ip-slot")]
    assert slots == [
        ("childs-name", "[child's name]"),
        ("date", "[date]"),
        ("teachers-name", "[teacher's <name>]"),
        ("childs-name", "[Child's name]"),
        ("what-we-need", "[what we need]"),
        ("another", "[another]"),
    ]
    form = one(page, "form")
    assert "ip-scripted" in form["class"], "without the script the form would do nothing"
    fields = form.select("[data-field]")
    assert [(field["data-field"], field.name, field.get("type")) for field in fields] == [
        ("childs-name", "input", "text"),
        ("date", "input", "date"),
        ("teachers-name", "input", "text"),
        ("what-we-need", "textarea", None),
        ("another", "input", "text"),
    ]
    labels = [one(form, f"label[for='{field['id']}']").get_text() for field in fields]
    assert labels[:3] == ["Child's name", "Date", "Teacher's <name>"]


def test_downloads_are_there_and_hold_the_letter(site: Site) -> None:
    site.write("letters/hello.md", LETTER)
    site.write("index.md", "[Word](letters/hello.docx) and [text](letters/hello.txt)")
    out = site.build()
    page = site.page("letters/hello")
    links = [str(link["href"]) for link in page.select("a[download]")]
    assert links == ["../hello.docx", "../hello.txt"], "no link to a PDF that is not there"
    text = (out / "letters/hello.txt").read_text(encoding="utf-8")
    assert text.startswith("Subject: Hello from [child's name] & me\n\n[date]\n\nDear")
    word = docx.Document(BytesIO((out / "letters/hello.docx").read_bytes()))
    words = "".join(text.text or "" for text in word.element.body.iter(qn("w:t")))
    assert "Dear [teacher's <name>]," in words
    assert word.core_properties.language == "en-US"
    assert word.core_properties.author == "IEP Partner"


def test_downloads_stand_with_the_sheet_that_another_hook_made(site: Site) -> None:
    site.write("letters/hello.md", LETTER)
    site.add_hook(
        "from support.state import Download, build_of\n"
        "def on_env(env, config, **kwargs):\n"
        "    pdf = Download('letters/hello.pdf', 'pdf')\n"
        "    build_of(config).add_download('letters/hello.md', pdf)\n"
    )
    site.build()
    links = [link["href"] for link in site.page("letters/hello").select("a[download]")]
    assert links == ["../hello.docx", "../hello.pdf", "../hello.txt"]


def test_the_mail_link_holds_the_letter_without_a_script(site: Site) -> None:
    site.write("letters/hello.md", LETTER)
    site.build()
    link = str(one(site.page("letters/hello"), "[data-ip-letter-mail]")["href"])
    said = parse_qs(urlsplit(link).query)
    assert said["subject"] == ["Hello from [child's name] & me"]
    assert said["body"][0].startswith("[date]\r\n\r\nDear [teacher's <name>],\r\n\r\n")
    assert said["body"][0].endswith("- one\r\n- [another]")


def test_the_folder_s_index_and_drafts_to_copy_are_no_letters(site: Site) -> None:
    site.write("letters/index.md", "# Letters\n\n## The letter\n\nAn [open bracket\n")
    site.write("letters/_template.md", "No letter")
    out = site.build()
    assert not list(out.glob("letters/*.docx"))
    assert "An [open bracket" in one(site.page("letters"), "main").get_text()


def test_a_second_build_gives_the_same_files(site: Site) -> None:
    site.write("letters/hello.md", LETTER)
    first = {p.name: p.read_bytes() for p in site.build().glob("letters/hello.*")}
    second = {p.name: p.read_bytes() for p in site.build().glob("letters/hello.*")}
    assert first == second and sorted(first) == ["hello.docx", "hello.txt"]


BEFORE = """\
before_sending:
  - ask: Did you <talk> first?
    if_no: You do not have to.
  - needs: [child's name, what we need]
    why: The office asks for it.
  - within: 10 days
    of: date
    why: Later is too late.
  - ask: Is it signed?
    if_no: Sign it.
"""


def test_what_to_look_at_before_sending_is_on_the_page_and_in_no_letter(site: Site) -> None:
    site.write("letters/hello.md", LETTER.replace("updated:", f"{BEFORE}updated:"))
    out = site.build()
    page = site.page("letters/hello")
    first = one(page, "form [data-ip-letter-ask]")
    assert one(first, "legend").get_text() == "Did you <talk> first?"
    assert first.select_one(".ip-letter-answers.ip-scripted"), "without the script they do nothing"
    assert "You do not have to." in first.get_text()
    entries = page.select("[data-ip-letter-before] li")
    assert [entry["data-ip-letter-reminder"] for entry in entries] == ["needs", "within", "ask"]
    said = [" ".join(entry.get_text(" ").split()) for entry in entries]
    assert said[0].startswith("Child's name , what we need . The office asks for it.")
    assert said[1].startswith("Within 10 days of the date . Later is too late.")
    assert [link["href"] for link in entries[0].select("a")] == [
        "#letter-childs-name",
        "#letter-what-we-need",
    ]
    for link in page.select("[data-ip-letter-before] a"):
        assert page.select_one(str(link["href"])), "it leads to the field"
    letter = (out / "letters/hello.txt").read_text(encoding="utf-8")
    for words in ("You do not", "The office", "Sign it"):
        assert words not in letter + one(page, ".ip-letter-paper").get_text()


def test_a_label_gets_the_hint_of_the_first_line_that_fits(site: Site) -> None:
    path = site.root / "theme" / "words" / "en.yml"
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    words["letter"]["hints"] = "teacher's = First\nname = Second\ndate = Third\n"
    path.write_text(yaml.safe_dump(words), encoding="utf-8")
    site.write("letters/hello.md", LETTER)
    site.build()
    form = one(site.page("letters/hello"), "form")
    hints = {
        str(field["data-field"]): one(form, f"[id='{field['aria-describedby']}']").get_text()
        for field in form.select("[data-field][aria-describedby]")
    }
    assert hints["teachers-name"] == "First"
    assert hints["childs-name"] == "Second"
    assert "date" not in hints, "a calendar says what it takes"
