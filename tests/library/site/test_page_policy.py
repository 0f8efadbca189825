"""A page's policy allows what the page contains, and nothing else."""

from __future__ import annotations

import base64
import hashlib

import pytest
from bs4 import BeautifulSoup

from library.authoring.form_editor import POLICY
from library.site.page_policy import (
    Needs,
    page_needs,
    policy,
    script_needs,
    style_needs,
    with_policy,
    with_rules_told,
    written,
)

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"


def allowed(needs: Needs) -> set[str]:
    """Return what is allowed as "directive source"."""
    return {f"{directive} {source}" for directive, source in needs.sources}


def sha(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def test_a_page_of_words_may_load_nothing() -> None:
    needs = page_needs(
        "<head><title>x</title></head><p>style = fine, onclick= too: javascript:</p>"
    )
    assert needs == Needs()
    assert written(policy(needs)) == NOTHING


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ('<script src="a.js" defer></script>', "script-src 'self'"),
        ("<script src=a.js></script>", "script-src 'self'"),
        ('<link rel="stylesheet" href="a.css">', "style-src 'self'"),
        ('<link rel="icon" href="a.svg">', "img-src 'self'"),
        ('<link rel="manifest" href="a.webmanifest">', "manifest-src 'self'"),
        ('<link rel="preload" as="font" href="a.woff2">', "font-src 'self'"),
        ('<img alt="a > b" src="/a.png">', "img-src 'self'"),
        ('<img src="data:image/png;base64,xx">', "img-src data:"),
        ('<picture><source srcset="a.webp 1x, b.webp 2x"></picture>', "img-src 'self'"),
        ('<audio src="a.mp3"></audio>', "media-src 'self'"),
        ('<iframe src="a/"></iframe>', "frame-src 'self'"),
        ('<form action="search/"></form>', "form-action 'self'"),
        ("<script>go()</script>", f"script-src {sha('go()')}"),
        ('<script type="module">go()</script>', f"script-src {sha('go()')}"),
        ('<link rel="apple-touch-icon" href="a.png">', "img-src 'self'"),
        ('<link rel="mask-icon" href="a.svg">', "img-src 'self'"),
        ('<link rel="modulepreload" href="a.js">', "script-src 'self'"),
        ('<link REL="Preload" as="script" href="a.js">', "script-src 'self'"),
        ('<link rel="preload" as="style" href="a.css">', "style-src 'self'"),
        ('<link rel="preload" as="image" href="a.png">', "img-src 'self'"),
        ('<link rel="preload" as="fetch" href="a.json">', "connect-src 'self'"),
        ('<link rel="alternate stylesheet" href="a.css">', "style-src 'self'"),
        ('<img srcset="a.png 1x">', "img-src 'self'"),
        ('<img src="blob:x">', "img-src blob:"),
        ('<input type="image" src="a.png">', "img-src 'self'"),
        ('<video src="a.mp4"></video>', "media-src 'self'"),
        ('<video poster="a.png"></video>', "img-src 'self'"),
        ('<source src="a.mp3">', "media-src 'self'"),
        ('<track src="a.vtt">', "media-src 'self'"),
        ('<frame src="a/">', "frame-src 'self'"),
        ('<object data="a.pdf"></object>', "object-src 'self'"),
        ('<form method="get"></form>', "form-action 'self'"),
        ('<script type="importmap">{}</script>', f"script-src {sha('{}')}"),
        ('<script type="speculationrules">{}</script>', f"script-src {sha('{}')}"),
        ('<script type="text/javascript">go()</script>', f"script-src {sha('go()')}"),
        ('<script type="application/javascript">go()</script>', f"script-src {sha('go()')}"),
        ('<style media="print">p {}</style>', f"style-src {sha('p {}')}"),
        ('<script type="application/json">1</script><img src="a.png">', "img-src 'self'"),
        ('<script TYPE="MODULE">go()</script>', f"script-src {sha('go()')}"),
        ("<style>p {}</style>", f"style-src {sha('p {}')}"),
    ],
)
def test_what_a_page_holds_is_allowed(html: str, source: str) -> None:
    needs = page_needs(html)
    assert allowed(needs) == {source} and needs.problems == ()


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">{"a": 1}</script>',  # data; see the browser test
        '<link rel="canonical" href="https://other.example/">',  # named, not loaded
        '<a href="https://other.example/">there</a>',
        '<link rel="alternate" href="feed.xml">',
        '<link rel="prefetch" as="font" href="a.woff2">',
        '<link rel="preload" href="a.woff2">',
        '<img alt="no address">',
    ],
)
def test_what_loads_nothing_needs_nothing(html: str) -> None:
    assert page_needs(html) == Needs()


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://other.example/a.js"></script>',
        '<img src="//other.example/a.png">',
        '<link rel="stylesheet" href="http://other.example/a.css">',
        '<p style="color: red">',
        '<img alt=""\nonerror="go()">',
        "<button onclick=go()>",
        '<a href="javascript:go()">',
        '<base href="/">',
        '<img srcset="a.png 1x, https://other.example/b.png 2x">',
        '<p title="a"onclick="go()">',
        "<p title='a'onclick='go()'>",
        "<svg/onload=go()>",
        '<a href="vbscript:go()">',
    ],
)
def test_what_no_policy_may_allow_is_told(html: str) -> None:
    assert len(page_needs(html).problems) == 1


def test_a_problem_says_what_to_take_out() -> None:
    assert page_needs('<base href="/"><img src="//other.example/a.png">').problems == (
        "<base>: write addresses that need none",
        "a file of another host: //other.example/a.png",
    )
    css = "a{src:url(HTTPS://other.example/a.woff2)} b{src:url(b.png)}"
    assert style_needs(css) == Needs(
        frozenset({("img-src", "'self'")}),
        ("a file of another host: HTTPS://other.example/a.woff2",),
    )
    assert script_needs("eval (a)") == Needs()
    assert script_needs("eval(a)").problems == ("code made from text: eval or new Function",)


def test_what_several_files_need_is_one_policy() -> None:
    needs = page_needs('<img src="a.png">') | style_needs("a{src:url(data:font/woff2;x)}")
    needs |= page_needs('<img src="data:x"><form></form>') | Needs(problems=("a",))
    assert needs.problems == ("a",)
    assert written(policy(needs)) == (
        "default-src 'none'; font-src data:; form-action 'self'; img-src 'self' data:; "
        "base-uri 'none'"
    )


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("a.woff2", "font-src 'self'"),
        ("a.WOFF", "font-src 'self'"),
        ("a.ttf?v=1", "font-src 'self'"),
        ("a.otf", "font-src 'self'"),
        ("data:application/x-font-woff,x", "font-src data:"),
        ("data:application/font-woff,x", "font-src data:"),
        ("a.woffle", "img-src 'self'"),
        (" 'a.png' ", "img-src 'self'"),
    ],
)
def test_a_file_of_a_stylesheet_is_a_font_or_a_picture(address: str, source: str) -> None:
    assert allowed(style_needs(f"a{{src:url({address})}}")) == {source}


@pytest.mark.parametrize(
    ("script", "source"),
    [
        ("new XMLHttpRequest()", "connect-src 'self'"),
        ("navigator.sendBeacon(a)", "connect-src 'self'"),
        ("new EventSource(a)", "connect-src 'self'"),
        ("new Worker(a)", "worker-src 'self'"),
        ("new SharedWorker(a)", "worker-src 'self'"),
        ("WebAssembly.instantiate(a)", "script-src 'wasm-unsafe-eval'"),
    ],
)
def test_each_call_of_a_script_needs_its_own(script: str, source: str) -> None:
    assert allowed(script_needs(script)) == {source}
    assert script_needs(script.replace("(", "_(").replace("W", "w")) == Needs() or "X" in script


def test_styles_need_their_fonts_and_pictures() -> None:
    css = "a{src:url(a.woff2) b:url('b.svg') c:url(\"data:image/svg+xml,x\") d:url(#e)}"
    assert allowed(style_needs(css)) == {"font-src 'self'", "img-src 'self'", "img-src data:"}
    assert style_needs("@import url(https://other.example/a.css)").problems


def test_scripts_need_what_they_call() -> None:
    assert allowed(script_needs("fetch(a)")) == {"connect-src 'self'"}
    assert allowed(script_needs("navigator.serviceWorker.register(a)")) == {"worker-src 'self'"}
    assert script_needs("document.title = prefetch") == Needs()
    assert script_needs("eval(a)").problems and script_needs("new Function(a)").problems


def test_the_policy_stands_before_all_it_governs() -> None:
    html = '<html><head>\n<meta charset="utf-8"><script src="a.js"></script></head></html>'
    directives = policy(page_needs(html))
    page = BeautifulSoup(with_policy(html, directives), "html.parser")
    meta = page.select("head > meta, head > script")[1]
    assert meta["http-equiv"] == "Content-Security-Policy"
    assert meta["content"] == written(directives)
    with pytest.raises(ValueError, match=r"^the page has no <head>$"):
        with_policy("<p>", directives)
    assert with_policy("<HEAD><title>a</title>", {"default-src": "'none'", "img-src": '"&'}) == (
        '<HEAD><meta http-equiv="Content-Security-Policy" content="'
        "default-src 'none'; img-src &quot;&amp;\"><title>a</title>"
    )


def test_readers_are_told_the_rules_that_hold() -> None:
    html = '<li data-ip-rule="img-src">Pictures.</li> <li data-ip-rule="font-src">Fonts.</li>'
    assert with_rules_told(html, {"img-src": "'self'"}).strip().endswith("Pictures.</li>")
    told = "^says nothing about connect-src, worker-src: see words, policy$"
    with pytest.raises(ValueError, match=told):
        with_rules_told(html, {"worker-src": "'self'", "img-src": "", "connect-src": ""})


def test_the_editor_may_do_no_more_than_it_needs() -> None:
    assert POLICY["default-src"] == "'none'" and "unsafe-eval" not in written(POLICY)
    assert "unsafe-inline" not in POLICY["script-src"]
