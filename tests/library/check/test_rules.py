"""Single rules, called directly: where each begins and ends. Whole messages: bad/*.yml."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from library.check.problem import Problem
from library.check.rules.broken_markdown import check_broken_markdown
from library.check.rules.citations import Block, blocks, check_citations
from library.check.rules.markup import check_markup, headings
from library.check.rules.pasted import check_pasted
from library.check.rules.private import check_private
from library.check.rules.reading import (
    Syllables,
    check_reading,
    reading_grade,
    sentences,
    smog,
)
from library.check.rules.sheets import check_sheet
from library.check.rules.text_file import (
    check_characters,
    check_document,
    check_name,
    check_size,
    decode,
    is_camera_name,
    plain_name,
)
from library.check.rules.top_block_words import explain
from library.check.settings import CheckSettings
from library.check.source import Source, blank_code, lower, read_source
from library.content.front_matter import compose_yaml
from tests.library.check.corpus import make_case, problems_of

POST, LETTER, PAGE = "articles/posts/a.md", "letters/a.md", "about/a.md"


def source(body: str, inside: str = PAGE) -> Source:
    """Return a page whose body begins in line 4."""
    return read_source(f"docs/{inside}", inside, f"---\ntitle: A\n---\n{body}")


def told(found: Iterable[Problem]) -> list[str]:
    """Return "line: message" of each problem."""
    return [f"{problem.line}: {problem.message}" for problem in found]


def lines(found: Iterable[Problem]) -> list[int]:
    return [problem.line for problem in found]


def by_line(check: Callable[[Source], Iterable[Problem]], *texts: str, inside: str = PAGE) -> str:
    """Return for each text, alone on a page, "x" where the check finds something, else "."."""
    return "".join("x" if [*check(source(text, inside))] else "." for text in texts)


# ---- What is quoted in a message is cut, so that it stays one line -------------------------


def w(count: int) -> str:
    return "w" * count


LONG_LINKS = {
    f"[{w(99)}][{w(98)}]": f'"[{w(60)}][{w(40)}]" is a link',
    f"![](../a/{w(99)}.png)": f"The picture {w(60)} has",
    f"![](../b/{w(99)}.png)": f"no picture at ../b/{w(75)}. Upload",
    f"![](../c/{w(99)}.png)": f"](../c/{w(75)})",
    f"[{w(99)}]()": f'The link "{w(60)}" leads',
    f"[a](http://[{w(99)})": f'"http://[{w(52)}" is not',
    f"[a](//{w(99)})": f"https://{w(60)}",
    f"[a](q{w(99)}:b)": f'"q{w(19)}:"',
    f"[a](www.{w(99)}.org)": f'"www.{w(56)}", since',
    f"[a]({w(99)}.md)": f'The link to "{w(80)}" leads',
    f"[a](#{w(99)})": f'"#{w(60)}" on',
}
LONG_MARKS = {
    f"# {w(99)}": f'"{w(60)}" is written as the heading',
    f"##### {w(99)}": f'"{w(60)}" skips',
    f"a <{w(99)} b": f'"<{w(30)}" looks',
    f'a <{w(99)} b="c">': f"HTML such as <{w(30)}> cannot",
    f'a <span on{w(99)}="c">': f'"on{w(28)}" would run',
    f'a <span {w(99)}="c">': f"<span> cannot have {w(30)} here",
    f'a {{: {w(99)}="c" }}': f"set {w(30)}, which",
    f"**{w(99)} **b** c": f"**{w(40)}**.",
    f"-{w(99)}": f"not -{w(30)}.",
    f"1.{w(99)}": f"not 1.{w(30)}.",
    f"{{{{ {w(99)} }}}}": f'"{{{{ {w(37)}":',
    f"<{w(99)}:b c": f"<{w(30)}> cannot be used",
    f"a [{w(60)}] b": f'"[{w(39)}" would',
}


@pytest.mark.parametrize("table", [LONG_LINKS, LONG_MARKS])
def test_a_message_quotes_no_more_than_its_start(table: dict[str, str], tmp_path: Path) -> None:
    make_case(tmp_path, {"page": "about", "add": "".join(f"\n{text}\n" for text in table)})
    found = problems_of(tmp_path)
    for text, part in table.items():
        assert any(part in problem for problem in found), (text, found)
    assert max(map(len, found)) < 330


# ---- private -------------------------------------------------------------------------------


def test_a_social_security_number_is_known_by_its_form_or_its_name() -> None:
    assert told(check_private(source("a\n123-45-6789 and 123 45 6789\n\nSSN: 123456789"))) == [
        f"{line}: This looks like a Social Security number. This site and its files are public, "
        "drafts and notes too, so nobody's data may be in them. Delete it, tell the owner if it "
        'was already saved, and write a placeholder such as "[number]".'
        for line in (5, 5, 7)
    ]
    yes = (
        "665-12-3456",
        "899-99-9999",
        "001 01 0001",
        "Social Security Number 123456789",
        "social security number is no 123456789",
        "SSN 123456789",
    )
    assert by_line(check_private, *yes) == "xxxxxx"
    no = (
        *("000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000"),
        *("1123-45-6789", "9-123-45-6789", "123-45-67891", "123-45-6789-1", "123-45 6789"),
        *("123456789", "SSN is never to be 123456789", "SSN 12345678", "SSN 1234567890"),
        "a security number 123456789",
    )
    assert by_line(check_private, *no) == "." * len(no)


def test_a_day_of_birth_is_known_by_the_words_before_it() -> None:
    [problem] = check_private(source("She was born on 3/4/2015."))
    assert "the day a child was born. This" in problem.message
    assert problem.message.endswith('such as "[date of birth]".')
    yes = (
        *("DOB 3/4/15", "D.O.B. 2015-03-04", "dob: 3-4-2015", "D.O.B 12.31.2015"),
        *("Date of birth: March 4, 2015", "birthday Mar. 4 2015", "birthdate 3/4/2015"),
        *("birth date: Sept 14, 2015", "BORN 3/4/2015", f"born{' a' * 9} 3/4/2015"),
    )
    assert by_line(check_private, *yes) == "x" * len(yes)
    no = (
        *("born after 3/4/2015", "born before 3/4/2015", "born on or after 3/4/2015"),
        *("born 2015", "stubborn 3/4/2015", "born. On 3/4/2015", f"born{' a' * 10} b 3/4/2015"),
        "Birth to 3: 3 days in 4 weeks",
    )
    assert by_line(check_private, *no) == "." * len(no)


def test_a_number_of_a_student_and_a_mail_of_a_parent_are_known() -> None:
    [problem] = check_private(source("Student ID: 12345"))
    assert "looks like a student's number. This" in problem.message
    assert problem.message.endswith('such as "[number]".')
    yes = ("student's number is 12345", "STUDENT’S ID 123456", "student number #12345")
    assert by_line(check_private, *yes) == "xxx"
    no = ("student id 1234", "students numbered 12345", "student ID is not 12345")
    assert by_line(check_private, *no) == "..."
    [hint] = check_private(source("a\n\nAnn.B+c@Gmail.com"))
    assert (hint.line, hint.level) == (6, "hint")
    assert hint.message == (
        "This looks like a personal email address. If it is a parent's, delete it: everybody can "
        "read this page."
    )
    hosts = "gmail.com yahoo.com hotmail.com outlook.com live.com aol.com icloud.com comcast.net"
    assert by_line(check_private, *(f"a@{host}" for host in hosts.split())) == "x" * 8
    assert by_line(check_private, "a@school.org", "a@gmail.community", "at gmail.com") == "..."


# ---- citations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One\ntwo\n\nNext", [Block("One\ntwo", 0), Block("Next", 9)]),
        ("- a\n  more\n\n    deep\n- b", [Block("- a\n  more\n\n    deep", 0), Block("- b", 21)]),
        ("1. a\n2) b\n* c", [Block("1. a", 0), Block("2) b", 5), Block("* c", 10)]),
        ("So:\n\n- a\n- b\n\nEnd", [Block("So:\n\n- a\n- b", 0), Block("End", 14)]),
        ("So.\n\n- a\n\nEnd", [Block("So.", 0), Block("- a", 5), Block("End", 10)]),
        ("- a:\n    - b\n- c", [Block("- a:\n    - b", 0), Block("- c", 13)]),
        ("- a\nlazy\n\nb", [Block("- a\nlazy", 0), Block("b", 10)]),
        ("a\n## H\nb", [Block("a", 0), Block("b", 7)]),
        ("a\n| t |\n[x]: y\n!!! note\n*[Z]: z\n??? q\n b", [Block("a", 0), Block(" b", 38)]),
        ("", []),
        ("\n\n  \na", [Block("a", 5)]),
        ("(a)\nb", [Block("(a)\nb", 0)]),
    ],
)
def test_paragraphs_and_bullets_are_blocks(text: str, found: list[Block]) -> None:
    assert blocks(text) == found


REGISTER = CheckSettings(
    citations=frozenset(["34 CFR 300.323", "20 USC 1415"]),
    documents={
        "https://sites.ed.gov/idea/a/": "OSEP Memo 11-07",
        "https://uscode.house.gov/b": "20 USC 1415",
    },
)
LAW = "## What the law says\n\n"


def cited(body: str, inside: str = POST) -> list[str]:
    page = source(body, inside)
    return told(check_citations(page, headings(page), REGISTER))


@pytest.mark.parametrize(
    "body",
    [
        f"{LAW}- The school must tell you (34 CFR 300.323(d)).",
        f"{LAW}- The team must ask ([OSEP Memo 11-07](https://sites.ed.gov/idea/a/)).",
        f"{LAW}- You may ask ([20 USC 1415](https://uscode.house.gov/b)).",
        f"{LAW}- You may ask. Your state rules may differ.",
        f"{LAW}- Nothing is stated here.",
        f"{LAW}The school must do (34 CFR 300.323):\n\n- it must ask\n- it must say",
        f'{LAW}- Say this: "Hello, friend."',
        'Say, "The school must answer me."',
        "The school should answer you.",
        f"{LAW}## Next\n\nYou may ask.",
    ],
)
def test_what_names_its_rule_or_states_none_is_fine(body: str) -> None:
    assert cited(body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            f"{LAW}- You have the right to a copy.",
            '6: "- You have the right to a copy..." states the law but does not name the rule. Add '
            "it in parentheses, such as (34 CFR 300.323(a)). If it is advice and not law, move it "
            'to another section, such as "What you can do".',
        ),
        (
            f"Hello.\n\nAsk now. The school must answer {'you ' * 20}.",
            f'6: "school must answer {"you " * 9}you..." states the law but does not name the '
            "rule. Add it in parentheses, such as (34 CFR 300.323(a)). If it is advice and not "
            'law, write "should" or "can" instead of "must".',
        ),
        (
            "See 34 CFR 300.324 and 20 U.S.C. 1416.",
            "4: We have not read 34 CFR 300.324. If the number is right, somebody has to read it "
            "and add it to docs/regulations.yml (or ask in your proposal). If it is not, correct "
            "it.",
        ),
        (
            "See 34 CFR 300.323, 300.324(a) and 300.501.",
            '4: "300.324(a)" would not become a link. Write out each rule: 34 CFR 300.324(a).',
        ),
        (
            "a\n\nSee 34 C.F.R. § 300.323.",
            '6: "34 C.F.R. § 300.323" would not become a link. Write it like this: 34 CFR 300.323.',
        ),
        (
            "See [the memo](https://sites.ed.gov/idea/a/).",
            "4: Write the name of this source as we do everywhere: "
            "[OSEP Memo 11-07](https://sites.ed.gov/idea/a/).",
        ),
        (
            "a\nSee [it](https://www.ecfr.gov/b).",
            "5: This official document is not in our register of rules. Read it, then add it to "
            "docs/regulations.yml, with its number and date, as the entries at the end of that "
            "file.",
        ),
    ],
)
def test_what_is_wrong_with_the_law_is_said(body: str, said: str) -> None:
    assert cited(body)[0] == said


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("See 34 CFR 300.323, 300.324(a) and 300.501.", 2),
        ("See 34 CFR 300.323 to 300.327.", 1),
        ("See 34 CFR 300.323; § 300.501, or 99.31.", 2),
        ("See 34 CFR 300.323, 34 CFR 300.323.", 0),
        ("See 34 CFR 300.323. 300 people.", 0),
        ("See 134 CFR 300.323.", 1),
        ("See 34 CFR Part 300.323 and 34CFR300.323.", 2),
        ("See ![it](https://www.ecfr.gov/b) and [it](https://other.example/).", 0),
        ("See [a](https://uscode.house.gov/b) and [a](https://supreme.justia.com/b).", 2),
        ("The district must. It must. They must.", 1),
        ("a\n\nThe district must.\n\nIt must.\n\n- They must.", 3),
        (f"The school {'and so on ' * 8}must.", 0),
        (f"The school {'and so on ' * 7}must.", 1),
        ("The school. It can. Must it?", 0),
        (f"{LAW}You have 10 days. You can.\n\nShe shall.\n\nIt is free.", 3),
        (f"{LAW}| You must |\n\n> The school must.", 1),
    ],
)
def test_each_place_counts_once(body: str, count: int) -> None:
    assert len(cited(body)) == count


def test_a_letter_itself_needs_no_law_and_a_page_about_us_neither() -> None:
    body = "## When\n\nThe school must ask.\n\n## The letter\n\nThe school must ask.\n"
    assert [said.partition(":")[0] for said in cited(body, LETTER)] == ["6"]
    assert cited(body, "about/a.md") == []
    assert len(cited(body, POST)) == 2


# ---- markup --------------------------------------------------------------------------------


def marked(body: str, inside: str = PAGE) -> list[str]:
    page = source(body, inside)
    return told(check_markup(page, headings(page)))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## A ##\n### B", [(2, "A", 0, False), (3, "B", 8, False)]),
        ("a\n# B\n> ## C\n- ### D\n1. #### E", [(1, "B", 2, False), (2, "C", 8, False),
         (3, "D", 15, False), (4, "E", 24, False)]),
        ("A\n===\n\nB b\n---\nc", [(1, "A", 0, True), (2, "B b", 7, True)]),
        ("A\n=\n\nB\n-\n", [(1, "A", 0, True), (2, "B", 5, True)]),
        ("a\n\nB\n--\n## C", [(2, "B", 3, True), (2, "C", 8, False)]),
        ("| a |\n--\n", []),
        ("####### G", [(6, "# G", 0, False)]),
        ("`# a`\n\n```\n# b\n```", []),
        ("a\nb\n---", []),
    ],
)  # fmt: skip
def test_headings_are_found_in_both_forms(
    body: str, found: list[tuple[int, str, int, bool]]
) -> None:
    seen = [(h.level, h.text, h.position, h.underlined) for h in headings(source(body))]
    assert seen == found


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("## A\n\n#### B\n\n##### C", ['6: The heading "B" skips a level. Start it with ### '
                                       "instead of ####."]),
        ("### A", ['4: The heading "A" skips a level. Start it with ## instead of ###.']),
        ("## A\n\n### B\n\n## C\n\n### D", []),
        ("## A\n\n##", ["6: This heading has no words. Write some, or delete the line."]),
        ("a <br> b <sub>2</sub> <abbr title='x'>c</abbr> <span lang=es>d</span><br/>", []),
        ("<https://a.example/> <a@b.example> a <b", ['4: "<b" looks like HTML. If it means "less '
         'than", put a space before and after it: < b.']),
        ("3<b and <br>", ['4: "<b" looks like HTML. If it means "less than", put a space before '
                          "and after it: < b."]),
        ("<sup id=a class=b>c</sup>", ["4: <sup> cannot have class here. Delete it."]),
        ("a\n<U>b</U>", ["5: HTML such as <u> cannot be used in a text. Use bold words instead: "
                         "**like this**."] * 2),
        ("a\n{% d=e %} {: id=a class=b lang=c title=d width=1 height=2 loading=lazy }",
         []),
        ('a {% b=c %} {: title="x=1" style=b Accept=c }', ["4: The curly brackets set accept, "
         "which is not allowed in a text. Delete the brackets."]),
        ("a\n```\nb", ["5: A block of code opens here with ``` and is never closed. Put the same "
                       "line below it, or delete this line."]),
        ("a\n~~~~\nb", ["5: A block of code opens here with ~~~~ and is never closed. Put the "
                        "same line below it, or delete this line."]),
        ("a\n\n<!-- b", ["6: A note that readers should not see opens here with <!-- and is never "
                         "closed. Write --> after it."]),
        ("a\n<SCRIPT src=x>", ["5: A <script> would run a program in the reader's browser. It is "
                               "never allowed. Delete it."]),
        ("< / iframe>", ["4: An <iframe> would show another site inside the page, which can then "
         "track the reader. It is never allowed. Delete it, and link to the video or page "
         "instead."]),
        ("a\n\n[b](&#106;avascript:c)", ["6: A link cannot start with javascript: or the like, "
         "because it would run a program in the reader's browser. Link to a page instead."]),
    ],
)  # fmt: skip
def test_marks_that_a_page_may_not_have_are_told(body: str, said: list[str]) -> None:
    assert marked(body) == said


DANGEROUS = """object embed style form base meta link svg math template noscript frame frameset
    applet""".split()


@pytest.mark.parametrize("tag", DANGEROUS)
def test_a_dangerous_tag_is_told_once(tag: str) -> None:
    assert marked(f"`a`\n<{tag.upper()} b=c>") == [
        f"5: HTML such as <{tag}> can change the page or run a program. It is never allowed. "
        "Delete it."
    ]
    assert marked(f"<{tag}er")[0].startswith("4: ") and "looks like" in marked(f"<{tag}er")[0]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a\n<p title='b' onFocus=c>", 5),
        ("a\n<p/onclick=c>", 5),
        ("a\n{: onclick=b }", 5),
        ("a\n[b](vbscript:c)", 5),
        ("a\n[b](javascript :c)", 5),
        ("a\n[b](java\nscript:c)", 5),
        ("a\n[b](data:text/html,c)", 5),
        ("a\n![b](DATA: image/svg+xml,c)", 5),
        ("a &amp; b\n\nc &#x6a;avascript&colon;d", 6),
    ],
)
def test_what_would_run_is_told_with_its_line(body: str, line: int) -> None:
    found = marked(body)
    assert found and found[0].startswith(f"{line}: ")
    assert "run a program in the reader's browser" in found[0]


def test_words_that_only_talk_of_programs_are_fine() -> None:
    assert marked("A script, java and script; once = twice, data: image. &amp; on = off") == []


MORE = "<!-- more -->"
IN_LISTS = "Put it on a line of its own below the short answer: what is above it is shown in lists."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"a\n\n{MORE}\n\nb", []),
        ("a", [f"4: The line {MORE} is missing. {IN_LISTS}"]),
        ("a\n<!--more-->\nb", [f"5: The line {MORE} is missing. Write it exactly so; here it is "
                               f'"<!--more-->". {IN_LISTS}']),
        ("a\n<Read-More>\n<more/>", [f"6: The line {MORE} is missing. Write it exactly so; here "
                                     f'it is "<more/>". {IN_LISTS}']),
        (f"a\n{MORE}\nb\n\n{MORE}", [f"8: The line {MORE} appears twice. Keep the first."]),
        (f"a\nb {MORE}\nc", [f"5: {MORE} must be alone on a line, at its very start, outside of "
         "lists and code. Put it on a line of its own below the short answer."]),
        (f"a\n```\n{MORE}\n```\nc", [f"6: {MORE} must be alone on a line, at its very start, "
         "outside of lists and code. Put it on a line of its own below the short answer."]),
        (f"# a\n \n{MORE}  \nb", [f"6: There is no text above the line {MORE}. Write the short "
                                  "answer there."]),
        (f"a\n{MORE}\n\n## b\n <!-- c -->\n##", [f"5: There is no text below the line {MORE}. "
         "Write the article there. If the short answer says it all, leave it."]),
    ],
)  # fmt: skip
def test_the_end_of_the_short_answer_is_marked_once(body: str, said: list[str]) -> None:
    found = [line for line in marked(body, POST) if MORE in line]
    assert found == said


# ---- broken Markdown and pasted signs ------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a\n• b", [5]),
        ("a\n- b\n• c\n● d", [6, 7]),
        ("– b", [4]),
        ("–b", []),
        ("o b\no\tc", [4, 5]),
        ("of b", []),
        ("§  b\n§\tc", [4, 5]),
        ("§ 300.1", []),
        ("-b\n-“c”\n- d\n--\n-1", [4, 5]),
        ("*b c\n\n*d* e\n\n**f** g\n*h", [4, 9]),
        ("1) b\n12)c\n1234) d", [4, 5]),
        ("1.b\n12.C\n1.5 d", [4, 5]),
        ("✓ b\n✔ c", [4]),
        ("✓ b\n\n✔ c", []),
        ("(a) b\n(iv) c", [4]),
        ("a. b\nb. c", [4]),
        ("i) b\nii) c", [4]),
        ("--b\n-- c", [4]),
        ("-[ ] a\n- [] b\n- [x]c\n- [ ](d)", [4, 5, 6]),
        ("☐ a\n[ ] b\n[x] c\n[x](d.md)\n☑ e", [4, 5, 6, 8]),
        ("a [ ] b", [4]),
        ("- [ ] b", []),
        ("a\n\n2025. b\n\n12. c", [6]),
        ("1. a\n2. b\n4. c\n5. d", [6]),
        ("1. a\n1. b\n1. c", []),
        ("3. a\n4. b", []),
        ("1. a\n3. b\n\n1. c\n3. d", [5]),
        ("1. a\n    more\n3. b", [6]),
        ("1. a\n\n3. b", [6]),
        ("1. a\n\ntext\n\n3. b\n5. c", [9]),
        ("a\tb\nc\td", [4]),
        ("a\tb", []),
        ("a\n\n    b", [6]),
        ("a\n\n\tb", [6]),
        ("a\n\n   b", []),
        ("- a\n\n    b\n\n    c\n\nd\n\n    e", [12]),
        ("1. a\n\n    b", []),
        ("[^1]: a\n\n    b", []),
        ("!!! note\n    a", []),
        ("!!! note", [4]),
        ("!!! note\na", [4]),
        ("!!! note\n   a", [4]),
        ("???+ note \"A\"\n\n    a", []),
        ("!!! \"A\"\n    a", [4]),
        ("!!! note A\n    a", [4]),
        ("    !!! note\n        a", []),
        ("    !!! note\n    a", [4]),
        ("One street\nOne town", [4]),
        (f"{'a' * 20} {'b' * 18}\nccccc", [4]),
        (f"{'a' * 20} {'b' * 19}\nccccc", []),
        ("One street\nOne town\nOne land\n\nA b\nC d", [4, 8]),
        ("One street.\nOne town", []),
        ("One street  \nOne town", []),
        ("One street\\\nOne town", []),
        ("One street\n- One town", []),
        ("One street\n| One | town", []),
    ],
)  # fmt: skip
def test_lines_that_would_come_out_wrong_are_told(body: str, found: list[int]) -> None:
    assert lines(check_broken_markdown(source(body))) == found


def test_what_is_told_of_a_line_is_how_to_write_it() -> None:
    found = told(check_broken_markdown(source("✓ b\n✔ c\n\n(a) b\n(b) c\n\n1. a\n2. b\n2. c")))
    assert found == [
        "4: Lines that start with ✓ run together into one on the page. Start each line of a list "
        "with a hyphen and a space: - like this.",
        "7: Lines that start with (a) run together into one on the page. Start each step with a "
        "number, a period, and a space: 1. like this.",
        "12: This step is numbered 2, but the page keeps counting and shows 3. Write 3.",
    ]


def test_in_a_letter_lines_and_brackets_are_its_own() -> None:
    body = "## When\n\nOne\ntwo\n\n## The letter\n\nOne street\nOne town\n\n[ ] a\n"
    assert lines(check_broken_markdown(source(body, LETTER))) == [6]
    assert sorted(lines(check_broken_markdown(source(body, PAGE)))) == [6, 11, 14]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a\n{{ b }}\n{% c %}", [5, 6]),
        ("[/b] [b c=d] [gallery]\n[toc]", [4, 4, 4, 4, 4, 4, 5, 5]),
        ("[gallery](a.md) [b c=d][e] [embed]:", []),
        ("a\n::: tip", [5]),
        ("> [!NOTE]\n>[!tip]", [4, 4, 5, 5]),
        ("a ==b== c\na==b== c == d", [4]),
        ("a ~~b~~ ~~ c ~~", [4]),
        (":smile: 10:30: a:b: http://x:y:", [4]),
        ("*[IEP]: a\n    *[IEP]: b", [4]),
        ("Word\n: meaning\n:no", [5]),
        ("&nope; &amp; &rarr; &nbsp", [4]),
        ("a\\\nb\\\\\nc", [4]),
        ("a [b] c [d](e.md) [f][g] [x] [ ] \\[h] [i]: j", [4]),
        ("[your name] [Insert a date] [name of child]", [4, 4, 4]),
        ('Say, "I am [name]." and “call [number]”', []),
        ("\n> Dear [name]\n> and [b]\n\na [c]", [8]),
        (f"[{'b' * 61}]", []),
        ("[b]\n\n[b]: c.md", []),
        ("TODO: a\nTBD\nFIXME XXX\nlorem ipsum Lorem Ipsum\ntodo TODOS", [4, 5, 6, 6, 7, 7]),
        ("**a **b** c\n\n**d** e **f **g", [4, 6]),
        ("**a** b **c** d", []),
        ("***a** b*", []),
    ],
)
def test_signs_of_other_programs_are_told(body: str, found: list[int]) -> None:
    assert sorted(lines(check_pasted(source(body)))) == found


@pytest.mark.parametrize("key", ["title", "description", "purpose", "subject"])
def test_unfinished_words_at_the_top_are_told(key: str) -> None:
    page = read_source("docs/a.md", "about/a.md", f"---\nslug: b\n{key}: A TBD\n---\n")
    assert told(check_pasted(page)) == [
        '3: "TBD" looks like something to finish later. Write the words, or delete it.'
    ]


# ---- the file itself -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("about/a-b2.md", ""),
        ("images/a.b.png", ""),
        ("files/a.pdf", ""),
        ("regulations.yml", ""),
        ("about/A.md", "file-name"),
        ("about/a_b.md", "file-name"),
        ("about/a-.md", "file-name"),
        ("About/a.md", "file-name"),
        ("images/a b.png", "file-name"),
        ("images/IMG_1234.png", ""),
        ("images/a.heic", "file-kind"),
        ("images/a.TIFF", "file-kind"),
        ("about/_a.md", "file-kind"),
        (".a/b.md", "file-kind"),
        ("about/a.docx", "file-kind"),
        ("about/.DS_Store", ""),
    ],
)
def test_the_name_of_a_file_may_be_part_of_an_address(inside: str, rule: str) -> None:
    found = [problem.rule for problem in check_name(f"docs/{inside}", inside)]
    assert found == ([rule] if rule else [])


@pytest.mark.parametrize("kind", "heic heif tif tiff bmp jfif psd".split())
def test_pictures_that_no_browser_shows_are_told(kind: str) -> None:
    assert told(check_name(f"docs/a.{kind}", f"a.{kind}")) == [
        f"1: Browsers cannot show a picture of this kind (a.{kind}). Save it again as .jpg, .png "
        "or .webp."
    ]


@pytest.mark.parametrize(
    ("name", "camera"),
    [
        ("IMG_1234.jpg", True),
        ("dsc00012.jpg", True),
        ("DSCN1.jpg", True),
        ("dscf 1.jpg", True),
        ("PXL_20240101.jpg", True),
        ("mvimg_1.jpg", True),
        ("image (1).png", True),
        ("photo.png", True),
        ("picture-2.png", True),
        ("Screen Shot 2024-01-01 at 1.02 pm.png", True),
        ("screenshot.png", True),
        ("unnamed.png", True),
        ("untitled copy.png", True),
        ("scan-edited.png", True),
        ("WhatsApp Image 2024.jpg", True),
        ("bild.png", True),
        ("20240101-wa0001.jpg", True),
        ("20240101.jpg", True),
        ("photographer.png", False),
        ("photo-of-a-team.png", False),
        ("team.png", False),
        ("3-steps.png", False),
    ],
)
def test_a_name_of_a_camera_is_known(name: str, camera: bool) -> None:
    assert is_camera_name(name) is camera


def test_a_name_is_made_plain() -> None:
    assert plain_name("My Photo (1).JPG") == "my-photo-1.jpg"
    assert plain_name("Niño.tar.GZ") == "nino-tar.gz"
    assert plain_name("x.md.MD") == "x.md"


def test_the_size_of_a_file_has_a_limit() -> None:
    small = CheckSettings(page_bytes=2000, file_bytes=1_500_000)
    assert [*check_size("a.md", 2000, small)] == [*check_size("a.pdf", 1_500_000, small)] == []
    assert told(check_size("a.md", 2999, small)) == [
        "1: This file has 2 kB; at most 2 kB is allowed. Split it into several pages, and keep "
        "pictures in files of their own."
    ]
    assert told(check_size("a.pdf", 2_250_000, small)) == [
        "1: This file has 2.2 MB; at most 1.5 MB is allowed. Make it smaller."
    ]
    assert (
        "has 1.0 MB; at most 999 kB"
        in told(check_size("a.png", 1_000_000, CheckSettings(file_bytes=999_999)))[0]
    )


def test_bytes_become_text_or_say_what_they_are() -> None:
    assert decode("a.md", "é\r\n".encode()) == ("é\r\n", [])
    for raw in (b"\xff\xfea\0", b"\xfe\xff\0a", b"a\0b\0", b"\0a\0b"):
        text, found = decode("a.md", raw)
        assert text is None and 'It is saved as "Unicode" (UTF-16). In' in told(found)[0]
    text, found = decode("a.md", b"a\r\nb\rc\nJos\xe9")
    assert text is None
    assert told(found)[0].startswith("4: ") and 'cannot be read is "é". In' in told(found)[0]
    for raw in (b"", b"\xef\xbb\xbf \t\r\n"):
        assert told(decode("a.md", raw)[1]) == [
            "1: The file is empty. Write the page, or delete the file."
        ]
    assert [*check_document("a.pdf", b"%PDF-1")] == []
    assert told(check_document("a.pdf", b" %PDF-1")) == [
        "1: This file is not a PDF, despite its name. Save it again as a PDF."
    ]


REPAIRS = "`python3 run.py check --fix` repairs it for you."
BLANKS = f" in spaces that do nothing. This does no harm; {REPAIRS}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\nb\n", []),
        ("a\r\nb\r\n", []),
        ("a\r\nb\nc", [f"1: The file mixes different line endings. This does no harm; {REPAIRS}"]),
        ("a\rb", [f"1: The file mixes different line endings. This does no harm; {REPAIRS}"]),
        ("\ufeffa", [f"1: The file starts with an invisible mark. This does no harm; {REPAIRS}"]),
        (
            "a\n\x0bb\x7f\x01\n\t",
            [
                "2: There is an invisible control character here, often from copying out of a PDF. "
                "Delete the word around it and type it again."
            ],
        ),
        (
            "a\n---\nb\u00a0c",
            [
                "3: The text has hard spaces (they look like a space but are not one). This does "
                f"no harm; {REPAIRS}"
            ],
        ),
        (
            "a\n---\nb\u202fc\nd\u2007e\n\nf\u00a0g\u00a0h",
            [
                "3: The text has hard spaces (they look like a space but are not one) (in 3 "
                f"lines). This does no harm; {REPAIRS}"
            ],
        ),
        (
            "a\n-\u00a0--\n1.\u200b b\n > \u200bc\nd",
            [
                "2: This line has hard spaces (they look like a space but are not one), and the "
                f"page would come out wrong. {REPAIRS}",
                *(
                    f"{line}: This line has invisible characters without width, and the page would "
                    f"come out wrong. {REPAIRS}"
                    for line in (3, 4)
                ),
            ],
        ),
        ("a\n---\nb \n\n", [f"3: This line ends{BLANKS}"]),
        ("a\t\n---\nb \n\n", [f"1: 2 lines end{BLANKS}"]),
        (
            "<<<<<<< a\n=======\n>>>>>>>\n <<<<<<<",
            [
                f"{line}: Two people changed the same text at once, which left this line. Choose "
                "one of the two versions around it, and delete the lines of <<<, === and >>>."
                for line in (1, 3)
            ],
        ),
    ],
)  # fmt: skip
def test_characters_that_nobody_sees_are_told(text: str, said: list[str]) -> None:
    assert told(check_characters("a.md", text, 2)) == said


@pytest.mark.parametrize("mark", ["<<<<<<< a", ">>>>>>> a"])
def test_one_mark_of_a_merge_is_enough(mark: str) -> None:
    assert lines(check_characters("a.md", f"a\n{mark}\n", 1)) == [2]


@pytest.mark.parametrize(
    ("signs", "instead"),
    [
        ("✅", "✓"), ("❌❎", "✗"), ("☒", "☑"), ("➢➤➡", "→"), ("★☆", "*"), ("☎📞", '"Phone"'),
        ("✉📧", '"Mail"'), ("❏❑", "☐"),
    ],
)  # fmt: skip
def test_for_a_sign_that_no_sheet_prints_there_is_another(signs: str, instead: str) -> None:
    for sign in signs:
        found = told(check_sheet(source(f"- [ ] Do it. {sign}", "checklists/a.md")))
        assert [one for one in found if one.endswith(f"Write {instead} instead.")], sign


# ---- a block at the top that YAML cannot read ------------------------------------------------


def why(block: str) -> str:
    """Return line and message for a top block, which begins in line 2."""
    try:
        compose_yaml(block)
    except Exception as error:
        line, message = explain(error, block)  # type: ignore[arg-type]
        return f"{line}: {message}"
    raise AssertionError("YAML can read this")


NO_BACKSLASH = "A text in straight quotes cannot have a \\ in it. Delete it, or write /."
TEMPLATE = "Compare it with another page in this folder."


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("title: A\nslug:b\ndate: x", '3: Put a space after the colon: "slug: b".'),
        (f"a: b\nt:{'c' * 70}\nd: e", f'3: Put a space after the colon: "t: {"c" * 70}".'),
        (
            'a: b\ntitle: Meetings: "what" to bring',
            '3: The text after "title:" has a colon in it, so it needs straight quotes around it: '
            "title: \"Meetings: 'what' to bring\"",
        ),
        (
            f"a: b\nt: c: {'d' * 90}",
            '3: The text after "t:" has a colon in it, so it needs straight quotes around it: '
            f't: "c: {"d" * 90}"',
        ),
        (
            "a: b\n  c: d",
            "3: This line starts too far to the right. Delete the spaces before its first word.",
        ),
        ("a: b\n\tc: d", "3: The line starts with a tab. Use spaces instead."),
        (
            'a: b\nc: "d\ne: f',
            "3: A quotation mark opens here and never closes. Put the same mark at the end of the "
            "text.",
        ),
        (
            'a: b\nc: "d" e',
            "3: Text goes on after the closing quotation mark, so the whole text needs quotes "
            "around it: c: '\"d\" e'",
        ),
        (
            "a: b\nc: 'd' \"e\" f",
            "3: Text goes on after the closing quotation mark, so the whole text needs quotes "
            "around it: c: \"'d' “e” f\"",
        ),
        (
            "a: 'b' c\"",
            "2: Text goes on after the closing quotation mark, so the whole text needs quotes "
            "around it: a: \"'b' c”\"",
        ),
        (
            "a: b\nc: [d, e\nf: g",
            "3: A bracket opens in this line and is never closed, or there is an extra quote.",
        ),
        ("a: b\nc: @d", '3: The text after "c:" starts with @, so it needs straight quotes around '
                        'it: c: "@d"'),
        (f"a: `{'d' * 70}", '2: The text after "a:" starts with `, so it needs straight quotes '
                            f'around it: a: "`{"d" * 70}"'),
        ("a:\n- @b", '3: The text after "-" starts with @, so it needs straight quotes around it: '
                     '- "@b"'),
        ("a: b\n- c", "3: From this line on, the block at the top cannot be read. Often a line "
         "above lacks a colon or a quotation mark, or starts farther to the right than its "
         f"neighbors. {TEMPLATE}"),
        ("a: b\nWords\nc: d", "3: This line has no colon. Each line is a name, a colon, "
         "a space, and the text: title: Back to school. A long text stays on one line."),
        ("a:\n• b\nc: d", "3: Each line of a list starts with a hyphen and a space: - like this."),
        ('a: "b\\c"', f"2: {NO_BACKSLASH}"),
        ('a: "\\x1"', f"2: {NO_BACKSLASH}"),
        ("a: b\nc: " + "9" * 100, "3: The block at the top cannot be read. It has a number that is "
                                "far too long. " + TEMPLATE),
    ],
)  # fmt: skip
def test_what_yaml_cannot_read_is_explained(block: str, said: str) -> None:
    assert why(block) == said


# ---- reading -------------------------------------------------------------------------------


def test_a_long_sentence_is_told_with_its_start() -> None:
    words = "and so we go on from day to day "
    page = source(f"Short.\n\nThen {words * 3}end. Then {words * 3}ends.", "articles/posts/a.md")
    assert told(check_reading(page, Syllables(), CheckSettings(sentence_words=29))) == []
    assert (
        told(check_reading(page, Syllables(), CheckSettings(sentence_words=28)))
        == [
            '6: This sentence has 29 words: "Then and so we go on from day to day and so we go on '
            'from day to ...". Make it two; above 28 words, a sentence is hard to read.'
        ]
        * 2
    )


def test_the_hardest_sentences_are_named_in_their_order() -> None:
    easy = "You can ask us now. " * 10
    hard = [
        f"Individualized evaluations necessitate considerable participation {word}."
        for word in ("immediately", "yesterday", "eventually")
    ]
    body = f"{easy}\n\n{hard[0]}\n\n{easy}\n\n{hard[1]}\n\n{hard[2]}\n\nEvaluation."
    [problem] = check_reading(
        source(body, POST), Syllables(), CheckSettings(reading_grade=1, smog_grade=99)
    )
    assert problem.line == 6 and "; we aim for 1 or lower." in problem.message
    for line, sentence in zip((6, 10, 12), hard, strict=True):
        cut = sentence if len(sentence) <= 70 else f"{sentence[:67].rpartition(' ')[0]} ..."
        assert f'line {line} "{cut}"' in problem.message


def test_the_long_words_are_counted_and_the_most_used_named() -> None:
    body = "An evaluation is needed. An evaluation, an assessment. " * 16
    [problem] = check_reading(source(body), Syllables(), CheckSettings(reading_grade=99))
    assert problem.line == 4
    assert problem.message.endswith("Most often: evaluation (32), assessment (16).")
    assert "SMOG grade 10.1, and we aim for 8 or lower" in problem.message


def test_a_page_that_just_meets_the_aims_gets_no_hint() -> None:
    page = source("An evaluation is needed. An evaluation, an assessment. " * 16, POST)
    easy = reading_grade(sentences(page), Syllables())
    assert easy is not None
    met = CheckSettings(reading_grade=easy, smog_grade=smog(48, 32))
    assert told(check_reading(page, Syllables(), met)) == []
    missed = CheckSettings(reading_grade=easy - 0.01, smog_grade=smog(48, 32) - 0.01)
    assert len(told(check_reading(page, Syllables(), missed))) == 2


def test_sentences_keep_their_place() -> None:
    body = (
        "**One** two. “Three?” *Four!* (Five.) six 7 l8r e.g. so\n> - nine\n1) ten\n- [x] e’s 'f'"
    )
    found = [(s.text, s.words, s.position) for s in sentences(source(body))]
    assert [words for _, words, _ in found] == [
        ["One", "two"],
        ["Three"],
        ["Four"],
        ["Five", "six", "l", "r", "e", "g", "so"],
        ["nine"],
        ["ten"],
        ["e's", "f"],
    ]
    assert [body[place : place + 4] for _, _, place in found][4:] == ["nine", "ten\n", "e’s "]


# ---- a page as the check sees it -------------------------------------------------------------


def test_code_and_notes_become_spaces_of_the_same_length() -> None:
    text = "a `b` c ``d`e`` <!-- f\ng --> h\n```x\ni\n```\n~~~\nj\n~~~~\nk \\`n`"
    blank = blank_code(text)
    assert len(blank) == len(text) and blank.count("\n") == text.count("\n")
    assert "".join(blank.split()) == "achk\\`n`"


def test_small_letters_keep_their_places() -> None:
    assert lower("AbÉ") == "abé"
    assert lower("İA") == "İa" and len(lower("İA")) == 2


@pytest.mark.parametrize(
    ("text", "state", "end", "body"),
    [
        ("---\na: b\n---\nc", "read", 3, "c"),
        ("--- \na: b\n...\nc", "read", 3, "c"),
        ("---\n---\nc", "no keys", 2, "c"),
        ("---\n- a\n---\nc", "no keys", 3, "c"),
        ("---\na: [\n---\nc", "unreadable", 3, "c"),
        ("---\na: b\n", "not closed", 1, ""),
        ("a\n---\n", "missing", 1, "a\n---\n"),
        ("\ufeff---\r\na: b\r\n---\rc", "read", 3, "c"),
        ("---\na: b\n---", "read", 3, ""),
    ],
)
def test_the_block_at_the_top_is_read_or_says_why_not(
    text: str, state: str, end: int, body: str
) -> None:
    page = read_source("docs/a.md", "about/a.md", text)
    assert (page.top.state, page.top.end, page.body) == (state, end, body)


def test_a_key_has_its_line_its_text_and_its_type() -> None:
    text = "---\na: 1\nb: [x, y]\nc:\n  - z\n  - {q: r}\nd:\n? [k]\n: v\n---\n\ne"
    page = read_source("docs/a.md", "about/a.md", text)
    found = [(entry.name, entry.line, entry.text, entry.tag) for entry in page.top.entries]
    assert found == [
        ("a", 2, "1", "int"),
        ("b", 3, "", "seq"),
        ("c", 4, "", "seq"),
        ("d", 7, "", "null"),
        ("[...]", 8, "v", "str"),
    ]
    assert page.value("a") == "1" and page.value("none") == "" and page.value("b") == ""
    assert page.line_of("c") == 4 and page.line_of("none") == 1
    assert [(entry.text, entry.line) for entry in page.values("c")] == [("z", 5)]
    assert [entry.text for entry in page.values("b")] == ["x", "y"]
    assert [entry.text for entry in page.values("a")] == ["1"] and [*page.values("d")] == []
    assert page.line_at(page.body.index("e")) == 12
