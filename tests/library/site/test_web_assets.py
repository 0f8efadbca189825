"""Styles and scripts keep their meaning as they get smaller; their names reflect their content."""

from __future__ import annotations

import re

import pytest

from library.site.web_assets import hashed_name, joined, smaller, with_hashed_urls


def test_a_stylesheet_loses_only_what_does_not_count() -> None:
    css = "/* why */\n.a {\n  width: calc(1rem + 2px);\n}\n.b :is(p, li) > * {\n  color: red;\n}\n"
    assert smaller("a.css", css) == ".a{width:calc(1rem + 2px)}.b :is(p,li)>*{color:red}"


def test_a_script_keeps_its_texts_and_patterns() -> None:
    script = 'const a = "two  blanks" // why\nconst b = `x  ${a}  // y`\nconst c = /  \\/\\/ /g\n'
    small = smaller("a.js", script)
    assert "why" not in small
    for kept in ('"two  blanks"', "`x  ${a}  // y`", "/  \\/\\/ /g"):
        assert kept in small


def test_scripts_are_joined_so_that_a_missing_line_end_harms_nothing() -> None:
    assert joined(["a() // last", ";(() => {})()"]).splitlines() == ["a() // last", ";(() => {})()"]


def test_the_name_follows_the_content() -> None:
    first, other = hashed_name("x/page.min.css", b"a"), hashed_name("x/page.min.css", b"b")
    assert re.fullmatch(r"x/page\.min\.[0-9a-f]{8}\.css", first)
    assert first == hashed_name("x/page.min.css", b"a") != other
    assert hashed_name("a.js", b"abc") == "a.ba7816bf.js", "SHA-256 of abc begins so"


def test_a_stylesheet_points_at_the_hashed_names() -> None:
    css = 'a{src:url("../fonts/a.woff2")}b{src:url(data:x)}c{src:url(#d)}e{src:url(https://e/f)}'
    changed = with_hashed_urls("css/a.css", css, {"fonts/a.woff2": "fonts/a.12345678.woff2"})
    assert changed == css.replace("a.woff2", "a.12345678.woff2")
    assert with_hashed_urls("css/a.css", "a{b:url( x.png)}", {"css/ x.png": "x.1.png"}) == (
        'a{b:url("../x.1.png")}'
    )


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match=r"fonts/none.woff2"):
        with_hashed_urls("css/a.css", "a{src:url('../fonts/none.woff2')}", {})
