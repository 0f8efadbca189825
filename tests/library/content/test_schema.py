"""What pages may say, as those that are written rely on it: a change here asks for one of pages."""

from __future__ import annotations

import pytest

from library.content.schema import KINDS, PLACES, TOPICS, UNITS, Key, Kind

# Each line with its type and its least and most; "!" where it must be there.
LINES = {
    "post": "title! text 3-90; slug! slug -60; date! moment; updated day; change text 3-120; "
    "description! long text 50-160; categories! choices 1-3; checked! day; review day; "
    "questions texts -12; checklist page names; letter page names; authors choices; "
    "draft yes or no; asked texts -200",
    "checklist": "title! text 3-70; description! long text 50-160; purpose! text 10-120; "
    "fields texts -8; notes number 0-10; categories choices 1-3; updated! day; "
    "change text 3-120; asked texts -200",
    "letter": "title! text 3-70; description! long text 50-160; subject! text 5-100; "
    "categories choices 1-3; before_sending reminders -20; updated! day; change text 3-120; "
    "asked texts -200",
    "term": "title! text 3-70; description! long text 20-200; also texts; spanish text 2-; "
    "spanish_also texts; checked day; asked texts -200",
    "guide": "title! text 3-70; description! long text 50-160; updated day; change text 3-120; "
    "checked day; review day; asked texts -200",
    "state": "title! text 3-70; description! long text 50-160; names records -12; "
    "places records -20; limits records -30; updated day; change text 3-120; asked texts -200",
    "page": "title! text 3-70; description! long text 50-160; updated day; change text 3-120; "
    "checked day; review day; promise text 3-160; asked texts -200",
}
PARTS = {
    "names": "word! text -60; means! text -120; language text -2",
    "places": "what! choice; name! text -120; address text -300; languages texts",
    "limits": "topic! choice; number! number 1-1000; unit! choice; starts! text -160; "
    "exceptions long text -400; breaks_out yes or no; cite! text -120; quote! long text 20-600; "
    "address! text -400; edition text -120; read! day; by! text -40; compared yes or no",
}
FOLDERS = {
    "post": "articles/posts", "checklist": "checklists", "letter": "letters", "term": "glossary",
    "guide": "guides", "state": "states", "page": "",
}  # fmt: skip


def said(key: Key) -> str:
    least, most = ("" if one is None else str(one) for one in (key.least, key.most))
    room = f" {least}-{most}" if least or most else ""
    return f"{key.name}{'!' if key.required else ''} {key.type}{room}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_page_has_these_lines(kind: Kind) -> None:
    assert [said(key) for key in kind.keys if key.staff] == LINES[kind.name].split("; ")
    assert kind.folder == FOLDERS[kind.name]
    own = [key.name for key in kind.keys if not key.staff]
    assert own[:3] == (["template", "hide", "search"] if kind.name in "guide state page" else [])
    for key in kind.keys:
        assert [said(part) for part in key.parts] == [
            *filter(None, PARTS.get(key.name, "").split("; "))
        ]
        assert key.source == (
            key.name if key.name in ("categories", "authors", "checklist", "letter") else ""
        )
        assert key.only == ("index.md" if key.name == "promise" else "")


def test_what_is_asked_of_each_kind() -> None:
    assert {kind.name for kind in KINDS if kind.is_sheet} == {"checklist", "letter"}
    assert {kind.name for kind in KINDS if kind.links_terms} == {"post", "guide"}
    assert {kind.name for kind in KINDS if kind.is_graded} == {"post", "term", "guide", "page"}
    assert {kind.name for kind in KINDS if kind.names_rules} == {
        "post", "checklist", "letter", "term",
    }  # fmt: skip
    assert {kind.in_search for kind in KINDS if kind.in_search != kind.name} == {"article"}


def test_what_a_state_s_record_may_name() -> None:
    assert " ".join(TOPICS) == (
        "first-step answer-to-request evaluation report first-meeting plan-copy your-answer "
        "services-start meeting-you-ask-for notice-of-meeting reevaluation records "
        "state-complaint state-decision hearing-request hearing-decision"
    )
    assert ", ".join(UNITS) == (
        "days, calendar days, school days, business days, instructional days, months, years"
    )
    assert ", ".join(PLACES) == (
        "agency, rules, rights notice, complaint, hearing office, parent center, "
        "protection and advocacy"
    )


def test_staff_call_a_line_by_its_label_or_its_name() -> None:
    assert Key("sung_by", "text", "A.", "B").called == "Sung by"
    assert Key("sung_by", "text", "A.", "B", label="Singers").called == "Singers"
    kind = KINDS[0]
    assert kind.key("slug") is kind.keys[1] and kind.key("none") is None
