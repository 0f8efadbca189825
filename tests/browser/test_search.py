"""The search in a browser, on the sample. How well parents' words lead on: bench/search.py."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import Page, Request, Route, expect

from library.search.index import Document, build_index
from library.search.text import stem, words_of
from library.search.words import SearchWords, read_search_words

OpenPage = Callable[..., Page]

RESULTS = "[data-search-results] li"
FIELD = "What do you need help with?"
# What leads to a section of a page, and where that is.
QUESTION_OF_A_SECTION = (
    "school must give me a copy of the plan for free",
    "ready-for-the-first-meeting/#what-the-law-says",
)
GRAMMAR = """
endings:
  - ies y 2, ss ss 0, s - 3
  - ations - 4, ing - 3, ed - 3, er - 5
  - nn n 2
  - e - 3
  - y i 3
figures: [s]
"""
MOST_BYTES = 90_000  # gzip, until the first results are there
BOTH = pytest.mark.parametrize("width", [390, 1280])


def wait_for(page: Page, address: str) -> None:
    """Wait until the page is at this address of the site."""
    page.wait_for_url(re.compile(rf"^http://127\.0\.0\.1:\d+/{address}$"))


def titles(page: Page) -> list[str]:
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator("[data-search-results] [aria-busy]")).to_have_count(0)
    return page.locator(f"{RESULTS} > a").all_inner_texts()


@pytest.mark.parametrize("address", ["", "no-such-page/"])
def test_results_stand_above_the_keyboard_of_a_phone(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=390)
    field = page.get_by_role("searchbox", name=FIELD)
    field.focus()
    field.press_sequentially("meeting")
    result = page.locator(f"{RESULTS}").first
    expect(result).to_be_visible()
    label, first = page.get_by_text(FIELD).first.bounding_box(), result.bounding_box()
    assert label and first
    assert label["y"] >= 0 and first["y"] + first["height"] < 400


@BOTH
def test_type_arrow_open_and_back(open_page: OpenPage, width: int) -> None:
    page = open_page("about/", width=width)
    page.keyboard.press("/")
    expect(page.locator(".ip-search--header input")).to_be_focused()
    page.keyboard.type("get ready for my meeting")
    # Not the results of the words before: while one waits for them, they are replaced.
    expect(page.locator(".ip-search-panel [role=status]")).to_contain_text("for my meeting”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    link = page.locator(f"{RESULTS} a").nth(1)
    expect(link).to_be_focused()
    page.keyboard.press("ArrowUp")
    first = page.locator(f"{RESULTS} a").first
    expect(first).to_be_focused()
    target, title = first.evaluate("one => one.pathname"), first.inner_text()
    page.keyboard.press("Enter")
    wait_for(page, target.removeprefix("/"))
    expect(page.locator("main h1")).to_have_text(title)
    expect(page.locator(".ip-search-panel")).to_have_count(0)


@BOTH
def test_from_home_to_the_results_to_a_page_and_back_to_the_results(
    open_page: OpenPage, width: int
) -> None:
    page = open_page("", width=width)
    page.get_by_role("searchbox", name=FIELD).fill("who comes to the meeting")
    page.get_by_role("button", name="Search", exact=True).click()
    wait_for(page, r"search/\?q=who\+comes\+to\+the\+meeting")
    before = titles(page)
    page.locator(f"{RESULTS} a").first.click()
    expect(page.locator("main h1")).to_have_text(before[0])
    page.go_back()
    wait_for(page, r"search/\?q=who\+comes\+to\+the\+meeting")
    assert titles(page) == before
    expect(page.get_by_role("searchbox", name=FIELD)).to_have_value("who comes to the meeting")


def test_what_is_changed_on_the_search_page_is_there_after_back(open_page: OpenPage) -> None:
    page = open_page("search/?q=meeting")
    titles(page)
    page.get_by_role("searchbox", name=FIELD).fill("goals")
    expect(page.locator("[data-ip-status]")).to_contain_text("“goals”")
    before = titles(page)
    page.locator(f"{RESULTS} a").first.click()
    expect(page.locator("main h1")).to_have_text(before[0])
    page.go_back()
    wait_for(page, r"search/\?q=goals")
    assert titles(page) == before


def test_the_filters_leave_what_they_say(open_page: OpenPage) -> None:
    page = open_page("search/?q=hello+teacher", width=320)
    titles(page)
    kind = page.get_by_label("Kind")
    label = kind.locator("option[value=letter]").inner_text()
    count = int(label.removeprefix("Letters (").removesuffix(")"))
    kind.select_option("letter")
    expect(page.locator("[data-ip-status]")).to_contain_text(re.compile(rf"\b{count}\b"))
    facts = page.locator(f"{RESULTS} .ip-facts span:first-child").all_inner_texts()
    assert set(facts) == {"Letter"} and len(facts) == min(10, count)
    page.get_by_label("Stage").select_option("Working together")
    wait_for(page, r"search/\?q=hello\+teacher&kind=letter&stage=Working\+together")
    expect(page.locator(f"{RESULTS} .ip-facts").first).to_contain_text("Working together")


def test_a_deep_link_shows_the_same_as_typing(open_page: OpenPage) -> None:
    linked = titles(open_page("search/?q=meeting+bag&kind=checklist"))
    page = open_page("search/")
    page.get_by_role("searchbox", name=FIELD).fill("meeting bag")
    titles(page)
    page.get_by_label("Kind").select_option("checklist")
    expect(page.locator(f"{RESULTS} > a")).to_have_text(linked)


def test_more_results_are_shown_on_demand(open_page: OpenPage) -> None:
    page = open_page("search/?q=school+plan")
    assert len(titles(page)) == 10
    # By the keyboard: a sentence that comes now moves the button from under a mouse.
    page.get_by_role("button", name="Show more results").press("Enter")
    expect(page.locator(f"{RESULTS} > a").nth(10)).to_be_focused()
    assert 10 < len(titles(page)) <= 20


def test_back_keeps_the_results_that_were_shown_on_demand(open_page: OpenPage) -> None:
    page = open_page("search/?q=school+plan")
    titles(page)
    page.get_by_role("button", name="Show more results").press("Enter")
    link = page.locator(f"{RESULTS} > a").nth(12)
    title = link.inner_text()
    link.click()
    expect(page.locator("main h1")).to_have_text(title)
    page.go_back()
    expect(page.locator(f"{RESULTS} > a").nth(12)).to_be_visible()
    assert titles(page)[12] == title


@BOTH
def test_a_missing_page_has_a_search_that_works(open_page: OpenPage, width: int) -> None:
    page = open_page("articles/no-such-article/", width=width)
    page.get_by_role("searchbox", name=FIELD).fill("teacher")
    page.keyboard.press("Enter")
    wait_for(page, r"search/\?q=teacher")
    titles(page)


def test_offline_the_search_page_says_that_it_cannot_search(open_page: OpenPage) -> None:
    page = open_page("search/")
    page.route("**/search_engine*.js", lambda _: None)  # it never comes
    page.get_by_role("searchbox").fill("teacher")
    page.evaluate(
        "document.querySelector('script[src*=search_engine]').dispatchEvent(new Event('error'))"
    )
    expect(page.locator("[data-ip-status]")).to_contain_text("You may be offline.")
    expect(page.get_by_role("link", name="Thank you for coming")).to_be_visible()


OFFLINE = "The search could not be loaded. You may be offline."


def test_offline_the_field_of_the_header_says_so_while_somebody_types(open_page: OpenPage) -> None:
    page = open_page("about/", width=1280)
    index = "**/search/en/index.json"
    page.route(index, lambda route: route.fulfill(body="none"))
    page.locator(".ip-search--header input").focus()
    page.keyboard.type("teacher")
    status = page.locator(".ip-search--header").get_by_role("status")
    expect(status).to_have_text(OFFLINE)
    page.unroute(index)
    page.keyboard.type("s")
    expect(status).to_contain_text("for “teachers”")


def test_without_its_scripts_the_field_says_so_and_the_next_key_tries_again(
    open_page: OpenPage,
) -> None:
    page = open_page("about/", width=1280)
    scripts = "**/search_engine*.js"
    page.route(scripts, lambda _: None)  # it never comes
    page.locator(".ip-search--header input").focus()
    status = page.locator(".ip-search--header").get_by_role("status")
    expect(status).to_be_empty()
    page.keyboard.type("teacher")
    page.evaluate(
        "document.querySelector('script[src*=search_engine]').dispatchEvent(new Event('error'))"
    )
    expect(status).to_have_text(OFFLINE)
    page.unroute(scripts)
    page.evaluate("document.querySelector('script[src*=search_engine]').remove()")
    page.keyboard.type("s")
    expect(status).to_contain_text("for “teachers”")
    expect(page.locator(".ip-search-panel")).to_have_count(1)


def test_it_says_how_many_of_all_results_are_shown(open_page: OpenPage) -> None:
    page = open_page("search/?q=school+plan")
    status = page.locator("[data-ip-status]")
    expect(status).to_have_text(re.compile(r"^The 10 best of \d+ for “school plan”\.$"))
    page.goto(page.url.replace("school+plan", "schol+plan"))
    expect(status).to_contain_text(re.compile(r" The 10 best of \d+\.$"))


def test_the_button_of_a_phone_opens_the_field_and_escape_leaves_the_words(
    open_page: OpenPage,
) -> None:
    page = open_page("articles/ready-for-the-first-meeting/")
    button = page.get_by_role("button", name="Search the library")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    field = page.locator(".ip-search--header input")
    expect(field).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    field.press_sequentially("pwn")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(RESULTS)).to_have_count(0)
    expect(field).to_have_value("pwn")


def test_the_status_is_there_empty_before_it_tells_anything(open_page: OpenPage) -> None:
    page = open_page("", width=1280)
    page.locator(".ip-search--header input").focus()
    status = page.locator(".ip-search--header").get_by_role("status")
    expect(status).to_be_empty()
    expect(status).to_have_count(1)
    status.evaluate("element => (window.first = element)")
    page.keyboard.type("pwn")
    expect(status).to_contain_text("“pwn”")
    page.keyboard.press("Escape")
    expect(status).to_be_empty()
    page.keyboard.type(" plan")
    expect(status).to_contain_text("“pwn plan”")
    assert status.evaluate("element => element === window.first")


def test_a_term_asked_for_by_name_shows_its_meaning_on_top(open_page: OpenPage, site: str) -> None:
    page = open_page("")
    for name in ("pwn", "what is pwn", "PWN?", "whats a 504 plan", "504"):
        page.goto(f"{site}search/?q={quote(name)}")
        titles(page)
        top = page.locator(RESULTS).first
        expect(top).to_have_class(re.compile("meaning"))
        expect(top).to_contain_text("Word explained")


def test_what_parents_type_leads_to_the_page_whose_front_matter_says_so(
    open_page: OpenPage,
) -> None:
    page = open_page("search/?q=swear+nobody+phoned")
    assert titles(page)[0] == "A year of notes"
    page.locator(f"{RESULTS} a").first.click()
    expect(page.locator("main")).not_to_contain_text("phoned")


def test_a_misspelt_word_is_met_and_said(open_page: OpenPage) -> None:
    page = open_page("search/?q=evlauation")
    assert titles(page)[0] == "Evaluation"
    expect(page.locator("[data-ip-status]")).to_contain_text(
        "Showing results for “evaluation”, not “evlauation”"
    )


def test_a_doubled_letter_too_few_is_met_before_another_form(open_page: OpenPage) -> None:
    page = open_page("search/?q=meting")
    expect(page.locator("[data-ip-status]")).to_contain_text("Showing results for “meeting”")


def test_a_word_that_is_spelt_right_and_a_number_are_not_corrected(
    open_page: OpenPage, site: str
) -> None:
    page = open_page()
    words = ("prison", "sad", "backpack", "breakfast", "compact", "fort", "hago", "fue")
    for query in (*(f"{word} at school" for word in words), "2nd grade meeting"):
        page.goto(f"{site}search/?q={quote(query)}")
        titles(page)
        expect(page.locator("[data-ip-status]")).not_to_contain_text("Showing results for")


def test_a_misspelt_word_that_no_page_has_does_not_become_another(open_page: OpenPage) -> None:
    page = open_page("search/?q=i+regreat+meeting")
    titles(page)
    expect(page.locator("[data-ip-status]")).not_to_contain_text("Showing results for")


@pytest.mark.parametrize("kind", ["letters", "checklists"])
def test_the_name_of_a_kind_leads_to_the_list_of_it(open_page: OpenPage, kind: str) -> None:
    first = open_page(f"search/?q={kind}").locator(f"{RESULTS} a").first
    expect(first).to_be_visible()
    assert first.evaluate("link => link.pathname") == f"/{kind}/"


def test_swapped_letters_of_a_short_form_are_met(open_page: OpenPage) -> None:
    assert titles(open_page("search/?q=pnw"))[0] == "Prior written notice"


def test_the_match_is_shown_in_context(open_page: OpenPage) -> None:
    page = open_page("search/?q=how+do+i+keep+track+of+calls")
    titles(page)
    first = page.locator(RESULTS).first
    expect(first.locator("mark").first).to_be_visible()
    expect(first).not_to_contain_text("How do I keep track of calls")


def test_a_result_opens_at_the_section_that_answers_and_shows_no_rule(open_page: OpenPage) -> None:
    page = open_page("search/?q=" + QUESTION_OF_A_SECTION[0].replace(" ", "+"))
    link = page.locator(f"{RESULTS} a[href*='{QUESTION_OF_A_SECTION[1]}']")
    expect(link).to_be_visible()
    assert "CFR" not in link.locator("..").inner_text()
    link.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_sheet_opens_at_its_top(open_page: OpenPage) -> None:
    page = open_page("search/?q=must+give+you+a+copy+for+free&kind=letter")
    link = page.locator(f"{RESULTS} a[href*='letters/ask-for-a-copy/']")
    expect(link.locator("..").locator("mark").first).to_be_visible()
    assert link.evaluate("link => link.hash") == ""


def test_a_result_opens_at_no_section_that_only_stands_beside_the_answer(
    open_page: OpenPage,
) -> None:
    page = open_page("search/?q=what+would+help+you+most+in+class&kind=article")
    entry = page.locator(RESULTS, has=page.get_by_text("Get ready for the first meeting"))
    expect(entry).to_contain_text("Read the newest plan once")
    assert entry.locator("a").evaluate("link => link.hash") == ""


def test_the_first_result_stands_high_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("search/?q=get+ready+for+the+meeting", width=390)
    titles(page)
    status = page.locator("[data-ip-status]").bounding_box()
    first = page.locator(f"{RESULTS} > a").first.bounding_box()
    assert status and first
    # What the status says, and so how many lines it has, is not this test's.
    assert first["y"] - status["height"] < 330


def test_a_question_that_no_page_answers_is_told_so(open_page: OpenPage) -> None:
    page = open_page("search/?q=pokemon+stickers+price+for+the+school+meeting")
    status = page.locator("[data-ip-status]")
    expect(status).to_have_text(re.compile("^We have no page about"))
    expect(page.locator(f"{RESULTS} > a")).to_have_count(2)
    expect(page.locator("[data-ip-gap] a").last).to_have_attribute("href", "../about/contact/")
    page.get_by_role("button", name="Show more results").press("Enter")
    expect(page.locator(f"{RESULTS} > a").nth(2)).to_be_focused()
    page.get_by_role("searchbox", name=FIELD).fill("get ready for the first meeting")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("for “get ready for the first meeting”")
    expect(page.locator("[data-ip-gap]")).to_be_hidden()


@pytest.mark.parametrize(
    "said", ["My son says he wants to die!", "she doesn’t want to live any more"]
)
def test_who_may_be_in_danger_is_told_whom_to_call_first(open_page: OpenPage, said: str) -> None:
    page = open_page(f"search/?q={quote(said)}", width=390)
    box = page.locator("main [role=status] .ip-crisis")
    expect(box.locator("a")).to_have_count(2)
    assert [link.get_attribute("href") for link in box.locator("a").all()] == ["tel:988", "tel:911"]
    titles(page)
    first = page.locator(RESULTS).first
    assert box.bounding_box()["y"] < first.bounding_box()["y"]  # type: ignore[index]
    expect(first).to_contain_text("Call 911")  # what that page says in its own urgent box
    page = open_page("search/?q=" + quote(f"pokemon stickers price. {said}"))
    expect(page.locator("main [role=status] .ip-crisis")).to_be_visible()
    expect(page.locator("[data-ip-gap]")).to_be_hidden()
    page = open_page("")
    page.get_by_role("searchbox", name=FIELD).fill(said)
    expect(page.locator(".ip-search-panel [role=status] .ip-crisis")).to_be_visible()
    page.get_by_role("searchbox", name=FIELD).fill("who comes to the meeting")
    expect(page.locator("main .ip-search-panel [role=status]")).to_contain_text("the meeting”")
    expect(page.locator(".ip-crisis")).to_have_count(0)


def test_danger_is_heard_in_each_form_and_an_ordinary_question_is_none(open_page: OpenPage) -> None:
    page = open_page("")
    field = page.get_by_role("searchbox", name=FIELD)
    status, box = (
        page.locator(f"main .ip-search-panel {one}") for one in ("[role=status]", ".ip-crisis")
    )
    for said in (
        "My daughter wants to hurt herself",
        "she is hurting herself",
        "he hurts himself banging his head",
        "i am scared they will harm them self",
        "cuts her self at night",
        "he is cutting his arms",
        "trying to kill themselves",
        "she says life is not worth living",
        "life isn't worth it",
        "my son writes about dying",
        "keeps talking about death",
        "she swallowed pills",
        "he took all his meds",
        "i can't go on anymore",
        "he just wants it all to stop",
        "she wants everything to stop",
        "tired of life",
        "my boy is tired of living",
        "done with life",
        "he says nobody would miss me",
        "no one would miss him",
        "found a goodbye note",
        "my child wants to end it all",
        "she was trying to end her life",
        "mi hija está cansada de vivir",
        "he dont want to be here no more",
        "she doesn't wanna be here",
        "my kid dont wanna live",
        "talks about not being here any more",
        "wrote a note saying goodbye",
        "i cant take this anymore",
        "mi hija se está cortando",
        "mi hijo ya no quiere estar aquí",
    ):
        field.fill(said)
        expect(box, said).to_be_visible()
        field.fill("")
        expect(box, said).to_have_count(0)
    for said in (
        "the school wants to end it",
        "the district wants to end the iep",
        "they want to end it all and i say no",
        "tired of this school",
        "he cannot swallow pills",
        "they cut his hours",
        "is the aide worth it",
        "he cannot go on the trip",
        "wants it in writing",
        "she wants to be here for the meeting",
        "his aide will not be here anymore",
        "i cant take this to the teacher",
        "mi hijo no quiere estar en la escuela",
    ):
        field.fill(said)
        expect(status).not_to_be_empty()
        expect(box, said).to_have_count(0)
        field.fill("")
        expect(status).to_be_empty()


def test_nothing_found_is_no_dead_end(open_page: OpenPage) -> None:
    page = open_page("search/?q=zzqqxxjj")
    expect(page.locator("[data-ip-status]")).to_have_text("Nothing found for “zzqqxxjj”.")
    assert page.locator("[data-ip-none] .ip-task-list a").count() == 4
    assert page.locator(".ip-search-topics a:visible").count() >= 4
    expect(page.locator("[data-ip-none] a[href^=mailto]")).to_be_visible()


def test_nothing_is_loaded_before_a_reader_reaches_for_it_and_nothing_is_kept(
    open_page: OpenPage,
) -> None:
    page = open_page("articles/ready-for-the-first-meeting/", width=1280)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.mouse.wheel(0, 2000)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search/" in url or "search_engine" in url] == []
    page.locator(".ip-search--header input").focus()
    page.keyboard.type("teacher")
    titles(page)
    assert any("/search/en/index.json" in url for url in asked)
    assert not any("teacher" in url for url in asked)
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert page.evaluate(kept) == [0, 0, ""]


def test_a_question_in_the_address_is_on_its_way_before_any_script_has_come(
    open_page: OpenPage, site: str
) -> None:
    page = open_page("about/")
    asked: list[str] = []
    held: list[Route] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{site}search/")
    assert "index.json" not in asked
    page.route("**/*.js", lambda route: held.append(route))
    with page.expect_request("**/index.json"):
        page.goto(f"{site}search/?q=teacher", wait_until="commit")
    assert not any(name.startswith(("words-", "pages-")) for name in asked)
    page.unroute("**/*.js")
    for route in held:
        route.continue_()
    titles(page)
    assert asked.count("index.json") == 1, "the engine takes the one that is on its way"
    assert sum(name.startswith("search_engine.") for name in asked) == 1


def test_it_works_where_storage_is_denied(open_page: OpenPage) -> None:
    titles(open_page("search/?q=goals", storage=False))


def test_first_results_are_light(open_page: OpenPage, site_dir: Path) -> None:
    page = open_page("about/", width=1280)
    loaded: set[str] = set()

    def note(request: Request) -> None:
        loaded.add(re.sub(r"^\w+://[^/]+/", "", request.url))

    page.on("request", note)
    page.keyboard.press("/")
    page.keyboard.type("how do i get ready for the first iep meeting")
    titles(page)
    page.wait_for_load_state("networkidle")
    sizes = {name: len(gzip.compress((site_dir / name).read_bytes())) for name in loaded}
    assert any("search_engine" in name for name in sizes) and "search/en/index.json" in sizes
    assert sum(sizes.values()) <= MOST_BYTES


ASK = """async (queries) => {
  const engine = await (window.engine ||= ipSearchEngine("/search/en/"))
  const odd = []
  let longest = 0
  for (const query of queries)
    for (const typing of [true, false]) {
      const start = performance.now()
      const { results, shown } = await engine.find(query, { typing })
      longest = Math.max(longest, performance.now() - start)
      const fine = results.every(({ page, score }) => Number.isInteger(page) && score > 0)
      if (!fine || typeof shown !== "string") odd.push(query.slice(0, 80))
    }
  return { odd, longest, executed: Boolean(window.executed) }
}"""
NAMES = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima".split()
MARKUP = [
    "<script>window.executed = 1</script>",
    "<img src=x onerror='window.executed = 1'>",
    '"><svg onload=window.executed=1>',
    "javascript:window.executed=1",
    "__proto__",
    "constructor",
    "toString hasOwnProperty valueOf",
    "${window.executed = 1}",
    "' or 1=1 --",
    "../../../etc/passwd",
    "%00%ff%fe",
    "a" * 100_000,
    "iep " * 30_000,
    "\u0301" * 5_000,
    "\ud7ff\ue000\uffff",
    "(((((a+)+)+)+)+)$",
    "",
    "   ",
    "0",
    "-1",
    "the a of",
]


def odd_queries(count: int) -> list[str]:
    """Return texts of random characters, half of them near the words of parents."""
    chance = random.Random(6)
    words = "iep school child meeting 504 test refuse <b> &amp; ' \" - é ñ 学校 \u202e".split()
    made = []
    for number in range(count):
        if number % 2:
            text = "".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randrange(40)))
        else:
            text = " ".join(chance.choice(words) for _ in range(chance.randrange(1, 9)))
            letters = list(text)
            for _ in range(chance.randrange(4)):
                letters[chance.randrange(len(letters))] = chr(chance.randrange(32, 0x2FF))
            text = "".join(letters)
        made.append(text)
    return made


def load_engine(page: Page) -> None:
    addresses = page.locator("[data-scripts]").get_attribute("data-scripts") or ""
    page.add_script_tag(url=urljoin(page.url, addresses.split()[0]))


def asked(page: Page, queries: list[str]) -> dict[str, Any]:
    load_engine(page)
    answer: dict[str, Any] = page.evaluate(ASK, queries)
    return answer


def test_no_query_breaks_it(open_page: OpenPage) -> None:
    answer = asked(open_page("about/"), MARKUP + odd_queries(4_000))
    assert answer["odd"] == [] and not answer["executed"]
    assert answer["longest"] < 5_000, "a loop, not a slow machine"


def test_words_that_stand_on_every_page_still_find_pages(open_page: OpenPage) -> None:
    pages = [Document(f"{n}/", "article", f"IEP meeting {name}") for n, name in enumerate(NAMES)]
    made = build_index(pages, SearchWords(), [])
    page = open_page("about/")
    load_engine(page)
    found = page.evaluate(
        """async (files) => {
          const read = async (name) => JSON.parse(files[name])
          const engine = await ipSearchEngine("", { read })
          return (await engine.find("iep meeting")).results.length
        }""",
        {name: content.decode() for name, content in made.items()},
    )
    assert found == len(NAMES)


def test_markup_is_shown_as_the_text_it_is(open_page: OpenPage, site: str) -> None:
    page = open_page()
    for text in MARKUP[:4]:
        page.goto(site + "search/")
        page.get_by_role("searchbox", name=FIELD).fill(text + " zzqq")
        expect(page.locator("[data-ip-status]")).to_contain_text(text)
        page.get_by_role("searchbox", name=FIELD).press("Enter")
        expect(page.locator("[data-ip-status]")).to_contain_text(text)
        assert page.evaluate("window.executed") is None
        assert page.locator("[data-ip-status] *").count() == 0


def test_the_browser_reads_words_as_the_build_does(open_page: OpenPage) -> None:
    grammar = read_search_words(GRAMMAR)[0]
    texts = [
        *odd_queries(400),
        "Individualized I.E.P. P&A child\u2019s parents' 34 CFR 300.323(d)(2)",
    ]
    texts = [text for text in texts if text.isprintable()]
    page = open_page("about/")
    load_engine(page)
    read = page.evaluate("texts => texts.map(text => ipSearch.wordsOf(text))", texts)
    assert read[-1] == words_of(texts[-1])
    plain = [text for text in texts if text.isascii()]
    assert [read[texts.index(text)] for text in plain] == [words_of(text) for text in plain]
    words = sorted(
        {word for row in read for word in row if word.isascii()}
        | {
            *"evaluations meetings qualifies classes process teachers planned".split(),
            *"504s 1st bus dad see".split(),
        }
    )
    stems = page.evaluate(
        "([words, grammar]) => words.map(word => ipSearch.stem(word, grammar))",
        [words, {"endings": grammar.endings, "figures": grammar.figures}],
    )
    assert stems == [stem(word, grammar.endings, grammar.figures) for word in words]


@pytest.mark.parametrize(
    "said",
    [
        "how long evaluation ohio",
        "i am a single mom in ohio how do i get ready for the meeting",
    ],
)
def test_a_state_that_is_named_is_among_the_first_three(open_page: OpenPage, said: str) -> None:
    page = open_page(f"search/?q={said.replace(' ', '+')}", width=390)
    assert "Ohio" in titles(page)[:3]
    assert "Pennsylvania" not in titles(page)[:3]


@pytest.mark.parametrize(
    ("said", "state", "shown"),
    [
        ("ohio evaluation deadline", "oh", "60 days, counted from the day the school has your"),
        ("ohio evaluation deadline", "oh", "(Ohio Adm. Code 3301-51-06(B)(4)(a))."),
        ("wyoming evaluation deadline", "wy", "Federal law gives"),
        ("what is a compu in puerto rico", "pr", "the IEP team"),
        ("who can help in wyoming", "wy", "Protection and Advocacy System, Inc."),
        ("puerto rico", "pr", "Federal law gives"),
    ],
)
def test_the_result_of_a_state_shows_what_its_page_answers(
    open_page: OpenPage, said: str, state: str, shown: str
) -> None:
    page = open_page(f"search/?q={said.replace(' ', '+')}")
    result = page.locator(f"{RESULTS}:has(a[href*='states/{state}/'])")
    expect(result).to_contain_text(shown)
