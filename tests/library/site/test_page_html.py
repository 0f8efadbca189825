"""What a text's HTML contains, as a browser reads it."""

from __future__ import annotations

import pytest

from library.site.page_html import inline_code, links_of, strange_in_page, strange_in_text


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


PLAIN = """abbr blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr p pre span strong sub
    summary sup table tbody thead tr ul a details img li ol td th""".split()


@pytest.mark.parametrize("name", PLAIN)
def test_what_markdown_makes_may_stand_in_a_text(name: str) -> None:
    inside = f'<{name} id="a" class="b" lang="es" title="c">'
    around = {
        **dict.fromkeys(("tr", "tbody", "thead"), "<table>{}"),
        **dict.fromkeys(("td", "th"), "<table><tbody><tr>{}"),
    }
    html = around.get(name, "{}").format(inside)
    assert strange_in_page(html) == "" and [*strange_in_text(html)] == []
    assert strange_in_page(html.replace("lang=", "accesskey=")) == f"accesskey in <{name}>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../a.md">',
        '<a href="mailto:a@b.org">',
        '<a href="tel:1">',
        '<a href="HTTP://a.example/">',
        "<details open>",
        '<img alt="" src="a.png" width="1" height="2" loading="lazy">',
        '<ol start="3" type="a"><li value="4">a</li></ol>',
        '<table><tr><td style="text-align: left;"><th style="text-align: center;">',
    ],
)
def test_each_element_has_its_own_attributes(html: str) -> None:
    assert strange_in_page(html) == "" and [*strange_in_text(html)] == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<button type="button" popovertarget="a" aria-label="b">', ("button", "", "")),
        ('<input type="checkbox" checked autocomplete="off">', ("input", "", "")),
        ('<label for="a">', ("label", "", "")),
        ('<img alt="" src="a.png" srcset="a.png 2x">', ("img", "srcset", "a.png 2x")),
        ('<img alt="" src="a.png" sizes="9px">', ("img", "sizes", "9px")),
        ('<img alt="" src="a.png" decoding="async">', ("img", "decoding", "async")),
        ("<picture>", ("picture", "", "")),
        ('<circle cx="1" cy="2" r="3">', ("circle", "", "")),
        ('<ellipse rx="1" ry="2" transform="a">', ("ellipse", "", "")),
        ('<path d="M0 0" transform="a">', ("path", "", "")),
        ('<rect x="1" y="2" width="3" height="4" rx="5">', ("rect", "", "")),
        ('<text text-anchor="middle">', ("text", "", "")),
        ('<tspan x="1" y="2">', ("tspan", "", "")),
        ('<source srcset="a.avif" sizes="9px" type="image/avif">', ("source", "", "")),
        ('<a href="a.md" rel="tag">', ("a", "rel", "tag")),
        ('<a href="a.md" hreflang="es">', ("a", "hreflang", "es")),
        ('<table><tr><td scope="row">', ("td", "scope", "row")),
        ('<table><tr><th scope="col">', ("th", "scope", "col")),
        ('<p data-ip-item="a">', ("p", "data-ip-item", "a")),
        ('<p role="note">', ("p", "role", "note")),
        ("<p popover>", ("p", "popover", "")),
        ('<p tabindex="0">', ("p", "tabindex", "0")),
        ("<p hidden>", ("p", "hidden", "")),
        ('<p translate="no">', ("p", "translate", "no")),
    ],
)
def test_what_our_extensions_add_is_for_them_alone(html: str, found: tuple[str, str, str]) -> None:
    assert strange_in_page(html) == ""
    assert [*strange_in_text(html)] == [found]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<img alt="" src="a.png" srcset="//evil.test/a.png 2x">', "srcset in <img>"),
        ('<img alt="" src="a.png" srcset="data:image/png,x 2x">', "srcset in <img>"),
        ('<a href="vbscript:x()">', "href in <a>"),
        ('<a href="ftp://a.example/">', "href in <a>"),
        ('<a href="java&#115;cript:x()">', "href in <a>"),
        ('<a href="vb&#115;cript&colon;x()">', "href in <a>"),
        ('<a href="http://[a">', "href in <a>"),
        ('<img alt="" src="/\\evil.test/a">', "src in <img>"),
        ('<html data-a="b"><body class="c" manifest="d">', "manifest in <body>"),
        ("<p>a</p><!-- other --><base>", "<base>"),
    ],
)
def test_nor_may_the_finished_page_hold_it(html: str, found: str) -> None:
    assert strange_in_page(html) == found


@pytest.mark.parametrize(
    "html",
    [
        '<p>See <a href="https://a.example/?a=1&amp;b=2">it</a>.</p>',
        '<a aria-label="Rule 1" data-rules="[&quot;34 CFR 1&quot;]" href="#r">1</a>',
        '<a href="java&amp;#115;cript">a file with an odd name</a>',
    ],
)
def test_what_is_fine_at_first_sight_is_not_read_as_a_tree(
    html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read a page as a browser does takes most of a build in which little has changed."""
    monkeypatch.setattr("library.site.page_html._tree", None)
    assert strange_in_page(html) == ""


def test_the_links_and_pictures_of_a_file_of_ours() -> None:
    html = (
        '<a href="a.md">One <b>two</b></a><img src="b.png" alt="A team"><img src="c.png">'
        '<a href="d.md"><img src="e.png" alt="Three"> four</a><a name="x">no</a><p href="p">no</p>'
        '<a href="#here">no</a><a href="https://o.example/">no</a><img src="data:image/png,x">'
    )
    assert [*links_of(html)] == [
        (False, "a.md", "One two"),
        (True, "b.png", "A team"),
        (True, "c.png", ""),
        (False, "d.md", "four Three"),
        (True, "e.png", "Three"),
    ]


def test_every_style_and_script_of_a_page_is_named() -> None:
    html = '<p style="a" onfocus="b"><a href="VBScript:c" title="d">'
    assert [*inline_code(html)] == [
        '"style" in <p>',
        '"onfocus" in <p>',
        '"vbscript:" in <a>',
    ]
