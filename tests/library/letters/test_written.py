"""A letter as it is written out: for print, for a mail program, for Word; and what is refused."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from library.letters.before_sending import read_reminders
from library.letters.letter import Letter, Paragraph, parse_letter
from library.letters.line import Run, short
from library.letters.plain_text import letter_text, mail_link
from library.letters.printed import letter_print
from library.letters.word_file import letter_docx


def letter(text: str, subject: str = "Hello") -> Letter:
    return parse_letter(f"## The letter\n\n{text}", subject=subject)


def line(text: str) -> tuple[Run, ...]:
    (block,) = letter(text).blocks
    assert isinstance(block, Paragraph)
    return block.lines[0]


# ---- print ---------------------------------------------------------------------------------


def gap(label: str, width: int) -> str:
    return (
        f'<span class="ip-gap" style="width: {width}pt"><input class="ip-line" type="text" '
        f'title="{label}"><span class="ip-gap-name">{label}</span></span>'
    )


def room(label: str, lines: str) -> str:
    return (
        f'<span class="ip-gap ip-gap-long"><textarea class="ip-writing" title="{label}" '
        f'style="--lines: var({lines})"></textarea><span class="ip-gap-name">{label}</span></span>'
    )


def printed(text: str, subject: str = "Hello") -> list[str]:
    html = letter_print(letter(text, subject), subject_label="Re & about", title="A <b>")
    return html.split("\n")


def test_the_subject_is_the_heading() -> None:
    assert printed("Hi", "About [child's name] & more") == [
        '<h1 class="ip-subject" data-title="A &lt;b&gt;">Re &amp; about: About '
        + gap("child&#x27;s name", 216)
        + " &amp; more</h1>",
        "<p>Hi</p>",
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a [b] c", f"<p>a {gap('b', 216)} c</p>"),
        ("a [date b]", f"<p>a {gap('date b', 140)}</p>"),
        ("a [home address]", f"<p>a {gap('home address', 320)}</p>"),
        ("a [the department]", f"<p>a {gap('the department', 320)}</p>"),
        (f"a [{'b' * 28}] c", f"<p>a {gap('b' * 28, 224)} c</p>"),
        (f"a [date {'b' * 14}] c", f"<p>a {gap('date ' + 'b' * 14, 152)} c</p>"),
        (f"a [{'b' * 41}] c", f"<p>a {gap('b' * 41, 320)} c</p>"),
        ("**a [b]** c", f"<p><strong>a </strong><strong>{gap('b', 216)}</strong> c</p>"),
        (
            "*a* **b *c* d**",
            "<p><em>a</em> <strong>b </strong><strong><em>c</em></strong><strong> d</strong></p>",
        ),
        ("a < b", "<p>a &lt; b</p>"),
        ("- a [b]\n- [c]", f"<ul><li>a {gap('b', 216)}</li><li>{room('c', '--item')}</li></ul>"),
        ("- [first concern]", f"<ul><li>{room('first concern', '--long')}</li></ul>"),
        ("a [what b]", f"<p>a {room('what b', '--long')}</p>"),
    ],
)
def test_a_blank_has_room_by_its_kind_and_its_place(text: str, html: str) -> None:
    assert printed(text)[1:] == [html]


def test_what_a_colon_has_named_is_not_named_once_more() -> None:
    field = (
        '<span class="ip-gap ip-gap-told" style="width: 216pt"><input class="ip-line" type="text" '
        'title="b"></span>'
    )
    items = (
        '<span class="ip-gap ip-gap-told ip-gap-long"><textarea class="ip-writing" title="c" '
        'style="--lines: var(--item)"></textarea></span>'
    )
    assert printed("a: [b]. [b]\n[b]\n\nx")[1:] == [
        f"<p>a: {field}. {gap('b', 216)}<br>",
        f"{gap('b', 216)}</p>",
        "<p>x</p>",
    ]
    assert printed("a:\n\n- [c]\n- d [b]\n\n[b] e")[1:] == [
        "<p>a:</p>",
        f"<ul><li>{items}</li><li>d {gap('b', 216)}</li></ul>",
        f"<p>{gap('b', 216)} e</p>",
    ]
    several = printed("a:\n[b] e")[1:]
    assert several == ["<p>a:<br>", f"{gap('b', 216)} e</p>"], "which of several lines, it must say"


def test_lines_stay_lines_and_the_name_has_room_to_sign() -> None:
    assert printed("a\nb\n\nThank you,\nfriends,\n[your name]")[1:] == [
        "<p>a<br>",
        "b</p>",
        '<p class="ip-close-line">Thank you,<br>',
        "friends,</p>",
        f'<p class="ip-sign">{gap("your name", 216)}</p>',
    ]


# ---- text and mail -------------------------------------------------------------------------


def test_a_mail_program_gets_subject_and_body() -> None:
    made = letter("Dear [a],\nhi & bye\n\n- b\n  c\n- d", "A & [b]?")
    assert letter_text(made, subject_label="Re") == (
        "Re: A & [b]?\n\nDear [a],\nhi & bye\n\n- b\n  c\n- d\n"
    )
    assert mail_link(made) == (
        "mailto:?subject=A%20%26%20%5Bb%5D%3F&body=Dear%20%5Ba%5D%2C%0D%0Ahi%20%26%20bye%0D%0A"
        "%0D%0A-%20b%0D%0A%20%20c%0D%0A-%20d"
    )


# ---- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"a [{'b' * 39}", f"the placeholder “[{'b' * 39}” is never closed; put a ] after its last "
                           "word, on the same line"),
        (f"a [{'b' * 40}", f"the placeholder “[{'b' * 39}…” is never closed; put a ] after its "
                           "last word, on the same line"),
        ("a [b [c] d", "a [ opens inside another one: “[b [c] d”; close the first one with ] "
                       "before the next begins"),
        (f"{'a' * 45}] b", f"a ] closes nothing: “…{'a' * 39}]”; put a [ where the placeholder "
                           "begins, or remove the ]"),
        ("[ - ]", "the placeholder [-] does not say what to fill in; write it between the "
                  "brackets, such as [child's name]"),
        ("a ![b](c)", "there is a picture inside the letter; letters are text only, so remove it"),
        ("<mailto:a@b.org>", "there is a link inside the letter; it would be lost on paper, so "
                             "write the address or the name as plain text"),
        ("a </b>", "there is HTML inside the letter; remove the tags and keep only the words"),
        ("- a\n\t* b", "a list inside a list cannot be printed in a letter; start this line with "
                       "“- ” at the left margin"),
        ("####### a", None),
        ("#a", None),
        ("#", "there is a heading inside the letter; move it above “## The letter” or write it as "
              "a **bold** line"),
        ("| a |", "“| a |” cannot be printed in a letter; write plain paragraphs and “- ” lists"),
        ("~~~", "“~~~” cannot be printed in a letter; write plain paragraphs and “- ” lists"),
        ("***", "“***” cannot be printed in a letter; write plain paragraphs and “- ” lists"),
        ("_ _ _", "“_ _ _” cannot be printed in a letter; write plain paragraphs and “- ” lists"),
        ("- - -", "“- - -” cannot be printed in a letter; write plain paragraphs and “- ” lists"),
        ("--", None),
        ("[a]: ./b", "there is a link inside the letter; it would be lost on paper, so write the "
                     "address or the name as plain text"),
        ("[a]: www.b.org", "there is a link inside the letter; it would be lost on paper, so write "
                           "the address or the name as plain text"),
    ],
)  # fmt: skip
def test_what_a_letter_cannot_hold_is_said_once(text: str, said: str | None) -> None:
    found = letter(f"Dear you\n\n{text}").problems
    assert [problem.message for problem in found] == ([said] if said else [])


def test_what_is_shown_of_a_text_is_enough_to_find_it() -> None:
    assert short("a" * 40) == "a" * 40 == short("a" * 40, from_end=True)
    assert short("a" + "b" * 40) == "a" + "b" * 39 + "…"
    assert short("a" + "b" * 40, from_end=True) == "…" + "b" * 40


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("***a***", [Run("a", True, True)]),
        ("**a** *b*", [Run("a", True), Run(" "), Run("b", italic=True)]),
        ("** a ** * b *", [Run("** a ** * b *")]),
        ("_a_ b_c_d _e_.", [Run("a", italic=True), Run(" b_c_d "), Run("e", italic=True),
                            Run(".")]),
        (r"\# \+ \- \! \. \( \) \` \< \> \\ \a", [Run(r"# + - ! . ( ) ` < > \ \a")]),
        (r"*a\*b*", [Run("a*b", italic=True)]),
        ("a\ue000b\uf8ffc", [Run("abc")]),
        ("&lt;b&gt; &copy;", [Run("<b> ©")]),
    ],
)  # fmt: skip
def test_the_look_of_each_part_of_a_line(text: str, runs: list[Run]) -> None:
    assert list(line(text)) == runs


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("x", 'an entry of "before_sending" starts with "ask:", "needs:" or "within:"'),
        ({"if_no": "x"}, 'an entry of "before_sending" has one of "ask", "needs" and "within"'),
        (
            {"needs": "b", "why": "x", "a" * 50: "y"},
            f'"{"a" * 40}" does not go with "needs", which takes "needs" and "why"',
        ),
        (
            {"within": "1 day", "of": "date", "why": "x", "if_no": "y"},
            '"if_no" does not go with "within", which takes "within" and "of" and "why"',
        ),
        ({"needs": "b"}, 'the entry with "needs" has no "why"; add that line to it'),
        (
            {"needs": "c" * 70, "why": "x"},
            f'the letter has no field [{"c" * 60}], which "before_sending" names; write it as it '
            "is between the brackets",
        ),
        (
            {"within": "1 day", "of": ["date", "b"], "why": "x"},
            '[b] is not a date; "within" counts from a date',
        ),
        *(
            (
                {"within": time, "of": "date", "why": "x"},
                '"within" takes a number with days, months or years, such as "1 year" or "10 days"',
            )
            for time in ("0 days", "10000 days", "1 week", "10 days or so", "1")
        ),
    ],
)
def test_what_is_wrong_before_sending_is_said(entry: object, said: str) -> None:
    reminders, faults = read_reminders([entry], letter("[date] [b]").placeholders)
    assert (reminders, [(fault.entry, fault.message) for fault in faults]) == ((), [(0, said)])


@pytest.mark.parametrize(
    ("time", "amount", "unit"),
    [("1 day", 1, "day"), ("9999 months", 9999, "month"), (" 2  years ", 2, "year")],
)
def test_a_time_before_which_a_letter_must_arrive(time: str, amount: int, unit: str) -> None:
    entry = {"within": time, "of": ["date"], "why": " So  it is. ", "x": ""}
    (found,), faults = read_reminders([entry], letter("[date]").placeholders)
    assert (found.amount, found.unit, found.words, faults) == (amount, unit, "So it is.", ())
    assert found.time == " ".join(time.split())
    assert [field.label for field in found.fields] == ["date"] and found.advice == ""


# ---- Word ----------------------------------------------------------------------------------


def word_file(text: str, subject: str = "About [child's name]") -> bytes:
    return letter_docx(
        letter(text, subject),
        title="T",
        author="A",
        language="en-US",
        subject_label="Re",
        updated=date(2026, 1, 2),
    )


def opened(text: str) -> Any:
    return docx.Document(BytesIO(word_file(text)))


def setting(style: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(style.paragraph_format, name) for name in names}


def test_each_style_has_its_look() -> None:
    styles = opened("Hi").styles
    for name, base, after in (
        ("Letter body", "Normal", 9),
        ("Letter subject", "Letter body", 16),
        ("Letter list", "List Bullet", 9),
        ("Letter close", "Letter body", 0),
        ("Letter name", "Letter body", 9),
    ):
        style = styles[name]
        assert style.base_style.name == base and style.quick_style and style.font.size.pt == 12
        assert style.paragraph_format.space_after.pt == after
        assert style.paragraph_format.line_spacing == 1.15 and style.paragraph_format.widow_control
        assert style.font.bold is (True if name == "Letter subject" else None)
        keeps = name in ("Letter subject", "Letter close")
        assert style.paragraph_format.keep_with_next is (True if keeps else None)
    assert styles["Letter subject"].next_paragraph_style.name == "Letter body"
    assert styles["Letter list"].next_paragraph_style.name == "Letter list"
    assert styles["Letter name"].paragraph_format.space_before.pt == 40
    assert {style.name for style in styles} == {
        *("Normal", "Default Paragraph Font", "Normal Table", "No List", "List Bullet", "Strong"),
        *("Emphasis", "Letter body", "Letter subject", "Letter list", "Letter close"),
        "Letter name",
    }
    fonts = next(styles.element.iter(qn("w:rFonts")))
    assert dict(fonts.attrib) == {
        qn("w:ascii"): "Atkinson Hyperlegible",
        qn("w:hAnsi"): "Atkinson Hyperlegible",
        qn("w:cs"): "Arial",
        qn("w:eastAsia"): "Microsoft YaHei",
    }


def test_each_blank_is_a_control_of_its_kind() -> None:
    word = opened(f"[date you asked] [{'n' * 70}] **a** *b* ***c***\nd")
    controls = []
    for control in word.element.body.iter(qn("w:sdt")):
        settings, content = control
        assert (settings.tag, content.tag) == (qn("w:sdtPr"), qn("w:sdtContent"))
        controls.append(
            [
                (part.tag.rpartition("}")[2], *part.attrib.values(), *(
                    (inner.tag.rpartition("}")[2], *inner.attrib.values()) for inner in part
                ))
                for part in settings
            ]
        )  # fmt: skip
    assert controls == [
        [("alias", "child's name"), ("tag", "childs-name"), ("showingPlcHdr",), ("text", "1")],
        [
            ("alias", "date you asked"),
            ("tag", "date-you-asked"),
            ("showingPlcHdr",),
            ("date", ("dateFormat", "MMMM d, yyyy")),
        ],
        [("alias", "n" * 70), ("tag", "n" * 64), ("showingPlcHdr",), ("text", "1")],
    ]
    runs = [(run.text, run.style.name, run.italic) for run in word.paragraphs[1].runs]
    assert [run for run in runs if run[0].strip()] == [
        ("a", "Strong", None),
        ("b", "Emphasis", None),
        ("c", "Strong", True),
        ("d", "Default Paragraph Font", None),
    ]
    assert ("\n", "Default Paragraph Font", None) in runs


def test_the_file_is_of_no_machine_and_no_hour() -> None:
    with ZipFile(BytesIO(word_file("Hi"))) as file:
        for entry in file.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.compress_type) == (3, ZIP_DEFLATED)
        settings = file.read("word/settings.xml").decode()
        fonts = file.read("word/fontTable.xml").decode()
        document = file.read("word/document.xml").decode()
        properties = file.read("docProps/core.xml").decode()
    assert 'w:name="compatibilityMode"' in settings and settings.count('w:val="15"') == 1
    assert fonts.endswith(
        '<w:font w:name="Atkinson Hyperlegible"><w:altName w:val="Arial"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    assert 'w:header="720" w:footer="720"' in document
    assert ">1</cp:revision>" in properties and "<cp:keywords></cp:keywords>" in properties
