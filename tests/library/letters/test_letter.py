"""A letter's source, read into blocks, placeholders and problems."""

from __future__ import annotations

import pytest

from library.content.kinds import guidance_part, letter_part
from library.letters.letter import (
    BulletList,
    Letter,
    Paragraph,
    parse_letter,
)
from library.letters.line import Line, Placeholder, Run, field_id, kind_of
from library.letters.printed import letter_print

SOURCE = """\
## When to use it

When a **new** teacher starts.

## The letter

[date]

Dear [teacher's name],

I am the parent of [child's name].
[Child's name] is in grade [grade].

- What helps: [what helps my child]
- *Please* call me

Thank you,
[your name]
"""


def read(markdown: str, subject: str = "Hello") -> Letter:
    return parse_letter(markdown, subject=subject)


def body(markdown: str) -> Letter:
    return read(f"## The letter\n\n{markdown}\n")


def only_line(markdown: str) -> Line:
    (block,) = body(markdown).blocks
    assert isinstance(block, Paragraph)
    (line,) = block.lines
    return line


def shown(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def test_guidance_is_all_that_stands_before_the_letter() -> None:
    assert guidance_part(SOURCE) == "## When to use it\n\nWhen a **new** teacher starts.\n"


def test_a_heading_in_a_code_block_does_not_begin_the_letter() -> None:
    text = "```\n## The letter\n```\n\n## The letter\nDear you"
    assert guidance_part(text) == "```\n## The letter\n```\n"


def test_paragraphs_lines_and_lists() -> None:
    letter = read(SOURCE)
    assert [block.kind for block in letter.blocks] == [
        "paragraph",
        "paragraph",
        "paragraph",
        "list",
        "paragraph",
    ]
    third, fourth = letter.blocks[2:4]
    assert isinstance(third, Paragraph) and isinstance(fourth, BulletList)
    assert shown(third.lines) == [
        "I am the parent of [child's name].",
        "[Child's name] is in grade [grade].",
    ]
    assert [shown(item) for item in fourth.items] == [
        ["What helps: [what helps my child]"],
        ["Please call me"],
    ]
    assert letter.problems == ()


def test_a_list_may_follow_a_line_at_once_and_its_items_may_have_two_lines() -> None:
    first, second, third = body(
        "I ask for:\n- a meeting\n  this month\n\n- a copy\nThank you"
    ).blocks
    assert isinstance(first, Paragraph) and isinstance(third, Paragraph)
    assert isinstance(second, BulletList)
    assert [shown(item) for item in second.items] == [["a meeting", "this month"], ["a copy"]]
    assert shown(third.lines) == ["Thank you"]


def test_each_field_once_in_the_order_of_the_sheet_where_the_subject_comes_first() -> None:
    letter = read(SOURCE, subject="About [child's name] and [his or her school]")
    assert [placeholder.field for placeholder in letter.placeholders] == [
        "childs-name",
        "his-or-her-school",
        "date",
        "teachers-name",
        "grade",
        "what-helps-my-child",
        "your-name",
    ]
    assert letter.placeholders[0] == Placeholder("child's name", "childs-name", "text")


def test_the_same_label_in_other_capitals_is_the_same_field_and_shows_as_written() -> None:
    line = only_line("[Child's name] and [child’s  name]")
    assert [run.text for run in line] == ["[Child's name]", " and ", "[child’s name]"]
    assert line[0].placeholder is line[2].placeholder


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("child's name", "childs-name"),
        ("Child’s  Name", "childs-name"),
        ("día de la reunión", "dia-de-la-reunion"),
        ("phone / email", "phone-email"),
        ("___", ""),
    ],
)
def test_field_ids(label: str, field: str) -> None:
    assert field_id(label) == field


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("date", "date"),
        ("child's date of birth", "date"),
        ("Date you asked", "date"),
        ("dates that suit you", "text"),
        ("the updated plan", "text"),
        ("what helps my child", "long"),
        ("Why you ask", "long"),
        ("how it shows at home", "long"),
        ("describe your concerns", "long"),
        ("list two times", "long"),
        ("listening device", "text"),
        ("whatever", "text"),
        ("what date suits you", "date"),
    ],
)
def test_the_label_decides_the_kind(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_bold_and_italic() -> None:
    assert only_line("A **bold [x]** and *slanted* or _slanted_ word") == (
        Run("A "),
        Run("bold ", bold=True),
        Run("[x]", bold=True, placeholder=Placeholder("x", "x", "text")),
        Run(" and "),
        Run("slanted", italic=True),
        Run(" or "),
        Run("slanted", italic=True),
        Run(" word"),
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a_b_c ____", "a_b_c ____"),
        (r"\[not a field\] \*plain\*", "[not a field] *plain*"),
        ("AT&T &amp; you", "AT&T & you"),
        ("less < more, I <3 this", "less < more, I <3 this"),
        ("line\\", "line"),
        ("1. first", "1. first"),
    ],
)
def test_text_that_stays_text(source: str, text: str) -> None:
    assert only_line(source) == (Run(text),)
    assert body(source).problems == ()


def test_a_colon_after_a_placeholder_is_no_link() -> None:
    assert body("[child's name]: what helps").problems == ()


def test_a_star_in_a_label_is_not_emphasis() -> None:
    first, _, second = only_line("[one *] [two *]")
    assert (first.text, second.text, first.italic) == ("[one *]", "[two *]", False)


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("Dear [teacher,", "“[teacher,” is never closed"),
        ("Dear [],", "[] does not say what to fill in"),
        ("- [ ] call", "[] does not say what to fill in"),
        ("Dear [...],", "[...] does not say what to fill in"),
        ("Dear [teacher [first name]],", "opens inside another one"),
        ("Dear teacher],", "a ] closes nothing"),
        ("See [our page](https://www.example.org/)", "there is a link inside"),
        ("See <https://www.example.org/>", "there is a link inside"),
        ("[page]: https://www.example.org/", "there is a link inside"),
        ("![a child](child.png)", "there is a picture inside"),
        ("Dear <b>teacher</b>", "there is HTML inside"),
        ("Dear <!-- who? -->", "there is HTML inside"),
        ("# Dear teacher", "there is a heading inside"),
        ("## The letter", "there is a heading inside"),
        ("> quoted", "“> quoted” cannot be printed"),
        ("---", "“---” cannot be printed"),
        ("```", "“```” cannot be printed"),
        ("- one\n  - two", "a list inside a list"),
    ],
)
def test_each_problem_is_named(markdown: str, said: str) -> None:
    problems = body(f"Dear you\n\n{markdown}").problems
    assert said in problems[0].message
    assert problems[0].line == 5 + markdown.count("\n")


def test_a_placeholder_must_close_on_its_own_line() -> None:
    problems = body("Dear [teacher's\nname]").problems
    assert [problem.line for problem in problems] == [3, 4]


def test_all_problems_come_at_once_with_the_lines_of_the_file() -> None:
    letter = parse_letter(
        "Guidance\n\n## The letter\n\nDear [teacher\n\n<b>Hi</b>\n\n[]",
        subject="About [",
        first_line=10,
        subject_line=4,
    )
    assert [problem.line for problem in letter.problems] == [4, 14, 16, 18]


def test_without_the_heading_or_the_letter_or_the_subject() -> None:
    missing = parse_letter("Dear you", subject="Hello", first_line=7)
    assert [(p.line, p.message[:11]) for p in missing.problems] == [(7, "the heading")]
    empty = parse_letter("Use it.\n\n## The letter\n\n", subject=" ", first_line=7, subject_line=3)
    assert [problem.line for problem in empty.problems] == [3, 9]
    assert "no subject" in empty.problems[0].message
    assert "no letter under" in empty.problems[1].message


def test_two_items_of_a_list_do_not_ask_for_the_same() -> None:
    """What is typed into a field stands in all its places, so both items would say the same."""
    twice = parse_letter("## The letter\n\n- [a support]\n- [A support!]", subject="A")
    [problem] = twice.problems
    assert problem.line == 4 and "two items of this list are [a support]" in problem.message
    fine = "- [a]\n- [b], or [a]\n\nSo:\n\n- [a]"
    assert not parse_letter(f"## The letter\n\n{fine}", subject="A").problems


@pytest.mark.parametrize(
    ("markdown", "label", "points"),
    [
        ("My child, [name], is here", "name", 216),
        ("My child goes to [school].", "school", 320),
        ("Sincerely,\n[your name]", "your name", 216),
        ("[date]\n\nDear you", "date", 140),
    ],
)
def test_a_line_to_write_on_has_room_for_a_name(markdown: str, label: str, points: int) -> None:
    html = letter_print(body(markdown), subject_label="Subject", title="A letter")
    assert f'style="width: {points}pt"><input class="ip-line" type="text" title="{label}">' in html


def test_the_name_to_sign_stands_alone_and_the_title_is_no_word_of_the_letter() -> None:
    letter = body("Dear you,\n\nThank you,\n[your name]")
    html = letter_print(letter, subject_label="Subject", title="Ask for a <meeting>")
    assert letter.is_signed
    assert '<p class="ip-close-line">Thank you,</p>\n<p class="ip-sign"><span' in html
    assert 'data-title="Ask for a &lt;meeting&gt;"' in html and ">Ask for" not in html
    assert not body("Thank you,\n[your name] and family").is_signed
    assert not body("[your name]").is_signed


@pytest.mark.parametrize(
    ("label", "kind", "autocomplete"),
    [
        ("your name", "text", "name"),
        ("your phone or email", "text", "tel"),
        ("your phone", "text", "tel"),
        ("your email", "text", "email"),
        ("your address", "address", "street-address"),
        ("your home address", "address", "street-address"),
        ("child's home address", "address", "off"),
        ("child's name", "text", "off"),
        ("your child's own words", "text", "off"),
        ("their email address", "text", "off"),
        ("what your address was", "long", "off"),
    ],
)
def test_only_the_parent_s_own_data_may_be_filled_in_by_the_browser(
    label: str, kind: str, autocomplete: str
) -> None:
    (placeholder,) = body(f"[{label}]").placeholders
    assert (placeholder.kind, placeholder.autocomplete) == (kind, autocomplete)


@pytest.mark.parametrize("heading", ["## The letter", "## The Letter", "##  the letter  ##"])
def test_guidance_and_letter_are_parted_at_the_heading_however_it_is_written(heading: str) -> None:
    source = f"## When\n\nAny day.\n\n{heading}\n\nDear you,\n"
    assert guidance_part(source) == "## When\n\nAny day.\n"
    assert letter_part(source).strip() == "Dear you,"
    assert letter_part("## When\n") == ""
