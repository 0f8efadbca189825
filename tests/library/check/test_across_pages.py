"""Rules on several pages, on settings or on the whole folder, called directly."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from library.check import check_library
from library.check.__main__ import main, summary
from library.check.fixes import fix_text, trailing_blanks
from library.check.problem import Problem
from library.check.rules import avoided_words
from library.check.rules.addresses import check_addresses
from library.check.rules.dates import check_waiting, read_moment
from library.check.rules.duplicates import check_duplicates
from library.check.rules.habits import check_habits
from library.check.rules.links import Places, anchors, find_links, plain_words
from library.check.rules.markup import headings
from library.check.rules.parser_limits import check_limits
from library.check.rules.redirects import check_redirect_targets
from library.check.rules.register import addresses, check_register
from library.check.rules.rendered import check_rendered, unseen_links
from library.check.settings import CheckSettings, check_folder_settings, load_settings
from library.check.source import Source, read_source
from library.check.tools.rumdl import read_rumdl
from library.check.tools.typos import read_typos
from library.common.days import Clock
from library.common.nearest import did_you_mean, nearest
from tests.library.check.corpus import NOW, make_case, problems_of
from tests.library.check.test_rules import LETTER, PAGE, POST, lines, source, told

CLOCK = Clock(NOW, CheckSettings().zone)


def page(inside: str, **top: Any) -> Source:
    """Return a page with these lines at its top; `body` is its text."""
    body = top.pop("body", "")
    block = yaml.safe_dump(top, sort_keys=False, allow_unicode=True)
    return read_source(f"docs/{inside}", inside, f"---\n{block}---\n{body}")


# ---- two pages -----------------------------------------------------------------------------


def test_two_pages_of_a_kind_may_not_share_a_title_or_a_description() -> None:
    one = page("letters/a.md", title="Ask  now", description="D")
    two = page("letters/b.md", description="d ", title="ask Now")
    other = page("checklists/c.md", title="Ask now", description="D")
    assert [str(problem) for problem in check_duplicates([one, two, other])] == [
        'docs/letters/a.md:2: Another page of this kind has the same title "Ask now": '
        "docs/letters/b.md. It has the same description, too. Readers could not tell them apart. "
        "Change one of the two.",
        'docs/letters/b.md:3: Another page of this kind has the same title "ask Now": '
        "docs/letters/a.md. It has the same description, too. Readers could not tell them apart. "
        "Change one of the two.",
    ]


def test_two_articles_may_not_share_a_slug_or_a_day_and_title() -> None:
    one = page("articles/posts/a.md", title="A", slug="x", date="2026-01-02")
    two = page("articles/posts/b.md", title="a", slug="X", date="2026-01-02T10:00:00")
    lost = "It has the same slug, too. One of the two would be lost."
    day = f"{lost} Delete one, or change its title."
    a, b = "docs/articles/posts/a.md", "docs/articles/posts/b.md"
    assert [str(problem) for problem in check_duplicates([one, two])] == [
        f"{a}:4: Another article has the same date and title: {b}. {day}",
        f"{b}:4: Another article has the same date and title: {a}. {day}",
    ]
    later = page("articles/posts/c.md", title="a", slug="y", date="2026-01-03")
    assert [problem.rule for problem in check_duplicates([one, later])] == ["duplicate-title"] * 2
    assert [*check_duplicates([page("articles/posts/a.md", date="2026-01-02")] * 2)] == []


def test_two_terms_may_not_share_a_name() -> None:
    one = page("glossary/a.md", title="Notice", also=["PWN"])
    two = page("glossary/b.md", title="Pwn", also=["x"])
    assert [str(problem) for problem in check_duplicates([one, two])] == [
        'docs/glossary/a.md:4: Another glossary term has the same name "PWN": docs/glossary/b.md. '
        "Where a page uses it, the link can lead to only one of the two. Delete the name in one "
        "of them.",
        'docs/glossary/b.md:2: Another glossary term has the same name "Pwn": docs/glossary/a.md. '
        "Where a page uses it, the link can lead to only one of the two. Delete the name in one "
        "of them.",
    ]
    both = [page(f"glossary/{name}.md", title="A") for name in "ab"]
    assert [problem.rule for problem in check_duplicates(both)] == ["duplicate-title"] * 2
    twice = page("glossary/a.md", title="A", also=["b", "B"])
    assert [problem.line for problem in check_duplicates([twice])] == [4, 5]


def test_an_address_belongs_to_one_page() -> None:
    pages = [
        page("articles/posts/a.md", slug="x"),
        page("articles/posts/b.md", slug="page/2"),
        page("articles/posts/c.md", title="A"),
        page("articles/posts/d.md", slug="x"),
        page("about/us.md"),
        page("about/us/index.md"),
        page("downloads/x.md"),
    ]
    files = [*(one.inside for one in pages), "about/us/a.pdf", "letters/a.pdf", "about/lost.md"]
    found = [str(one) for one in check_addresses(files, {one.inside: one for one in pages})]
    taken = "so nothing else can be there. Change the"
    assert found == [
        "docs/articles/posts/b.md:2: The build itself makes what is at the address "
        f"/articles/page/2/, {taken} slug.",
        "docs/about/us/index.md:1: This page would have the address of docs/about/us.md: "
        "/about/us/. One of the two would be lost. Rename one, or combine them into one page.",
        "docs/downloads/x.md:1: The build itself makes what is at the address /downloads/x/, "
        f"{taken} name of the file.",
        "docs/letters/a.pdf:1: The build itself makes what is at the address /letters/a.pdf, "
        f"{taken} name of the file.",
    ]


# ---- limits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("\n" * 5000, []),
        ("\n" * 5001, [4]),
        (f"a\n{'b' * 999} {'c' * 999}", []),
        (f"a\n{'b' * 1000}", [5]),
        (f"a\n{'> ' * 19}b", []),
        (f"a\n{'> ' * 20}b", [5]),
        (f"a\n{'- ' * 10}{'1. ' * 10}b", [5]),
        (f"a\n{' ' * 63}b", []),
        (f"a\n{' ' * 64}b", [5]),
        ("a\n" + "\t" * 16 + "b", [5]),
        (f"a\n{'|a' * 40}", []),
        (f"a\n{'|a' * 41}", [5]),
        ("a\n\n" + "x* " * 300, []),
        ("a\n\n" + "x* " * 301, [6]),
        ("a* b\n \n" + "x* " * 150 + "\n" + "x* " * 151, [6]),
        (("x* " * 300 + "\n\n") * 10, []),
        ("a\n" + ("x* " * 300 + "\n\n") * 10 + "*", [5]),
        ("|a\n" * 301, []),
    ],
)  # fmt: skip
def test_what_would_stop_our_programs_is_told(body: str, found: list[int]) -> None:
    assert lines(check_limits(source(body))) == found


def test_what_to_do_about_too_much_is_said() -> None:
    assert told(check_limits(source("a\n\n" + "[ " * 301))) == [
        "6: From here on, this paragraph or list has the character [ more than 300 times, which "
        "is more than our programs can read. Delete some, or put blank lines in between."
    ]
    [problem] = check_limits(source(("~ " * 299 + "\n\n") * 11))
    assert "this page has the character ~ more than 3,000 times" in problem.message


# ---- the register --------------------------------------------------------------------------


ENTRY = {
    "cite": "34 CFR 300.1",
    "title": "T",
    "url": "https://www.ecfr.gov/current/title-34/section-300.1",
    "edition": "E",
    "checked": date(2026, 1, 2),
    "sure": "read",
}


def registered(*changes: dict[str, Any]) -> list[str]:
    entries = [{k: v for k, v in (ENTRY | change).items() if v != ""} for change in changes]
    return told(check_register(entries, "# A\n" + "- x\n  y\n" * len(entries)))


def test_an_entry_of_the_register_is_whole_and_leads_to_the_rule() -> None:
    assert registered({}, {"cite": "OSEP Memo 1", "url": "http://x.gov", "sure": "guidance"}) == []
    assert registered({}, {"cite": "", "edition": ""}) == [
        "4: Entry 2 of the register (no citation) has no cite, edition. Add it, as in the entries "
        "around it."
    ]
    assert registered({}, {}) == ["4: 34 CFR 300.1 appears twice. Keep one of the two entries."]
    assert registered({"url": f"https:/{'x' * 70}"}) == [
        f'2: The address "https:/{"x" * 53}" in entry 1 of the register is not a web address. '
        "Write one that starts with https://."
    ]
    assert registered({"url": f"https://x.gov/{'x' * 90}"}) == [
        f"2: 34 CFR 300.1 leads to https://x.gov/{'x' * 66}, which is not the official text of "
        "this section. Write: url: https://www.ecfr.gov/current/title-34/section-300.1"
    ]
    assert registered({"checked": "soon", "cite": f"Memo {'x' * 70}", "sure": "maybe"}) == [
        f'2: "checked" of Memo {"x" * 55} must be a day: year-month-day, such as 2026-11-24.',
        f'2: "sure" of Memo {"x" * 55} must be read (somebody read the rule itself) or guidance '
        "(somebody read an official text about it).",
    ]
    assert told(check_register({}, "")) == [
        "1: This file has no list of rules. Undo the last change to it."
    ]
    assert told(check_register(["x"], ""))[0].startswith("1: Entry 1 of the register (no citation)")
    assert addresses([ENTRY, {"title": "B"}, "x", {"cite": "C"}]) == {
        "34 CFR 300.1": ENTRY["url"],
        "C": "None",
    }


# ---- words ---------------------------------------------------------------------------------


LIST: list[dict[str, object]] = [
    {"avoid": "kid|little one", "write": "child", "why": "It is kinder."},
    {"avoid": "sped", "write": "special education", "level": "hint", "but": ["sped by"]},
    {"avoid": "mdr", "write": "the whole name", "once": True},
]


@pytest.fixture
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    made = tuple(avoided_words._word(entry) for entry in LIST)
    monkeypatch.setattr(avoided_words, "word_list", lambda: made)


@pytest.mark.usefixtures("own_words")
def test_words_we_do_not_write_are_told_with_better_ones() -> None:
    body = "A Kid.\n\nThe Little  one, SPED.\nMDR, MDR and mdr."
    assert [str(problem) for problem in avoided_words.check_words(source(body))] == [
        'docs/about/a.md:4: We do not write "Kid". Better: child. It is kinder.',
        'docs/about/a.md:6: We do not write "Little one". Better: child. It is kinder.',
        'docs/about/a.md:6: hint: We do not write "SPED". Better: special education.',
        *(
            f'docs/about/a.md:7: We do not write "{shown}". Better: the whole name. The first use '
            "on a page is fine."
            for shown in ("MDR", "mdr")
        ),
    ]
    assert lines(
        avoided_words.check_words(page("about/a.md", title="A kid", description="Kid"))
    ) == [2, 3]
    assert lines(avoided_words.check_words(source("“ſ” a kid"))) == [4]


@pytest.mark.usefixtures("own_words")
@pytest.mark.parametrize(
    "body",
    [
        "kids, kid-like, un-kid, kid_s, skid",
        'Say "my kid" or “a kid” or ‘one kid’.',
        "`kid` and <!-- kid -->",
        "[here](kid.md) and <https://x.org/kid> and https://x.org/kid",
        "It sped by us.",
        "One MDR.",
    ],
)
def test_words_in_quotes_addresses_and_other_words_are_fine(body: str) -> None:
    assert [*avoided_words.check_words(source(body))] == []


@pytest.mark.usefixtures("own_words")
def test_a_term_may_use_the_words_that_it_explains() -> None:
    assert [*avoided_words.check_words(page("glossary/a.md", title="Kid", body="A kid."))] == []
    assert [
        *avoided_words.check_words(page("glossary/a.md", title="X", also=["kid"], body="A kid."))
    ] == []
    assert lines(avoided_words.check_words(page("glossary/a.md", title="X", body="A kid."))) == [4]
    asked = read_source("docs/a.md", "about/a.md", "---\ntitle: A\nasked:\n  - my kid\n---\nHi.")
    assert [*avoided_words.check_words(asked)] == []


# ---- habits --------------------------------------------------------------------------------


def habits(root: Path, *pages: Source) -> list[str]:
    return [str(one) for one in check_habits(root, {page.inside: page for page in pages})]


def test_a_short_answer_is_short(tmp_path: Path) -> None:
    def answer(count: int) -> Source:
        return page(POST, slug="a", body=f"\n{'word ' * count}\n\n<!-- more -->\n\nMore.")

    assert habits(tmp_path, answer(90)) == []
    assert habits(tmp_path, answer(91)) == [
        "docs/articles/posts/a.md:4: hint: The short answer has 91 words, and the list of articles "
        "shows all of them. 40 to 60 are easy to take in. Move some below <!-- more -->."
    ]
    assert habits(tmp_path, page(POST, slug="a", body="word " * 99)) == []


def test_an_article_on_the_law_has_what_goes_with_it(tmp_path: Path) -> None:
    whole = {"slug": "a", "questions": ["Why?"], "review": "2027-01-01", "letter": "b"}
    body = "## What the law says\n\nYour state may differ."
    assert habits(tmp_path, page(POST, **whole, body=body)) == []
    bare = page(POST, slug="a", questions=[], body="See 34 CFR 300.1.")
    assert habits(tmp_path, bare) == [
        "docs/articles/posts/a.md:4: hint: This article states the law. Such articles usually also "
        "have: questions, which the search uses; review, the day to check the facts again; a "
        "checklist or a letter; a note that state rules differ."
    ]
    named = page(POST, slug="b", body="Hello.")
    assert habits(tmp_path, named) == [
        "docs/articles/posts/a.md:2: hint: The page's address ends in b, but its file is called "
        "a.md. The page is easier to find here if both are the same. If the page is already on "
        "the site, leave the slug as it is."
    ]


def test_a_sheet_is_named_by_some_page(tmp_path: Path) -> None:
    sheet = page("checklists/s.md", title="S")
    hint = (
        "docs/checklists/s.md:3: hint: Only the list of all sheets links here. Parents find it "
        "sooner if a page links to it, or if it belongs to a topic: add categories at the top."
    )
    assert habits(tmp_path, sheet) == [hint]
    itself = page("checklists/s.md", title="S", body="[me](s.md)")
    assert habits(tmp_path, itself) == [hint]
    for by in (
        page(PAGE, body="[it](../checklists/s.md)"),
        page("index.md", tasks=[{"page": "checklists/s.md"}]),
        page(POST, slug="a", checklist="s"),
        page("checklists/s.md", title="S", categories=["A"]),
    ):
        assert habits(tmp_path, *([sheet, by] if by.inside != sheet.inside else [by])) == []
    assert habits(tmp_path, sheet, page(PAGE, body="checklists/s.mdx and xs.md")) == [hint]


def test_a_term_has_spanish_a_next_step_a_question_and_a_use(tmp_path: Path) -> None:
    whole = "**Next step:** Ask.\n\n## What to ask\n\n- Why?"
    term = page("glossary/pwn.md", title="Notice", spanish="aviso", body=whole)
    use = page(PAGE, body="A notice came.")
    assert habits(tmp_path, term, use) == []
    [unused] = habits(tmp_path, term, page(PAGE, body="A denotice came."))
    assert unused.startswith("docs/glossary/pwn.md:2: hint: No article, guide, or page about us")
    bare = page("glossary/pwn.md", title="Notice", body="**Next step:**")
    assert [one.partition(": hint: ")[2][:40] for one in habits(tmp_path, bare, use)] == [
        "This word has no Spanish name. If you kn",
        "This word does not say where to go from ",
        "This word does not say what a parent can",
    ]
    long = page("glossary/pwn.md", title="N" * 70, spanish="a", body=whole)
    assert f'page about us uses "{"N" * 60}", so' in habits(tmp_path, long)[0]


# ---- links ---------------------------------------------------------------------------------


def links(body: str, inside: str = PAGE) -> list[tuple[bool, str, str, int]]:
    found, _ = find_links(source(body, inside))
    return [(link.image, link.text, link.target, link.position) for link in found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a [b](c.md) d", [(False, "b", "c.md", 2)]),
        ("![b](c.png)", [(True, "b", "c.png", 0)]),
        ("a ![b](c.png)", [(True, "b", "c.png", 2)]),
        ("[b](<c d.md> \"e\") [f](g.md 'h')", [(False, "b", "c d.md", 0),
                                               (False, "f", "g.md", 18)]),
        ("[![b](c.png)](d.md)", [(False, "![b](c.png)", "d.md", 0), (True, "b", "c.png", 1)]),
        ("[b][c]\n\n[C]: d.md", [(False, "C", "d.md", 8)]),
        ("[b]\n\n[b]: d.md", [(False, "b", "d.md", 5)]),
        ("![b][c]\n\n[c]: d.png", [(True, "b", "d.png", 0)]),
        ("![b]\n\n[b]: <d.png>", [(True, "b", "d.png", 0)]),
        ("![][c]\n\n[c]: d.png", [(True, "", "d.png", 0)]),
        ("[//]: # (a note)", []),
        ("[^1]: a note", []),
        ("[b](c(d).md)", [(False, "b", "c(d).md", 0)]),
        ("[b [c] d](e.md)", [(False, "b [c] d", "e.md", 0)]),
        ("`[b](c.md)`", []),
    ],
)  # fmt: skip
def test_links_and_pictures_are_found_in_every_form(
    body: str, found: list[tuple[bool, str, str, int]]
) -> None:
    assert links(body) == found


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[b][c]", '4: "[b][c]" is a link whose address is given nowhere. Write the address in '
                   "parentheses after the words: [b](page.md)."),
        ("a\n![b][c]", '5: "[b][c]" is a picture whose address is given nowhere. Write the address '
                       "in parentheses after the words: ![b](picture.jpg)."),
        ("[b] [c]", '4: "[b][c]" is a link whose address is given nowhere. Write the address in '
                    "parentheses after the words: [b](page.md)."),
        ("[b][]", '4: "[b][]" is a link whose address is given nowhere. Write the address in '
                  "parentheses after the words: [b](page.md)."),
        ("[x][c] [X][c] [ ][c]", ""),
        ("[^1][^2] [b][^3]", ""),
        ("[b][c]\n\n[c]: d.md", ""),
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_told(body: str, said: str) -> None:
    _, problems = find_links(source(body))
    assert told(problems) == ([said] if said else [])
    assert find_links(source(body, LETTER))[1] == [] or "!" in body


def test_anchors_are_named_as_the_page_names_them() -> None:
    body = (
        "## Ask now\n\n### Ask now\n\n## **Ask** [now](a.md) & `so` {: .x }\n\n## B { #own-1 }\n\n"
        "## !\n\n## !\n\np\n{: #p.1:2 }\n\n- [ ] Do _it_ *now*\n* [x] Done\n\n<i>## </i>"
    )
    one = source(body)
    assert list(anchors(one, headings(one))) == [
        *("ask-now", "ask-now_1", "ask-now-so", "own-1", "_1", "_2"),
        *("p.1:2", "item-do-it-now", "item-done"),
    ]
    assert plain_words("a ![b](c) <b>d</b> *e* _f_ g_h `i` ~~j~~ &amp; [k](l)") == (
        "a b d e f g_h i j & k"
    )


def test_the_nearest_file_is_found_by_its_name() -> None:
    files = dict.fromkeys(["a/team-notes.md", "b/team-notes.md", "c/ask.md", "c/_ask2.md"], 1)
    places = Places(files, {}, {}, CheckSettings(), CLOCK)
    assert places.nearest("x/team-notes.md") == "a/team-notes.md"
    assert places.nearest("x/team-notes/") == "a/team-notes.md"
    assert places.nearest("x/team-note.md") == "a/team-notes.md"
    assert places.nearest("x/_ask2.md") == "c/ask.md", "what is not published is not named"
    assert places.nearest("x/zebra.md") == ""


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[b](../glossary/)", "leads nowhere"),
        ("[b](/glossary/)", "Do not start it with /; write the path from this file, such as"),
        ("[b](..\\x.md)", "Write / instead of \\."),
        ("[b](index.md?a=b#)", ""),
        ("[b](index.md#fn:1)", ""),
        ("[b](index.md#%61)", 'There is no heading "#a" on that page.'),
        ("[b](%69ndex.md)", ""),
        ("[b](mailto:a@b.example) [b](tel:1)", ""),
        ("[b](MAILTO:a@b.example)", ""),
        ("[b](http:/x.example)", "https://x.example"),
        ("[b](https:x.example)", "https://x.example"),
        ("[b](https://www.example.org/a/)", "This link uses our own full address."),
        ("[b](ftp://x.example)", 'A link cannot start with "ftp:".'),
        ("[b](x.gov)", 'Put https:// before "x.gov"'),
        ("[b](x.edu/a)", 'Put https:// before "x.edu/a"'),
        ("[b](x.education)", "leads nowhere"),
        ("[b](#)", 'The link "b" leads nowhere. Write its address'),
        ("[](#)", "This link has no words to click"),
        ("![](//x.example/a.png)", "has no words"),
        ("![a b](//x.example/a.png)", "The picture comes from another site"),
        ("![a b](HTTP://x.example/a.png)", "The picture comes from another site"),
        ("![a b](data:x)", "The picture is pasted"),
        ("![a b](ftp:x)", 'A link cannot start with "ftp:".'),
        ("![Photo](../assets/images/table.png)", "The picture table.png has no words"),
        ("![table.png](../assets/images/table.png)", "The picture table.png has no words"),
        ("![a b](../assets/images/tabel.png)", 'Did you mean "../assets/images/table.png"?'),
        ("![a b](../assets/images/ask.md)", "There is no picture at ../assets/images/ask.md. Up"),
    ],
)
def test_where_a_link_leads_is_checked(tmp_path: Path, link: str, said: str) -> None:
    make_case(tmp_path, {"page": "about", "add": f"\n{link}\n"})
    found = problems_of(tmp_path)
    assert any(said in problem for problem in found) if said else found == []


def test_a_large_picture_and_one_of_a_camera_are_told_once(tmp_path: Path) -> None:
    from PIL import Image

    make_case(tmp_path, {"page": "about", "add": "\n![a b](img-1.png)\n\n![c d](img-1.png)\n"})
    Image.effect_noise((700, 500), 90).save(tmp_path / "docs/about/img-1.png")
    size = -(-(tmp_path / "docs/about/img-1.png").stat().st_size // 1000)
    found = problems_of(tmp_path)
    assert len(found) == 4
    assert f"The picture img-1.png has {size} kB; the limit is 300 kB." in "".join(found)
    assert '"img-1.png" is a name from a camera or computer.' in "".join(found)
    (tmp_path / "docs/about/index.md").unlink()
    assert sum("docs/about/img-1.png:1:" in one for one in problems_of(tmp_path)) == 2


# ---- what Markdown makes of it -------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("a < b {c}", []),
        ("a\n\n    <script>b</script>", []),
        ("a\n\n<div markdown=1>b</div>", []),
        ("a\n\n\\`<u>b</u>\\`", ["6: HTML such as <u> cannot be used in a text, and here it would "
         "not be shown as code. Delete it. If a reader should see the character <, write &lt; "
         "instead."]),
        ('a\n\nb\n{: accesskey="c" }', ['7: HTML such as "accesskey" for <p> cannot be used in a '
         "text, and here it would not be shown as code. Delete it. If a reader should see the "
         "character <, write &lt; instead."]),
    ],
)  # fmt: skip
def test_the_finished_text_is_looked_at_again(body: str, said: list[str]) -> None:
    found = told(check_rendered(source(body)))
    assert found == said


def test_links_that_only_markdown_sees_are_given_with_their_place() -> None:
    body = "a [b](c.md)\n\nd [e](f\n.md) <a href='g.md'>h</a>"
    one = source(body)
    found, _ = find_links(one)
    unseen = [(link.text, link.target, link.position) for link in unseen_links(one, found)]
    assert ("h", "g.md", body.index("g.md")) in unseen
    assert all(target != "c.md" for _, target, _ in unseen)


# ---- dates, redirects, settings ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24T09:30", datetime(2026, 11, 24, 9, 30)),
        ("2026-11-24 09:30:15.5", datetime(2026, 11, 24, 9, 30, 15)),
        ("2026-11-24t09:30Z", datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
        ("2026-11-24T24:00", None),
        ("2026-11-31", None),
        ("2026-11-24x", None),
        ("2026-11-24T09:30+25:00", None),
        ("24.11.2026", None),
    ],
)
def test_a_moment_is_read(text: str, moment: date | None) -> None:
    assert read_moment(text) == moment
    west = read_moment("2026-11-24T09:30-05:30")
    assert isinstance(west, datetime) and west.isoformat() == "2026-11-24T09:30:00-05:30"
    east = read_moment("2026-11-24T09:30 +0530")
    assert isinstance(east, datetime) and east.isoformat() == "2026-11-24T09:30:00+05:30"


def test_an_article_that_waits_says_until_when() -> None:
    def waits(**top: Any) -> list[str]:
        return told(check_waiting(page(POST, title="A", **top), CLOCK))

    assert waits(date=date(2026, 11, 24)) == []
    for yes in ("true", "Yes", "ON"):
        assert waits(draft=yes)[0].startswith("3: This article stays off the site until")
        assert waits(draft=yes)[0].endswith("Delete the line when the article is ready.")
    assert waits(date=date(2026, 11, 25))[0].endswith(
        "Then it appears by itself; to publish it sooner, change the date."
    )
    assert waits(draft="no", date=date(2026, 11, 24)) == []
    assert told(check_waiting(page(PAGE, draft="true"), CLOCK)) == []


def redirected(root: Path, redirects: dict[str, str], *pages: str) -> list[str]:
    known = {inside: page(inside) for inside in pages}
    text = "extra:\n  redirects:\n" + "".join(f"    {a}: {b}\n" for a, b in redirects.items())
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    files = [*known, "files/a.pdf", "_x.md"]
    settings = CheckSettings(redirects=redirects)
    return told(check_redirect_targets(root, files, known, settings))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("/old", "about/us.md", ""),
        ("/old", "about/us.md#x", ""),
        ("/old", "https://x.example/", ""),
        ("/old", "files/a.pdf", ""),
        ("/old", "gone.md", 'The redirect of "/old" leads to "gone.md", which is not a page. Write '
                            "a file in docs/, such as about/index.md."),
        ("/old", "_x.md", 'The redirect of "/old" leads to "_x.md", which is not a page.'),
        ("/about/us", "about/us.md", 'The redirect of "/about/us" cannot be made. It would replace '
                                     "docs/about/us.md, which is there. Delete the line."),
        ("/files/a.pdf/b", "about/us.md", "It would replace docs/files/a.pdf, which is there."),
        ("/x?y", "about/us.md", 'The redirect of "/x?y" cannot be made. Leave out ? or #'),
        ("/admin/x", "about/us.md", "It would replace /admin/x/, which is there."),
    ],
)  # fmt: skip
def test_a_redirect_leads_from_nothing_to_something(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = redirected(tmp_path, {"/first": "about/us.md", old: new}, "about/us.md")
    assert found == [] if not said else found[0].startswith("4: ") and said in found[0]


def test_an_old_address_is_named_once(tmp_path: Path) -> None:
    found = redirected(tmp_path, {"/a": "about/us.md", "a.md": "about/us.md"}, "about/us.md")
    assert found == [
        '4: The redirect of "a.md" cannot be made. "/a" is the same address. Delete one of the two '
        "lines."
    ]


def settings_of(root: Path, mkdocs: str, **files: str) -> CheckSettings:
    (root / "mkdocs.yml").write_text(mkdocs, encoding="utf-8")
    for name, text in files.items():
        path = root / "docs" / {"authors": "articles/.authors.yml"}.get(name, f"{name}.yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_settings(root)


def test_settings_are_read_in_both_forms(tmp_path: Path) -> None:
    listed = settings_of(
        tmp_path,
        "site_url: https://a.example/\nplugins:\n  - search\n  - blog:\n      "
        "categories_allowed: [A, 1]\nextra: {repository: a/b, time_zone: America/Denver, "
        "redirects: {/x: y.md, /z: }}\n",
    )
    assert listed.categories == ("A", "1") and listed.problems == ()
    assert (listed.site_url, listed.repository) == ("https://a.example/", "a/b")
    assert listed.redirects == {"/x": "y.md", "/z": ""} and listed.zone.key == "America/Denver"
    mapped = settings_of(tmp_path, "plugins:\n  material/blog:\n    categories_allowed: [B]\n")
    assert mapped.categories == ("B",) and mapped.zone.key == "America/New_York"
    odd = settings_of(tmp_path, "plugins: [blog]\nextra: []\nsite_url:\nx: !!python/name:a.b\n")
    assert (odd.categories, odd.site_url, odd.redirects) == ((), "", {})


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("authors:\n  a: {name: A, description: B, avatar: c.svg}\n", []),
        (
            "authors:\n  b:\n    name: A\n",
            ['2: The author "b" has no description, avatar. Add a line for each.'],
        ),
        (
            "authors:\n  a: {name: A, description: B, avatar: c.svg}\n  b:\n    name: A\n"
            "    description: 1\n    avatar: https://x.example/a\n",
            ['3: The author "b" has no description. Add a line for each.'],
        ),
        *(
            (
                f"authors:\n  b:\n    name: A\n    description: B\n    avatar: {avatar}\n",
                [
                    '2: The picture of the author "b" must be a file of this site, such as '
                    "assets/images/mark.svg. Write its path."
                ],
            )
            for avatar in ("https://x.example/a", "/a.svg", "\\a.svg")
        ),
        ("- a\n", ["1: This file has no list of authors. Undo the last change to it."]),
        (
            "authors:\n  b: <script>x</script>\n",
            [
                '2: "<script>" is HTML or runs a program. Only plain words can be here. Delete it.',
                '1: The author "b" has no name, description, avatar. Add a line for each.',
            ],
        ),
        ("a: [\n", ["1: "]),
    ],
)
def test_authors_have_what_the_blog_needs(tmp_path: Path, authors: str, said: list[str]) -> None:
    found = told(settings_of(tmp_path, "x: y\n", authors=authors).problems)
    assert len(found) == len(said)
    assert all(one.startswith(part) for one, part in zip(found, said, strict=True))


def test_a_folder_has_settings_that_are_lines(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for text, count in (("template: a\n", 0), ("", 0), ("- a\n", 1), ("a: [\n", 1), ("<b", 2)):
        (tmp_path / "docs/.meta.yml").write_text(text, encoding="utf-8")
        assert len(check_folder_settings(tmp_path, ".meta.yml")) == count, text


# ---- repairs and tools -----------------------------------------------------------------------


TOP = "---\ntitle: A\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a   \nb", "a  \nb"),
        ("a  \n\nb", "a\n\nb"),
        ("a  ", "a"),
        ("a \t\nb", "a  \nb"),
        ("a \nb", "a\nb"),
        ("-  \nb", "-  \nb"),
        ("<br>  \nb", "<br>  \nb"),
        ("# a  \nb", "# a\nb"),
        ("   \nb", "\nb"),
        ("```\na  \n```  \n\n", "```\na  \n```  \n\n"),
        ("123) a\n1234) b", "123. a\n1234) b"),
        ("  • a", "  - a"),
        ("☐\ta", "- [ ] a"),
        ("•\n", "•\n"),
        ("<!-- • a\n• b -->\n• c", "<!-- • a\n• b -->\n- c"),
        ("a\\\n\nb\\\n  c", "a\\\n\nb  \n  c"),
    ],
)
def test_a_repair_goes_as_far_as_it_is_safe(before: str, after: str) -> None:
    assert fix_text(TOP + before) == TOP + after
    assert fix_text(TOP + after) == TOP + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("--- \ntitle: A  \n---\t\n", "---\ntitle: A\n---\n"),
        ("———\ntitle: A\n———\nb", "---\ntitle: A\n---\nb"),
        ("———\ntitle: A\n...\nb", "---\ntitle: A\n...\nb"),
        ("---\n\n# c\n- d\n  e\nf-g : h\n–\nb", "---\n\n# c\n- d\n  e\nf-g : h\n---\nb"),
        ("---\nwords here\n———\nb", "---\nwords here\n———\nb"),
        ("---\nchecked: '2026–1–2'\n---\n", "---\nchecked: '2026-1-2'\n---\n"),
        ("---\ntitle: 2026–1–2\n---\n", "---\ntitle: 2026–1–2\n---\n"),
        ("date: 2026–1–2", "date: 2026–1–2"),
    ],
)
def test_the_block_at_the_top_is_repaired(before: str, after: str) -> None:
    assert fix_text(before) == after


def test_lines_with_needless_blanks_are_counted() -> None:
    assert trailing_blanks("a \n\nb  \nc\nd\t") == [1, 5]


def test_what_other_tools_say_is_put_in_our_words() -> None:
    said = (
        'x\n{"type": "typo", "path": ".\\\\docs\\\\a.md", "line_num": 3, "typo": "teh", '
        '"corrections": ["the", "ten"]}\n{"type": "file"}\n'
        '{"type": "typo", "path": "docs/b.md", "typo": "xq", "corrections": []}\n'
    )
    assert [str(one) for one in read_typos(said)] == [
        'docs/a.md:3: "teh" looks misspelled. Write "the" or "ten". If it is Spanish, write '
        '<span lang="es">teh</span>. If it is right, such as a name, ask an engineer to add it to '
        "words.yml.",
        'docs/b.md:1: "xq" in the name of this file looks misspelled. Correct it. If it is right, '
        "such as a name, ask an engineer to add it to words.yml.",
    ]
    said = (
        'x\n{"rule": "MD011", "file": "./docs/a.md", "line": 4}\n'
        '{"rule": "MD999", "file": "docs/a.md", "line": 4}\n'
    )
    assert [str(one) for one in read_rumdl(said)] == [
        "docs/a.md:4: The brackets of this link are the wrong way round. Write [the "
        "words](address)."
    ]


def test_the_nearest_word_is_guessed() -> None:
    assert nearest("Metings", ["Meetings", "Evaluation"]) == "Meetings"
    assert did_you_mean("metings", ["Meetings"]) == ' Did you mean "Meetings"?'
    assert nearest("abcde", ["abxyz"]) == "" == did_you_mean("x", [])
    assert nearest("abcd", ["abxd"], cutoff=0.75) == "abxd" and not nearest(
        "abc", ["abx"], cutoff=0.75
    )


def test_the_last_line_counts_what_is_to_do() -> None:
    error, hint = Problem("a", 1, "error", "x", "y"), Problem("a", 1, "hint", "x", "y")
    assert summary([hint, hint]) == "Ready to publish. 2 hints to think about."
    assert summary([hint]) == "Ready to publish. 1 hint to think about."
    assert summary([error]) == (
        "1 problem to fix before publishing. Each line above says where and how."
    )
    assert summary([error, error, hint, hint]) == (
        "2 problems to fix before publishing, and 2 hints. Each line above says where and how."
    )


def test_the_command_tells_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    for words_ in (
        "usage: run.py check [-h] [--fix] [--owner] [--format {text,github}] [--base BASE]",
        "Check the texts: all problems, with what to do.",
        "path files or folders in docs/ (default: all)",
        "--fix make the repairs that are always safe",
        "--owner list what still has example values, for the owner",
        "--base BASE Git revision (default: main): pages moved since then need a redirect; if "
        "given, hints are shown only for changed pages",
    ):
        assert words_ in shown


# ---- the whole folder ------------------------------------------------------------------------


def test_links_to_other_places_pipes_and_litter_are_no_pages(tmp_path: Path) -> None:
    make_case(tmp_path, {})
    docs = tmp_path / "docs"
    (docs / "about/away.md").symlink_to(tmp_path / "mkdocs.yml")
    (docs / "folder").symlink_to(docs / "about", target_is_directory=True)
    (docs / "about/.DS_Store").write_text("x")
    found = problems_of(tmp_path)
    assert [one.partition(": This is not a file but a link")[0] for one in found] == [
        "docs/about/away.md:1",
        "docs/folder:1",
    ]


def test_what_the_system_does_not_let_us_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_case(tmp_path, {"page": "about"})
    docs = tmp_path / "docs"
    (docs / "about/closed.md").write_text("x")
    read, walk = Path.read_bytes, os.walk

    def read_or_refuse(path: Path) -> bytes:
        if path.name == "closed.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    def walk_or_refuse(top: Path, onerror: Callable[[OSError], None]):
        onerror(PermissionError(13, "Permission denied", str(docs / "letters")))
        onerror(FileNotFoundError(2, "No such file or directory", str(docs / "gone")))
        yield from walk(top)

    monkeypatch.setattr(Path, "read_bytes", read_or_refuse)
    monkeypatch.setattr(os, "walk", walk_or_refuse)
    found = problems_of(tmp_path)
    assert [one.partition(", so it was not")[0] for one in found] == [
        "docs/about/closed.md:1: The computer does not let this be read (Permission denied)",
        "docs/letters:1: The computer does not let this be read (Permission denied)",
    ]


def test_only_what_was_asked_for_is_told(tmp_path: Path) -> None:
    make_case(tmp_path, {"page": "about", "add": "\n[a]()\n", "files": {"docs/about2/a.md": "x"}})
    settings = load_settings(tmp_path)

    def paths(*asked: str) -> set[str]:
        found = check_library(tmp_path, asked, now=NOW, settings=settings, tools=False)
        return {problem.path for problem in found}

    assert paths("docs/about/index.md") == paths("docs/about") == paths("docs/about/")
    assert paths("docs/about") == {"docs/about/index.md"}
    assert paths("docs") == {"docs/about/index.md", "docs/about2/a.md"}
    assert paths("docs/letters") == set()


def test_a_line_that_is_not_there_becomes_the_last(tmp_path: Path) -> None:
    make_case(tmp_path, {"page": "about", "text": "---\ntitle: A\u2028b: c: d\n---\n"})
    assert all(int(one.split(":")[1]) <= 4 for one in problems_of(tmp_path))
