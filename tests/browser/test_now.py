"""The guided path in a browser: from home to an end without script, by keyboard, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdfium2
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_from_home_to_an_end_and_back_without_script(open_page: OpenPage) -> None:
    page = open_page(js=False, width=320)
    page.get_by_role("link", name="What do I do now?").click()
    expect(page.locator("h1")).to_have_text("What do I do now?")
    page.get_by_role("link", name="I asked the school for something").click()
    expect(page.locator("h1")).to_have_text("Did they write to you, or tell you?")
    page.get_by_role("link", name="They only told me").click()
    expect(page.locator("h1")).to_have_text("Ask for the answer in writing")
    assert page.locator(".ip-now-way a").all_inner_texts()[1:] == [
        "I asked the school for something"
    ]
    page.locator(".ip-now-way a").last.click()
    expect(page.locator("h1")).to_have_text("Did they write to you, or tell you?")
    page.get_by_role("link", name="They only told me").click()
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.locator("h1")).to_have_text("Did they write to you, or tell you?")
    page.get_by_role("link", name="They wrote to me").click()
    expect(page.get_by_role("link", name="Back to: Did they write to you")).to_be_visible()
    page.get_by_role("link", name="Start over").click()
    expect(page.locator("#question")).to_have_text("What is going on?")


def test_what_cannot_wait_stands_above_all_else_and_calls_with_a_tap(open_page: OpenPage) -> None:
    for place, called in (("answered", ["tel:911"]), ("ask-again", ["tel:911", "tel:988"])):
        page = open_page(f"now/{place}/", js=False, width=390)
        links = page.locator(".ip-now .ip-urgent a")
        assert [link.get_attribute("href") for link in links.all()] == called
        first = page.locator(".ip-now-answers, .ip-now-do").bounding_box()
        box = page.locator(".ip-urgent").bounding_box()
        assert first and box and box["y"] + box["height"] <= first["y"]
    expect(links.last).to_have_text("Call or text 988")


def test_an_end_leads_to_the_letter_and_to_its_clock(open_page: OpenPage) -> None:
    page = open_page("now/ask-again/")
    page.get_by_role("link", name="The answer to a question").click()
    expect(page.locator("select[name=clock]")).to_have_value("answer")
    page.go_back()
    page.locator(".ip-now-with").get_by_role("link", name="Ask to meet").click()
    expect(page.locator("h1")).to_have_text("Ask to meet")


def test_an_end_fills_in_its_letter_and_a_parent_may_take_that_out(open_page: OpenPage) -> None:
    page = open_page("now/ask-again/")
    page.locator(".ip-now-with").get_by_role("link", name="Ask to meet").click()
    topic, note = page.get_by_label("Topic"), page.locator("[data-ip-letter-carried]")
    expect(topic).to_have_value("the answer that we have not had in writing")
    expect(page.locator("[data-ip-letter-body]")).to_contain_text("the answer that we have not")
    expect(note).to_contain_text("Topic")
    assert "?" not in page.url and "#" not in page.url
    page.reload()
    expect(topic).to_have_value("the answer that we have not had in writing")
    note.get_by_role("button").click()
    expect(topic).to_have_value("")
    expect(note).to_be_hidden()
    expect(topic.or_(page.locator("input:focus"))).not_to_have_count(0)
    page.reload()
    expect(page.locator("[data-ip-ready]")).to_be_visible()
    expect(topic).to_have_value("")


def test_what_goes_along_is_for_its_letter_alone_and_leads_back(open_page: OpenPage) -> None:
    page = open_page("now/ask-again/")
    page.locator(".ip-now-with").get_by_role("link", name="Ask to meet").click()
    back = page.locator("[data-ip-letter-carried]").get_by_role("link")
    expect(back).to_have_text("Ask for the answer in writing")
    page.get_by_label("Topic").fill("my own words")
    page.locator("[data-ip-letter-carried]").get_by_role("button").click()
    expect(page.get_by_label("Topic")).to_have_value("my own words")
    page.goto(page.url.replace("ask-to-meet", "say-hello"))
    expect(page.locator("[data-ip-letter-carried]")).to_be_hidden()


def test_answers_follow_each_other_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("now/answered/")
    page.locator(".ip-now .ip-urgent a").last.focus()
    met = []
    for _ in range(3):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.innerText.trim()"))
    assert met == ["They wrote to me", "They only told me", "I heard nothing"]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ask for the answer in writing")


def test_the_way_takes_two_lines_of_a_phone_however_long_it_is(open_page: OpenPage) -> None:
    page = open_page("now/ask-again/", width=390)
    page.evaluate("""() => {
      const list = document.querySelector(".ip-now-way ol")
      for (let n = 0; n < 3; n++) list.append(list.lastElementChild.cloneNode(true))
    }""")
    assert page.locator(".ip-now-way li:visible").count() == 2


def test_the_search_finds_the_path_in_a_parents_words(open_page: OpenPage) -> None:
    page = open_page("search/?q=i+dont+know+what+to+do")
    first = page.locator("[data-search-results] a").first
    expect(first).to_have_text("What do I do now?")
    first.click()
    expect(page.locator("#question")).to_have_text("What is going on?")


def printed(page: Page) -> tuple[int, str]:
    """Return how many sheets a page has on paper, and their words."""
    pdf = pypdfium2.PdfDocument(BytesIO(page.pdf(format="Letter", print_background=False)))
    text = " ".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    return len(pdf), " ".join(text.split())


def test_paper_holds_all_of_it_and_nothing_to_press(open_page: OpenPage) -> None:
    page = open_page("now/ask-again/")
    sheets, text = printed(page)
    assert sheets == 1
    for words in page.locator(".ip-now :is(h1, h2, dd, strong)").all_inner_texts():
        assert " ".join(words.split()) in text
    assert "Start over" not in text and "Print" not in text


def test_the_whole_path_is_a_drawing_on_paper_and_a_list_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("now/all/", width=390)
    expect(page.locator(".ip-tree")).to_be_hidden()
    listed = page.locator(".ip-now-branches")
    said = listed.locator("h2, strong, a").all_inner_texts()
    sheets, text = printed(page)
    assert sheets == 1
    assert said and not [words for words in said if " ".join(words.split()) not in text]
    assert "Print" not in text
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".ip-tree")).to_be_visible()
    drawn = {link.get_attribute("href") for link in page.locator(".ip-tree a").all()}
    assert drawn - {"../"} == {link.get_attribute("href") for link in listed.locator("a").all()}
    page.emulate_media(media="print")
    expect(listed).to_be_hidden()


def test_the_words_to_say_can_be_copied_without_their_marks(open_page: OpenPage) -> None:
    page = open_page("now/ask-again/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy these words").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied[0] not in '\u201c"' and copied[-1] not in '\u201d"' and "\n" not in copied
    assert copied in " ".join(page.locator("blockquote").inner_text().split())
    page.evaluate(
        """() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error("no"))
          document.execCommand = () => false
        }"""
    )
    page.get_by_role("button", name="Copy these words").click()
    expect(page.get_by_text("Your browser did not let us copy.")).to_be_visible()


def test_without_a_script_nothing_offers_to_copy(open_page: OpenPage) -> None:
    page = open_page("now/ask-again/", js=False)
    expect(page.get_by_role("button", name="Copy these words")).to_be_hidden()


def test_words_set_apart_in_an_article_can_be_copied_and_print_without_the_button(
    open_page: OpenPage,
) -> None:
    page = open_page("articles/a-picture-and-a-table/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy these words").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "A quote of one line."
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Copy these words")).to_be_hidden()


def test_a_page_that_is_not_there_leads_to_the_path(open_page: OpenPage) -> None:
    page = open_page("no-such-page/")
    page.locator(".ip-now-start a").click()
    page.wait_for_url("**/now/")
