"""What nginx answers with the configuration we ship, for each kind of file; and `_headers`."""

from __future__ import annotations

import gzip
import re
import socket
from http.client import HTTPConnection, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import brotli
import pytest

PAGE = "about/"
SHEET = "checklists/first-day.pdf"
WORD = "letters/ask-to-meet.docx"
TYPES = {
    "": "text/html; charset=utf-8",
    "404.html": "text/html; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    "sitemap.xml": "text/xml; charset=utf-8",
    "articles/feed.xml": "application/rss+xml; charset=utf-8",
    "articles/feed.json": "application/feed+json; charset=utf-8",
    "iep-year.ics": "text/calendar; charset=utf-8",
    "search/en/index.json": "application/json; charset=utf-8",
    "assets/images/mark.svg": "image/svg+xml",
    "assets/images/share.png": "image/png",
    WORD: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    SHEET: "application/pdf",
}


class Answer(NamedTuple):
    """An answer of the server, as it came."""

    status: int
    headers: HTTPMessage
    body: bytes


def ask(hosted: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask the server; `If_None_Match` is the header If-None-Match."""
    connection = HTTPConnection(urlsplit(hosted).netloc, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, f"/{path}", headers=named)
    with connection.getresponse() as answer:
        return Answer(answer.status, answer.headers, answer.read())


def some(site_dir: Path, pattern: str) -> str:
    """Return a file of the site by a pattern."""
    return next(site_dir.glob(pattern)).relative_to(site_dir).as_posix()


# As they are sent, letter by letter: what is meant is not asked of the code that makes them.
NO_FEATURES = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
    "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=()"
)
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": NO_FEATURES,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_A_YEAR = "max-age=31536000"
CACHE = {
    "fresh": "no-cache",
    "day": "public, max-age=86400",
    "forever": "public, max-age=31536000, immutable",
}


def assert_safe(headers: HTTPMessage, path: str = "") -> None:
    """Every answer has one set of headers, and no more than that."""
    assert {name: headers.get_all(name) for name in SAFE} == {n: [v] for n, v in SAFE.items()}
    assert headers["Set-Cookie"] is None
    assert headers["Server"] == "nginx", "no version"
    assert headers["Strict-Transport-Security"] is None, "over https only"
    [policy] = headers.get_all("Content-Security-Policy") or [""]
    if path == SHEET:
        assert policy == "frame-ancestors 'none'", "Safari would not open it under more"
    else:
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy
        assert policy.endswith("; frame-ancestors 'none'")
    assert len(headers.get_all("Cache-Control") or []) == 1


@pytest.mark.parametrize("path", [*TYPES, "no-such-page/", "about"])
def test_every_answer_is_as_safe_as_a_header_makes_it(hosted: str, path: str) -> None:
    assert_safe(ask(hosted, path).headers, path)


@pytest.mark.parametrize(
    ("status", "request_line", "more"),
    [
        (206, f"GET /{SHEET}", "Range: bytes=0-9\r\n"),
        (304, "GET /robots.txt", "If-Modified-Since: {modified}\r\n"),
        (400, "GET /\0", ""),
        (400, "GET /", f"X-Long: {'x' * 40_000}\r\n"),
        (400, "GET /../../etc/passwd", ""),
        (404, "GET /assets/", ""),
        (404, "GET /_headers", ""),
        (405, "DELETE /", ""),
        (412, "GET /", "If-Match: x\r\n"),
        (414, f"GET /{'x' * 40_000}", ""),
        (416, f"GET /{SHEET}", "Range: bytes=99999999-\r\n"),
    ],
)
def test_every_status_has_one_set_of_headers(
    hosted: str, status: int, request_line: str, more: str
) -> None:
    more = more.replace("{modified}", str(ask(hosted, "robots.txt").headers["Last-Modified"]))
    host, port = urlsplit(hosted).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        text = f"{request_line} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{more}\r\n"
        connection.sendall(text.encode())
        answer = HTTPResponse(connection)
        answer.begin()
        assert answer.status == status
        assert_safe(answer.headers, SHEET if SHEET in request_line else "")


def test_the_editor_has_a_policy_of_its_own(hosted: str, site_dir: Path) -> None:
    if not (site_dir / "admin").exists():
        pytest.skip("the form editor is not here")
    policy = ask(hosted, "admin/").headers["Content-Security-Policy"]
    assert "connect-src 'self' blob: data: https://api.github.com;" in policy
    assert "unsafe-eval" not in policy and "script-src 'self';" in policy
    assert "api.github.com" not in ask(hosted, "").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", TYPES)
def test_every_kind_of_file_is_called_what_it_is(hosted: str, path: str) -> None:
    answer = ask(hosted, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == TYPES[path]


def test_how_long_a_browser_may_keep_it(hosted: str, site_dir: Path) -> None:
    index = some(site_dir, "search/en/pages-*.json")
    kept = {
        "": "fresh",
        "about/": "fresh",
        "no-such-page/": "fresh",
        "sw.js": "fresh",
        "sitemap.xml": "fresh",
        "articles/feed.xml": "fresh",
        "search/en/index.json": "fresh",
        index: "forever",
        "assets/no-such-file.0a1b2c3d.css": "fresh",  # a page that is missing
        SHEET: "day",
        WORD: "day",
        "assets/images/share.png": "day",
    }
    found = {path: ask(hosted, path).headers.get_all("Cache-Control") for path in kept}
    assert found == {path: [CACHE[name]] for path, name in kept.items()}


def test_files_named_by_their_content_are_kept_for_ever(hosted: str, site_dir: Path) -> None:
    hashed = [
        file for file in site_dir.glob("assets/*/*") if re.search(r"\.[0-9a-f]{8}\.\w+$", file.name)
    ]
    for file in hashed:
        answer = ask(hosted, file.relative_to(site_dir).as_posix())
        assert answer.headers["Cache-Control"] == CACHE["forever"]


@pytest.mark.parametrize("path", ["", PAGE, SHEET, "assets/images/mark.svg"])
def test_what_has_not_changed_is_not_sent_again(hosted: str, path: str) -> None:
    tag = ask(hosted, path).headers["ETag"]
    again = ask(hosted, path, If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"]
    assert ask(hosted, path, If_None_Match='"other"').status == 200


def test_a_part_of_a_sheet(hosted: str, site_dir: Path) -> None:
    whole = (site_dir / SHEET).read_bytes()
    part = ask(hosted, SHEET, Range="bytes=100-199")
    assert (part.status, part.body) == (206, whole[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert ask(hosted, SHEET, Range=f"bytes={len(whole)}-").status == 416


@pytest.mark.parametrize("path", [PAGE, "guides/"], ids=["beforehand", "while sending"])
def test_texts_are_sent_small(hosted: str, site_dir: Path, path: str) -> None:
    whole = (site_dir / path / "index.html").read_bytes()
    plain = ask(hosted, path)
    assert plain.body == whole and plain.headers["Content-Encoding"] is None
    packed = ask(hosted, path, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == whole and len(packed.body) < len(whole) / 2
    if path == PAGE:
        smallest = ask(hosted, path, Accept_Encoding="gzip, br")
        assert smallest.headers["Content-Encoding"] == "br"
        assert brotli.decompress(smallest.body) == whole
        assert len(smallest.body) < len(packed.body)
        tag = smallest.headers["ETag"]
        assert ask(hosted, path, Accept_Encoding="br", If_None_Match=tag).status == 304


def test_an_address_without_its_last_slash_leads_on(hosted: str) -> None:
    answer = ask(hosted, "about/privacy")
    assert (answer.status, answer.headers["Location"]) == (301, "/about/privacy/")


def test_what_is_missing_is_told_on_our_own_page(hosted: str, site_dir: Path) -> None:
    answer = ask(hosted, "articles/no-such-article/")
    assert (answer.status, answer.body) == (404, (site_dir / "404.html").read_bytes())


@pytest.mark.parametrize("path", ["_headers", "_nginx.conf", "assets/", "articles/topic/"])
def test_nothing_else_is_given_away(hosted: str, site_dir: Path, path: str) -> None:
    answer = ask(hosted, path)
    assert (answer.status, answer.body) == (404, (site_dir / "404.html").read_bytes())


def test_nothing_can_be_written(hosted: str) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert ask(hosted, PAGE, method).status == 405


def rules(site_dir: Path) -> dict[str, dict[str, str]]:
    """Return the rules of `_headers`: path pattern -> its headers."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in (site_dir / "_headers").read_text(encoding="utf-8").splitlines():
        assert len(line) <= 2000, "what Cloudflare Pages reads"
        if line.startswith("/"):
            path = line
            assert path not in found
            found[path] = {}
        elif not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[path][name] = value
    assert len(found) <= 100, "what Cloudflare Pages reads"
    return found


def test_hosts_that_read_headers_get_the_same(site_dir: Path, hosted: str) -> None:
    found = rules(site_dir)
    assert found["/*"] == SAFE | {"Strict-Transport-Security": FOR_A_YEAR}
    for path in ("", "glossary/", "admin/"):
        if (site_dir / path).exists():
            pattern = f"/{path}*" if path else "/"
            sent = ask(hosted, path).headers["Content-Security-Policy"]
            assert found[pattern]["Content-Security-Policy"] == sent


def test_no_file_meets_two_rules_for_one_header(site_dir: Path) -> None:
    found = rules(site_dir)
    patterns = {path: re.compile(re.escape(path).replace(r"\*", ".*") + r"\Z") for path in found}
    for file in site_dir.rglob("*"):
        address = "/" + file.relative_to(site_dir).as_posix().removesuffix("index.html")
        met = [
            name for path, named in found.items() if patterns[path].match(address) for name in named
        ]
        assert len(met) == len(set(met)), address
        if address.endswith(".pdf"):
            policies = [
                named["Content-Security-Policy"]
                for path, named in found.items()
                if patterns[path].match(address) and "Content-Security-Policy" in named
            ]
            assert all(policy == "frame-ancestors 'none'" for policy in policies)
