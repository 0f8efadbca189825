"""Publishes each letter of docs/letters/ as a page, a Word file and plain text.

publish_sheets.py makes the PDF of a letter, with the other sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from library.common.build_cache import cached
from library.content.kinds import guidance_part, kind_of
from library.content.schema import LETTER
from library.letters.before_sending import read_reminders
from library.letters.form import form_parts, is_named
from library.letters.letter import Letter
from library.letters.plain_text import letter_text, mail_link
from support import stages
from support.kept import code_digest, kept_folder
from support.state import Download, build_of


@event_priority(stages.OnFiles.PUBLISH_LETTERS)
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> Files:
    """Add <letter>.docx and <letter>.txt, so that links to them are checked like all others.

    check_content.py has already found that each letter can be read.
    """
    build, folder = build_of(config), kept_folder(config, "letters")
    words = build.words
    for file in list(_letter_files(files)):
        facts, letter = build.letter(file)
        subject_label = words.letter.subject
        about = {
            "title": facts.title,
            "author": config.site_name,
            "language": words.site.locale.replace("_", "-"),
            "subject_label": subject_label,
            "updated": facts.updated,
        }
        recipe = [code_digest(), file.content_string.encode(), repr(about).encode()]
        word = cached(folder, ".docx", recipe, partial(_word_file, letter, about))
        text = letter_text(letter, subject_label=subject_label)
        name = _without_suffix(file)
        files.append(File.generated(config, f"{name}.docx", content=word))
        files.append(File.generated(config, f"{name}.txt", content=text))
    return files


def _word_file(letter: Letter, about: dict[str, Any]) -> bytes:
    from library.letters.word_file import letter_docx  # late: it brings a package that takes long

    return letter_docx(letter, **about)


@event_priority(stages.OnPageMarkdown.PUBLISH_LETTERS)
def on_page_markdown(markdown: str, page: Page, **kwargs: object) -> str:
    """Leave only the guidance in the page's text; the template shows the letter itself."""
    return guidance_part(markdown) if _is_letter(page.file) else markdown


@event_priority(stages.OnEnv.PUBLISH_LETTERS)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Offer the Word file and the plain text on the page of each letter."""
    build = build_of(config)
    for letter in _letter_files(files):
        for kind in ("docx", "txt"):
            file = files.get_file_from_path(f"{_without_suffix(letter)}.{kind}")
            assert file is not None
            build.add_download(letter.src_uri, Download(file.url, kind))
    return env


@event_priority(stages.OnPageContext.PUBLISH_LETTERS)
def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, **kwargs: object
) -> dict[str, Any]:
    """Give a letter's template the `letter`, its `letter_mail` link and what to check first.

    `letter_first` are the questions that open its `before_sending`, `letter_before` all the rest;
    `letter_hints` the hints under the labels, by field. `letter_parts` are the parts of the form,
    each with its name and placeholders, and `letter_short` the fields that need little room.
    """
    if _is_letter(page.file):
        facts, letter = build_of(config).letter(page.file)
        reminders, _ = read_reminders(facts.before_sending, letter.placeholders)
        first = list(takewhile(lambda reminder: reminder.sort == "ask", reminders))
        words = build_of(config).words
        context["letter"] = letter
        context["letter_hints"] = {
            placeholder.field: _hint(placeholder.label, words.letter.hints)
            for placeholder in letter.placeholders
            if placeholder.kind != "date"
        }
        context["letter_parts"] = form_parts(
            letter.placeholders, words.letter.parts, words.letter.rest
        )
        context["letter_short"] = {
            placeholder.field
            for placeholder in letter.placeholders
            if placeholder.kind == "date" or is_named(placeholder, words.letter.short)
        }
        context["letter_first"] = first
        context["letter_before"] = reminders[len(first) :]
        context["letter_mail"] = mail_link(letter)
    return context


def _hint(label: str, hints: str) -> str:
    """Return the hint of the first line, "part of a label = hint", whose part is in the label."""
    for line in hints.splitlines():
        part, _, hint = line.partition(" = ")
        if part in label.lower():
            return hint
    return ""


def _letter_files(files: Files) -> Iterator[File]:
    return (file for file in files.documentation_pages() if _is_letter(file))


def _is_letter(file: File) -> bool:
    return kind_of(file.src_uri) is LETTER


def _without_suffix(file: File) -> str:
    return file.src_uri.removesuffix(".md")
