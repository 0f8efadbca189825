"""Meanings of terms by mouse, keyboard and touch; the list with its filter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, expect
from sample_library import DOCS

OpenPage = Callable[..., Page]
ARTICLE = "articles/what-is-in-the-plan/"


def terms() -> list[Path]:
    """Return the files of the sample's terms."""
    return [file for file in (DOCS / "glossary").glob("[!_.]*.md") if file.name != "index.md"]


def test_a_meaning_shows_by_mouse_and_by_keyboard_and_escape_hides_it(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, width=1280)
    term = page.locator(".ip-prose .ip-term").first
    meaning = term.locator("[role=tooltip]")
    expect(meaning).to_be_hidden()
    term.locator("a").hover()
    expect(meaning).to_be_visible()
    page.mouse.move(0, 0)
    expect(meaning).to_be_hidden()
    term.locator("a").focus()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_the_meaning_is_read_out_with_the_link(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, width=1280)
    term = page.locator(".ip-prose .ip-term").first
    words = term.locator("[role=tooltip]").text_content()
    expect(term.locator("a")).to_have_accessible_description(words or "no meaning")


def test_a_finger_sees_the_meaning_first_and_follows_the_link_next(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(site + ARTICLE)
    term = page.locator(".ip-prose .ip-term").first
    term.locator("a").tap()
    expect(term.locator("[role=tooltip]")).to_be_visible()
    assert page.url == site + ARTICLE
    box = term.locator("[role=tooltip]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    term.locator("a").tap()
    page.wait_for_url("**/glossary/**")
    context.close()


def test_a_letter_shows_its_words_and_opens_to_their_meanings(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390)
    letter = page.locator(".ip-letter-group").filter(has_text="Prior written notice")
    expect(letter.locator("summary")).to_contain_text("Prior written notice")
    expect(letter.locator("dd").first).to_be_hidden()
    letter.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(letter.locator("dd").first).to_be_visible()


def test_the_filter_finds_english_and_spanish_without_accents(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390)
    shown = page.locator(".ip-terms > div:visible")
    page.get_by_label("Find a word").fill("aviso previo")
    expect(shown.first).to_contain_text("Prior written notice")
    assert 0 < shown.count() < len(terms())
    expect(page.locator("[data-ip-filter] [role=status]")).to_have_text(
        f"Words found: {shown.count()}"
    )
    page.get_by_label("Find a word").fill("notificacion")
    expect(shown).to_have_count(1)
    page.get_by_label("Find a word").fill("")
    expect(shown).to_have_count(0)


def test_a_letter_that_was_open_is_open_again_after_the_filter(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390)
    page.locator(".ip-letter-group summary").first.click()
    opened = page.locator(".ip-letter-group[open]")
    expect(opened).to_have_count(1)
    page.get_by_label("Find a word").fill("p")
    expect(opened).not_to_have_count(1)
    page.get_by_label("Find a word").fill("")
    expect(opened).to_have_count(1)


def test_every_meaning_is_on_paper(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390)
    printed = pypdfium2.PdfDocument(page.pdf())
    paper = " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in printed)
    for meaning in page.locator(".ip-terms dd").all():
        words = (meaning.text_content() or "").split()
        assert " ".join(words[:4]) in paper


def test_without_script_each_letter_opens_and_there_is_no_dead_filter(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390, js=False)
    expect(page.locator("[data-ip-filter]")).to_be_hidden()
    for letter in page.locator(".ip-letter-group summary").all():
        letter.click()
    expect(page.locator(".ip-terms > div:visible")).to_have_count(len(terms()))


def test_a_short_form_leads_to_its_word_with_and_without_script(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390)
    page.get_by_label("Find a word").fill("pwn")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Prior written notice")).to_be_focused()
    box = page.locator(":focus").bounding_box()
    assert box is not None and box["y"] + box["height"] <= 844, "below the field, in sight"
    page = open_page("glossary/", width=390, js=False)
    letter = page.locator(".ip-letter-group").filter(has_text="Prior written notice")
    expect(letter.locator("summary")).to_contain_text("Prior written notice (PWN)")


def test_a_letter_above_the_list_opens_its_words(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390)
    letter = page.locator(".ip-letter-group").filter(has_text="Prior written notice")
    page.get_by_role("navigation", name="To a letter").get_by_role("link", name="P").press("Enter")
    expect(letter.locator("dd").first).to_be_visible()
    expect(letter.locator("summary")).to_be_focused()
    page.goto(page.url)  # the address leads there, too
    expect(letter.locator("dd").first).to_be_visible()
