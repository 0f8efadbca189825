"""Pictures from lines: what they say, what fits, and what is told of lines that make none."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from fontTools.ttLib import TTFont

from library.figures.canvas import WIDTH
from library.figures.fence import BLOCK, figure
from library.figures.forms import FORMS
from library.figures.icons import ICONS
from library.figures.measure import BOLD, CHARACTERS, KEPT_FREE, REGULAR, balanced, width, wrap
from library.figures.source import read_picture
from library.site.fonts import font_file
from library.site.page_html import strange_in_page

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = (ROOT / "tests/sample/docs/guides/every-picture.md").read_text("utf-8")
PICTURES = {
    read_picture(block["lines"], FORMS)[0].form: block["lines"] for block in BLOCK.finditer(SAMPLE)
}
DRAWN = yaml.safe_load(Path(__file__).with_name("drawn.yml").read_text("utf-8"))
STEPS = "steps: A road\n- One\n- Two\n- Three\n"


@pytest.mark.parametrize(("style", "known"), [("Regular", REGULAR), ("Bold", BOLD)])
def test_the_widths_are_those_of_the_font(style: str, known: tuple[int, ...]) -> None:
    font = TTFont(font_file(style), lazy=True)
    names, advances, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    assert known == tuple(round(advances[names[ord(c)]][0] * 1000 / unit) for c in CHARACTERS)


def test_lines_end_before_the_room_does_and_keep_every_word() -> None:
    words = "The team meets and writes the plan, if your child qualifies for one"
    for breaks in (wrap, balanced):
        lines = breaks(words, 15, 120)
        assert " ".join(lines) == words
        assert all(width(line, 15) <= 120 for line in lines)
    assert wrap("incomprehensibilities", 16, 20) == ["incomprehensibilities"]


def test_balanced_lines_are_as_many_and_leave_no_word_alone() -> None:
    words = "Ask the teacher what would help her"
    greedy, even = wrap(words, 16, 250), balanced(words, 16, 250)
    assert len(greedy) == len(even) == 2
    assert abs(width(even[0], 16) - width(even[1], 16)) < abs(
        width(greedy[0], 16) - width(greedy[1], 16)
    )


def test_the_sample_holds_a_picture_of_each_form() -> None:
    assert set(PICTURES) == set(FORMS), "add one to tests/sample/docs/guides/every-picture.md"


@pytest.mark.parametrize("form", sorted(PICTURES))
def test_each_form_is_drawn_and_says_all_its_words(form: str) -> None:
    picture, findings = read_picture(PICTURES[form], FORMS)
    assert findings == []
    drawn = ElementTree.fromstring(figure(PICTURES[form]))
    svg = drawn.find("svg")
    assert svg is not None and svg.get("role") == "img"
    named = {one.get("id"): "".join(one.itertext()) for one in svg if one.tag in ("title", "desc")}
    told, seen = (
        " ".join(named[name] for name in str(svg.get("aria-labelledby")).split()),
        " ".join("".join("".join(text.itertext()) for text in svg.iter("text")).split()),
    )
    for entry in picture.entries:
        for part in entry.parts:
            words = re.sub(r"^(?:yes|no): ", "", part).replace('"', "").strip(".")
            assert words in told.replace("“", "").replace("”", "")
            assert words in seen.replace("“", "").replace("”", "")
    assert picture.title in "".join(drawn.find("figcaption").itertext())  # type: ignore[union-attr]


@pytest.mark.parametrize("case", DRAWN, ids=lambda case: case["lines"].partition(":")[0])
def test_each_form_is_drawn_like_this(case: dict[str, str]) -> None:
    assert figure(case["lines"]).replace("><", ">\n<") + "\n" == case["drawn"]


@pytest.mark.parametrize("form", sorted(PICTURES))
def test_no_line_of_words_leaves_its_drawing(form: str) -> None:
    longest = _longest(form)
    assert read_picture(longest, FORMS)[1] == []
    for lines in (PICTURES[form], longest):
        svg = ElementTree.fromstring(figure(lines)).find("svg")
        assert svg is not None
        height = float(str(svg.get("viewBox")).split()[3])
        for text in svg.iter("text"):
            bold = "detail" not in str(text.get("class"))
            for line in text.iter("tspan"):
                wide = width((line.text or "").strip(), 16 if bold else 15, bold=bold)
                x = float(str(line.get("x"))) - (wide / 2 if text.get("text-anchor") else 0)
                assert x >= 0 and x + wide <= WIDTH * KEPT_FREE, line.text
                assert 12 <= float(str(line.get("y"))) <= height, line.text


def _longest(form: str) -> str:
    """Return a picture whose every part is as long as the check allows."""
    rules = FORMS[form]
    words = ("an evaluation of your child at school " * 9).replace("  ", " ")
    parts = [words[:most].strip() for most in rules.most]
    entry = " | ".join(parts)
    if form == "decision":
        question, yes, no = parts[0], f"yes: {parts[1][5:]}", f"no: {parts[2][4:]}"
        entries = [f"- {question} | {yes}"] * (rules.entries[1] - 1)
        entries.append(f"- {question} | {yes} | {no}")
    else:
        entries = [f"- {entry}"] * rules.entries[1]
    named = [f"{name}: {words[:24].strip()}" for name in rules.names]
    return "\n".join([f"{form}: The longest one", *named, *entries])


@pytest.mark.parametrize("form", sorted(PICTURES))
def test_a_page_may_hold_a_figure_and_it_holds_no_style(form: str) -> None:
    html = figure(PICTURES[form])
    assert strange_in_page(html) == ""
    assert not re.search(r"style=|fill=|stroke=|href|<script|#", html)


@pytest.mark.parametrize(
    "strange",
    [
        '<svg viewBox="0 0 1 1" onload="x()"></svg>',
        '<svg viewBox="0 0 1 1"><script>x()</script></svg>',
        '<svg viewBox="0 0 1 1"><a href="javascript:x()">y</a></svg>',
        '<svg viewBox="0 0 1 1"><image href="//x.example/y.png"/></svg>',
        '<svg viewBox="0 0 1 1"><foreignObject></foreignObject></svg>',
        '<p onClick="x()">y</p>',
    ],
)
def test_no_more_of_svg_than_that_may_stand_in_a_page(strange: str) -> None:
    assert strange_in_page(strange) != ""


def test_signs_of_html_in_words_are_shown_as_they_are() -> None:
    html = figure(STEPS.replace("One", "<b>One</b> & all"))
    assert "&lt;b&gt;One&lt;/b&gt; &amp; all" in html and "<b>" not in html


def test_lines_that_make_no_picture_make_nothing() -> None:
    assert figure("steps: A road\n- One\n") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("steps: A\n\n  - One\n- Two\n- (flag) Three\n", []),
        ("note: A\n- One\n", [
            (0, 'This picture has no form "note". Its first line is one of these, a colon, and a '
                f"title: {', '.join(sorted(FORMS))}"),
        ]),
        ("\n- One\nOne\n", [
            (0, "This picture has no form. Its first line is one of these, a colon, and a title: "
                f"{', '.join(sorted(FORMS))}"),
        ]),
        ("steps: A\n- One\nnote: B\n- Two\n- Three", [
            (2, '"note: B" is neither a line such as note: Words, which stands above all entries, '
                "nor an entry, which starts with a hyphen and a space. Put an entry on one line"),
        ]),
        ("steps: A\nnote: B\nnote: C\n- One\n- Two\n- Three", [
            (2, '"note:" appears twice. Delete one'),
        ]),
        ('steps: "A"\n- **One**\n- [Two](b.md)\n- 34 CFR 300.8', [
            (0, "The quotation marks around the title would be shown. Delete them"),
            (1, 'A picture has no bold words and no links, so "**" would be shown. Leave it out'),
            (2, 'A picture has no bold words and no links, so "](" would be shown. Leave it out'),
            (3, 'A picture cites nothing, so "34 CFR" would be shown. Leave it out'),
        ]),
        (f"steps: {'a' * 60}\nnote: {'b' * 160}\n- {'c' * 70} | {'d' * 110}\n- B\n- C", []),
        (f"steps: {'a' * 61}\nnote: {'b' * 161}\n- {'c' * 71} | {'d' * 111}\n- B\n- C", [
            (line, f"{what} has {long} characters, which is more than fit on a phone. Write it in "
                   f"{long - 1} or fewer")
            for line, what, long in (
                (0, '"steps:"', 61), (1, '"note:"', 161), (2, "What happens", 71),
                (2, "A detail", 111),
            )
        ]),
        ("people: A\n- One\n- Two | b | c\n- (flag) Three\n- (family)\n", [
            (0, 'A picture of the form people has a line "table:" with its words after it'),
            (2, "An entry of the form people is: who | what they bring (or without), with | "
                "between two parts, and none of them empty. For example: - (family) You, the "
                "parents | You know your child."),
            (3, '"(flag)" is not a sign of this form. Use one of these: family, invited'),
        ]),
        ("timeline: A\ncolor: red\n- (flag) One | Two\n", [
            (0, "A picture of the form timeline has 2 to 9 entries, and this one has 1. An entry "
                "is a line such as: - Within 60 days | The school evaluates your child."),
            (1, '"color:" is not known here. The form timeline has timeline:, note:'),
            (2, '"(flag)" is not a sign of this form. Leave it out: this form has none'),
        ]),
        ("decision: A\n- One? | yes: a | no: b\n- Two? | no: b", [
            (1, "A question before the last one has one answer, yes: or no:; the other answer "
                "leads to the next question. For example: - Is your child in danger now? | yes: "
                "Call for help first. | no: Write down what you saw."),
            (2, "The last question has both answers, yes: and no:. For example: - Is your child "
                "in danger now? | yes: Call for help first. | no: Write down what you saw."),
        ]),
        ("decision: A\n- One? | Yes : a\n- Two? | no: b | yes: c", []),
    ],
)  # fmt: skip
def test_what_is_wrong_with_lines_is_told(text: str, told: list[tuple[int, str]]) -> None:
    assert [(each.line, each.message) for each in read_picture(text, FORMS)[1]] == told


@pytest.mark.parametrize(
    ("form", "least", "most"),
    [
        ("steps", 3, 11), ("timeline", 2, 9), ("compare", 2, 7), ("change", 1, 6),
        ("people", 3, 8), ("cycle", 3, 6), ("decision", 1, 4), ("page", 2, 7), ("talk", 1, 5),
        ("stairs", 3, 7),
    ],
)  # fmt: skip
def test_a_form_has_room_for_so_many_entries(form: str, least: int, most: int) -> None:
    longest = _longest(form).split("\n")
    entries = [line for line in longest if line.startswith("- ")]
    above = longest[: -len(entries)]
    for many in (least - 1, least, most, most + 1):
        own = [entries[0]] * (many - 1) + entries[-1:] if many else []
        found = [one.message for one in read_picture("\n".join([*above, *own]), FORMS)[1]]
        right = least <= many <= most
        assert [f"has {least} to {most} entries" in one for one in found] == [True] * (not right)


def test_a_sign_is_drawn_in_place_of_the_number() -> None:
    plain, signed = figure(STEPS), figure(STEPS.replace("One", "(letter) One"))
    assert ICONS["letter"] in signed and ICONS["letter"] not in plain
    assert ">1 <" in plain and ">1 <" not in signed


@pytest.mark.parametrize("name", ICONS)
def test_a_sign_is_a_course_that_a_pen_can_draw(name: str) -> None:
    assert re.fullmatch(r"M[\d.]+ ?[\d.]+[MmLlHhVvAaCcSsQqZz\d .-]*", ICONS[name])


def test_the_guide_for_who_writes_shows_each_form_and_names_each_sign() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    shown = [read_picture(block["lines"], FORMS) for block in BLOCK.finditer(guide)]
    assert {picture.form for picture, _ in shown} == set(FORMS), "show one in CONTRIBUTING.md"
    assert [findings for _, findings in shown if findings] == []
    assert [sign for sign in ICONS if f"`{sign}`" not in guide] == []


def test_the_last_step_has_a_badge_of_its_own() -> None:
    svg = ElementTree.fromstring(figure(STEPS)).find("svg")
    assert svg is not None
    kinds = [str(one.get("class")) for one in svg.iter("circle")]
    badges = [kind for kind in kinds if kind.endswith(("-family", "-stop"))]
    assert badges == ["ip-picture-stop", "ip-picture-stop", "ip-picture-family"]
