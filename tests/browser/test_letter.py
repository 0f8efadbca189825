"""A letter in the browser: filling it in, saving and sending it, and what must never happen."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from urllib.parse import parse_qs, unquote, urlsplit

import pypdfium2
import pytest
from browser_pages import violations
from playwright.sync_api import Dialog, Page, Request, expect

OpenPage = Callable[..., Page]
LETTER = "letters/say-hello/"
OTHER = "letters/ask-to-meet/"
BODY = "[data-ip-letter-body]"
PAGE = "[data-ip-letter]"
STATUS = "[data-ip-letter-status]"
# Notes which clicks would open a mail program, and opens none.
NO_MAIL = """() => { self.opened = []
  addEventListener("click", (event) => {
    if (!event.target.closest("[data-ip-letter-mail]")) return
    self.opened.push(!event.defaultPrevented)
    event.preventDefault() }) }"""
NO_CLIPBOARD = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }"


def slots(page: Page, field: str) -> list[str]:
    return page.locator(f'.ip-slot[data-field="{field}"]').all_inner_texts()


def fill_all(page: Page) -> int:
    fields = page.locator("[data-ip-letter-form] [data-field]")
    for index in range(fields.count()):
        field = fields.nth(index)
        is_date = field.get_attribute("type") == "date"
        field.fill("2026-11-24" if is_date else f"Answer {index}")
    return fields.count()


def printed(page: Page, paper: str) -> list[str]:
    pdf = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper)))
    return [sheet.get_textpage().get_text_range() for sheet in pdf]


def test_every_field_has_a_label_and_a_date_is_a_date_field(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    in_letter = {slot.get_attribute("data-field") for slot in page.locator("span.ip-slot").all()}
    fields = page.locator("[data-ip-letter-form] [data-field]").all()
    assert [field.is_visible() for field in fields] == [True] * len(fields)
    assert {field.get_attribute("data-field") for field in fields} == in_letter
    assert page.get_by_label("Date", exact=True).get_attribute("type") == "date"
    for field in fields:
        assert field.evaluate("field => field.labels.length === 1 && field.labels[0].innerText")


def test_the_pressed_way_stands_within_the_column(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    pressed = page.get_by_role("button", name="All at once").bounding_box()
    form = page.locator("[data-ip-letter-form]").bounding_box()
    assert pressed and form and pressed["x"] >= form["x"]


def test_the_letter_fills_in_everywhere_as_one_types(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    before = slots(page, "childs-name")
    assert len(before) > 2 and set(before) == {"[child's name]"}
    name = page.get_by_label("Child's name", exact=True)
    name.press_sequentially("Zoë")
    assert set(slots(page, "childs-name")) == {"Zoë"}
    assert "Zoë" in page.locator("[data-ip-letter-subject]").inner_text()
    name.fill("   ")
    assert slots(page, "childs-name") == before


def test_a_date_is_written_out_for_the_language_of_the_page(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.get_by_label("Date", exact=True).fill("2026-11-24")
    assert slots(page, "date") == ["November 24, 2026"]
    page.get_by_label("Date", exact=True).fill("")
    assert slots(page, "date") == ["[date]"]


def test_empty_parts_are_told_apart_by_more_than_color(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    slot = page.locator('.ip-slot[data-field="school"]')
    border = "slot => getComputedStyle(slot).borderBottomStyle"
    assert slot.inner_text() == "[school]"
    assert slot.evaluate(border) == "dotted"
    page.get_by_label("School", exact=True).fill("Oak Street School")
    assert slot.evaluate(border) == "none"


def test_what_is_typed_is_text_and_never_html(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.get_by_label("Child's name", exact=True).fill("<img src=x onerror=window.bad=1> & $& {}")
    assert slots(page, "childs-name")[0] == "<img src=x onerror=window.bad=1> & $& {}"
    assert page.locator(f"{BODY} img").count() == 0
    assert page.evaluate("window.bad") is None


def test_lines_of_a_longer_answer_stay_and_a_full_stop_is_not_doubled(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.get_by_label("What is still hard", exact=True).fill("Loud rooms.\nSudden change.")
    shown = page.locator(f"{BODY} p", has_text="Loud rooms").inner_text()
    assert shown == "What is still hard: Loud rooms.\nSudden change."


def test_nothing_is_sent_and_nothing_is_stored(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.get_by_label("School", exact=True).focus()
    every_font = "() => [...document.fonts].every(font => font.status === 'loaded')"
    page.wait_for_function(every_font)  # those of rare letters too, whatever is typed
    page.wait_for_load_state("networkidle")
    storage = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    before = page.evaluate(storage)
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.url)

    page.on("request", note)
    fill_all(page)
    page.get_by_label("Child's name", exact=True).fill("Zoë Łucja François")
    page.get_by_label("School", exact=True).press("Enter")
    # A browser submits a form with a single field when Enter is pressed.
    page.locator("[data-ip-letter-form]").evaluate("form => form.requestSubmit()")
    page.locator("[data-ip-letter-copy]").click()
    page.wait_for_timeout(300)
    assert sent == []
    assert page.evaluate(storage) == before
    assert "Answer" not in page.url
    page.reload()
    typed = "fields => fields.map(field => field.value).join('')"
    fields = page.locator("[data-ip-letter-form] [data-field]:not([data-field=date])")
    assert fields.evaluate_all(typed) == ""
    assert slots(page, "school") == ["[school]"]


@pytest.mark.parametrize("denied", [False, True], ids=["clipboard", "old way"])
def test_copy_takes_the_whole_letter_as_plain_text(open_page: OpenPage, denied: bool) -> None:
    page = open_page(LETTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if denied:
        page.evaluate(NO_CLIPBOARD)
    page.get_by_label("Date", exact=True).fill("2026-11-24")
    page.get_by_label("Teacher's name", exact=True).fill("Ms. Lee")
    page.locator("[data-ip-letter-copy]").click()
    expect(page.locator(STATUS)).to_contain_text("Copied. 8 parts are still empty: ")
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied.startswith(
        "Subject: Hello from the family of [child's name]\n\n"
        "November 24, 2026\n\nDear Ms. Lee,\n\nI am [your name], and [child's name] will be"
    )
    assert "\n\n- [a support that helped]\n- [another support that helped]\n\n" in copied
    assert copied.endswith("With kind regards,\n[your name]")
    assert page.evaluate("document.activeElement.matches('[data-ip-letter-copy]')")


def test_copy_says_when_all_is_filled_in_or_one_part_is_not(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_all(page)
    page.locator("[data-ip-letter-copy]").click()
    expect(page.locator(STATUS)).to_have_text("Copied. You can paste it now.")
    assert "[" not in page.evaluate("navigator.clipboard.readText()")
    page.get_by_label("School", exact=True).fill("")
    expect(page.locator(STATUS)).to_have_text("")
    page.locator("[data-ip-letter-copy]").click()
    expect(page.locator(STATUS)).to_have_text("Copied. 1 part is still empty: School.")
    page.get_by_label("Child's name", exact=True).fill("")
    page.locator("[data-ip-letter-copy]").click()
    expect(page.locator(STATUS)).to_have_text(
        "Copied. 2 parts are still empty: Child's name, School."
    )


def test_a_letter_starts_with_the_day_of_today(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.clock.set_fixed_time("2026-11-29T23:30:00")
    page.reload()
    date = page.get_by_label("Date", exact=True)
    expect(date).to_have_value("2026-11-29")
    assert slots(page, "date") == ["November 29, 2026"]
    page.goto(page.url)  # nobody typed it, so nobody is asked whether to leave it
    date.fill("2026-12-01")
    page.get_by_label("Keep what I type in this tab").check()
    page.reload()
    expect(date).to_have_value("2026-12-01")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear all I typed").click()
    expect(date).to_have_value("2026-11-29")


def test_copy_says_so_when_it_cannot(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.evaluate(NO_CLIPBOARD)
    page.evaluate("() => { document.execCommand = () => false }")
    page.locator("[data-ip-letter-copy]").click()
    expect(page.locator(STATUS)).to_contain_text("copy it by hand")
    assert page.locator(STATUS).get_attribute("role") == "status"


def test_the_mail_link_carries_subject_and_body(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.get_by_label("Date", exact=True).fill("")
    page.get_by_label("Child's name", exact=True).fill("Zoë & Max")
    page.get_by_label("What is still hard", exact=True).fill("Noise\nCrowds")
    link = page.locator("[data-ip-letter-mail]").get_attribute("href") or ""
    address = urlsplit(link)
    said = parse_qs(address.query)
    assert (address.scheme, address.path, list(said)) == ("mailto", "", ["subject", "body"])
    assert said["subject"] == ["Hello from the family of Zoë & Max"]
    (body,) = said["body"]
    assert body.startswith("[date]\r\n\r\nDear [teacher's name],\r\n\r\n")
    assert "What is still hard: Noise\r\nCrowds.\r\n\r\n" in body
    assert "\n" not in body.replace("\r\n", "")


def test_a_letter_too_long_for_some_mail_programs_comes_with_advice(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    advice = page.locator("[data-ip-letter-long]")
    expect(advice).to_be_hidden()
    page.get_by_label("What is still hard", exact=True).fill("Loud rooms and crowds. " * 80)
    expect(advice).to_be_visible()


def test_clear_asks_first(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    page.on("dialog", answer)
    clear = page.locator("[data-ip-letter-form] [type=reset]")
    clear.click()
    assert asked == [], "nothing typed, nothing to ask"
    page.get_by_label("School", exact=True).fill("Oak Street School")
    clear.click()
    assert slots(page, "school") == ["Oak Street School"]
    clear.click()
    expect(page.locator('.ip-slot[data-field="school"]')).to_have_text("[school]")
    expect(page.locator(STATUS)).to_have_text("All is cleared.")
    assert len(asked) == 2


def test_a_press_on_a_part_leads_to_its_field_which_marks_it(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    slot = page.locator('.ip-slot[data-field="school"]')
    slot.click()
    expect(page.get_by_label("School", exact=True)).to_be_focused()
    assert "ip-slot--now" in (slot.get_attribute("class") or "")
    page.locator("[data-ip-letter-copy]").focus()
    assert "ip-slot--now" not in (slot.get_attribute("class") or "")


def test_it_works_after_links_and_back(open_page: OpenPage) -> None:
    page = open_page("letters/")
    for address in (LETTER, OTHER, LETTER):
        page.locator(f'main a[href$="{address.split("/")[1]}/"]').first.click()
        page.wait_for_url(f"**/{address}")
        page.locator("[data-ip-letter-form]").wait_for(state="visible")
        page.get_by_label("Child's name", exact=True).fill("Maya")
        assert set(slots(page, "childs-name")) == {"Maya"}
        page.go_back()
        page.wait_for_url("**/letters/")


@pytest.mark.parametrize("address", [LETTER, OTHER, "letters/ask-for-a-copy/"])
def test_only_the_letter_prints_on_one_page(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    sheets = []
    for paper in ("Letter", "A4"):
        (empty,) = printed(page, paper)
        assert "child's name" in empty and "Dear" in empty
        sheets.append(empty)
    fill_all(page)
    for paper in ("Letter", "A4"):
        (filled,) = printed(page, paper)
        assert "November 24, 2026" in filled and "Answer 0" in filled and "[" not in filled
        sheets.append(filled)
    for other in ("When to use it", "What to expect", "Copy the letter", "Word file", "Articles"):
        assert other not in "".join(sheets)


def test_paper_has_margins_of_one_inch_at_its_sides_and_of_its_pdf_above(
    open_page: OpenPage,
) -> None:
    page = open_page(LETTER)
    sheet = pypdfium2.PdfDocument(BytesIO(page.pdf(format="Letter")))[0].get_textpage()
    left, _, _, top = sheet.get_charbox(0)
    assert left == pytest.approx(72, abs=2)
    margin = 0.7 * 72
    assert 792 - margin - 20 < top < 792 - margin


def test_an_empty_part_prints_as_a_line_without_backgrounds(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.emulate_media(media="print")
    slot = page.locator('.ip-slot[data-field="school"]')
    border = "slot => getComputedStyle(slot, '::before').borderBottom"
    assert slot.evaluate(border).endswith("solid rgb(0, 0, 0)")
    assert slot.evaluate("slot => slot.getBoundingClientRect().width") > 120


def test_paper_has_room_to_sign_above_the_name(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    fill_all(page)
    page.emulate_media(media="print")
    end = page.locator(f"{BODY} > :last-child")
    name = end.locator(".ip-slot")
    room = "one => one.getBoundingClientRect().top"
    assert name.evaluate(room) - end.evaluate(room) > 36  # points, at 96 to 72


def test_without_a_script_the_letter_reads_prints_and_downloads(open_page: OpenPage) -> None:
    page = open_page(LETTER, js=False)
    expect(page.locator("[data-ip-letter-form]")).to_be_hidden()
    expect(page.locator("[data-ip-letter-copy]")).to_be_hidden()
    expect(page.locator(BODY)).to_contain_text("Dear [teacher's name],")
    mail = page.locator("[data-ip-letter-mail]").get_attribute("href") or ""
    assert "Dear [teacher's name]," in unquote(mail)
    links = page.locator(f"{PAGE} a[download]").all()
    assert len(links) >= 2
    for link in links:
        answer = page.request.get(link.evaluate("link => link.href"))
        assert answer.ok and len(answer.body()) > 300
    (text,) = printed(page, "Letter")
    assert "Dear" in text


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_sideways_scrolling_and_targets_of_44_pixels(open_page: OpenPage, width: int) -> None:
    page = open_page(LETTER, width=width)
    page.get_by_label("School", exact=True).fill("W" * 60)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.locator(
        "[data-ip-letter] :is(input:not([type=checkbox]), textarea, button, a):visible"
    ).evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 44


MISSED = "letters/ask-for-the-missed-help/"
TODAY = "2026-03-01T12:00:00"


def state_of(page: Page, number: int) -> str:
    """Return the state of the entry with this number in what to check before sending the letter."""
    entry = page.locator("[data-ip-letter-reminder]").nth(number)
    return str(entry.get_attribute("data-state"))


def test_it_says_what_is_missing_until_nothing_is(open_page: OpenPage) -> None:
    page = open_page(MISSED)
    page.clock.set_fixed_time(TODAY)
    needs, within, copy = page.locator("[data-ip-letter-reminder]").all()
    expect(page.locator("[data-ip-letter-open]")).to_have_text("3 points are open.")
    expect(needs).to_contain_text("Still missing: School, your phone")
    needs.get_by_role("link", name="your phone").click()
    expect(page.get_by_label("Your phone", exact=True)).to_be_focused()
    page.get_by_label("Your phone", exact=True).fill("555 0100")
    expect(needs).to_contain_text("Still missing: School")
    page.get_by_label("School", exact=True).fill("Oak Street School")
    expect(needs.locator("[data-ip-letter-state]")).to_have_text("Done")
    page.get_by_label("Date of the first day", exact=True).fill("2026-02-03")
    assert [state_of(page, n) for n in range(3)] == ["done", "done", "open"]
    expect(page.locator("[data-ip-letter-open]")).to_have_text("1 point is open.")
    copy.get_by_label("Yes").check()
    expect(page.locator("[data-ip-letter-open]")).to_have_text("You went through all points.")
    assert within.get_attribute("data-state") == "done"


def test_it_warns_of_a_day_that_is_too_long_ago(open_page: OpenPage) -> None:
    page = open_page(MISSED)
    page.clock.set_fixed_time(TODAY)
    for day, says in (
        ("2025-03-01", "It must be there today, March 1, 2026."),
        ("2025-02-28", "February 28, 2025 is more than 1 year ago."),
        ("2025-03-02", "Only 1 day is left. It must be there by March 2, 2026."),
        ("2025-03-15", "Done"),
        ("2025-03-14", "Only 13 days are left. It must be there by March 14, 2026."),
    ):
        page.get_by_label("Date of the second day", exact=True).fill(day)
        expect(page.locator("[data-ip-letter-reminder=within]")).to_contain_text(says)
        assert state_of(page, 1) == ("done" if says == "Done" else "late"), day


def test_a_leap_day_ends_a_day_early(open_page: OpenPage) -> None:
    page = open_page(MISSED)
    page.clock.set_fixed_time("2025-02-20T12:00:00")
    page.get_by_label("Date of the first day", exact=True).fill("2024-02-29")
    expect(page.locator("[data-ip-letter-reminder=within]")).to_contain_text("February 28, 2025")


def test_a_no_brings_the_advice_and_stops_nothing(open_page: OpenPage) -> None:
    page = open_page(MISSED)
    first = page.locator("form [data-ip-letter-ask]")
    advice = first.get_by_text("A talk is often quicker.")
    expect(advice).to_be_hidden()
    first.get_by_label("No").check()
    expect(advice).to_be_visible()
    copy = page.locator("[data-ip-letter-reminder=ask]")
    copy.get_by_label("No").check()
    expect(copy.get_by_text("Send one on the same day.")).to_be_visible()
    assert state_of(page, 2) == "late"
    expect(page.locator("[data-ip-letter-copy]")).to_be_enabled()


def test_without_a_script_what_to_look_at_is_a_plain_list(open_page: OpenPage) -> None:
    page = open_page(MISSED, js=False)
    before = page.locator("[data-ip-letter-before]")
    expect(before).to_contain_text("Within 1 year of the date of the first day")
    expect(before.get_by_text("Send one on the same day.")).to_be_visible()
    assert before.locator("input:visible").count() == 0


def test_an_entry_that_stays_empty_is_left_out_of_the_letter(open_page: OpenPage) -> None:
    page = open_page(MISSED)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("What was missed first", exact=True).fill("Speech.")
    page.locator("[data-ip-letter-copy]").click()
    expect(page.locator(STATUS)).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "- On [date of the first day]: Speech." in copied
    assert "second" not in copied
    mail = page.locator("[data-ip-letter-mail]").get_attribute("href") or ""
    assert "second" not in unquote(mail)
    (paper,) = printed(page, "Letter")
    assert "second" not in paper and "You can reach me" in paper


def test_a_sentence_that_ends_itself_gets_no_second_stop(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    for end in ("?", "!", "…", '."', "。", "."):
        page.get_by_label("What is still hard", exact=True).fill(f"Noise{end}")
        assert page.locator(f"{BODY} p", has_text="Noise").inner_text().endswith(f"Noise{end}")
        page.get_by_label("What is still hard", exact=True).fill("Noise")
        assert page.locator(f"{BODY} p", has_text="Noise").inner_text().endswith("Noise.")


def test_names_of_any_script_stay_whole_everywhere(open_page: OpenPage) -> None:
    names = ["Zoë Nguyễn", "Łukasiewicz", "李小明", "محمد"]
    page = open_page(LETTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field = page.get_by_label("Child's name", exact=True)
    for name in names:
        field.fill(name)
        assert set(slots(page, "childs-name")) == {name}
        link = unquote(page.locator("[data-ip-letter-mail]").get_attribute("href") or "")
        page.locator("[data-ip-letter-copy]").click()
        expect(page.locator(STATUS)).to_contain_text("Copied.")  # which the next name takes away
        assert name in link and name in page.evaluate("navigator.clipboard.readText()")
    page.evaluate("document.querySelector('#letter-school').value = 'Oak \\ud83d'")
    field.fill("Zoë")
    assert "Oak" in (page.locator("[data-ip-letter-mail]").get_attribute("href") or "")


def test_what_is_typed_is_not_lost_without_a_word(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.reload()
    assert asked == [], "nothing typed, nothing to lose"
    page.get_by_label("School", exact=True).press_sequentially("Oak")
    page.reload()
    assert asked == ["beforeunload"]
    assert slots(page, "school") == ["[school]"], "nothing was kept without being asked"


def test_one_may_keep_it_in_the_tab_and_take_that_back(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    dialogs: list[str] = []

    def answer(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    kept = "Object.keys(sessionStorage).filter(key => key.startsWith('ip-letter:'))"
    school = page.get_by_label("School", exact=True)
    keep = page.locator("[data-ip-letter-keep]")
    school.press_sequentially("Oak")
    assert page.evaluate(kept) == []
    keep.check()
    page.reload()
    assert dialogs == []
    assert slots(page, "school") == ["Oak"]
    expect(keep).to_be_checked()
    keep.uncheck()
    assert page.evaluate(kept) == []
    keep.check()
    page.locator("[data-ip-letter-form] [type=reset]").click()
    expect(page.locator(STATUS)).to_have_text("All is cleared.")
    assert page.evaluate(kept) == []


def test_a_damaged_note_breaks_nothing(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    damage = "text => sessionStorage.setItem(`ip-letter:${location.pathname}`, text)"
    for damaged in ("{", "5", '"x"', "[1]", '{"school": {}}'):
        page.evaluate(damage, damaged)
        page.reload()
        assert slots(page, "school") == ["[school]"], "nothing else is kept"
        page.get_by_label("School", exact=True).fill("Oak")
        assert slots(page, "school") == ["Oak"], damaged
        page.locator("[data-ip-letter-keep]").set_checked(True)


def test_a_browser_that_keeps_nothing_is_not_asked_to(open_page: OpenPage) -> None:
    page = open_page(LETTER, storage=False)
    page.get_by_label("School", exact=True).fill("Oak")
    assert slots(page, "school") == ["Oak"]
    expect(page.locator("[data-ip-letter-keep]")).to_be_hidden()


def test_one_question_at_a_time_is_a_choice(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    single = page.get_by_role("button", name="One at a time")
    rows = page.locator(".ip-letter-field:visible")
    many = rows.count()
    single.click()
    assert rows.count() == 1
    expect(page.locator("[data-ip-letter-place]")).to_have_text(f"1 of {many}")
    page.get_by_label("Child's name", exact=True).press("Enter")
    expect(page.locator("form [data-field]").nth(1)).to_be_focused()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("Child's name", exact=True)).to_be_focused()
    for _ in range(many - 1):
        page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("button", name="Next")).to_have_count(0)
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("[data-ip-letter-copy]")).to_be_focused()
    page.get_by_role("button", name="Unfold letter").click()
    assert rows.count() == 1
    choice = page.locator("[data-ip-letter-all], [data-ip-letter-single]")
    pressed = "all => all.map((one) => one.getAttribute('aria-pressed'))"
    assert choice.evaluate_all(pressed) == ["false", "true"]
    page.get_by_role("button", name="All at once").click()
    assert rows.count() == many
    assert choice.evaluate_all(pressed) == ["true", "false"]


def test_the_mail_link_says_first_what_is_still_empty(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.evaluate(NO_MAIL)
    mail = page.locator("[data-ip-letter-mail]")
    status = page.locator(STATUS)
    fill_all(page)
    mail.click()
    expect(status).to_have_text("")
    assert page.evaluate("self.opened") == [True]
    page.get_by_label("School", exact=True).fill("")
    mail.click()
    expect(status).to_contain_text("1 part is still empty: School. ")
    mail.click()
    page.get_by_label("Child's name", exact=True).fill("")
    mail.click()
    expect(status).to_contain_text("2 parts are still empty: Child's name, School. ")
    assert page.evaluate("self.opened") == [True, False, True, False]


def test_form_and_letter_begin_on_the_first_screen_of_a_phone(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    field = page.locator("[data-ip-letter-form] [data-field]").first.bounding_box()
    paper = page.locator("[data-ip-letter-paper]").bounding_box()
    assert field and paper
    assert field["y"] + field["height"] <= 844
    assert paper["y"] + paper["height"] <= 844
    page.get_by_role("button", name="Unfold letter").click()
    whole = page.locator("[data-ip-letter-paper]").bounding_box()
    assert whole and whole["height"] > 2 * paper["height"]


def test_the_part_that_is_filled_in_stays_in_sight_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.get_by_label("What is still hard", exact=True).focus()
    part = page.locator('.ip-slot[data-field="what-is-still-hard"]').bounding_box()
    field = page.get_by_label("What is still hard", exact=True).bounding_box()
    paper = page.locator("[data-ip-letter-paper]").bounding_box()
    assert part and field and paper
    assert 0 <= part["y"] < paper["y"] + paper["height"] <= field["y"] < 844


def test_the_parent_s_own_data_can_be_filled_in_by_the_browser(open_page: OpenPage) -> None:
    page = open_page(MISSED)
    offered = {
        label: page.get_by_label(label, exact=True).get_attribute("autocomplete")
        for label in ("Your name", "Your address", "Your phone", "Child's name")
    }
    assert offered == {
        "Your name": "name",
        "Your address": "street-address",
        "Your phone": "tel",
        "Child's name": "off",
    }
    name = page.get_by_label("Your name", exact=True)
    hint = page.locator(f"#{name.get_attribute('aria-describedby')}")
    expect(hint).to_have_text("First and last name")


def test_a_printed_letter_goes_by_its_title_alone(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    before = page.title()
    during = page.evaluate(
        "() => { dispatchEvent(new Event('beforeprint')); const title = document.title;"
        " dispatchEvent(new Event('afterprint')); return title }"
    )
    assert during == "Say hello to a teacher"
    assert page.title() == before != during


def test_large_text_is_large_on_paper_too(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    page.emulate_media(media="print")
    size = "paper => parseFloat(getComputedStyle(paper).fontSize)"
    usual = page.locator("[data-ip-letter-paper]").evaluate(size)
    page.evaluate("document.documentElement.dataset.size = 'largest'")
    assert page.locator("[data-ip-letter-paper]").evaluate(size) >= 1.5 * usual


def test_the_engines_find_nothing_while_points_are_open(open_page: OpenPage) -> None:
    page = open_page(MISSED, width=320)
    page.clock.set_fixed_time(TODAY)
    page.get_by_label("Date of the first day", exact=True).fill("2024-03-01")
    page.locator("[data-ip-letter-reminder=ask]").get_by_label("No").check()
    page.locator("form [data-ip-letter-ask]").get_by_label("No").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, ((320, "light"), (1280, "dark"))) == []


def test_a_file_is_saved_under_the_title_of_its_letter(open_page: OpenPage) -> None:
    page = open_page(LETTER)
    names = page.locator(f"{PAGE} a[download]").evaluate_all("all => all.map(one => one.download)")
    title = "Say hello to a teacher"
    assert sorted(names) == [
        f"{title} (large).pdf",
        f"{title}.docx",
        f"{title}.pdf",
        f"{title}.txt",
    ]


def test_the_form_has_parts_with_a_name_and_short_fields_share_a_row_where_there_is_room(
    open_page: OpenPage,
) -> None:
    page = open_page(LETTER, width=1280)
    parts = page.locator(".ip-letter-part")
    assert parts.locator("legend").all_inner_texts()[0] == "Your child"
    assert parts.locator("[data-field]").count() == page.locator("form [data-field]").count()
    name = page.get_by_label("Your name")
    beside = """one => {
      const row = one.closest(".ip-letter-part").querySelectorAll("input")
      const tops = [...row].map((input) => Math.round(input.getBoundingClientRect().bottom))
      return Math.max(...tops.map((top) => tops.filter((other) => other === top).length))
    }"""
    assert name.evaluate(beside) == 2
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert name.evaluate(beside) == 1
    page.get_by_role("button", name="One at a time").click()
    assert parts.locator("visible=true").locator("legend").all_inner_texts() == ["Your child"]
