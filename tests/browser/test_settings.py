"""The reader decides how to read: colors, text size, spacing, contrast, or listening."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import paper

OpenPage = Callable[..., Page]
ARTICLE = "articles/ready-for-the-first-meeting/"
LIGHT, DARK = "rgb(251, 247, 239)", "rgb(16, 32, 31)"
FONT = "parseFloat(getComputedStyle(document.querySelector('.ip-prose p')).fontSize)"
KEPT = "localStorage.getItem('ip-reading')"
WIDTH = "document.documentElement.scrollWidth"
FIELD = "What do you need help with?"
# What a reader reads or types, and whose letters stand closer than was chosen.
TIGHT = """[...document.querySelectorAll(
    "button, input:not([type=radio], [type=checkbox]), select, textarea, a, p, li, dd, summary")]
  .filter((one) => one.getClientRects().length && !one.closest("svg"))
  .filter((one) => {
    const { letterSpacing, fontSize } = getComputedStyle(one)
    return !(parseFloat(letterSpacing) >= 0.06 * parseFloat(fontSize))
  })
  .map((one) => one.outerHTML.slice(0, 80))"""
# A browser with voices: `said` has what it was asked to say; `end()` ends a part.
VOICES = """
window.said = []
class Said { constructor(text) { this.text = text } }
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Said })
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  voices: [
    { lang: "en-US", localService: false, default: true, name: "of a company" },
    { lang: "en-GB", localService: true, name: "first" },
    { lang: "en-US", localService: true, default: true, name: "own" },
    { lang: "es-US", localService: true, name: "Spanish" },
  ],
  getVoices() { return this.voices },
  speak(part) {
    said.push([part.voice.name, part.text.trim().replace(/\\s+/g, " ")])
    window.now = part
  },
  cancel() { const before = window.now; window.now = null; before?.onend() },
}) })
window.end = () => now.onend()
"""


def choose(page: Page, group: str, choice: str) -> None:
    """Choose in the panel, opening it first if it is closed."""
    panel = page.locator("[data-ip-reading]")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    panel.get_by_role("group", name=group).get_by_label(choice, exact=True).check()


def largest(open_page: OpenPage, width: int) -> Page:
    """A page with each of the settings at its most."""
    page = open_page("about/privacy/", width=width)
    for group, choice in (("Text size", "Largest"), ("Spacing", "Wide"), ("Contrast", "High")):
        choose(page, group, choice)
    return page


def test_colors_follow_the_device_until_the_reader_chooses(open_page: OpenPage) -> None:
    page = open_page("articles/")
    assert paper(page) == LIGHT
    choose(page, "Colors", "Dark")
    assert paper(page) == DARK
    page.reload()
    assert paper(page) == DARK
    other = page.context.new_page()
    other.goto(page.url)
    assert paper(other) == DARK
    choose(other, "Colors", "Light")
    assert paper(other) == LIGHT
    other.emulate_media(color_scheme="dark")
    assert paper(other) == LIGHT
    choose(other, "Colors", "As on device")
    assert paper(other) == DARK


def test_text_grows_and_the_choice_is_kept(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    assert page.evaluate(FONT) == 18
    choose(page, "Text size", "Large")
    assert page.evaluate(FONT) == pytest.approx(21.6)
    choose(page, "Text size", "Largest")
    page.goto(page.url.replace(ARTICLE, "about/"))
    assert page.evaluate(FONT) == 27, "before anything is done on this page"
    page.locator("[data-ip-reading] summary").click()
    expect(page.get_by_label("Largest")).to_be_checked()
    assert page.evaluate(KEPT) == '{"size":"largest"}'
    choose(page, "Text size", "Normal")
    assert page.evaluate(FONT) == 18
    assert page.evaluate(KEPT) is None, "nothing is kept of who wants nothing else"


def test_spacing_is_as_wide_as_wcag_asks(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    choose(page, "Spacing", "Wide")
    style = page.locator(".ip-prose p").first.evaluate(
        "one => { const s = getComputedStyle(one); return ['fontSize', 'lineHeight',"
        "'letterSpacing', 'wordSpacing', 'marginBottom'].map(name => parseFloat(s[name])) }"
    )
    size, line, letters, words, below = style
    assert line >= 1.5 * size and letters >= 0.12 * size - 0.01
    assert words >= 0.16 * size - 0.01 and below >= 1.6 * size


@pytest.mark.parametrize("dark", [False, True])
def test_high_contrast_is_black_and_white(open_page: OpenPage, dark: bool) -> None:
    page = open_page(ARTICLE, dark=dark)
    choose(page, "Contrast", "High")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert (ink, paper(page)) == (
        ("rgb(255, 255, 255)", "rgb(18, 18, 18)")
        if dark
        else ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    )
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_at_the_largest_nothing_is_too_wide_nor_set_too_tight(
    open_page: OpenPage, site: str, varied: list[str]
) -> None:
    page = largest(open_page, 1280)

    def too_wide() -> list[int]:
        found = []
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate(WIDTH) > width:
                found.append(width)
        page.set_viewport_size({"width": 1280, "height": 800})
        return found

    wrong = {"the panel": too_wide()}
    for address in varied:
        page.goto(site + address)
        wrong[address] = page.evaluate(TIGHT) + too_wide()
    assert {address: found for address, found in wrong.items() if found} == {}


def test_at_the_largest_a_closed_panel_and_long_words_fit_a_phone(
    open_page: OpenPage, site: str
) -> None:
    page = open_page("about/privacy/", width=320)
    choose(page, "Text size", "Largest")
    page.goto(site + "letters/ask-to-meet/")
    assert page.evaluate(WIDTH) <= 320
    page.goto(site + "articles/a-picture-and-a-table/")
    page.locator(".ip-prose").evaluate(
        "one => { one.innerHTML += '<table><tr><th>An interpreter</th>"
        "<td>At a conversation, always</td></tr></table>' }"
    )
    assert page.evaluate(WIDTH) <= 320


def test_at_the_largest_a_phone_still_has_room_for_the_page(open_page: OpenPage) -> None:
    page = largest(open_page, 390)
    page.goto(page.url.replace("about/privacy/", ""))
    menu = page.locator(".ip-menu").bounding_box()
    assert menu and menu["y"] + menu["height"] < 844 / 3
    letters = page.get_by_role("searchbox", name=FIELD).evaluate(
        "one => (one.clientWidth - 2 * parseFloat(getComputedStyle(one).paddingLeft))"
        "/ parseFloat(getComputedStyle(one).fontSize)"
    )
    assert letters > 9, "as wide as so many letters are high"


def test_the_title_of_a_box_stands_within_its_frame(open_page: OpenPage) -> None:
    page = largest(open_page, 320)
    page.goto(page.url.replace("about/privacy/", "clock/"))
    frame, title = page.locator("fieldset").first, page.locator("legend").first
    outer, inner = frame.bounding_box(), title.bounding_box()
    assert outer and inner and inner["y"] > outer["y"]


def test_where_storage_is_denied_the_choice_holds_on_the_page(open_page: OpenPage) -> None:
    page = open_page("articles/", storage=False)
    choose(page, "Colors", "Dark")
    assert paper(page) == DARK
    page.reload()
    assert paper(page) == LIGHT


def test_damaged_settings_do_no_harm(open_page: OpenPage) -> None:
    page = open_page("articles/")
    for damage in ("{", '"x"', "[1]", '{"no name": 1}', "null", '{"size":7}'):
        page.evaluate("damage => localStorage.setItem('ip-reading', damage)", damage)
        page.reload()
        assert paper(page) == LIGHT, damage
        choose(page, "Colors", "Dark")
        assert paper(page) == DARK, damage


def test_the_panel_closes_when_a_reader_goes_on(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    panel = page.locator("[data-ip-reading]")
    panel.locator("summary").click()
    expect(page.get_by_role("group", name="Reading settings")).to_be_visible()
    page.locator(".ip-footer").click(position={"x": 5, "y": 5})
    assert panel.get_attribute("open") is None


def test_without_scripts_there_is_no_panel(open_page: OpenPage) -> None:
    page = open_page(ARTICLE, js=False)
    expect(page.locator("[data-ip-reading]")).to_be_hidden()
    expect(page.locator("[data-ip-listen]").last).to_be_hidden()


# ---- Listening ---------------------------------------------------------------------------


def listener(open_page: OpenPage, address: str = ARTICLE) -> Page:
    """A page in a browser that has voices."""
    page = open_page("about/")
    page.add_init_script(VOICES)
    page.goto(page.url.replace("about/", address))
    return page


def test_without_a_voice_there_is_no_button(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    page.add_init_script(VOICES + "; speechSynthesis.voices.length = 1")
    for _ in range(2):
        expect(page.locator("main [data-ip-listen]")).to_be_hidden()
        page.locator("[data-ip-reading] summary").click()
        expect(page.locator("[data-ip-reading] [data-ip-listen]")).to_be_hidden()
        page.reload()  # now with voices, but none that stays on this device


def test_a_voice_that_comes_late_is_offered_and_moves_nothing(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    page.add_init_script(VOICES + "; window.late = speechSynthesis.voices.splice(0)")
    page.reload()
    place = "document.querySelector('.ip-prose').getBoundingClientRect().top"
    before = page.evaluate(place)
    page.evaluate("speechSynthesis.voices = late; speechSynthesis.dispatchEvent(new Event("
                  "'voiceschanged'))")  # fmt: skip
    expect(page.locator("main [data-ip-listen]")).to_be_visible()
    assert page.evaluate(place) == before


def test_the_text_is_read_in_order_by_a_voice_of_this_device(open_page: OpenPage) -> None:
    page = listener(open_page)
    page.locator("main").get_by_role("button", name="Listen to this page").click()
    for _ in range(200):
        if page.get_by_role("button", name="Stop listening").count() == 0:
            break
        page.evaluate("end()")
    said = page.evaluate("said")
    assert {voice for voice, _ in said} == {"own"}
    texts = [text for _, text in said]
    assert texts[0] == "Get ready for the first meeting" and "The short answer" in texts
    assert page.locator(".ip-meaning").first.evaluate("one => one.textContent") not in " ".join(
        texts
    )
    assert not {"Listen to this page", "Print", "On this page"} & set(texts)
    expect(page.locator("main").get_by_role("button", name="Listen to this page")).to_be_visible()


def test_it_stops_and_goes_on_where_it_was(open_page: OpenPage) -> None:
    page = listener(open_page)
    listen = page.locator("main [data-ip-listen]")
    listen.click()
    page.evaluate("end()")
    page.evaluate("end()")
    listen.click()
    expect(listen).to_have_text("Go on listening")
    listen.click()
    said = page.evaluate("said.map(one => one[1])")
    assert len(said) == 4 and said[2] == said[3]
    expect(listen).to_have_text("Stop listening")


def test_spanish_words_are_read_by_a_spanish_voice(open_page: OpenPage) -> None:
    page = listener(open_page, "glossary/prior-written-notice/")
    page.locator("[data-ip-reading] summary").click()
    page.get_by_role("button", name="Listen to this page").click()
    for _ in range(100):
        page.evaluate("window.now && end()")
    said = page.evaluate("said")
    assert any(voice == "Spanish" and "aviso" in text for voice, text in said)
