"""Meanings of terms by mouse, keyboard and touch; the list with its filter."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect
from sample_library import DOCS

OpenPage = Callable[..., Page]
ARTICLE = "articles/what-is-in-the-plan/"


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


def test_the_filter_finds_english_and_spanish_without_accents(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390)
    shown = page.locator(".ip-terms > div:visible")
    everything = shown.count()
    page.get_by_label("Find a word").fill("aviso previo")
    expect(shown.first).to_contain_text("Prior written notice")
    assert 0 < shown.count() < everything
    expect(page.locator("[data-ip-filter] [role=status]")).to_have_text(
        f"{shown.count()} words found"
    )
    page.get_by_label("Find a word").fill("notificacion")
    expect(shown).to_have_count(1)
    page.get_by_label("Find a word").fill("")
    expect(shown).to_have_count(everything)


def test_without_script_the_list_is_whole_and_has_no_dead_filter(open_page: OpenPage) -> None:
    page = open_page("glossary/", width=390, js=False)
    expect(page.locator("[data-ip-filter]")).to_be_hidden()
    terms = [file for file in (DOCS / "glossary").glob("[!_.]*.md") if file.name != "index.md"]
    expect(page.locator(".ip-terms > div:visible")).to_have_count(len(terms))
