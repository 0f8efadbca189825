"""What a text's HTML holds, as a browser reads it."""

from __future__ import annotations

import pytest

from library.site.page_html import inline_code, strange_in_page, strange_in_text


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script>x()</script>", "<script>"),
        ("<ScRiPt >x()</script>", "<script>"),
        ('<p onclick="x()">a</p>', "onclick in <p>"),
        ("<img/src='a.png'/onerror=x()>", "onerror in <img>"),
        ('<a href="javascript:x()">a</a>', "href in <a>"),
        ('<a href="java\nscript:x()">a</a>', "href in <a>"),
        ('<a href="java&Tab;script&colon;x()">a</a>', "href in <a>"),
        ('<a href=" &#1;data:text/html,x">a</a>', "href in <a>"),
        ('<a href="a.md" target="_blank">a</a>', "target in <a>"),
        ('<a href="a.md" ping="b">a</a>', "ping in <a>"),
        ("<p>a</p><textarea>", "<textarea>"),
        ("<plaintext>", "<plaintext>"),
        ("<xmp>", "<xmp>"),
        ("<p>a<select>", "<select>"),
        ("<!--><iframe src=x>-->", "<iframe>"),
        ("<!-- a --!><iframe src=x>-->", "<iframe>"),
        ("<![CDATA[><iframe src=x>]]>", "<iframe>"),
        ("<?x><iframe src=x>?>", "<iframe>"),
        ("<svg><p>a</p></svg>", "<svg>"),
        ("<math><mi>a</mi></math>", "<math>"),
        ('<input type="password">', "type in <input>"),
        ('<img alt="a" src="https://evil.test/a.png">', "src in <img>"),
        ('<img alt="a" src="\\\\evil.test/a.png">', "src in <img>"),
        ('<p style="color: red">a</p>', "style in <p>"),
        ("<body onload=x()>", "onload in <body>"),
        ("<meta http-equiv=refresh content=0>", "<meta>"),
        ("<p>a</p><title>", "<title>"),
    ],
)
def test_what_no_text_may_hold(html: str, found: str) -> None:
    assert strange_in_page(html) == found
    assert found == "type in <input>" or found in {
        f"{a} in <{e}>" if a else f"<{e}>" for e, a, _ in strange_in_text(html)
    }


@pytest.mark.parametrize(
    "html",
    [
        '<p>A script, javascript: on = 1.</p><a href="../java/script/">a</a>',
        '<p title="x&quot; onmouseover=&quot;y">a</p>',
        '<p>&lt;img src=x onerror=1&gt; 3 < 4 > 2 & "</p>',
        '<a href="https://a.example/?b=javascript:c">a</a> <a href="#javascript">b</a>',
        '<table><tr><td style="text-align: right;">a</td></tr></table>',
        '<p><img alt="a > b" src="a.png"/></p><!-- more --><hr/>',
        "<details open><summary>a</summary></details>",
        '<div class="admonition note"><p class="admonition-title">a</p></div>',
    ],
)
def test_what_does_nothing_is_left_alone(html: str) -> None:
    assert strange_in_page(html) == "" and [*strange_in_text(html)] == []


def test_code_in_the_attributes_of_a_page() -> None:
    page = '<head><meta content="x&#34; onmouseover=&#34;y"></head><body><p title="style=a">{}'
    assert [*inline_code(page.format(""))] == []
    assert [*inline_code(page.format('<p/onclick=x()><a href="java&#10;script:x()">'))] == [
        '"onclick" in <p>',
        '"javascript:" in <a>',
    ]
