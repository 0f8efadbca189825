"""An old post's words come through unchanged, whatever characters are in them."""

from __future__ import annotations

import re
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from library.old_blog.clean import clean, watch_address
from library.old_blog.markdown import as_address, write

EXTENSIONS = (
    "admonition attr_list footnotes md_in_html tables pymdownx.details pymdownx.superfences "
    "pymdownx.betterem"
).split()
ODD = r"""a1 .,:;!?"'()[]{}<>|\`*_~^=+-#&@/$%•–""" + "\u00a0"
LINES = st.text(ODD, min_size=1, max_size=30).filter(lambda text: any(c.isalnum() for c in text))


def as_markdown(html: str) -> str:
    return "\n\n".join(write(block, as_address) for block in clean(html).blocks)


def shown(html: str) -> str:
    page = markdown(as_markdown(html), extensions=EXTENSIONS)
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


def no_blanks(text: str) -> str:
    return re.sub(r"[\s\u00a0]", "", text)


@given(LINES)
def test_words_of_a_paragraph_are_shown_as_they_were(text: str) -> None:
    words = no_blanks(shown(f"<p>Start {escape(text)}</p>"))
    assert words == no_blanks(f"Start {text}")


@given(LINES)
def test_a_line_may_start_with_any_letter(text: str) -> None:
    words = no_blanks(shown(f"<p>First.<br>x{escape(text)}</p><p>{escape(text)} end</p>"))
    marks = r"^\s*(?:[•·–—*-]\s+|\(?\d{1,2}[.)]\s+)"  # becomes a list's own mark
    last = re.sub(marks, "", text.replace("\u00a0", " ") + " end")
    assert words in (
        no_blanks(f"First.x{text}{text} end"),
        no_blanks(f"First.x{text}{last}"),
    )


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<div>One</div><div>Two</div>", "One\n\nTwo"),
        ("Loose <b>words</b><p>And more.</p>", "Loose **words**\n\nAnd more."),
        ("<p><strong>A</strong><strong>B</strong> <em> c </em>d</p>", "**AB** *c* d"),
        ("<p>a<strong> </strong>b</p>", "a b"),
        ("<h1>A</h1><p>x</p><h4>B</h4><p>y</p><h2>C</h2><p>z</p>",
         "## A\n\nx\n\n### B\n\ny\n\n### C\n\nz"),
        ("<h2>Only a heading</h2>", "Only a heading"),
        ("<ol start='3'><li>c</li><li>d</li></ol>", "3. c\n4. d"),
        ("<p>1) First</p><p>2) Second</p>", "1\\) First\n\n2\\) Second"),
        ("<p>1) First<br>2) Second</p>", "1. First\n2. Second"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n    - b"),
        ("<table><tr><td><p>One column</p></td></tr></table>", "One column"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>",
         "| A | B |\n|---|---|\n| 1 | |"),
        ("<blockquote><p>So.</p><p>It is.</p></blockquote>", "> So.\n>\n> It is."),
        ("<pre>a *b*\n  c</pre>", "```\na *b*\n  c\n```"),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        ("<p><a href='javascript:alert(1)'>Click</a> <a href='#x'>here</a></p>", "Click here"),
        ("<p><a href='https://x.test/a b'>[1]</a></p>", "[(1)](https://x.test/a%20b)"),
        ("<p>https://x.test/a_b.</p>", "<https://x.test/a_b>."),
        ("<p>---</p><p>* * *</p><p>Text</p>", "Text"),
        ("<svg><text>No</text></svg><nav>No</nav><p>Yes</p>", "Yes"),
    ],
)  # fmt: skip
def test_old_html_becomes_plain_markdown(html: str, written: str) -> None:
    assert as_markdown(html) == written


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("//www.youtube-nocookie.com/embed/a-b?x=1", "https://www.youtube.com/watch?v=a-b"),
        ("https://player.vimeo.com/video/12?h=3", "https://vimeo.com/12"),
        ("https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2Fq",
         "https://www.youtube.com/watch?v=q"),
        ("https://maps.test/embed", "https://maps.test/embed"),
        ("javascript:x()", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_film_becomes_the_page_to_watch_it(source: str, page: str) -> None:
    assert watch_address(source) == page
