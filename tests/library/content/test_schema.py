"""What pages may say, as those that are written rely on it: a change here asks for one of pages."""

from __future__ import annotations

import pytest

from library.content.schema import KINDS, PLACES, TOPICS, UNITS, Key, Kind

# Each line with its type; "!" where it must be there. How long it may be is for the guide to say.
LINES = {
    "post": "title! text; slug! slug; date! moment; updated day; change text; "
    "description! long text; categories! choices; checked! day; review day; "
    "questions texts; checklist page names; letter page names; authors choices; "
    "draft yes or no; asked texts",
    "checklist": "title! text; description! long text; purpose! text; "
    "fields texts; notes number; categories choices; updated! day; "
    "change text; asked texts",
    "letter": "title! text; description! long text; subject! text; "
    "categories choices; before_sending reminders; updated! day; change text; "
    "asked texts",
    "term": "title! text; description! long text; also texts; spanish text; "
    "spanish_also texts; checked day; asked texts",
    "guide": "title! text; description! long text; updated day; change text; "
    "checked day; review day; asked texts",
    "state": "title! text; description! long text; names records; "
    "places records; limits records; updated day; change text; asked texts",
    "page": "title! text; description! long text; updated day; change text; "
    "checked day; review day; promise text; asked texts",
}
PARTS = {
    "names": "word! text; means! text; language text",
    "places": "what! choice; name! text; address text; languages texts",
    "limits": "topic! choice; number! number; unit! choice; starts! text; "
    "exceptions long text; breaks_out yes or no; cite! text; quote! long text; "
    "address! text; edition text; read! day; by! text; compared yes or no",
}
FOLDERS = {
    "post": "articles/posts", "checklist": "checklists", "letter": "letters", "term": "glossary",
    "guide": "guides", "state": "states", "page": "",
}  # fmt: skip


def said(key: Key) -> str:
    return f"{key.name}{'!' if key.required else ''} {key.type}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_page_has_these_lines(kind: Kind) -> None:
    assert [said(key) for key in kind.keys if key.staff] == LINES[kind.name].split("; "), (
        "write a new line in LINES too; pages have the others, so none of them goes"
    )
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
