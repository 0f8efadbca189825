"""Pictures in a page: their size, their smaller files, and when they are loaded."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from library.markdown.picture_elements import Picture, PicturesExtension, named_pictures

PICTURES = {
    "images/a b.jpg": Picture(
        1800, 600, "images/a.jpg", ((360, "images/a-360.avif"), (720, "images/a-720.avif"))
    ),
    "articles/one/c.svg": Picture(300, 200, "articles/one/c.svg"),
}
A, C = "![A](../../images/a%20b.jpg)", "![C](c.svg)"
SMALLER = "../../images/a-360.avif 360w, ../../images/a-720.avif 720w"


def converted(text: str, *others: str, page: str = "articles/one/") -> str:
    """Return the HTML of a text on a page; `others` are names of what else looks at it."""
    md = Markdown(extensions=["attr_list", PicturesExtension(PICTURES)])
    for name in ("relpath", *others):
        processor: Any = Treeprocessor(md)
        processor.file = SimpleNamespace(url=page)
        md.treeprocessors.register(processor, name, 0)
    html: str = md.convert(text)
    return html


def test_a_picture_has_its_size_and_smaller_files() -> None:
    assert converted(f"Look: {A} there.") == (
        '<p>Look: <picture><source sizes="(min-width: 752px) 720px, 100vw" '
        f'srcset="{SMALLER}" type="image/avif" />'
        '<img alt="A" height="600" src="../../images/a.jpg" width="1800" /></picture> there.</p>'
    )
    assert converted(C) == '<p><img alt="C" height="200" src="c.svg" width="300" /></p>'


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("width=300", 'height="100" src="../../images/a.jpg" width="300"'),
        ("height=100", 'height="100" src="../../images/a.jpg" width="300"'),
        ("width=1", 'height="1" src="../../images/a.jpg" width="1"'),
        ("height=1", 'height="1" src="../../images/a.jpg" width="3"'),
        ("width=0 height=300", 'height="300" src="../../images/a.jpg" width="900"'),
        ("width=wide", 'height="600" src="../../images/a.jpg" width="1800"'),
    ],
)
def test_a_writer_may_set_the_width_or_the_height(written: str, size: str) -> None:
    html = converted(f"{A}{{ {written} }}")
    assert size in html
    shown = min(720, int(size.split('"')[-2]))
    assert f"(min-width: {shown + 32}px) {shown}px, 100vw" in html


def test_all_but_the_first_picture_wait_until_they_are_near() -> None:
    text = f"![Other](https://a.example/b.png)\n\n{C}\n\n{C}{{ loading=eager }}"
    assert converted(text) == (
        '<p><img alt="Other" src="https://a.example/b.png" /></p>\n'
        '<p><img alt="C" decoding="async" height="200" loading="lazy" src="c.svg" width="300" />'
        "</p>\n"
        '<p><img alt="C" decoding="async" height="200" loading="eager" src="c.svg" width="300" />'
        "</p>"
    )
    assert 'loading="lazy"' in converted(C, "excerpt"), "in a list of articles, each waits"


def test_a_page_at_the_top_has_addresses_without_steps_up() -> None:
    html = converted("![A](images/a%20b.jpg)", page="")
    assert 'src="images/a.jpg"' in html and 'srcset="images/a-360.avif 360w' in html


def test_the_files_that_a_page_shows_or_links_to_are_found_by_their_names() -> None:
    html = (
        '<img src="../images/a.jpg"><a href="b.png#c">B</a> <source srcset="d-360.avif 360w, '
        "e.webp 2x\"> 'f.svg' g.gif? h.jpeg h.tiff .png\""
    )
    assert named_pictures(html) == {
        "a.jpg", "b.png", "d-360.avif", "e.webp", "f.svg", "g.gif", "h.jpeg",
    }  # fmt: skip
