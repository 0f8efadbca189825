"""Hooks of a few lines, called as MkDocs calls them."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment
from markdown import Markdown
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from sample_library import DOCS
from sample_words import sample_overrides

import check_settings
import cite_regulations
import extend_markdown
import subset_fonts
from support.state import build_of


def config(**settings: Any) -> Any:
    return SimpleNamespace(**settings)


@pytest.mark.parametrize(("email", "notes"), [("hello@example.org", 1), ("hello@iep.info", 0)])
def test_example_values_are_told_once(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, email: str, notes: int
) -> None:
    file = tmp_path / "mkdocs.yml"
    extra = f"repository: rivera/library, contact: {{email: {email}, hours: On Mondays.}}"
    text = f"site_name: Ours\nsite_url: https://iep.info/\nextra: {{{extra}}}\n"
    file.write_text(text, encoding="utf-8")
    caplog.set_level(logging.INFO, "mkdocs")
    check_settings.on_config(config(config_file_path=str(file), extra={}))
    said = [(record.levelno, "check --owner" in record.getMessage()) for record in caplog.records]
    assert said == [(logging.INFO, True)] * notes, "a note, as a warning would stop the build"


def test_words_are_read_by_language_and_by_dots(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "es.yml").write_text("letter:\n  clear: Borrar\n", encoding="utf-8")
    words = build_of(config(theme=Theme(tmp_path, "es"), extra={})).words
    template = Environment().from_string("{{ words.letter.clear }}")
    assert template.render(words=words) == "Borrar"


@pytest.mark.parametrize(
    ("text", "said"), [(None, "are missing"), ("letter: [", "cannot be read as YAML")]
)
def test_words_that_cannot_be_read_stop_the_build(
    tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "words" / "es.yml"
    if text:
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    with pytest.raises(PluginError, match=said) as stop:
        _ = build_of(config(theme=Theme(tmp_path, "es"), extra={})).words
    assert str(file) in str(stop.value)


class Theme(dict[str, str]):
    """A theme's settings, as far as our hooks read them."""

    def __init__(self, custom_dir: Path, language: str) -> None:
        super().__init__(language=language)
        self.custom_dir = str(custom_dir)


def test_our_markdown_is_added_to_what_is_there() -> None:
    theme = Theme(sample_overrides(), "en")
    settings = config(markdown_extensions=["attr_list"], mdx_configs={}, theme=theme, extra={})
    assert extend_markdown.on_config(settings) is settings
    html = Markdown(extensions=settings.markdown_extensions).convert(
        "- [ ] Read [it](https://example.org){ #it }."
    )
    assert 'class="ip-box"' in html and 'class="ip-outside"' in html and 'id="it"' in html


def test_citations_are_linked_from_the_register(tmp_path: Path) -> None:
    shutil.copy(DOCS / "regulations.yml", tmp_path)
    theme = Theme(sample_overrides(), "en")
    settings = config(markdown_extensions=[], docs_dir=str(tmp_path), theme=theme, extra={})
    cite_regulations.on_config(settings)
    html = Markdown(extensions=settings.markdown_extensions).convert(
        "See 34 CFR 300.323(d). It is so (34 CFR 300.322(f))."
    )
    assert 'href="https://www.ecfr.gov/current/title-34/section-300.323#p-300.323(d)"' in html
    assert 'aria-label="Rule 1: 34 CFR 300.322(f)"' in html


def test_two_weights_of_the_font_are_made_once_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: Any = Settings(config_file_path=str(tmp_path / "mkdocs.yml"))
    made = subset_fonts.on_files(Files([]), settings)
    names = {file.src_uri: file.content_bytes for file in made}
    assert list(names) == [
        "assets/fonts/atkinson-regular.woff2",
        "assets/fonts/atkinson-regular-more.woff2",
        "assets/fonts/atkinson-bold.woff2",
        "assets/fonts/atkinson-bold-more.woff2",
    ]
    monkeypatch.setattr(subset_fonts, "subset_woff2", pytest.fail)  # not made a second time
    again = subset_fonts.on_files(Files([]), settings)
    assert {file.src_uri: file.content_bytes for file in again} == names


class Settings(SimpleNamespace):
    """Settings of MkDocs for files that are made during the build."""

    site_dir = "site"
    use_directory_urls = True
    plugins = SimpleNamespace(_current_plugin=None)
